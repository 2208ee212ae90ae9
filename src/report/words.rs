//! The words of people's languages: the extension's own locale files.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::finding::{Basis, Change, Finding, Grade, Message, State};

/// One message of a locale file; what else stands beside it is for translators.
#[derive(Debug, Clone, Deserialize)]
struct Entry {
    message: String,
}

/// Messages of one locale.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Words {
    entries: BTreeMap<String, Entry>,
}

impl Words {
    /// Reads a locale file (`extension/_locales/*/messages.json`).
    ///
    /// # Errors
    /// What serde says of JSON that is no locale file.
    pub fn read(json: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(json).map_err(|error| error.to_string())
    }

    /// A message with its arguments; a key without a message stands for itself, so that nothing is lost.
    #[must_use]
    pub fn say(&self, message: &Message) -> String {
        self.text(&message.key, &message.args).unwrap_or_else(|| format!("{} {}", message.key, message.args.join(" ")))
    }

    /// The message `key` without arguments, or `key` itself.
    #[must_use]
    pub fn word(&self, key: &str) -> String {
        self.text(key, &[]).unwrap_or_else(|| key.to_owned())
    }

    /// The message `key` with arguments, or `key` itself.
    #[must_use]
    pub fn with(&self, key: &str, args: &[&str]) -> String {
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        self.text(key, &args).unwrap_or_else(|| key.to_owned())
    }

    /// A state in words.
    #[must_use]
    pub fn state(&self, state: State) -> String {
        self.word(match state {
            State::High => "state_high",
            State::Caution => "state_caution",
            State::NoSigns => "state_no_signs",
            State::NotShopping => "state_not_shopping",
            State::CouldNotCheck => "state_could_not_check",
        })
    }

    /// How much a sign weighs and how that is known.
    #[must_use]
    pub fn weight(&self, finding: &Finding) -> String {
        let basis = match finding.basis {
            Basis::Judged => "judged",
            Basis::Measured if finding.weight_centibans > 0 => "measured",
            Basis::Measured => "measured_for",
        };
        let grade = match finding.grade {
            Grade::Slight => "slight",
            Grade::Clear => "clear",
            Grade::Strong => "strong",
            Grade::VeryStrong => "very_strong",
        };
        // Where the pack does not say how often it was seen, the weight itself is all that is known.
        let by_weight = || 10_f64.powf(f64::from(finding.weight_centibans.unsigned_abs()) / 100.0).round() as u32;
        let times = finding.frequencies.map_or_else(by_weight, |seen| seen.times);
        let key = format!("weight_{basis}_{grade}");
        self.text(&key, &[times.to_string()]).unwrap_or(key)
    }

    /// What would change the answer: a sign by its sentence, a family by its name.
    #[must_use]
    pub fn change(&self, change: &Change, findings: &[Finding]) -> String {
        let first = change.rules.first().and_then(|rule| findings.iter().find(|finding| finding.rule == *rule));
        let (key, what) = match (change.rules.as_slice(), first) {
            (_, None) => ("ui_would_change_one", change.rules.join(", ")),
            ([_], Some(finding)) => ("ui_would_change_one", self.say(&finding.message)),
            (_, Some(finding)) => {
                let family = serde_json::to_value(finding.family).ok().and_then(|name| name.as_str().map(str::to_owned));
                ("ui_would_change_family", self.word(&format!("family_{}", family.unwrap_or_default())))
            }
        };
        self.text(key, &[what, self.state(change.state)]).unwrap_or_else(|| key.to_owned())
    }

    /// The message `key`, where there is one.
    #[must_use]
    pub fn text(&self, key: &str, args: &[String]) -> Option<String> {
        self.entries.get(key).map(|entry| fill(&entry.message, args))
    }
}

/// Puts arguments in the place of `$1` to `$9`; `$$` is a dollar sign, as in the browsers' own format.
fn fill(message: &str, args: &[String]) -> String {
    let mut filled = String::with_capacity(message.len());
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('$') {
        filled.push_str(before);
        let mut characters = after.chars();
        match characters.next() {
            Some('$') => filled.push('$'),
            Some(digit @ '1'..='9') => {
                let index = digit as usize - '1' as usize;
                filled.push_str(args.get(index).map_or("", String::as_str));
            }
            _ => {
                filled.push('$');
                characters = after.chars();
            }
        }
        rest = characters.as_str();
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn arguments_stand_where_their_numbers_do() {
        let args = ["€5".to_owned(), "€50".to_owned()];
        assert_eq!(fill("$2 was $1; $$9, $x, $3.", &args), "€50 was €5; $9, $x, .");
        assert_eq!(fill("ends in $", &args), "ends in $");
    }
}
