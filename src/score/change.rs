//! What would change an answer: a flagged seller sees which sign decides, a shopper on how much it rests.

use std::collections::BTreeSet;

use super::weigh;
use crate::finding::{Change, Finding, State};
use crate::pack::{RuleBook, Thresholds};

/// The rules, and after them the whole families, without whose signs `findings` would amount to another state, in the order of the
/// findings. A family is named only where its state differs from what one of its rules alone brings about. `floor` is the state that
/// the page has for its cards' sake whatever its own signs weigh. Nothing would make "no signs" less, so it has no entries.
#[must_use]
pub fn changes(book: &RuleBook, thresholds: &Thresholds, findings: &[Finding], floor: State) -> Vec<Change> {
    let state_of = |findings: &[Finding]| weigh(book, thresholds, findings).state.max(floor);
    let state = state_of(findings);
    if state <= State::NoSigns {
        return Vec::new();
    }
    let without = |leaves_out: &dyn Fn(&Finding) -> bool| {
        let kept: Vec<Finding> = findings.iter().filter(|finding| !leaves_out(finding)).cloned().collect();
        Some(state_of(&kept)).filter(|other| *other != state)
    };
    let mut seen = BTreeSet::new();
    let mut changes: Vec<Change> = Vec::new();
    for Finding { rule, .. } in findings.iter().filter(|finding| seen.insert(&finding.rule)) {
        changes.extend(without(&|finding| finding.rule == *rule).map(|state| Change { rules: vec![rule.clone()], state }));
    }
    let mut seen = BTreeSet::new();
    for Finding { family, .. } in findings.iter().filter(|finding| seen.insert(finding.family)) {
        let mut rules: Vec<String> = Vec::new();
        for finding in findings.iter().filter(|finding| finding.family == *family) {
            if !rules.contains(&finding.rule) {
                rules.push(finding.rule.clone());
            }
        }
        let Some(state) = without(&|finding| finding.family == *family) else { continue };
        let known = changes.iter().any(|change| change.state == state && change.rules.iter().all(|rule| rules.contains(rule)));
        if !known {
            changes.push(Change { rules, state });
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Basis, Family, Grade, Message, Quote};
    use crate::pack::FamilyCaps;

    fn book() -> (RuleBook, Thresholds) {
        let caps = |family| FamilyCaps { family, against_centibans: 150, for_centibans: 200, source: "test".into() };
        let thresholds = Thresholds {
            prior_centibans: -169,
            caution_centibans: -37,
            high_centibans: 100,
            clear_family_centibans: 40,
            clear_families: 2,
            source: "test".into(),
        };
        let families = [Family::Price, Family::Wording, Family::Domain].map(caps).to_vec();
        (RuleBook { thresholds: Some(thresholds.clone()), families, rules: vec![] }, thresholds)
    }

    fn finding(rule: &str, family: Family, weight_centibans: i32) -> Finding {
        Finding {
            rule: rule.into(),
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

    fn changed(findings: &[Finding], floor: State) -> Vec<(String, State)> {
        let (book, thresholds) = book();
        let changes = changes(&book, &thresholds, findings, floor);
        changes.into_iter().map(|change| (change.rules.join("+"), change.state)).collect()
    }

    #[test]
    fn the_deciding_sign_is_named_with_the_state_without_it() {
        let findings = [finding("words", Family::Wording, 140), finding("price", Family::Price, 20)];
        assert_eq!(changed(&findings, State::NoSigns), [("words".to_owned(), State::NoSigns)]);
        let findings = [finding("words", Family::Wording, 150), finding("price", Family::Price, 130)];
        let both = [("words".to_owned(), State::NoSigns), ("price".to_owned(), State::Caution)];
        assert_eq!(changed(&findings, State::NoSigns), both);
    }

    #[test]
    fn a_family_is_named_where_no_single_sign_of_it_decides() {
        let findings = [finding("one", Family::Wording, 140), finding("two", Family::Wording, 138)];
        assert_eq!(changed(&findings, State::NoSigns), [("one+two".to_owned(), State::NoSigns)]);
    }

    #[test]
    fn signs_in_favour_can_decide_too() {
        let findings =
            [finding("words", Family::Wording, 150), finding("price", Family::Price, 130), finding("known", Family::Domain, -60)];
        assert!(changed(&findings, State::NoSigns).contains(&("known".to_owned(), State::High)));
    }

    #[test]
    fn no_signs_and_a_state_that_the_cards_give_rest_on_no_sign_of_the_page() {
        assert!(changed(&[finding("price", Family::Price, 20)], State::NoSigns).is_empty());
        assert!(changed(&[finding("price", Family::Price, 20)], State::Caution).is_empty());
        assert!(changed(&[finding("words", Family::Wording, 140)], State::Caution).is_empty());
    }
}
