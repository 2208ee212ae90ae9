//! Facts given without a page.

use super::{Block, Link, Page, Zone};
use crate::listing::Listing;

/// A page made of a Listing alone: its texts as blocks with their JSON pointers as places, its seller's address as a link.
#[must_use]
pub fn from_listing(listing: Listing) -> Page {
    let mut blocks = Vec::new();
    let mut add = |text: Option<&str>, place: String, zone: Zone, card: Option<usize>| {
        if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
            blocks.push(Block { text: text.to_owned(), place, zone, hidden: false, card });
        }
    };
    add(listing.title.as_deref(), "/title".to_owned(), Zone::Main, None);
    add(listing.description.as_deref(), "/description".to_owned(), Zone::Main, None);
    for (index, review) in listing.reviews.iter().enumerate() {
        add(Some(&review.text), format!("/reviews/{index}/text"), Zone::Review, None);
    }
    for (index, card) in listing.cards.iter().enumerate() {
        add(Some(&card.title), format!("/cards/{index}/title"), Zone::Main, Some(index));
    }
    let link = |url: &String| Link { url: url.clone(), text: String::new(), place: "/seller/url".to_owned(), zone: Zone::Main };
    let links = listing.seller.as_ref().and_then(|seller| seller.url.as_ref()).map(link).into_iter().collect();
    Page { listing, blocks, links, ..Page::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listing::{Review, Seller};

    #[test]
    fn facts_alone_can_be_quoted() {
        let review = Review { text: "Good".into(), ..Review::default() };
        let seller = Seller { url: Some("https://wa.me/1".into()), ..Seller::default() };
        let page = from_listing(Listing { title: Some("Boot".into()), reviews: vec![review], seller: Some(seller), ..Listing::default() });
        let places: Vec<_> = page.blocks.iter().map(|block| (block.place.as_str(), block.zone)).collect();
        assert_eq!(places, [("/title", Zone::Main), ("/reviews/0/text", Zone::Review)]);
        assert_eq!(page.links.len(), 1);
    }
}
