//! Which pictures to look at, and in which order, within a budget.
//!
//! Looking at a picture costs a hundred times what reading the page does. A page of one product gets its pictures in the page's
//! order, which begins with the main one; a page of several gets the picture of each card in page order, which is the order in
//! which a person sees them. Nothing else has pictures that a rule asks for.

use std::collections::BTreeSet;

use crate::limits::{PICTURES_A_PRODUCT, PICTURES_ON_CARDS, PICTURES_POINTED_AT};
use crate::listing::{Listing, PageKind};
use crate::snapshot::Picture;

/// Addresses of the pictures to look at next, best first. `given` are the addresses already looked at or refused; they count
/// against the budget, so that asking again after each answer ends.
#[must_use]
pub fn plan(listing: &Listing, given: &[String]) -> Vec<String> {
    let (addresses, budget): (Vec<&str>, usize) = match listing.kind {
        PageKind::Product => (listing.images.iter().map(|image| image.src.as_str()).collect(), PICTURES_A_PRODUCT),
        PageKind::Cards => (listing.cards.iter().filter_map(|card| card.image.as_deref()).collect(), PICTURES_ON_CARDS),
        PageKind::Shop | PageKind::Other => return Vec::new(),
    };
    let mut seen: BTreeSet<&str> = given.iter().map(String::as_str).collect();
    let left = budget.saturating_sub(seen.len());
    addresses.into_iter().filter(|address| can_be_fetched(address) && seen.insert(address)).take(left).map(str::to_owned).collect()
}

/// Pictures that were given without being planned, each address once: those that a person pointed at.
#[must_use]
pub fn beside_plan<'a>(planned: &[String], given: &'a [Picture]) -> Vec<&'a Picture> {
    let mut seen: BTreeSet<&str> = planned.iter().map(String::as_str).collect();
    given.iter().filter(|picture| seen.insert(&picture.src)).take(PICTURES_POINTED_AT).collect()
}

/// A `data:` address holds a placeholder until the page loads the picture itself, or was cut at the length of a fact.
fn can_be_fetched(address: &str) -> bool {
    let scheme = address.split(':').next().unwrap_or_default();
    !address.is_empty() && !scheme.eq_ignore_ascii_case("data")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listing::{Card, ListingImage};
    use crate::snapshot::PictureData;

    fn product(images: &[&str]) -> Listing {
        let images = images.iter().map(|src| ListingImage { src: (*src).into(), alt: String::new() }).collect();
        Listing { kind: PageKind::Product, images, ..Listing::default() }
    }

    #[test]
    fn a_products_pictures_come_main_one_first_once_each_without_placeholders() {
        let listing = product(&["https://a/1", "data:image/gif;base64,R0", "https://a/2", "https://a/1", "", "DATA:x"]);
        assert_eq!(plan(&listing, &[]), ["https://a/1", "https://a/2"]);
        assert_eq!(plan(&listing, &["https://a/1".into()]), ["https://a/2"]);
    }

    #[test]
    fn what_was_given_counts_against_the_budget() {
        let addresses: Vec<String> = (0..40).map(|index| format!("https://a/{index}")).collect();
        let listing = product(&addresses.iter().map(String::as_str).collect::<Vec<_>>());
        let first = plan(&listing, &[]);
        assert_eq!(first, addresses[..PICTURES_A_PRODUCT]);
        assert!(plan(&listing, &first).is_empty());
        assert_eq!(plan(&listing, &first[..3]), addresses[3..PICTURES_A_PRODUCT]);
    }

    #[test]
    fn a_picture_given_beside_the_plan_counts_once_and_only_so_many() {
        let given = ["https://a/1", "https://a/x", "https://a/x", "https://a/y", "https://a/z"];
        let given: Vec<Picture> = given.iter().map(|src| Picture { src: (*src).into(), data: PictureData::Encoded(Vec::new()) }).collect();
        let beside = beside_plan(&["https://a/1".into()], &given);
        assert_eq!(beside.iter().map(|picture| picture.src.as_str()).collect::<Vec<_>>(), ["https://a/x", "https://a/y"]);
    }

    #[test]
    fn a_page_of_cards_gets_one_picture_a_card_and_a_page_that_sells_nothing_none() {
        let card = |index: usize| Card { image: index.is_multiple_of(2).then(|| format!("https://a/{index}")), ..Card::default() };
        let mut listing = Listing { kind: PageKind::Cards, cards: (0..100).map(card).collect(), ..Listing::default() };
        listing.images.push(ListingImage { src: "https://a/banner".into(), alt: String::new() });
        let planned = plan(&listing, &[]);
        assert_eq!(planned.len(), PICTURES_ON_CARDS);
        assert_eq!(planned[..2], ["https://a/0", "https://a/2"]);
        listing.kind = PageKind::Other;
        assert!(plan(&listing, &[]).is_empty());
    }
}
