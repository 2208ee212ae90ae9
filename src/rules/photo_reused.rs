//! The same photo stands on the cards of two sellers, each with a file of its own, and the offers differ.
//!
//! Honest resellers share catalogue photos, so this says little by itself; it says more where the offer with the borrowed photo is
//! far cheaper. Only the cheaper of two offers is spoken of, never the one it may have been taken from.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{Context, Rule, Scope, Sign};
use crate::finding::Quote;
use crate::listing::Card;
use crate::text::folded_text;

/// The rule.
pub const RULE: Rule = Rule { id: "photo-reused", on_page: false, on_cards: true, check };

/// At most this share of the other price is far cheaper. Sellers of the same new goods on one results page differ by less as a rule;
/// a judgement, since no measured spread of shared-photo offers exists.
const FAR_CHEAPER_PERCENT: i64 = 50;

fn check(context: &Context<'_>) -> Vec<Sign> {
    sign(context).into_iter().collect()
}

fn sign(context: &Context<'_>) -> Option<Sign> {
    let Scope::Card(index) = context.scope else { return None };
    let cards = &context.page.listing.cards;
    let card = cards.get(index)?;
    let (image, seller) = (card.image.as_deref()?, folded_text(card.seller.as_deref()?));
    let own = context.pictures.iter().find(|picture| picture.file == image)?;
    // The same address is the marketplace's own picture of a product, not a photo that a seller took from another.
    let same: BTreeSet<&str> = context
        .pictures
        .iter()
        .filter(|picture| picture.file != image && context.models.same_photo(own, picture))
        .map(|picture| picture.file.as_str())
        .collect();
    if same.is_empty() {
        return None;
    }
    let others = cards.iter().enumerate().filter(|(_, other)| {
        other.image.as_deref().is_some_and(|image| same.contains(image))
            && other.seller.as_deref().is_some_and(|name| folded_text(name) != seller)
            && differs(card, other)
    });
    // The strongest case, the first card of those equally strong.
    let mut found: Option<(bool, usize, &Card)> = None;
    for (place, other) in others {
        let Some(far) = far_cheaper(card, other) else { continue };
        if found.is_none_or(|(before, ..)| far && !before) {
            found = Some((far, place, other));
        }
    }
    let (far, place, other) = found?;
    let quote = |card: &Card, index: usize| card.image.as_ref().map(|image| Quote::image(image, format!("/cards/{index}/image")));
    Some(Sign {
        bin: if far { "same-photo-far-cheaper" } else { "same-photo" },
        args: vec![other.seller.clone().unwrap_or_default()],
        quotes: quote(card, index).into_iter().chain(quote(other, place)).collect(),
    })
}

/// Equal titles at equal prices are one offer listed twice.
fn differs(card: &Card, other: &Card) -> bool {
    card.price != other.price || folded_text(&card.title) != folded_text(&other.title)
}

/// Whether the card is far cheaper than the other; `None` where it is the dearer one.
fn far_cheaper(card: &Card, other: &Card) -> Option<bool> {
    let (Some(price), Some(dear)) = (&card.price, &other.price) else { return Some(false) };
    if price.currency != dear.currency {
        return Some(false);
    }
    // Amounts near the type's limit cannot be multiplied; they are no prices.
    let scaled = price.amount.checked_mul(Decimal::ONE_HUNDRED)?;
    let bound = dear.amount.checked_mul(Decimal::from(FAR_CHEAPER_PERCENT))?;
    (price.amount <= dear.amount).then_some(price.currency.is_some() && scaled <= bound)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listing::{Listing, Money};
    use crate::model::Models;
    use crate::pack::Packs;
    use crate::page::Page;
    use crate::picture::PictureFacts;
    use crate::product::Product;
    use crate::rules::{Lexicon, Said};

    fn card(seller: &str, price: i64, image: &str) -> Card {
        let price = Money { amount: price.into(), currency: Some("EUR".into()) };
        let (seller, image) = (Some(seller.to_owned()), Some(image.to_owned()));
        Card { title: "Shoe".into(), price: Some(price), seller, image, ..Card::default() }
    }

    /// Signs on the card `index`. Without a network equal hashes are the same photo; the first letter of an address is its photo.
    fn signs(cards: Vec<Card>, index: usize) -> Vec<Sign> {
        let facts = |card: &Card| {
            let file = card.image.clone().unwrap();
            let phash = format!("{:016x}", file.as_bytes()[0]);
            PictureFacts { file, width_px: 9, height_px: 9, phash, ..PictureFacts::default() }
        };
        let pictures: Vec<_> = cards.iter().map(facts).collect();
        let page = Page { listing: Listing { cards, ..Listing::default() }, ..Page::default() };
        let (packs, listing, product, models) = (Packs::default(), Listing::default(), Product::default(), Models::default());
        let lexicon = Lexicon::default();
        let said = &Said::read(&packs, &lexicon, &page, Scope::Card(index), &listing);
        let (packs, page, listing, product) = (&packs, &page, &listing, &product);
        check(&Context { packs, page, scope: Scope::Card(index), listing, product, site: None, pictures: &pictures, models: &models, said })
    }

    #[test]
    fn only_the_cheaper_offer_is_spoken_of_with_both_photos_quoted() {
        let cards = || vec![card("First", 120, "a1"), card("Second", 39, "a2"), card("Third", 30, "b1")];
        let signs_on_cheap = signs(cards(), 1);
        assert_eq!(signs_on_cheap[0].bin, "same-photo-far-cheaper");
        assert_eq!(signs_on_cheap[0].args, ["First"]);
        assert_eq!(signs_on_cheap[0].quotes, [Quote::image("a2", "/cards/1/image"), Quote::image("a1", "/cards/0/image")]);
        assert!(signs(cards(), 0).is_empty() && signs(cards(), 2).is_empty());
    }

    #[test]
    fn a_small_gap_says_little_and_the_widest_gap_is_told() {
        let cards = || vec![card("First", 100, "a1"), card("Second", 51, "a2"), card("Fourth", 102, "a3")];
        assert_eq!(signs(cards(), 0)[0].bin, "same-photo");
        assert_eq!((signs(cards(), 1)[0].bin, signs(cards(), 1)[0].args[0].as_str()), ("same-photo-far-cheaper", "Fourth"));
        let mut without_price = cards();
        without_price[1].price = None;
        assert_eq!(signs(without_price, 1)[0].bin, "same-photo");
    }

    #[test]
    fn one_address_one_seller_one_offer_or_no_name_says_nothing() {
        for other in [card("Second", 120, "a1"), card("FIRST", 120, "a2"), card("Second", 39, "a2")] {
            assert!(signs(vec![card("First", 39, "a1"), other.clone()], 0).is_empty(), "{other:?}");
        }
        let unnamed = Card { seller: None, ..card("", 120, "a2") };
        assert!(signs(vec![card("First", 39, "a1"), unnamed], 0).is_empty());
    }
}
