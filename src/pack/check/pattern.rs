//! Regular expressions of packs. They run in linear time whatever they say; what a hostile one could do is grow at compilation.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};
use regex_automata::nfa::thompson::NFA;
use regex_automata::util::primitives::PatternID;

use crate::pack::fault::FaultCode;

/// Longest pattern, in bytes, and room for its automaton: real ones have some 20 bytes and a few hundred states.
const PATTERN_BYTES: usize = 256;
const PATTERN_AUTOMATON_BYTES: usize = 64 << 10;
/// Room for an expression whose automaton fits: it holds the automaton of the reversed pattern too, which is larger where letters of
/// all scripts are meant.
const PATTERN_READY_BYTES: usize = 1 << 20;

/// A pattern that is made ready when it is first asked: a page has to do with one site and few brands, and making all patterns
/// ready takes a tenth of the time that loading the packs takes.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    written: String,
    regex: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// A pattern that [`groups`] takes; any other matches nothing.
    pub(crate) fn new(written: &str) -> Self {
        Self { written: written.to_owned(), regex: OnceLock::new() }
    }

    /// Whether it matches some part of the text.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    /// What its first group matches.
    pub(crate) fn group<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.regex()?.captures(text)?.get(1).map(|group| group.as_str())
    }

    fn regex(&self) -> Option<&Regex> {
        self.regex.get_or_init(|| compile(&self.written, PATTERN_READY_BYTES).ok()).as_ref()
    }
}

/// Whether a pattern on an address, a text or a code can serve, and how many groups it has.
///
/// # Errors
/// Why it cannot serve, as the end of a sentence.
pub(crate) fn groups(written: &str) -> Result<usize, (FaultCode, String)> {
    if written.is_empty() || written.len() > PATTERN_BYTES {
        return Err((FaultCode::BadPattern, format!("is empty or longer than {PATTERN_BYTES} bytes")));
    }
    // The automaton alone settles it; a whole expression, with all that makes it fast, takes three times as long.
    let config = NFA::config().nfa_size_limit(Some(PATTERN_AUTOMATON_BYTES));
    match NFA::compiler().configure(config).build(written) {
        Ok(automaton) => Ok(automaton.group_info().group_len(PatternID::ZERO).saturating_sub(1)),
        Err(_) => {
            compile(written, PATTERN_AUTOMATON_BYTES).map(|regex| regex.captures_len().saturating_sub(1)).map_err(|error| match error {
                regex::Error::CompiledTooBig(_) => {
                    (FaultCode::PatternExplodes, format!("would grow beyond {PATTERN_AUTOMATON_BYTES} bytes when compiled"))
                }
                other => (FaultCode::BadPattern, format!("is no regular expression: {}", one_line(&other.to_string()))),
            })
        }
    }
}

fn compile(written: &str, bytes: usize) -> Result<Regex, regex::Error> {
    RegexBuilder::new(written).size_limit(bytes).build()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_that_would_explode_is_told_from_a_broken_one() {
        let code = |written: &str| groups(written).err().map(|(code, _)| code);
        assert_eq!(groups("/item/([0-9]+)"), Ok(1));
        assert_eq!(code("/item/[0-9]+"), None);
        assert_eq!(code("(a{1,100}){1,100}{1,100}"), Some(FaultCode::PatternExplodes));
        assert_eq!(code("[A-Z]{1000}{1000}"), Some(FaultCode::PatternExplodes));
        assert_eq!(code("("), Some(FaultCode::BadPattern));
        assert_eq!(code(""), Some(FaultCode::BadPattern));
    }

    #[test]
    fn what_is_taken_can_be_made_ready() {
        let mut taken = 0;
        for count in 1..400 {
            for written in [format!("[a-z]{{{count}}}"), format!("(\\w|x){{{count}}}"), format!("(?:ab|cd){{0,{count}}}$")] {
                if groups(&written).is_ok() {
                    assert!(compile(&written, PATTERN_READY_BYTES).is_ok(), "{written}");
                    taken += 1;
                }
            }
        }
        assert!((50..1_197).contains(&taken), "some are taken and some refused: {taken}");
        let pattern = Pattern::new("/item/([0-9]+)");
        assert_eq!((pattern.is_match("/item/"), pattern.group("/item/24?a")), (false, Some("24")));
        assert!(!Pattern::new("(").is_match("("));
    }
}
