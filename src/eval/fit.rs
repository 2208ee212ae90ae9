//! Weights from labelled shops.
//!
//! A case of a rule has a likelihood ratio of its own: how often it holds on listed shops against legitimate ones. Signs that go
//! together must not be counted twice, so the weights of all measured cases are fitted at once, within the very sum that
//! [`crate::score`] makes of them (strongest and halves, caps): logistic regression with the collection's own odds as the constant. A
//! penalty holds back weights that few shops speak for, and no weight is more than the case's own likelihood ratio says.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::curve::{Graded, Ratio, Share};
use super::shops::{FOLDS, LabelledShop};
use crate::pack::{Basis, Frequencies, RuleBook, Thresholds};
use crate::score;

/// Strength of the penalty on squared weights in natural units: as if one observation said that a case says nothing, give or take a
/// factor of e.
const RIDGE: f64 = 1.0;
/// Steps of the search, in centibans: from coarse to the unit.
const STEPS: [i32; 7] = [64, 32, 16, 8, 4, 2, 1];
/// Rounds at one step after which the search goes on; far more than it takes.
const ROUNDS: usize = 200;
/// Least weight of a case whose likelihood ratio is surely above one: what the others say already is still shown.
const LEAST_CENTIBANS: i32 = 5;
/// Natural units in a centiban.
const NATURAL: f64 = std::f64::consts::LN_10 / 100.0;

/// How often a rule's case was seen, and its weight.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// Rule id.
    pub rule: String,
    /// Id of the case.
    pub bin: String,
    /// Listed shops with it.
    pub listed: Share,
    /// Legitimate shops with it.
    pub legitimate: Share,
    /// Its own likelihood ratio, as a weight.
    pub alone: Ratio,
    /// The weight that the pack gives it.
    pub weight_centibans: i32,
    /// Where that comes from.
    pub basis: Basis,
}

/// Every case that the pack knows and that holds on some shop.
#[must_use]
pub fn count(book: &RuleBook, shops: &[&LabelledShop]) -> Vec<Counted> {
    let with = |listed: bool, rule: &str, bin: &str| {
        let shops = shops.iter().filter(|shop| shop.listed == listed);
        Share::count(shops, |shop| shop.signs.iter().any(|(id, sign)| *id == rule && sign.bin == bin))
    };
    let cases = book.rules.iter().flat_map(|rule| rule.bins.iter().map(move |bin| (rule, bin)));
    let counted = cases.map(|(rule, bin)| {
        let (listed, legitimate) = (with(true, &rule.id, &bin.id), with(false, &rule.id, &bin.id));
        let alone = Ratio::of(listed, legitimate);
        let (weight_centibans, basis) = (bin.weight_centibans, bin.basis);
        Counted { rule: rule.id.clone(), bin: bin.id.clone(), listed, legitimate, alone, weight_centibans, basis }
    });
    counted.filter(|case| case.listed.hits + case.legitimate.hits > 0).collect()
}

/// The rules pack with its measured weights fitted to these shops; judged ones stay, and take part in the sums.
#[must_use]
pub fn fit(book: &RuleBook, shops: &[&LabelledShop]) -> RuleBook {
    let measured = count(book, shops).into_iter().filter(|case| case.basis == Basis::Measured);
    let mut search = Search::new(book, shops, measured.map(|case| (bounds(&case), case)).collect());
    search.run();
    search.book
}

/// As [`fit`], with counts and sources of what was measured on `collection` (its name, for people).
#[must_use]
pub fn fit_with_sources(book: &RuleBook, shops: &[&LabelledShop], collection: &str) -> RuleBook {
    let mut fitted = fit(book, shops);
    for case in count(&fitted, shops).iter().filter(|case| case.basis == Basis::Measured) {
        let rule = fitted.rules.iter_mut().find(|rule| rule.id == case.rule);
        if let Some(bin) = rule.and_then(|rule| rule.bins.iter_mut().find(|bin| bin.id == case.bin)) {
            bin.frequencies = Some(case.frequencies());
            bin.source = case.source(collection);
        }
    }
    fitted
}

/// Least and most that a case may weigh.
fn bounds(case: &Counted) -> RangeInclusive<i32> {
    let most = (case.alone.centibans.floor() as i32).max(0);
    let least = if case.alone.low > 0.0 { LEAST_CENTIBANS.min(most) } else { 0 };
    least..=most
}

/// Weights of shops under packs that were fitted without the part of the collection that they are in.
#[must_use]
pub fn cross_validated(book: &RuleBook, thresholds: &Thresholds, shops: &[LabelledShop]) -> Vec<Graded> {
    let mut graded: Vec<Option<Graded>> = vec![None; shops.len()];
    for fold in 0..FOLDS {
        let others: Vec<&LabelledShop> = shops.iter().filter(|shop| shop.fold() != fold).collect();
        let fitted = fit(book, &others);
        for (slot, shop) in graded.iter_mut().zip(shops).filter(|(_, shop)| shop.fold() == fold) {
            let weight_centibans = shop.weighed(&fitted, thresholds).weight_centibans;
            *slot = Some(Graded { weight_centibans, listed: shop.listed });
        }
    }
    graded.into_iter().flatten().collect()
}

/// Shops with the same signs.
struct Pattern {
    /// Rule and bin in the pack, by index.
    signs: Vec<(usize, usize)>,
    listed: f64,
    legitimate: f64,
}

