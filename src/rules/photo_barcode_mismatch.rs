//! The bar code on a photo belongs to another maker's article than the number that the listing states.
//!
//! Sizes, colours and packs of one product have numbers of their own, so only the part that names the company is compared. Honest
//! causes remain (an importer's own label, a borrowed photo), so the sign stays small, and a photo with the right number, or one
//! of the same company, silences it.

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::listing::ListingImage;
use crate::picture::CodeKind;
use crate::text::gtin_valid;

/// The rule.
pub const RULE: Rule = Rule { id: "photo-barcode-mismatch", on_page: true, on_cards: false, check };

/// Leading digits of the 13 that two numbers of one company share: company prefixes have 7 to 10 digits with the leading zero of
/// North American ones (GS1 General Specifications, section 1.4.4).
const COMPANY_DIGITS: usize = 7;

fn check(context: &Context<'_>) -> Vec<Sign> {
    sign(context).into_iter().flatten().collect()
}

fn sign(context: &Context<'_>) -> Option<Vec<Sign>> {
    let stated = context.listing.gtin.as_deref().filter(|gtin| gtin_valid(gtin))?;
    let company = company(stated)?;
    let seen: Vec<(usize, &ListingImage, &str)> = seen(context).collect();
    if seen.iter().any(|(.., number)| self::company(number) == Some(company.clone())) {
        return None;
    }
    let (index, image, number) = *seen.first()?;
    let quotes = vec![Quote::image(&image.src, format!("/images/{index}")), Quote::text(stated, "/gtin")];
    Some(one("other-company", vec![number.to_owned(), stated.to_owned()], quotes))
}

/// Article numbers on the listing's photos that name a company.
fn seen<'a>(context: &Context<'a>) -> impl Iterator<Item = (usize, &'a ListingImage, &'a str)> {
    let pictures = context.pictures;
    context.listing.images.iter().enumerate().flat_map(move |(index, image)| {
        let facts = pictures.iter().filter(|picture| picture.file == image.src);
        let codes = facts.flat_map(|picture| &picture.codes).filter(|code| code.kind == CodeKind::Gtin);
        codes.filter(|code| company(&code.text).is_some()).map(move |code| (index, image, code.text.as_str()))
    })
}

/// The digits that name the company; `None` for numbers that shops give themselves (GS1 prefixes 02, 04 and 20 to 29), coupons and
/// the short numbers of EAN-8.
fn company(gtin: &str) -> Option<String> {
    let digits: String = gtin.chars().filter(char::is_ascii_digit).collect();
    let thirteen = match digits.len() {
        12 => format!("0{digits}"),
        13 => digits,
        14 => digits.get(1..)?.to_owned(),
        _ => return None,
    };
    let own = ["02", "04", "05", "2", "99"].iter().any(|prefix| thirteen.starts_with(prefix));
    (!own).then(|| thirteen.get(..COMPANY_DIGITS).map(str::to_owned)).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::testing::Bench;
    use super::*;
    use crate::picture::{Code, PictureFacts};

    fn bins(stated: &str, seen: &[&str]) -> Vec<&'static str> {
        let mut bench = Bench::titled("Boots");
        bench.page.listing.gtin = Some(stated.to_owned());
        for (index, number) in seen.iter().enumerate() {
            let src = format!("https://shoes.example/{index}.jpg");
            bench.page.listing.images.push(ListingImage { src: src.clone(), alt: String::new() });
            let codes = vec![Code { kind: CodeKind::Gtin, text: (*number).to_owned() }];
            bench.pictures.push(PictureFacts { file: src, codes, ..PictureFacts::default() });
        }
        bench.bins(&RULE)
    }

    #[test]
    fn the_number_of_another_company_is_found() {
        assert_eq!(bins("4006381333931", &["5901234123457"]), ["other-company"]);
        assert_eq!(bins("036000291452", &["4006381333931"]), ["other-company"]);
    }

    #[test]
    fn the_same_company_shop_labels_and_wrong_numbers_are_left_alone() {
        assert!(bins("4006381333931", &["4006381333948", "5901234123457"]).is_empty());
        assert!(bins("036000291452", &["0036000291452"]).is_empty());
        assert!(bins("4006381333931", &["2012345678900"]).is_empty());
        assert!(bins("4006381333932", &["5901234123457"]).is_empty());
        assert!(bins("4006381333931", &[]).is_empty());
    }
}
