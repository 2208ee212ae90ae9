//! Turns long warning lists as people write them into the form that loads quickly.

use serde_json::json;

use super::check::Known;
use super::fault::{FaultCode, PackFault};
use super::file::{self, Entries};
use super::load::{Filed, check, entries};
use super::{KeySet, PackFile, Packs, WarningList, host_key, seller_key};
use crate::snapshot::SCHEMA;

impl WarningList {
    /// The hashes of the hosts and sellers that are written out.
    pub(crate) fn keys(&self) -> Vec<u64> {
        let sellers = self.sellers.iter().map(|seller| seller_key(&seller.site, &seller.name));
        self.hosts.iter().map(|host| host_key(host)).chain(sellers).collect()
    }
}

/// Packs the hosts and sellers of the warning lists in a pack file, which may be larger than a pack that is loaded. `packs` has the sites
/// that sellers are on.
///
/// # Errors
/// Every fault of the file; a list that is packed already, since what it holds cannot be read back.
pub fn build(file: &PackFile, packs: &Packs) -> Result<Vec<u8>, Vec<PackFault>> {
    let (part, found) = file::read_of_any_size(file)?;
    let fault = |entry: &str, code, reason: &str| PackFault::new(file, entry, (code, reason.to_owned()));
    let Entries::WarningLists(lists) = found else {
        return Err(vec![fault("", FaultCode::UnknownKind, "is no pack of warning lists, the only kind that is built")]);
    };
    let lists: Vec<_> = lists.into_iter().map(|entry| Filed { file: 0, entry }).collect();
    let mut faults = Vec::new();
    check(&lists, &Known::of(packs), &[file], &mut faults);
    let packed = entries(&lists).filter(|list| !list.packed.is_empty());
    faults.extend(packed.map(|list| fault(&list.id, FaultCode::Twice, "is packed already")));
    if !faults.is_empty() {
        return Err(faults);
    }
    let pack = |list: WarningList| WarningList { packed: KeySet::new(list.keys()), hosts: Vec::new(), sellers: Vec::new(), ..list };
    let lists: Vec<WarningList> = lists.into_iter().map(|list| pack(list.entry)).collect();
    let whole = json!({ "schema": SCHEMA, "pack": "warning-lists", "name": part.name, "version": part.version, "entries": lists });
    Ok(whole.to_string().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Site;
    use crate::pack::SiteKind;

    fn file(entry: &str) -> PackFile {
        let text = format!(r#"{{"schema":1,"pack":"warning-lists","name":"watch","version":"7","entries":[{entry}]}}"#);
        PackFile { name: "lists/watch.json".into(), bytes: text.into_bytes() }
    }

    fn packs() -> Packs {
        let market =
            Site { id: "market".into(), name: "Market".into(), kind: SiteKind::Marketplace, domains: vec![], source: "test".into() };
        Packs { sites: vec![market], ..Packs::default() }
    }

    #[test]
    fn a_list_is_packed_and_says_the_same() {
        let entry = r#"{"id":"w","name":"Watch","url":"https://watch.example/","hosts":["a-shop.com"],"source":"test",
            "sellers":[{"site":"market","name":"Heap"}]}"#;
        let bytes = build(&file(entry), &packs()).unwrap();
        let (part, Entries::WarningLists(lists)) = file::read(&PackFile { name: "x".into(), bytes: bytes.clone() }).unwrap() else {
            panic!()
        };
        assert_eq!((part.name.as_str(), part.version.as_str()), ("watch", "7"));
        let packed = &lists[0].packed;
        assert!(lists[0].hosts.is_empty() && packed.len() == 2);
        assert!(packed.contains(host_key("a-shop.com")) && packed.contains(seller_key("market", "heap")));
        let again = build(&PackFile { name: "x".into(), bytes }, &packs()).unwrap_err();
        assert_eq!(again[0].reason, "is packed already");
    }

    #[test]
    fn what_must_not_be_listed_is_refused_before() {
        let entry = |hosts: &str, sellers: &str| {
            let text = format!(
                r#"{{"id":"w","name":"W","url":"https://watch.example/","hosts":[{hosts}],"sellers":[{sellers}],"source":"test"}}"#
            );
            build(&file(&text), &packs()).unwrap_err().into_iter().map(|fault| fault.code.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(entry(r#""myshopify.com""#, ""), ["bad-value"]);
        assert_eq!(entry(r#""www.shop.com","Shop.com""#, ""), ["bad-value", "bad-value"]);
        assert_eq!(entry(r#""shop.com","shop.com""#, ""), ["twice"]);
        assert_eq!(entry("", ""), ["empty"]);
        assert_eq!(entry("", r#"{"site":"bazaar","name":"Heap"}"#), ["unknown-reference"]);
    }
}
