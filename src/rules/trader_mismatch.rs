//! Looks at whether the details by which a shop names who sells contradict each other.
//!
//! Details pasted together from other shops seldom agree. Each contradiction alone is everyday life: a company runs a shop under another
//! name, reads its mail elsewhere, pays VAT abroad. So two of the three must hold at once, on a shop's own page, and the weight is small.
//! Mail counts where it stands in the foot: beside the goods it may be the maker's, which EU law asks for. Names in other scripts and telephone numbers without a country are not compared.

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::listing::{Seller, Trader};
use crate::pack::TermKind;
use crate::page::Zone;
use crate::text::{domain, fold};

/// The rule.
pub const RULE: Rule = Rule { id: "trader-mismatch", on_page: true, on_cards: false, check };

/// Contradictions that must hold at once.
const LEAST: usize = 2;
/// Shorter words of a company's name are initials and legal forms.
const WORD_MIN_LETTERS: usize = 4;

/// Countries by the first letters of their VAT numbers, with their calling codes (ITU-T E.164, list of assigned country codes).
const CALLING_CODES: &[(&str, &str)] = &[
    ("AT", "43"),
    ("BE", "32"),
    ("BG", "359"),
    ("CY", "357"),
    ("CZ", "420"),
    ("DE", "49"),
    ("DK", "45"),
    ("EE", "372"),
    ("EL", "30"),
    ("ES", "34"),
    ("FI", "358"),
    ("FR", "33"),
    ("GB", "44"),
    ("HR", "385"),
    ("HU", "36"),
    ("IE", "353"),
    ("IT", "39"),
    ("LT", "370"),
    ("LU", "352"),
    ("LV", "371"),
    ("MT", "356"),
    ("NL", "31"),
    ("PL", "48"),
    ("PT", "351"),
    ("RO", "40"),
    ("SE", "46"),
    ("SI", "386"),
    ("SK", "421"),
    ("XI", "44"),
];

fn check(context: &Context<'_>) -> Vec<Sign> {
    let seller = context.listing.seller.as_ref();
    let trader = seller.and_then(|seller| Some((seller, seller.trader.as_ref()?)));
    let (Some((seller, trader)), Some(domain), Some(_)) = (trader, context.domain(), context.own_shop()) else { return Vec::new() };
    let found: Vec<Contradiction<'_>> =
        [name(seller, trader, &domain), mail(context, trader, &domain), country(trader)].into_iter().flatten().collect();
    if found.len() < LEAST {
        return Vec::new();
    }
    let args = found.iter().take(LEAST).map(|found| format!("{} / {}", found.said, found.against)).collect();
    one("two-at-once", args, found.iter().map(|found| Quote::text(found.said, found.place)).collect())
}

/// A detail and what it does not fit.
struct Contradiction<'a> {
    said: &'a str,
    against: String,
    place: &'static str,
}

/// The company's name has no word of the shop's name, host or mail.
fn name<'a>(seller: &Seller, trader: &'a Trader, domain: &str) -> Option<Contradiction<'a>> {
    let said = trader.name.as_deref()?;
    let words = words(said)?;
    let others = [Some(domain), seller.name.as_deref(), trader.email.as_deref()];
    // A shop that stands under the company's own name agrees with itself, whatever its host is called.
    let has = |other: &str| words.iter().any(|word| letters(other).contains(word.as_str()));
    let is_named = others.into_iter().flatten().any(has);
    (!is_named).then(|| Contradiction { said, against: domain.to_owned(), place: "/seller/trader/name" })
}

/// The mail goes to a domain of somebody else: not the shop's, not a provider's, and without a word of the company's name.
fn mail<'a>(context: &Context<'_>, trader: &'a Trader, domain: &str) -> Option<Contradiction<'a>> {
    let said = trader.email.as_deref().filter(|mail| is_in_foot(context, mail))?;
    let host = said.rsplit_once('@')?.1.trim().to_ascii_lowercase();
    let mail_domain = domain::registrable(&host)?;
    let label = |domain: &str| letters(domain.split('.').next().unwrap_or_default());
    let (own, other) = (label(domain), label(&mail_domain));
    let is_free = context.packs.terms.iter().any(|term| term.kind == TermKind::FreeMail && term.term.eq_ignore_ascii_case(&host));
    let is_brands = context.said.lexicon.own_domains.contains_key(&mail_domain);
    let named = trader.name.as_deref().and_then(words).unwrap_or_default();
    let fits = own.contains(&other) || other.contains(&own) || named.iter().any(|word| other.contains(word.as_str()));
    (!fits && !is_free && !is_brands).then(|| Contradiction { said, against: domain.to_owned(), place: "/seller/trader/email" })
}