/// Descent along one weight after the other.
struct Search {
    book: RuleBook,
    /// What is fitted: rule and bin by index, with the bounds of its weight.
    free: Vec<((usize, usize), RangeInclusive<i32>)>,
    patterns: Vec<Pattern>,
    /// Log-odds of the collection.
    constant: f64,
}

impl Counted {
    /// What the pack says of the case.
    fn frequencies(&self) -> Frequencies {
        Frequencies {
            listed: self.listed.hits,
            listed_of: self.listed.of,
            legitimate: self.legitimate.hits,
            legitimate_of: self.legitimate.of,
            times: (times(self.alone.low).floor() as u32).max(1),
        }
    }

    /// Where its weight comes from, for the pack.
    fn source(&self, collection: &str) -> String {
        let (listed, legitimate, Ratio { centibans, low, high }) = (self.listed, self.legitimate, self.alone);
        format!(
            "Measured: {} of {} shops that consumer services listed and {} of {} legitimate ones ({collection}); likelihood ratio {}, 95 % \
             interval {} to {}. Fitted at once with the other measured cases, so that signs that go together share their weight.",
            listed.hits,
            listed.of,
            legitimate.hits,
            legitimate.of,
            figures(times(centibans)),
            figures(times(low)),
            figures(times(high)),
        )
    }
}

/// A weight as a ratio.
#[must_use]
pub fn times(centibans: f64) -> f64 {
    10_f64.powf(centibans / 100.0)
}

/// Two figures are all that such samples give.
fn figures(ratio: f64) -> String {
    if ratio < 10.0 { format!("{ratio:.1}") } else { format!("{ratio:.0}") }
}

impl Search {
    fn new(book: &RuleBook, shops: &[&LabelledShop], measured: Vec<(RangeInclusive<i32>, Counted)>) -> Self {
        let mut book = book.clone();
        let place = |book: &RuleBook, rule: &str, bin: &str| {
            let at = book.rules.iter().position(|weights| weights.id == rule)?;
            Some((at, book.rules.get(at)?.bins.iter().position(|known| known.id == bin)?))
        };
        let mut patterns: BTreeMap<Vec<(usize, usize)>, (f64, f64)> = BTreeMap::new();
        for shop in shops {
            let signs = shop.signs.iter().filter_map(|(rule, sign)| place(&book, rule, sign.bin)).collect();
            let (listed, legitimate) = patterns.entry(signs).or_default();
            if shop.listed { *listed += 1.0 } else { *legitimate += 1.0 }
        }
        let all = |side: fn(&(f64, f64)) -> f64| patterns.values().map(side).sum::<f64>() + 0.5;
        let constant = (all(|counts| counts.0) / all(|counts| counts.1)).ln();
        let free = measured.into_iter().filter_map(|(bounds, case)| Some((place(&book, &case.rule, &case.bin)?, bounds)));
        let free: Vec<((usize, usize), RangeInclusive<i32>)> = free.collect();
        for (place, bounds) in &free {
            set(&mut book, *place, i32::midpoint(*bounds.start(), *bounds.end()));
        }
        let patterns = patterns.into_iter().map(|(signs, (listed, legitimate))| Pattern { signs, listed, legitimate }).collect();
        Self { book, free, patterns, constant }
    }

    fn run(&mut self) {
        let mut loss = self.loss();
        for step in STEPS {
            for _ in 0..ROUNDS {
                let before = loss;
                for (place, bounds) in self.free.clone() {
                    for change in [step, -step] {
                        let old = weight(&self.book, place);
                        let new = old.saturating_add(change).clamp(*bounds.start(), *bounds.end());
                        set(&mut self.book, place, new);
                        let changed = self.loss();
                        if changed < loss {
                            loss = changed;
                        } else {
                            set(&mut self.book, place, old);
                        }
                    }
                }
                if loss >= before {
                    break;
                }
            }
        }
    }

    /// Negative logarithm of the likelihood, with the penalty.
    fn loss(&self) -> f64 {
        let patterns = self.patterns.iter().map(|pattern| {
            let signs = pattern.signs.iter().filter_map(|(rule, bin)| {
                let rule = self.book.rules.get(*rule)?;
                Some((rule.family, rule.bins.get(*bin)?.weight_centibans))
            });
            let weight: i32 = score::families(&self.book, signs).iter().map(|family| family.weight_centibans).sum();
            let log_odds = self.constant + f64::from(weight) * NATURAL;
            pattern.listed * (-log_odds).exp().ln_1p() + pattern.legitimate * log_odds.exp().ln_1p()
        });
        let penalty = self.free.iter().map(|(place, _)| (f64::from(weight(&self.book, *place)) * NATURAL).powi(2) / 2.0);
        patterns.sum::<f64>() + RIDGE * penalty.sum::<f64>()
    }
}

fn weight(book: &RuleBook, (rule, bin): (usize, usize)) -> i32 {
    book.rules.get(rule).and_then(|rule| rule.bins.get(bin)).map_or(0, |bin| bin.weight_centibans)
}

fn set(book: &mut RuleBook, (rule, bin): (usize, usize), weight_centibans: i32) {
    if let Some(bin) = book.rules.get_mut(rule).and_then(|rule| rule.bins.get_mut(bin)) {
        bin.weight_centibans = weight_centibans;
    }
}
