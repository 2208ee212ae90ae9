//! Regular expressions of packs. They run in linear time whatever they say; what a hostile one could do is grow at compilation.

use regex::{Regex, RegexBuilder};

use crate::pack::fault::FaultCode;

/// Longest pattern, in bytes, and room for its automaton: real ones have some 20 bytes and a few hundred states.
const PATTERN_BYTES: usize = 256;
const PATTERN_AUTOMATON_BYTES: usize = 64 << 10;

/// Compiles a pattern on an address, a text or a code.
///
/// # Errors
/// Why it cannot serve, as the end of a sentence.
pub(crate) fn pattern(written: &str) -> Result<Regex, (FaultCode, String)> {
    if written.is_empty() || written.len() > PATTERN_BYTES {
        return Err((FaultCode::BadPattern, format!("is empty or longer than {PATTERN_BYTES} bytes")));
    }
    let regex = RegexBuilder::new(written).size_limit(PATTERN_AUTOMATON_BYTES).build();
    regex.map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => {
            (FaultCode::PatternExplodes, format!("would grow beyond {PATTERN_AUTOMATON_BYTES} bytes when compiled"))
        }
        other => (FaultCode::BadPattern, format!("is no regular expression: {}", one_line(&other.to_string()))),
    })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_that_would_explode_is_told_from_a_broken_one() {
        let code = |written: &str| pattern(written).err().map(|(code, _)| code);
        assert_eq!(code("/item/[0-9]+"), None);
        assert_eq!(code("(a{1,100}){1,100}{1,100}"), Some(FaultCode::PatternExplodes));
        assert_eq!(code("[A-Z]{1000}{1000}"), Some(FaultCode::PatternExplodes));
        assert_eq!(code("("), Some(FaultCode::BadPattern));
        assert_eq!(code(""), Some(FaultCode::BadPattern));
    }
}
