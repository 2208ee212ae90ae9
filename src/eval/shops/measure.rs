//! Shops of a collection, weighed by the shipped pack and by packs that never saw them.

use std::collections::BTreeMap;

use super::LabelledShop;
use crate::eval::curve::{Graded, Point, Share, roc};
use crate::eval::fit::{Counted, count, cross_validated};
use crate::finding::{Family, State};
use crate::pack::{RuleBook, Thresholds};
use crate::score::Weighed;

/// A shop with what it weighs.
#[derive(Debug, Clone)]
pub struct WeighedShop<'a> {
    /// The shop.
    pub shop: &'a LabelledShop,
    /// Weighed by the shipped pack.
    pub shipped: Weighed,
}

/// A collection, measured.
#[derive(Debug, Clone)]
pub struct Measures<'a> {
    /// Shops in the collection's order.
    pub shops: Vec<WeighedShop<'a>>,
    /// Their weights, as graded by the shipped pack.
    pub shipped: Vec<Graded>,
    /// As graded by packs fitted without them; empty where nothing was fitted.
    pub validated: Vec<Graded>,
    /// The rules' cases that occur.
    pub cases: Vec<Counted>,
}

impl<'a> Measures<'a> {
    /// Weighs the shops, and again by packs that were fitted without them.
    #[must_use]
    pub fn of_pages(book: &RuleBook, thresholds: &Thresholds, shops: &'a [LabelledShop]) -> Self {
        Self { validated: cross_validated(book, thresholds, shops), ..Self::of_hosts(book, thresholds, shops) }
    }

    /// Weighs the shops by the shipped pack alone.
    #[must_use]
    pub fn of_hosts(book: &RuleBook, thresholds: &Thresholds, shops: &'a [LabelledShop]) -> Self {
        let weighed: Vec<WeighedShop<'a>> =
            shops.iter().map(|shop| WeighedShop { shop, shipped: shop.weighed(book, thresholds) }).collect();
        let grade = |shop: &WeighedShop<'_>| Graded { weight_centibans: shop.shipped.weight_centibans, listed: shop.shop.listed };
        let shipped = weighed.iter().map(grade).collect();
        let cases = count(book, &shops.iter().collect::<Vec<_>>());
        Self { shops: weighed, shipped, validated: Vec::new(), cases }
    }

    /// ROC of the shipped weights.
    #[must_use]
    pub fn roc_shipped(&self) -> Vec<Point> {
        roc(&self.shipped)
    }

    /// ROC of weights that never saw the shop.
    #[must_use]
    pub fn roc_validated(&self) -> Vec<Point> {
        roc(&self.validated)
    }

    /// Shops whose state is `state` or worse, of the listed or the legitimate ones.
    #[must_use]
    pub fn with_state(&self, listed: bool, state: State) -> Share {
        Share::count(self.shops.iter().filter(|shop| shop.shop.listed == listed), |shop| shop.shipped.state >= state)
    }

    /// Legitimate shops with a state of caution or worse, by a group of theirs.
    #[must_use]
    pub fn alarms_by(&self, group: impl Fn(&LabelledShop) -> Vec<String>) -> BTreeMap<String, Share> {
        let mut groups: BTreeMap<String, Share> = BTreeMap::new();
        for shop in self.shops.iter().filter(|shop| !shop.shop.listed) {
            for name in group(shop.shop) {
                let share = groups.entry(name).or_default();
                share.hits += u32::from(shop.shipped.state >= State::Caution);
                share.of += 1;
            }
        }
        groups
    }

    /// Shops of one side with a sign against them in `family`, by their sources.
    #[must_use]
    pub fn signs_by_source(&self, family: Family) -> BTreeMap<(bool, String), Share> {
        let mut groups: BTreeMap<(bool, String), Share> = BTreeMap::new();
        for shop in &self.shops {
            let against = shop.shipped.families.iter().any(|weight| weight.family == family && weight.weight_centibans > 0);
            for source in &shop.shop.sources {
                let share = groups.entry((shop.shop.listed, source.clone())).or_default();
                share.hits += u32::from(against);
                share.of += 1;
            }
        }
        groups
    }

    /// The legitimate shops that weigh most, and the listed ones that weigh least; equal ones by name.
    #[must_use]
    pub fn worst(&self, number: usize) -> (Vec<&WeighedShop<'a>>, Vec<&WeighedShop<'a>>) {
        let side = |listed: bool| self.shops.iter().filter(move |shop| shop.shop.listed == listed);
        let mut alarms: Vec<&WeighedShop<'a>> = side(false).collect();
        alarms.sort_by(|a, b| b.shipped.weight_centibans.cmp(&a.shipped.weight_centibans).then(a.shop.host.cmp(&b.shop.host)));
        let mut missed: Vec<&WeighedShop<'a>> = side(true).collect();
        missed.sort_by(|a, b| a.shipped.weight_centibans.cmp(&b.shipped.weight_centibans).then(a.shop.host.cmp(&b.shop.host)));
        alarms.truncate(number);
        missed.truncate(number);
        (alarms, missed)
    }
}
