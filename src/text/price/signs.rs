//! Currency signs and codes, compiled from the packs. A sign that several currencies share names them all and settles none.

use std::collections::BTreeMap;

/// Signs and words that stand for one currency, or for one of several. Codes are those of ISO 4217.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SignSet {
    /// As written, without spaces.
    pub signs: Vec<String>,
    /// What they may stand for; each code is a sign of its own too.
    pub codes: Vec<String>,
    /// The one that is meant where nothing else is said.
    pub usual: Option<String>,
    /// Mostly something else: counts where the text holds nothing but prices, or where the number has cents or thousands.
    pub only_alone: bool,
    /// The currency has three decimals.
    pub thousandths: bool,
    /// Country (ISO 3166-1, lower case) and what its shops mean.
    pub countries: Vec<(String, String)>,
    /// Language (BCP 47) of one country, and what its shops mean.
    pub languages: Vec<(String, String)>,
}

/// The signs, ready for search.
#[derive(Debug, Default)]
pub(super) struct Signs {
    sets: Vec<SignSet>,
    /// Signs and codes sorted by bytes, with their set and whether it is a code.
    table: Vec<(String, usize, bool)>,
    /// Codes of currencies with three decimals.
    thousandths: Vec<String>,
    /// Longest sign, in characters.
    longest: usize,
}

/// A currency as written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sign<'t> {
    /// The text.
    pub written: &'t str,
    set: &'t SignSet,
    /// Where the code itself is written.
    code: Option<&'t str>,
}

impl<'t> Sign<'t> {
    /// The one currency it stands for.
    pub(super) fn iso(&self) -> Option<&'t str> {
        let set = self.set;
        let only = || set.codes.first().filter(|_| set.codes.len() == 1);
        self.code.or_else(|| set.usual.as_ref().or_else(only).map(String::as_str))
    }

    /// Whether it may stand for another one than it mostly does.
    pub(super) fn is_shared(&self) -> bool {
        self.code.is_none() && self.set.codes.len() > 1
    }

    /// Whether it may stand for `iso`.
    pub(super) fn allows(&self, iso: &str) -> bool {
        self.code.map_or_else(|| self.set.codes.iter().any(|code| code == iso), |code| code == iso)
    }

    /// Whether it counts only beside a number that looks like a price, or where nothing else is said.
    pub(super) fn is_only_alone(&self) -> bool {
        self.set.only_alone
    }
}

impl Signs {
    pub(super) fn new(sets: Vec<SignSet>) -> Self {
        // Of a sign that stands twice the first counts; the loader of packs refuses such a set. A code that has a set of its own
        // beside a list of codes means the same in both.
        let mut table: BTreeMap<String, (usize, bool)> = BTreeMap::new();
        for (index, set) in sets.iter().enumerate() {
            set.signs.iter().for_each(|sign| _ = table.entry(sign.clone()).or_insert((index, false)));
        }
        for (index, set) in sets.iter().enumerate() {
            set.codes.iter().for_each(|code| _ = table.entry(code.clone()).or_insert((index, true)));
        }
        let thousandths = sets.iter().filter(|set| set.thousandths).flat_map(|set| set.codes.clone()).collect();
        let longest = table.keys().map(|sign| sign.chars().count()).max().unwrap_or_default();
        let table = table.into_iter().map(|(sign, (set, is_code))| (sign, set, is_code)).collect();
        Self { sets, table, thousandths, longest }
    }

    /// Whether the currency has three decimals.
    pub(super) fn has_thousandths(&self, iso: &str) -> bool {
        self.thousandths.iter().any(|code| code == iso)
    }

    fn look_up<'t>(&'t self, written: &'t str) -> Option<Sign<'t>> {
        self.entry(written).map(|(set, code)| Sign { written, set, code })
    }

    /// The set of a sign, and the code where it is one.
    fn entry(&self, written: &str) -> Option<(&SignSet, Option<&str>)> {
        let at = self.table.binary_search_by(|(sign, _, _)| sign.as_str().cmp(written)).ok()?;
        let (sign, set, is_code) = self.table.get(at)?;
        Some((self.sets.get(*set)?, is_code.then_some(sign.as_str())))
    }

    /// What a shared sign means on a page: by the country in the host's ending, else by the region in the page's language tag
    /// (`en-US`), else by a language of one country. `None` where none of them uses the sign.
    pub(super) fn at_place(&self, sign: &str, host: &str, language_tag: &str) -> Option<&str> {
        let (set, _) = self.entry(sign)?;
        let of = |country: &str| set.countries.iter().find(|(known, _)| known.eq_ignore_ascii_case(country)).map(|(_, code)| code.as_str());
        let ending = host.rsplit('.').next().unwrap_or_default();
        let parts: Vec<&str> = language_tag.split(['-', '_']).take(8).collect();
        let has = |part: &str| parts.iter().any(|own| own.eq_ignore_ascii_case(part));
        let region = parts.iter().skip(1).find(|part| part.len() == 2).copied().unwrap_or_default();
        let spoken = |tag: &str| {
            let mut known = tag.split('-');
            known.next().zip(parts.first()).is_some_and(|(one, other)| one.eq_ignore_ascii_case(other)) && known.all(has)
        };
        of(ending).or_else(|| of(region)).or_else(|| set.languages.iter().find(|(tag, _)| spoken(tag)).map(|(_, code)| code.as_str()))
    }

