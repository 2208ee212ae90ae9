//! Pictures of a page: which are looked at, and what becomes of those that cannot be.

use super::skipped_picture;
use crate::finding::Skipped;
use crate::image;
use crate::listing::Listing;
use crate::model::Models;
use crate::picture::PictureFacts;
use crate::sampling;
use crate::snapshot::Picture;

/// Looks at one picture.
pub(super) fn look(models: &Models, picture: &Picture) -> Result<PictureFacts, &'static str> {
    let pixels = image::decode(picture)?;
    models.look(&picture.src, &pixels).map_err(|_| "no-opinion")
}

/// Looks at those pictures of the sampling plan that were given. The others, and those that cannot be read, are skipped.
pub(super) fn look_at_page(models: &Models, listing: &Listing, given: &[Picture]) -> (Vec<PictureFacts>, Vec<Skipped>) {
    let (mut facts, mut skipped) = (Vec::new(), Vec::new());
    for src in sampling::plan(listing, &[]) {
        match given.iter().find(|picture| picture.src == src).map(|picture| look(models, picture)) {
            Some(Ok(seen)) => facts.push(seen),
            Some(Err(reason)) => skipped.push(skipped_picture(&src, reason)),
            None => skipped.push(skipped_picture(&src, "not-given")),
        }
    }
    (facts, skipped)
}
