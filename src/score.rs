//! Weighs signs into a state. The only place that adds weights; every number comes from the rules pack.
//!
//! Signs of one family are correlated. Within a family the strongest sign against the listing counts in full and each
//! further one by half, the same for signs in its favour; either sum is held at the family's cap. The families' weights are
//! added to the prior: log-odds, in centibans.

mod change;

pub use change::changes;

use std::collections::BTreeMap;

use crate::finding::{Family, FamilyWeight, Finding, Grade, Message, State};
use crate::pack::{RuleBook, Thresholds};
use crate::rules::Sign;

/// Log-odds beyond which the posterior is 0 or 1000 permille anyway; bounds the loop in [`posterior_permille`].
const LOG_ODDS_END_CENTIBANS: i32 = 1_000;
/// 10^0.01, the odds ratio of one centiban.
const ODDS_A_CENTIBAN: f64 = 1.023_292_992_280_754;

/// What a set of findings amounts to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    /// One of [`State::High`], [`State::Caution`], [`State::NoSigns`].
    pub state: State,
    /// Posterior probability in permille.
    pub posterior_permille: u16,
    /// Sum of the families in centibans, without the prior.
    pub weight_centibans: i32,
    /// Families with signs.
    pub families: Vec<FamilyWeight>,
}

/// Gives a rule's sign its weight; `None` where the rules pack has no entry for it, so that a pack can switch a rule off.
#[must_use]
pub fn weigh_sign(book: &RuleBook, rule: &str, sign: Sign) -> Option<Finding> {
    let weights = book.rules.iter().find(|weights| weights.id == rule)?;
    let bin = weights.bins.iter().find(|bin| bin.id == sign.bin)?;
    Some(Finding {
        rule: rule.to_owned(),
        family: weights.family,
        weight_centibans: bin.weight_centibans,
        grade: Grade::of(bin.weight_centibans),
        basis: bin.basis,
        frequencies: bin.frequencies,
        message: Message { key: format!("rule_{}", rule.replace('-', "_")), args: sign.args },
        quotes: sign.quotes,
        source: bin.source.clone(),
    })
}

/// Puts findings in the order in which they are shown: strongest first, whether against or for, then by rule.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let strength = b.weight_centibans.abs().cmp(&a.weight_centibans.abs());
        strength.then_with(|| a.rule.cmp(&b.rule)).then_with(|| first_place(a).cmp(first_place(b)))
    });
}

fn first_place(finding: &Finding) -> &str {
    finding.quotes.first().map_or("", |quote| quote.place.as_str())
}

/// Weighs findings.
#[must_use]
pub fn weigh(book: &RuleBook, thresholds: &Thresholds, findings: &[Finding]) -> Weighed {
    let families = families(book, findings.iter().map(|finding| (finding.family, finding.weight_centibans)));
    let weight_centibans = families.iter().map(|family| family.weight_centibans).sum();
    let log_odds = thresholds.prior_centibans.saturating_add(weight_centibans);
    Weighed { state: state(thresholds, log_odds, &families), posterior_permille: posterior_permille(log_odds), weight_centibans, families }
}

/// Sums weights by family: strongest and halves, held at the family's caps; in the order of [`Family`].
#[must_use]
pub fn families(book: &RuleBook, weights: impl IntoIterator<Item = (Family, i32)>) -> Vec<FamilyWeight> {
    let mut by_family: BTreeMap<Family, Vec<i32>> = BTreeMap::new();
    for (family, weight) in weights {
        by_family.entry(family).or_default().push(weight);
    }
    by_family
        .into_iter()
        .map(|(family, weights)| FamilyWeight { family, weight_centibans: family_weight(book, family, &weights) })
        .collect()
}

fn family_weight(book: &RuleBook, family: Family, weights: &[i32]) -> i32 {
    let caps = book.families.iter().find(|caps| caps.family == family);
    let (against_cap, for_cap) = caps.map_or((0, 0), |caps| (caps.against_centibans, caps.for_centibans));
    let against = strongest_and_halves(weights.iter().copied().filter(|weight| *weight > 0).collect());
    let in_favour = strongest_and_halves(weights.iter().filter(|weight| **weight < 0).map(|weight| weight.saturating_neg()).collect());
    against.min(against_cap) - in_favour.min(for_cap)
}

fn strongest_and_halves(mut weights: Vec<i32>) -> i32 {
    weights.sort_unstable_by(|a, b| b.cmp(a));
    weights.iter().enumerate().fold(0_i32, |sum, (index, weight)| sum.saturating_add(if index == 0 { *weight } else { weight / 2 }))
}