    /// The currency that ends before `end`, spaces between allowed, and where it starts.
    pub(super) fn before<'t>(&'t self, text: &'t str, end: usize) -> Option<(Sign<'t>, usize)> {
        let head = text.get(..end)?;
        let trimmed = head.trim_end_matches(' ');
        // `$..75`, `Rs: 500`
        let trimmed = if head.len() - trimmed.len() > 3 { return None } else { trimmed.trim_end_matches('.') };
        let dotted = head.get(..trimmed.len() + 1).filter(|dotted| dotted.ends_with('.') && *dotted != trimmed);
        [dotted, Some(trimmed)].into_iter().flatten().find_map(|head| self.ending(head)).map(|sign| {
            let start = sign.written.as_ptr() as usize - text.as_ptr() as usize;
            self.widen(text, sign, start)
        })
    }

    /// The longest sign at the end of `head`, at a word boundary.
    fn ending<'t>(&'t self, head: &'t str) -> Option<Sign<'t>> {
        let starts: Vec<usize> = head.char_indices().rev().take(self.longest).take_while(|(_, c)| *c != ' ').map(|(at, _)| at).collect();
        starts.into_iter().rev().find_map(|start| {
            let written = head.get(start..)?;
            let sign = self.look_up(written)?;
            let first = written.chars().next()?;
            let glued = head.get(..start)?.chars().next_back().is_some_and(|before| before.is_alphanumeric());
            (!(first.is_alphabetic() && is_spaced(first) && glued)).then_some(sign)
        })
    }

    /// `US $5` and `SGD$5`: letters in front of a dollar sign say whose dollar it is.
    fn widen<'t>(&'t self, text: &'t str, sign: Sign<'t>, start: usize) -> (Sign<'t>, usize) {
        let unwidened = (sign, start);
        if sign.written != "$" {
            return unwidened;
        }
        let head = text.get(..start).unwrap_or_default();
        let trimmed = head.strip_suffix(' ').unwrap_or(head);
        let letters = trimmed.bytes().rev().take_while(u8::is_ascii_uppercase).count();
        let word_start = trimmed.len() - letters;
        let glued = trimmed.get(..word_start).and_then(|head| head.chars().next_back()).is_some_and(char::is_alphanumeric);
        let Some(word) = trimmed.get(word_start..).filter(|word| !glued && !word.is_empty()) else { return unwidened };
        let found = self.entry(word).filter(|(_, code)| code.is_some()).or_else(|| self.entry(&format!("{word}$")));
        match (found, text.get(word_start..start + 1)) {
            // A single letter counts only when it touches the sign: `T $5` is no Tongan price.
            (Some((set, code)), Some(written)) if word.len() > 1 || trimmed.len() == head.len() => {
                (Sign { written, set, code }, word_start)
            }
            _ => unwidened,
        }
    }

    /// The currency that starts after `start`, spaces and the dash of `5,-` between allowed, and where it ends.
    pub(super) fn after<'t>(&'t self, text: &'t str, start: usize) -> Option<(Sign<'t>, usize)> {
        let mut tail = text.get(start..)?;
        for dash in [",-", ".-", ". -", ", -"] {
            if let Some(rest) = tail.strip_prefix(dash) {
                tail = rest.trim_start_matches('-');
                break;
            }
        }
        let trimmed = tail.trim_start_matches(' ');
        if tail.len() - trimmed.len() > 3 {
            return None;
        }
        let offset = text.len() - trimmed.len();
        let ends: Vec<usize> =
            trimmed.char_indices().take_while(|(_, c)| *c != ' ').take(self.longest).map(|(at, c)| at + c.len_utf8()).collect();
        ends.into_iter().rev().find_map(|end| {
            let written = trimmed.get(..end)?;
            let sign = self.look_up(written)?;
            let rest = trimmed.get(end..)?;
            let last = written.chars().next_back()?;
            let next = rest.chars().next();
            let glued =
                last.is_alphabetic() && is_spaced(last) && next.is_some_and(|next| next.is_alphanumeric() && !next.is_ascii_digit());
            // In `50 - $2.00` and `3 $4` the sign belongs to the number that it touches.
            let next_price = !last.is_alphabetic() && next.is_some_and(|next| next.is_ascii_digit()) && tail.len() != trimmed.len();
            (!glued && !next_price).then_some((sign, offset + end))
        })
    }

    /// The first currency named anywhere in a text; one that settles a currency before one that does not.
    pub(super) fn find<'t>(&'t self, text: &'t str) -> Option<Sign<'t>> {
        let text = crate::limits::cut(text, 200);
        let mut shared = None;
        for (at, c) in text.char_indices() {
            if c == ' ' || c.is_ascii_digit() {
                continue;
            }
            let starts_word = text.get(..at)?.chars().next_back().is_none_or(|before| !before.is_alphabetic());
            if c.is_alphabetic() && is_spaced(c) && !starts_word {
                continue;
            }
            let Some((sign, _)) = self.after(text, at) else { continue };
            // A lone letter in running text is a word or an initial.
            if (sign.written.len() == 1 && c.is_alphabetic() || sign.is_only_alone()) && text.trim() != sign.written {
                continue;
            }
            if sign.iso().is_some() {
                return Some(sign);
            }
            shared = shared.or(Some(sign));
        }
        shared
    }
}

/// Scripts that put spaces between words, so that a letter beside a sign makes it part of a word.
pub(super) const fn is_spaced(c: char) -> bool {
    !matches!(c, '\u{e00}'..='\u{e7f}' | '\u{3000}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}')
}
