//! The title names one kind of goods, the main photo shows another.
//!
//! Listings of copies are at times filled with an innocent picture so that a search by picture finds nothing, and the real goods
//! are told in a chat. Honest causes exist (a photo of the box, a set, a wrong upload), so the sign stays small, and it is silent
//! wherever any photo looked at shows what the title says.

use super::{Context, Rule, Sign};
use crate::finding::Quote;

/// The rule.
pub const RULE: Rule = Rule { id: "photo-kind-mismatch", on_page: true, on_cards: true, check };

/// Shares from which the other kind is plain, with the case of the rules pack, highest first. The pack's sources say how often a
/// wrong kind reaches them on photos of known goods.
const CASES: [(u16, &str); 2] = [(900, "over-900-permille"), (700, "over-700-permille")];

fn check(context: &Context<'_>) -> Vec<Sign> {
    sign(context).into_iter().collect()
}

fn sign(context: &Context<'_>) -> Option<Sign> {
    let claimed = context.product.goods.filter(|_| !context.product.accessory)?;
    // Of a kind that the networks cannot name they would never say that they saw it.
    if !context.models.knows_kind(&claimed.id) {
        return None;
    }
    let listing = context.listing;
    let looked_at = |src: &str| context.pictures.iter().find(|picture| picture.file == src);
    let main = listing.images.first()?;
    let best = looked_at(&main.src)?.shows.first()?;
    let fits = |kind: &str| kind == claimed.id || claimed.shown_with.iter().any(|other| other == kind);
    let any_fits = listing.images.iter().take(crate::limits::PICTURES_A_PRODUCT).filter_map(|image| looked_at(&image.src));
    if any_fits.flat_map(|picture| &picture.shows).any(|shown| fits(&shown.kind)) {
        return None;
    }
    let (_, bin) = CASES.into_iter().find(|(least, _)| best.score_permille >= *least)?;
    let mut quotes = vec![Quote::image(&main.src, "/images/0")];
    quotes.extend(listing.title.as_ref().map(|title| Quote::text(title, "/title")));
    Some(Sign { bin, args: vec![claimed.id.clone(), best.kind.clone()], quotes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listing::{Listing, ListingImage};
    use crate::model::{Models, shipped_models};
    use crate::pack::{Goods, Packs};
    use crate::page::Page;
    use crate::picture::{PictureFacts, Shown};
    use crate::product::Product;
    use crate::rules::{Lexicon, Said, Scope};

    fn goods(id: &str) -> Goods {
        let words = vec![id.to_owned()];
        Goods { id: id.into(), words, not_words: Vec::new(), shown_with: vec!["trousers".into()], goes_with: false, source: "test".into() }
    }

    fn picture(file: &str, shows: &[(&str, u16)]) -> PictureFacts {
        let shows = shows.iter().map(|(kind, score_permille)| Shown { kind: (*kind).into(), score_permille: *score_permille }).collect();
        PictureFacts { file: file.into(), width_px: 9, height_px: 9, shows, ..PictureFacts::default() }
    }

    /// The bin for a listing of `claimed` with pictures `a`, `b`, ... that show what is given.
    fn bin(models: &Models, claimed: &str, accessory: bool, pictures: &[PictureFacts]) -> Option<&'static str> {
        let goods = goods(claimed);
        let images = ["a", "b"].map(|src| ListingImage { src: src.into(), alt: String::new() });
        let listing = Listing { title: Some(format!("fine {claimed}")), images: images.to_vec(), ..Listing::default() };
        let product = Product { goods: Some(&goods), accessory, ..Product::default() };
        let (packs, page) = (Packs::default(), Page::default());
        let lexicon = Lexicon::default();
        let said = &Said::read(&packs, &lexicon, &page, Scope::Page, &listing);
        let (packs, page, listing, product) = (&packs, &page, &listing, &product);
        let context = Context { packs, page, scope: Scope::Page, listing, product, site: None, pictures, models, said };
        let signs = check(&context);
        assert!(signs.iter().all(|sign| sign.quotes[0].image.as_deref() == Some("a") && sign.quotes.len() == 2));
        signs.first().map(|sign| sign.bin)
    }

    #[test]
    fn another_kind_on_the_main_photo_speaks_by_its_score() {
        let models = shipped_models();
        assert_eq!(bin(&models, "shoes", false, &[picture("a", &[("bag", 950)])]), Some("over-900-permille"));
        assert_eq!(bin(&models, "shoes", false, &[picture("a", &[("bag", 700), ("hat", 200)])]), Some("over-700-permille"));
        assert_eq!(bin(&models, "shoes", false, &[picture("a", &[("bag", 650)])]), None);
    }

    #[test]
    fn it_is_silent_where_any_photo_shows_what_the_title_says_or_what_goes_with_it() {
        let models = shipped_models();
        assert_eq!(bin(&models, "shoes", false, &[picture("a", &[("bag", 850), ("shoes", 100)])]), None);
        assert_eq!(bin(&models, "shoes", false, &[picture("a", &[("bag", 950)]), picture("b", &[("shoes", 300)])]), None);
        assert_eq!(bin(&models, "shoes", false, &[picture("a", &[("trousers", 950)])]), None);
    }

    #[test]
    fn it_is_silent_on_accessories_on_kinds_unknown_to_the_network_and_without_the_main_photo() {
        let models = shipped_models();
        assert_eq!(bin(&models, "shoes", true, &[picture("a", &[("bag", 950)])]), None);
        assert_eq!(bin(&models, "submarine", false, &[picture("a", &[("bag", 950)])]), None);
        assert_eq!(bin(&Models::default(), "shoes", false, &[picture("a", &[("bag", 950)])]), None);
        assert_eq!(bin(&models, "shoes", false, &[picture("b", &[("bag", 950)])]), None);
        assert_eq!(bin(&models, "shoes", false, &[picture("a", &[])]), None);
    }
}
