//! The product's pictures: those that the structured data names, then those that a person sees.

use std::collections::{BTreeMap, BTreeSet};

use super::address::Address;
use super::dom::{Dom, NodeId, Tag};
use super::view::View;
use super::{Zone, draft};
use crate::listing::{Listing, ListingImage, Origin, Source};
use crate::snapshot::SnapshotImage;

/// Most pictures kept: three times what is looked at, so that a choice is left.
pub(super) const IMAGES: usize = 3 * crate::limits::PICTURES_A_PRODUCT;
/// Shorter sides than this are icons (the smallest thumbnails of marketplaces are 50 px wide).
const ICON_PX: u32 = 48;

/// Makes the addresses of structured pictures absolute, adds the visible ones, leaves out doubles. Says whether there were more
/// than [`IMAGES`].
pub(super) fn collect(
    listing: &mut Listing,
    dom: &Dom<'_>,
    view: &View,
    shown: &[SnapshotImage],
    address: &Address,
    in_card: impl Fn(NodeId) -> bool,
) -> bool {
    let mut images: Vec<(ListingImage, Option<Origin>)> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut add = |images: &mut Vec<_>, image: ListingImage, origin: Option<Origin>| {
        if images.len() <= IMAGES && seen.insert(same_picture(&image.src)) {
            images.push((image, origin));
        }
    };
    for (index, image) in std::mem::take(&mut listing.images).into_iter().enumerate() {
        let origin = listing.trace.remove(&format!("/images/{index}"));
        if let Some(src) = address.absolute(&image.src) {
            add(&mut images, ListingImage { src, ..image }, origin);
        }
    }
    let sizes: BTreeMap<&str, &SnapshotImage> = shown.iter().map(|image| (image.src.as_str(), image)).collect();
    // Pictures come after the heading or shortly before it; those in menus, other products and the footer are not the product's.
    for (node, zone, hidden) in &view.images {
        if *zone != Zone::Main || *hidden || in_card(*node) || images.len() > IMAGES {
            continue;
        }
        let Some(src) = source(dom, *node).and_then(|src| address.absolute(&src)) else { continue };
        let size = sizes.get(src.as_str());
        let small = size.is_some_and(|image| !image.shown || image.width_px > 0 && image.width_px.min(image.height_px) < ICON_PX);
        let stated = |name: &str| dom.attribute(*node, name).and_then(|value| value.trim_end_matches("px").parse::<u32>().ok());
        let stated_small = stated("width").is_some_and(|px| px < ICON_PX) || stated("height").is_some_and(|px| px < ICON_PX);
        if small || stated_small || is_drawing(&src) {
            continue;
        }
        let alt = dom.attribute(*node, "alt").and_then(|alt| draft::clean(&alt, 400)).unwrap_or_default();
        let origin = Origin { source: Source::VisibleText, place: dom.path(*node) };
        add(&mut images, ListingImage { src, alt }, Some(origin));
    }
    if images.is_empty() {
        for image in shown.iter().filter(|image| image.shown && image.width_px.min(image.height_px) >= ICON_PX) {
            add(&mut images, ListingImage { src: image.src.clone(), alt: image.alt.clone() }, None);
        }
    }
    // One more than is kept was looked for, to know whether any is left out.
    let cut = images.len() > IMAGES;
    for (index, (image, origin)) in images.into_iter().take(IMAGES).enumerate() {
        listing.images.push(image);
        if let Some(origin) = origin {
            listing.trace.insert(format!("/images/{index}"), origin);
        }
    }
    cut
}

/// The picture that an `img` shows: lazy loaders keep it in a `data-` attribute.
pub(super) fn source(dom: &Dom<'_>, node: NodeId) -> Option<String> {
    let lazy = ["data-src", "data-original", "data-lazy-src", "data-lazy", "data-zoom-image", "data-old-hires"];
    let usable = |value: &str| !value.trim().is_empty() && !value.trim_start().starts_with("data:");
    let plain = dom.attribute(node, "src").filter(|value| usable(value));
    let placeholder = plain
        .as_deref()
        .is_none_or(|src| is_drawing(src) || src.contains("blank.") || src.contains("placeholder") || src.contains("loading"));
    let later = || lazy.iter().find_map(|name| dom.attribute(node, name).filter(|value| usable(value)));
    let set = || {
        let set = dom.attribute(node, "srcset").or_else(|| dom.attribute(node, "data-srcset"))?;
        set.split_whitespace().next().map(|first| first.trim_end_matches(',').to_owned()).filter(|first| usable(first))
    };
    let found = if placeholder { later().or(plain) } else { plain };
    found.map(|value| value.into_owned()).or_else(set).or_else(|| {
        let picture = dom.parent(node).filter(|parent| dom.is(*parent, Tag::PICTURE))?;
        let sources = dom.children(picture).find(|child| dom.is(*child, Tag::SOURCE))?;
        let set = dom.attribute(sources, "srcset")?;
        set.split_whitespace().next().map(|first| first.trim_end_matches(',').to_owned())
    })
}

fn is_drawing(src: &str) -> bool {
    let path = src.split(['?', '#']).next().unwrap_or(src);
    path.get(path.len().saturating_sub(4)..).is_some_and(|end| end.eq_ignore_ascii_case(".svg"))
}

/// What two addresses of the same picture share: no scheme, no query.
fn same_picture(src: &str) -> String {
    let bare = src.split_once("://").map_or(src, |(_, rest)| rest);
    let path = bare.split('#').next().unwrap_or(bare);
    // A query with an id is the address itself; one with a width is not.
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let has_file = path.rsplit('/').next().is_some_and(|file| file.contains('.'));
    if has_file { path.to_owned() } else { format!("{path}?{query}") }
}
