//! What a second source says of a fact that is known, where it says something else.

use rust_decimal::Decimal;

use super::draft::{Draft, Witness};
use crate::limits;
use crate::listing::{Conflict, Money, Said};
use crate::text::folded_text;

/// A value that sources may state differently.
pub(super) trait Stated {
    /// Where `other` differs in its normalised form: pointer below the fact, this value, the other one.
    fn differences(&self, _pointer: &str, _other: &Self) -> Vec<(&'static str, String, String)> {
        Vec::new()
    }
}

impl Stated for Decimal {}
impl Stated for u64 {}

impl Stated for Money {
    fn differences(&self, pointer: &str, other: &Self) -> Vec<(&'static str, String, String)> {
        let mut differences = Vec::new();
        if pointer != "/price" {
            return differences;
        }
        if let (Some(own), Some(other)) = (&self.currency, &other.currency)
            && own != other
        {
            differences.push(("/currency", own.clone(), other.clone()));
        }
        if self.amount != other.amount {
            differences.push(("", self.amount.normalize().to_string(), other.amount.normalize().to_string()));
        }
        differences
    }
}

impl Stated for String {
    fn differences(&self, pointer: &str, other: &Self) -> Vec<(&'static str, String, String)> {
        let same = match pointer {
            "/brand" => letters(self) == letters(other),
            // `OnlineOnly` and `InStock` do not contradict each other.
            "/availability" => is_to_be_had(self) == is_to_be_had(other),
            _ => true,
        };
        if same { Vec::new() } else { vec![("", self.clone(), other.clone())] }
    }
}

fn letters(name: &str) -> String {
    folded_text(limits::cut(name, 200)).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn is_to_be_had(availability: &str) -> bool {
    !matches!(availability, "OutOfStock" | "SoldOut" | "Discontinued")
}

/// Keeps the differences between a known value and what `witness` says, unless both come from the same reader.
pub(super) fn note(draft: &mut Draft, pointer: &str, differences: Vec<(&'static str, String, String)>, witness: Witness<'_>) {
    let listing = &mut draft.listing;
    let Some(origin) = listing.trace.get(pointer).filter(|origin| origin.source != witness.source).cloned() else { return };
    for (below, kept, other) in differences {
        let fact = format!("{pointer}{below}");
        let said = |conflict: &Conflict| conflict.fact == fact && conflict.other.source == witness.source;
        if listing.conflicts.len() >= limits::CONFLICTS || listing.conflicts.iter().any(said) {
            continue;
        }
        let kept = Said { value: kept, source: origin.source, place: origin.place.clone() };
        let other = Said { value: other, source: witness.source, place: witness.origin().place };
        listing.conflicts.push(Conflict { fact, kept, other });
    }
}

/// Turns the conflict that this source noted around: what it says is kept.
pub(super) fn turn(draft: &mut Draft, pointer: &str, witness: Witness<'_>) {
    for conflict in draft.listing.conflicts.iter_mut().filter(|conflict| conflict.fact == pointer) {
        if conflict.other.source == witness.source {
            std::mem::swap(&mut conflict.kept, &mut conflict.other);
        }
    }
}
