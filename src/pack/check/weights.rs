//! What must hold of weights, caps and thresholds.

use std::collections::BTreeSet;

use super::{Entry, Known, id, source};
use crate::finding::Family;
use crate::pack::fault::{FaultCode, Faults};
use crate::pack::{FamilyCaps, RuleWeights, Thresholds};

/// No evidence on a web page makes a listing 10^10 times likelier; such a weight is a slip of the pen.
const MOST_CENTIBANS: i32 = 1_000;

impl Entry for RuleWeights {
    fn name(&self) -> String {
        self.id.clone()
    }

    fn check(&self, _known: &Known<'_>, faults: &mut Faults) {
        id(&self.id, faults);
        if self.bins.is_empty() {
            faults.add(FaultCode::Useless, "a rule without bins never weighs anything");
        }
        let mut bins = BTreeSet::new();
        for bin in &self.bins {
            id(&bin.id, faults);
            source(&bin.source, faults);
            weight(&format!("bin {:?}", bin.id), bin.weight_centibans, faults);
            if !bins.insert(bin.id.as_str()) {
                faults.add(FaultCode::Twice, format!("bin {:?} stands there twice", bin.id));
            }
        }
    }
}

impl Entry for FamilyCaps {
    fn name(&self) -> String {
        family(self.family)
    }

    fn unique(&self) -> Option<String> {
        Some(family(self.family))
    }

    fn check(&self, _known: &Known<'_>, faults: &mut Faults) {
        source(&self.source, faults);
        for (field, cap) in [("against_centibans", self.against_centibans), ("for_centibans", self.for_centibans)] {
            if cap < 0 {
                faults.add(FaultCode::OutOfRange, format!("{field} is {cap}; a cap is not below 0"));
            }
            weight(field, cap, faults);
        }
    }
}

impl Entry for Thresholds {
    fn name(&self) -> String {
        "thresholds".to_owned()
    }

    fn unique(&self) -> Option<String> {
        Some(String::new())
    }

    fn check(&self, _known: &Known<'_>, faults: &mut Faults) {
        source(&self.source, faults);
        if self.caution_centibans >= self.high_centibans {
            faults.add(FaultCode::OutOfRange, "caution_centibans must lie below high_centibans");
        }
        let fields = [
            ("prior_centibans", self.prior_centibans),
            ("caution_centibans", self.caution_centibans),
            ("high_centibans", self.high_centibans),
            ("clear_family_centibans", self.clear_family_centibans),
        ];
        for (field, centibans) in fields {
            weight(field, centibans, faults);
        }
    }
}

fn weight(what: &str, centibans: i32, faults: &mut Faults) {
    if centibans.unsigned_abs() > MOST_CENTIBANS.unsigned_abs() {
        faults.add(FaultCode::OutOfRange, format!("{what} is {centibans} centibans, beyond ±{MOST_CENTIBANS}"));
    }
}

fn family(family: Family) -> String {
    serde_json::to_value(family).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}
