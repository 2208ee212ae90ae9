//! Entries of warning lists.

use std::collections::BTreeSet;

use super::{Entry, Known, https_address, id, is_host, source, word};
use crate::pack::WarningList;
use crate::pack::fault::{FaultCode, Faults};
use crate::text::domain;

impl Entry for WarningList {
    fn name(&self) -> String {
        self.id.clone()
    }

    fn check(&self, known: &Known<'_>, faults: &mut Faults) {
        id(&self.id, faults);
        word("name", &self.name, faults);
        https_address(&self.url, faults);
        if self.hosts.is_empty() && self.sellers.is_empty() && self.packed.is_empty() {
            faults.add(FaultCode::Empty, "lists nothing");
        }
        let mut hosts = BTreeSet::new();
        for host in &self.hosts {
            // A public suffix would list every shop below it.
            if !is_host(host) || host.starts_with("www.") || domain::registrable(host).is_none() {
                faults.add(FaultCode::BadValue, format!("{host:?} is no lower-case host at or below a registrable domain, without www."));
            } else if !hosts.insert(host) {
                faults.add(FaultCode::Twice, format!("{host:?} is listed twice"));
            }
        }
        let mut sellers = BTreeSet::new();
        for seller in &self.sellers {
            word("sellers", &seller.name, faults);
            if !known.sites.contains(seller.site.as_str()) {
                faults.add(FaultCode::UnknownReference, format!("unknown site {:?}", seller.site));
            }
            if !sellers.insert((&seller.site, &seller.name)) {
                faults.add(FaultCode::Twice, format!("{:?} is listed twice", seller.name));
            }
        }
        source(&self.source, faults);
    }
}
