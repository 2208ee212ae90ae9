//! Pages with several products: each card is judged by itself, as a Listing of its own.

use super::{Engine, seller_named};
use crate::finding::{CardAssessment, Finding};
use crate::listing::{Card, Listing, ListingImage, PageKind};
use crate::pack::Site;
use crate::page::Page;
use crate::picture::PictureFacts;
use crate::rules::Scope;
use crate::score;

impl Engine {
    /// Judges the cards of a page; cards without signs are left out.
    pub(super) fn assess_cards(&self, page: &Page, site: Option<&Site>, pictures: &[PictureFacts]) -> Vec<CardAssessment> {
        let cards = page.listing.cards.iter().enumerate();
        cards
            .filter_map(|(index, card)| {
                let listing = as_listing(&page.listing, card);
                self.card(index, self.findings(page, site, Scope::Card(index), &listing, pictures))
            })
            .collect()
    }

    fn card(&self, index: usize, mut findings: Vec<Finding>) -> Option<CardAssessment> {
        if findings.is_empty() {
            return None;
        }
        findings.iter_mut().for_each(|finding| move_places(finding, index));
        let weighed = score::weigh(&self.packs.rules, &self.thresholds, &findings);
        Some(CardAssessment {
            card: index,
            state: weighed.state,
            posterior_permille: weighed.posterior_permille,
            weight_centibans: weighed.weight_centibans,
            findings,
        })
    }
}

/// A card's facts in the shape that rules know.
fn as_listing(page: &Listing, card: &Card) -> Listing {
    Listing {
        kind: PageKind::Product,
        url: card.url.clone().or_else(|| page.url.clone()),
        title: Some(card.title.clone()),
        price: card.price.clone(),
        list_price: card.list_price.clone(),
        rating: card.rating,
        seller: card.seller.as_deref().map(seller_named),
        images: card.image.iter().map(|src| ListingImage { src: src.clone(), alt: String::new() }).collect(),
        language: page.language.clone(),
        ..Listing::default()
    }
}

/// Turns places in the card's own Listing into places in the page's.
fn move_places(finding: &mut Finding, index: usize) {
    for quote in &mut finding.quotes {
        let in_card = match quote.place.as_str() {
            "/seller/name" => "/seller",
            "/images/0/src" | "/images/0" => "/image",
            place if place.starts_with("/cards/") => continue,
            place if place.starts_with('/') => place,
            _ => continue,
        };
        quote.place = format!("/cards/{index}{in_card}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Basis, Family, Grade, Message, Quote};

    #[test]
    fn places_of_a_card_become_places_of_the_page() {
        let place = |given: &str| {
            let mut finding = Finding {
                rule: "r".into(),
                family: Family::Price,
                weight_centibans: 1,
                grade: Grade::Slight,
                basis: Basis::Judged,
                frequencies: None,
                message: Message { key: "k".into(), args: vec![] },
                quotes: vec![Quote::text("q", given)],
                source: "s".into(),
            };
            move_places(&mut finding, 3);
            finding.quotes[0].place.clone()
        };
        assert_eq!(place("/price"), "/cards/3/price");
        assert_eq!(place("/seller/name"), "/cards/3/seller");
        assert_eq!(place("/images/0/src"), "/cards/3/image");
        assert_eq!(place("/cards/5/image"), "/cards/5/image");
        assert_eq!(place("#a > b"), "#a > b");
    }
}
