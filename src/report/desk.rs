//! What a desk groups reports by: shop, seller, brand, contact, and what the photos look like.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::content::read;
use super::manifest::{self, Capture, Manifest};
use super::verify::pictures;
use super::{ReportError, unpack};
use crate::engine::Engine;
use crate::finding::{Assessment, State};
use crate::listing::Listing;
use crate::text::domain;

/// One report in the columns of a desk.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// The page's address.
    pub url: String,
    /// Registrable domain of it.
    pub shop: String,
    /// Title of the listing.
    pub title: String,
    /// Brand that it names.
    pub brand: String,
    /// Price with its currency.
    pub price: String,
    /// Seller's name.
    pub seller: String,
    /// Trader's name.
    pub trader: String,
    /// Mail, telephone and VAT number of the trader, lower case, without spaces.
    pub contacts: Vec<String>,
    /// The answer; absent where it was left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    /// Rules of the signs against the listing.
    pub signs: Vec<String>,
    /// Perceptual hashes of the photos, hex, in the order of the package.
    pub photos: Vec<PhotoHash>,
    /// Path of the screenshot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub screenshot: Option<String>,
    /// When it was made.
    pub created: String,
}

/// A photo with its hash.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhotoHash {
    /// Path in the package.
    pub path: String,
    /// 64-bit difference hash, 16 hex digits; empty for a picture that cannot be read.
    pub phash: String,
}

/// Reads the columns out of a package, without judging it again.
///
/// # Errors
/// [`ReportError::ArchiveInvalid`] for what is no package.
pub fn subject(engine: &Engine, bytes: &[u8]) -> Result<Subject, ReportError> {
    let files = unpack(bytes)?;
    let (listed, capture): (Manifest, Capture) = (read(&files, manifest::MANIFEST)?, read(&files, manifest::CAPTURE)?);
    let listing: Listing = read(&files, manifest::LISTING).unwrap_or_default();
    let assessment: Option<Assessment> = read(&files, manifest::ASSESSMENT).ok();
    let seller = listing.seller.unwrap_or_default();
    let trader = seller.trader.unwrap_or_default();
    let contacts = [trader.email, trader.phone, trader.vat].into_iter().flatten();
    let contacts: BTreeSet<String> = contacts.map(|contact| contact.split_whitespace().collect::<String>().to_lowercase()).collect();
    let host = domain::host_of(&capture.url).unwrap_or_default();
    let against = |assessment: &Assessment| {
        assessment.findings.iter().filter(|finding| finding.weight_centibans > 0).map(|finding| finding.rule.clone()).collect()
    };
    let hash = |picture| engine.hash(picture).unwrap_or_default();
    let hashes = pictures(&files, &capture).iter().map(hash).collect::<Vec<_>>();
    let photos = capture.photos.into_iter().zip(hashes).map(|(photo, phash)| PhotoHash { path: photo.path, phash });
    Ok(Subject {
        shop: domain::registrable(&host).unwrap_or(host),
        url: capture.url,
        title: listing.title.unwrap_or_default(),
        brand: listing.brand.unwrap_or_default(),
        price: listing.price.as_ref().map(super::document::money).unwrap_or_default(),
        seller: seller.name.unwrap_or_default(),
        trader: trader.name.unwrap_or_default(),
        contacts: contacts.into_iter().collect(),
        state: assessment.as_ref().map(|assessment| assessment.state),
        signs: assessment.as_ref().map(against).unwrap_or_default(),
        photos: photos.collect(),
        screenshot: files.iter().map(|file| &file.path).find(|path| path.starts_with(manifest::SCREENSHOT)).cloned(),
        created: listed.created,
    })
}