fn state(thresholds: &Thresholds, log_odds: i32, families: &[FamilyWeight]) -> State {
    let clear = |family: &&FamilyWeight| family.weight_centibans >= thresholds.clear_family_centibans;
    if log_odds >= thresholds.high_centibans && families.iter().filter(clear).count() >= thresholds.clear_families {
        State::High
    } else if log_odds >= thresholds.caution_centibans {
        State::Caution
    } else {
        State::NoSigns
    }
}

/// Probability in permille for log-odds in centibans. Plain multiplications, whose result IEEE 754 fixes on every machine;
/// `powf` differs between platforms.
#[must_use]
pub fn posterior_permille(log_odds_centibans: i32) -> u16 {
    let steps = log_odds_centibans.clamp(-LOG_ODDS_END_CENTIBANS, LOG_ODDS_END_CENTIBANS);
    let odds = (0..steps.unsigned_abs()).fold(1.0_f64, |odds, _| odds * ODDS_A_CENTIBAN);
    let probability = if steps < 0 { 1.0 / (1.0 + odds) } else { odds / (1.0 + odds) };
    // Between 0 and 1000 by construction; `as` saturates.
    (probability * 1000.0).round() as u16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Quote;
    use crate::pack::{Basis, Bin, FamilyCaps, RuleWeights};

    fn book() -> (RuleBook, Thresholds) {
        let caps = |family| FamilyCaps { family, against_centibans: 150, for_centibans: 100, source: "test".into() };
        let bin = Bin { id: "strong".into(), weight_centibans: 90, basis: Basis::Judged, frequencies: None, source: "judged".into() };
        let thresholds = Thresholds {
            prior_centibans: -169,
            caution_centibans: -37,
            high_centibans: 128,
            clear_family_centibans: 40,
            clear_families: 2,
            source: "test".into(),
        };
        let book = RuleBook {
            thresholds: Some(thresholds.clone()),
            families: vec![caps(Family::Price), caps(Family::Wording), caps(Family::Domain)],
            rules: vec![RuleWeights { id: "replica-words".into(), family: Family::Wording, bins: vec![bin] }],
        };
        (book, thresholds)
    }

    fn finding(family: Family, weight_centibans: i32) -> Finding {
        Finding {
            rule: "r".into(),
            family,
            weight_centibans,
            grade: Grade::of(weight_centibans),
            basis: Basis::Judged,
            frequencies: None,
            message: Message { key: "rule_r".into(), args: vec![] },
            quotes: vec![Quote::text("q", "/title")],
            source: "s".into(),
        }
    }

    fn weighed(findings: &[Finding]) -> Weighed {
        let (book, thresholds) = book();
        weigh(&book, &thresholds, findings)
    }

    #[test]
    fn the_posterior_is_the_logistic_of_the_log_odds() {
        assert_eq!(posterior_permille(-169), 20);
        assert_eq!(posterior_permille(0), 500);
        assert_eq!(posterior_permille(128), 950);
        assert_eq!(posterior_permille(i32::MAX), 1000);
        assert_eq!(posterior_permille(i32::MIN), 0);
    }

    #[test]
    fn within_a_family_further_signs_count_half_and_the_cap_holds() {
        let two = weighed(&[finding(Family::Price, 60), finding(Family::Price, 81)]);
        assert_eq!(two.weight_centibans, 81 + 30);
        let many = weighed(&vec![finding(Family::Price, 120); 9]);
        assert_eq!(many.weight_centibans, 150);
        assert_eq!(weighed(&[finding(Family::Domain, -900)]).weight_centibans, -100);
    }

    #[test]
    fn one_family_alone_never_reaches_high() {
        let (book, mut thresholds) = book();
        thresholds.prior_centibans = 0;
        let findings = [finding(Family::Price, 150)];
        assert_eq!(weigh(&book, &thresholds, &findings).state, State::Caution);
        let findings = [finding(Family::Price, 150), finding(Family::Wording, 45)];
        assert_eq!(weigh(&book, &thresholds, &findings).state, State::High);
    }

    #[test]
    fn nothing_found_leaves_the_prior() {
        let none = weighed(&[]);
        assert_eq!((none.state, none.posterior_permille, none.families.len()), (State::NoSigns, 20, 0));
    }

    #[test]
    fn a_sign_gets_the_weight_of_its_bin_and_none_without_an_entry() {
        let (book, _) = book();
        let sign = Sign { bin: "strong", args: vec!["1:1".into()], quotes: vec![Quote::text("1:1", "/title")] };
        let finding = weigh_sign(&book, "replica-words", sign.clone()).unwrap();
        assert_eq!((finding.weight_centibans, finding.message.key.as_str()), (90, "rule_replica_words"));
        assert_eq!(weigh_sign(&book, "unknown", sign.clone()), None);
        assert_eq!(weigh_sign(&book, "replica-words", Sign { bin: "other", ..sign }), None);
    }
}
