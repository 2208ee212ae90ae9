//! Names and words on their own: host names that live from others' names, brands in titles of goods, words of the trade in copies.

pub mod hosts;
pub mod text;
pub mod titles;
pub mod trade;

use super::curve::Share;

/// How many cases came out as counted, and the others by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// The share.
    pub share: Share,
    /// Those that did not come out as they should: missed where finding is counted, alarms where alarms are.
    pub wrong: Vec<String>,
}

impl Tally {
    /// Counts a case that is to be found.
    fn seek(&mut self, found: bool, case: impl FnOnce() -> String) {
        self.count(found, found, case);
    }

    /// Counts a case that is to be left alone.
    fn spare(&mut self, alarm: bool, case: impl FnOnce() -> String) {
        self.count(alarm, !alarm, case);
    }

    fn count(&mut self, hit: bool, as_it_should: bool, case: impl FnOnce() -> String) {
        self.share.of += 1;
        self.share.hits += u32::from(hit);
        if !as_it_should {
            self.wrong.push(case());
        }
    }
}

/// What is measured.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// Punycode look-alikes of known names that are found.
    pub lookalikes: Tally,
    /// Domains with a known name in theirs that are found.
    pub named: Tally,
    /// Host names of legitimate shops that are called imitations.
    pub called: Tally,
    /// Brands named in titles that are right.
    pub right: Tally,
    /// Brands that stand in titles and are named.
    pub spotted: Tally,
    /// Goods of established shops at `caution` or above.
    pub doubted: Tally,
    /// Those of them at `high`.
    pub high: Tally,
    /// Strong words of the trade that are found beside a brand.
    pub trade: Tally,
}