fn is_in_foot(context: &Context<'_>, mail: &str) -> bool {
    let mut links = context.page.links.iter().filter(|link| link.zone == Zone::Footer && link.url.starts_with("mailto:"));
    let mut blocks = context.page.blocks.iter().filter(|block| block.zone == Zone::Footer && !block.hidden);
    links.any(|link| link.url.contains(mail)) || blocks.any(|block| block.text.contains(mail))
}

/// The VAT number and the telephone are of two countries.
fn country(trader: &Trader) -> Option<Contradiction<'_>> {
    let (said, phone) = (trader.vat.as_deref()?, trader.phone.as_deref()?);
    let (_, own_code) = CALLING_CODES.iter().find(|(country, _)| said.get(..2).is_some_and(|start| start.eq_ignore_ascii_case(country)))?;
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let abroad = if phone.trim_start().starts_with('+') { digits.as_str() } else { digits.strip_prefix("00")? };
    // Codes that no VAT country has, and numbers of no country at all (`+800`), say nothing.
    let (_, code) = CALLING_CODES.iter().find(|(_, code)| abroad.starts_with(code))?;
    (code != own_code).then(|| Contradiction { said, against: phone.to_owned(), place: "/seller/trader/vat" })
}

/// The telling words of a company's name in folded letters; `None` where there are none, or where the name is in another script.
fn words(name: &str) -> Option<Vec<String>> {
    let folded = fold(name).text;
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.is_ascii() && word.len() >= WORD_MIN_LETTERS);
    let words: Vec<String> = words.map(str::to_owned).collect();
    (folded.is_ascii() && !words.is_empty()).then_some(words)
}

fn letters(text: &str) -> String {
    fold(text).text.chars().filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, term};
    use super::*;
    use crate::pack::Strength;

    fn bins_in(zone: Zone, name: &str, email: &str, vat: &str, phone: &str) -> Vec<&'static str> {
        let mut bench = Bench::at("https://northlane.com/p/1");
        bench.shop();
        bench.packs.terms = vec![term("freemail.com", TermKind::FreeMail, Strength::Weak)];
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let trader = Trader { name: given(name), email: given(email), vat: given(vat), phone: given(phone), ..Trader::default() };
        bench.page.listing.seller = Some(Seller { trader: Some(trader), ..Seller::default() });
        bench.block(email, zone, false);
        bench.bins(&RULE)
    }

    fn bins(name: &str, email: &str, vat: &str, phone: &str) -> Vec<&'static str> {
        bins_in(Zone::Footer, name, email, vat, phone)
    }

    #[test]
    fn two_contradictions_at_once_are_found() {
        assert_eq!(bins("Falkner Garten GmbH", "info@petrasblumen.de", "", ""), ["two-at-once"]);
        assert_eq!(bins("Falkner Garten GmbH", "", "DE136695976", "+44 20 7946 0000"), ["two-at-once"]);
        assert_eq!(bins("Northlane Ltd", "info@petrasblumen.de", "IT00743110157", "0033 1 23456789"), ["two-at-once"]);
    }

    #[test]
    fn one_alone_says_nothing() {
        assert!(bins("Falkner Garten GmbH", "info@northlane.com", "DE136695976", "+49 30 1234567").is_empty());
        assert!(bins("Northlane Ltd", "info@petrasblumen.de", "GB980780684", "+44 20 7946 0000").is_empty());
        assert!(bins("Northlane Ltd", "info@northlane.de", "DE136695976", "+44 20 7946 0000").is_empty());
    }

    #[test]
    fn what_cannot_be_compared_is_no_contradiction() {
        assert!(bins("Falkner Garten GmbH", "info@falkner.de", "DE136695976", "030 1234567").is_empty());
        assert!(bins("Falkner Garten GmbH", "falkner@freemail.com", "DE136695976", "+800 1234567").is_empty());
        assert!(bins("北风贸易", "info@petrasblumen.de", "US123", "+49 30 1234567").is_empty());
        assert!(bins("AB Ltd", "info@petrasblumen.de", "DE", "").is_empty());
        assert!(bins("", "", "é", "+").is_empty());
    }

    #[test]
    fn a_makers_mail_beside_the_goods_is_no_contradiction() {
        assert!(bins_in(Zone::Main, "Falkner Garten GmbH", "info@petrasblumen.de", "", "").is_empty());
    }
}
