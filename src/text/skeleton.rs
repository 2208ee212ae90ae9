//! Skeletons: words that look alike get the same one. Unicode's confusables (UTS 39) for other scripts, and the digits and
//! letter pairs with which people imitate Latin letters.

use unicode_security::confusable_detection::skeleton as confusables;

use super::fold::folded_text;

/// The skeleton of a word: folded, other scripts' look-alikes turned to Latin, digits to the letters they stand for, `i` and
/// `l` made one, `rn`, `vv` and `cl` joined to `m`, `w` and `d`. Two words with one skeleton look alike; a skeleton is no word.
#[must_use]
pub fn skeleton(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for shape in shapes(word).chars() {
        let joined = match (out.chars().next_back(), shape) {
            (Some('r'), 'n') => Some('m'),
            (Some('v'), 'v') => Some('w'),
            (Some('c'), 'l') => Some('d'),
            _ => None,
        };
        if joined.is_some() {
            out.pop();
        }
        out.push(joined.unwrap_or(shape));
    }
    out
}

/// The skeleton letter by letter, without the joined pairs.
#[must_use]
pub fn shapes(word: &str) -> String {
    folded_text(word).chars().map(shape_of).collect()
}

/// The Latin letter that a folded character looks like, else the character itself.
pub(super) fn shape_of(c: char) -> char {
    if c.is_ascii() {
        return ascii_shape(c);
    }
    if is_east_asian(c) {
        return c;
    }
    if let Some(letter) = small_capital(c) {
        return ascii_shape(letter);
    }
    let mut buffer = [0; 4];
    let mut prototype = confusables(c.encode_utf8(&mut buffer));
    match (prototype.next(), prototype.next()) {
        (Some(one), None) if one.is_ascii() => ascii_shape(one.to_ascii_lowercase()),
        _ => c,
    }
}

/// Unicode's small capitals (`ʀᴇᴘʟɪᴄᴀ`), which UTS 39 calls confusable only where a Latin letter has the very same form.
const fn small_capital(c: char) -> Option<char> {
    Some(match c {
        'ᴀ' => 'a',
        'ʙ' => 'b',
        'ᴄ' => 'c',
        'ᴅ' => 'd',
        'ᴇ' => 'e',
        'ꜰ' => 'f',
        'ɢ' => 'g',
        'ʜ' => 'h',
        'ɪ' => 'i',
        'ᴊ' => 'j',
        'ᴋ' => 'k',
        'ʟ' => 'l',
        'ᴍ' => 'm',
        'ɴ' => 'n',
        'ᴏ' => 'o',
        'ᴘ' => 'p',
        'ꞯ' => 'q',
        'ʀ' => 'r',
        'ꜱ' => 's',
        'ᴛ' => 't',
        'ᴜ' => 'u',
        'ᴠ' => 'v',
        'ᴡ' => 'w',
        'ʏ' => 'y',
        'ᴢ' => 'z',
        _ => return None,
    })
}

/// Digits and signs as the letters they are written for; `i` and `l` look alike in most fonts.
const fn ascii_shape(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | 'i' | '!' | '|' => 'l',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '6' | '9' => 'g',
        '7' => 't',
        '8' => 'b',
        c => c,
    }
}

/// Han, kana and Hangul look like no Latin letter; the strokes that UTS 39 calls confusable (`一`, `ー`) are words there.
pub(super) const fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_look_alike_share_a_skeleton() {
        for word in ["adidas", "adldas", "аdidаs", "ad1da5", "ᴀᴅɪᴅᴀꜱ", "aclidas", "ADIDAS"] {
            assert_eq!(skeleton(word), skeleton("adidas"), "{word}");
        }
        assert_eq!(skeleton("rnoncler"), skeleton("moncler"));
        assert_eq!(skeleton("svvatch"), skeleton("swatch"));
    }

    #[test]
    fn words_that_look_different_do_not() {
        assert_ne!(skeleton("puma"), skeleton("pumas"));
        assert_ne!(skeleton("高仿"), skeleton("高防"));
        assert_eq!(skeleton("ー一"), "ー一");
    }
}
