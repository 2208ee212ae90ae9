//! What class names, ids and roles say. These are habits of HTML authors the world over, not words of a language: shops of every
//! country write `class="price old-price"`.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind};

/// What an element's names say about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::page) struct Flags {
    pub price: bool,
    /// Says "was".
    pub was: bool,
    /// Says "was" and "price" at once.
    pub was_price: bool,
    pub footer: bool,
    pub navigation: bool,
    pub aside: bool,
    pub review: bool,
    pub button: bool,
}

#[derive(Debug, Clone, Copy)]
enum Says {
    Price,
    Was,
    WasPrice,
    Footer,
    Navigation,
    Aside,
    Review,
    Button,
}

const NAMES: &[(&str, Says)] = &[
    ("price", Says::Price),
    ("preis", Says::Price),
    ("prix", Says::Price),
    ("precio", Says::Price),
    ("prezzo", Says::Price),
    ("preco", Says::Price),
    ("cena", Says::Price),
    ("amount", Says::Price),
    ("was", Says::Was),
    ("old", Says::Was),
    ("strike", Says::Was),
    ("striked", Says::Was),
    ("stroke", Says::Was),
    ("crossed", Says::Was),
    ("crossedout", Says::Was),
    ("original", Says::Was),
    ("previous", Says::Was),
    ("before", Says::Was),
    ("list-price", Says::WasPrice),
    ("list_price", Says::WasPrice),
    ("msrp", Says::WasPrice),
    ("rrp", Says::WasPrice),
    ("uvp", Says::WasPrice),
    ("compare", Says::Was),
    ("linethrough", Says::WasPrice),
    ("line-through", Says::WasPrice),
    ("oldprice", Says::WasPrice),
    ("wasprice", Says::WasPrice),
    ("listprice", Says::WasPrice),
    ("priceold", Says::WasPrice),
    ("originalprice", Says::WasPrice),
    ("footer", Says::Footer),
    ("contentinfo", Says::Footer),
    ("impressum", Says::Footer),
    ("imprint", Says::Footer),
    ("nav", Says::Navigation),
    ("navbar", Says::Navigation),
    ("navigation", Says::Navigation),
    ("menu", Says::Navigation),
    ("megamenu", Says::Navigation),
    ("breadcrumb", Says::Navigation),
    ("breadcrumbs", Says::Navigation),
    ("site-header", Says::Navigation),
    ("page-header", Says::Navigation),
    ("main-header", Says::Navigation),
    ("global-header", Says::Navigation),
    ("topbar", Says::Navigation),
    ("minicart", Says::Navigation),
    ("related", Says::Aside),
    ("recommend", Says::Aside),
    ("recommended", Says::Aside),
    ("recommendation", Says::Aside),
    ("recommendations", Says::Aside),
    ("recommender", Says::Aside),
    ("similar", Says::Aside),
    ("similarities", Says::Aside),
    ("upsell", Says::Aside),
    ("crosssell", Says::Aside),
    ("cross-sell", Says::Aside),
    ("crossselling", Says::Aside),
    ("cross-selling", Says::Aside),
    ("recently", Says::Aside),
    ("lastseen", Says::Aside),
    ("sponsored", Says::Aside),
    ("complementary", Says::Aside),
    ("suggestions", Says::Aside),
    ("also", Says::Aside),
    ("sidebar", Says::Aside),
    ("review", Says::Review),
    ("reviews", Says::Review),
    ("comment", Says::Review),
    ("comments", Says::Review),
    ("testimonial", Says::Review),
    ("testimonials", Says::Review),
    ("feedback", Says::Review),
    ("questions", Says::Review),
    ("button", Says::Button),
    ("btn", Says::Button),
    ("addtocart", Says::Button),
    ("buybutton", Says::Button),
];

/// The names compiled for search.
#[derive(Debug)]
pub(in crate::page) struct Classes {
    automaton: Option<AhoCorasick>,
}

impl Classes {
    /// The one instance: the names never change.
    pub(in crate::page) fn shared() -> &'static Self {
        static SHARED: OnceLock<Classes> = OnceLock::new();
        SHARED.get_or_init(|| {
            let names = NAMES.iter().map(|(name, _)| *name);
            let built = AhoCorasickBuilder::new().ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA)).build(names);
            Self { automaton: built.ok() }
        })
    }

    /// Adds what an attribute's value says. A name counts as a whole word: between dashes, underscores, spaces, or by a capital
    /// letter as in `oldPrice`. `price` counts inside a word too.
    pub(in crate::page) fn find(&self, value: &str, flags: &mut Flags) {
        let bytes = value.as_bytes();
        let Some(automaton) = &self.automaton else { return };
        for found in automaton.find_overlapping_iter(value) {
            let Some((name, says)) = NAMES.get(found.pattern().as_usize()) else { continue };
            let before = found.start().checked_sub(1).and_then(|at| bytes.get(at));
            let first = bytes.get(found.start());
            let last = bytes.get(found.end() - 1);
            let after = bytes.get(found.end());
            let starts = before.is_none_or(|before| {
                !before.is_ascii_alphanumeric()
                    || before.is_ascii_digit()
                    || before.is_ascii_lowercase() && first.is_some_and(u8::is_ascii_uppercase)
            });
            let ends = after.is_none_or(|after| {
                !after.is_ascii_alphanumeric()
                    || after.is_ascii_digit()
                    || after.is_ascii_uppercase() && last.is_some_and(u8::is_ascii_lowercase)
            });
            if !(starts && ends) && *name != "price" {
                continue;
            }
            match says {
                Says::Price => flags.price = true,
                Says::Was => flags.was = true,
                Says::WasPrice => (flags.was, flags.was_price, flags.price) = (true, true, true),
                Says::Footer => flags.footer = true,
                Says::Navigation => flags.navigation = true,
                Says::Aside => flags.aside = true,
                Says::Review => flags.review = true,
                Says::Button => flags.button = true,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags(value: &str) -> Flags {
        let mut flags = Flags::default();
        Classes::shared().find(value, &mut flags);
        flags
    }

    #[test]
    fn names_count_as_whole_words() {
        assert!(flags("product__price--old").price && flags("product__price--old").was);
        assert!(flags("oldPrice").was && flags("salesprice").price);
        assert!(!flags("household threshold").was);
        assert!(flags("site-footer").footer && !flags("footerless").footer);
        assert!(!flags("preview-navigator").review && !flags("preview-navigator").navigation);
        assert!(flags("relatedProducts").aside);
    }
}
