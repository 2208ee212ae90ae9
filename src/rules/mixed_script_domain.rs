//! Looks at whether the domain's name mixes Latin letters with Cyrillic, Greek or similar letters that look Latin.
//!
//! Registries forbid such mixtures because they exist to deceive the eye. The rule stays silent on names in one script, on East
//! Asian names with Latin letters beside them, and on Latin letters with marks.

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::text::{domain, mixes_lookalike_scripts};

/// The rule.
pub const RULE: Rule = Rule { id: "mixed-script-domain", on_page: true, on_cards: false, check };

fn check(context: &Context<'_>) -> Vec<Sign> {
    let Some(domain) = context.domain().filter(|_| !context.is_known_address()) else { return Vec::new() };
    let shown = domain::shown(&domain);
    if !shown.split('.').any(mixes_lookalike_scripts) {
        return Vec::new();
    }
    one("mixed", vec![shown.clone()], vec![Quote::text(shown, "/shop/domain")])
}

#[cfg(test)]
mod tests {
    use super::super::testing::Bench;
    use super::*;

    #[test]
    fn only_mixtures_that_deceive_the_eye_count() {
        assert_eq!(Bench::at("https://nоrdwolf.com/").bins(&RULE), ["mixed"]);
        for host in ["münchen.de", "яндекс.рф", "sushi寿司.jp", "nordwolf.com"] {
            assert!(Bench::at(&format!("https://{host}/")).bins(&RULE).is_empty(), "{host}");
        }
    }
}
