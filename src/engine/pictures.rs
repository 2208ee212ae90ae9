//! Pictures of a page: which are looked at, and what becomes of those that cannot be.

use super::{Engine, skipped_picture};
use crate::finding::Skipped;
use crate::image;
use crate::limits::PICTURES_READ;
use crate::listing::{Listing, ListingImage, PageKind};
use crate::page::{Block, Zone};
use crate::picture::PictureFacts;
use crate::sampling;
use crate::snapshot::Picture;

/// Looks at one picture, and reads its words where `words` says so.
pub(super) fn look(engine: &Engine, picture: &Picture, words: bool) -> Result<PictureFacts, &'static str> {
    let models = &engine.models;
    let pixels = image::decode(picture)?;
    let mut facts = models.look(&picture.src, &pixels).map_err(|_| "no-opinion")?;
    if words {
        facts.text = models.read(&pixels).map_err(|_| "no-opinion")?;
        facts.brands = engine.brands_read(&facts.text, &facts.shows);
    }
    Ok(facts)
}

/// Looks at those pictures of the sampling plan that were given, and at those that were given beside it: a person pointed at
/// them, so they are the listing's too. What was not given, and what cannot be read, is skipped.
pub(super) fn look_at_page(engine: &Engine, listing: &mut Listing, given: &[Picture]) -> (Vec<PictureFacts>, Vec<Skipped>) {
    let (mut facts, mut skipped) = (Vec::new(), Vec::new());
    // A card's picture is a thumbnail, and there are many.
    let reads = if listing.kind == PageKind::Product { PICTURES_READ } else { 0 };
    let planned = sampling::plan(listing, &[]);
    let pointed_at = if listing.kind == PageKind::Other { Vec::new() } else { sampling::beside_plan(&planned, given) };
    for src in planned {
        let words = facts.len() < reads;
        match given.iter().find(|picture| picture.src == src).map(|picture| look(engine, picture, words)) {
            Some(Ok(seen)) => facts.push(seen),
            Some(Err(reason)) => skipped.push(skipped_picture(&src, reason)),
            None => skipped.push(skipped_picture(&src, "not-given")),
        }
    }
    for picture in pointed_at {
        if listing.images.iter().all(|image| image.src != picture.src) {
            listing.images.push(ListingImage { src: picture.src.clone(), alt: String::new() });
        }
        match look(engine, picture, true) {
            Ok(seen) => facts.push(seen),
            Err(reason) => skipped.push(skipped_picture(&picture.src, reason)),
        }
    }
    (facts, skipped)
}

/// The words of a product's pictures as text of the page, so that the same rules read them. The place is the picture's in the
/// Listing with the box as a media fragment (W3C Media Fragments URI 1.0, section 4.2.2).
pub(super) fn blocks(listing: &Listing, pictures: &[PictureFacts]) -> Vec<Block> {
    let of = |(index, src): (usize, &String)| {
        let facts = pictures.iter().find(|facts| facts.file == *src)?;
        Some(facts.text.iter().map(move |line| {
            let [left, top, width, height] = line.place_px;
            let place = format!("/images/{index}#xywh={left},{top},{width},{height}");
            Block { text: line.text.clone(), place, zone: Zone::Main, hidden: false, card: None }
        }))
    };
    listing.images.iter().map(|image| &image.src).enumerate().filter_map(of).flatten().collect()
}
