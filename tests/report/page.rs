//! A page to report on, and the engine that judges it.

use std::sync::OnceLock;

use touchstone::engine::Engine;
use touchstone::report::{CaptureEvent, Material, Words};
use touchstone::snapshot::{SCHEMA, Snapshot, SnapshotImage};

use crate::common;

/// Where the page stands.
pub const URL: &str = "https://northlane.example/p/1";
/// When the tests' reports are made.
pub const CREATED: &str = "2026-11-25T20:18:00Z";
/// What the seller says of itself; none of it may be taken out.
pub const OF_SELLER: [&str; 6] =
    ["Nike Air Force 1", "Northlane Trading", "sales@northlane.example", "Harbour Road 5", "59.00", "Brand new, no box, cut label"];

/// The one engine of these tests.
pub fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(common::engine)
}

/// English.
pub fn words() -> Words {
    Words::read(&std::fs::read(common::root().join("extension/_locales/en/messages.json")).unwrap()).unwrap()
}

/// A product page with `extra` in the head of its body.
pub fn snapshot(extra: &str) -> Snapshot {
    let html = format!(
        r#"<html lang="en"><head><title>Nike Air Force 1</title><script type="application/ld+json">{{"@context":"https://schema.org",
"@type":"Product","name":"Nike Air Force 1 shoes","brand":{{"@type":"Brand","name":"Nike"}},
"description":"Brand new, no box, cut label. Real product has logo.","image":"https://northlane.example/i/main.png",
"offers":{{"@type":"Offer","price":"59.00","priceCurrency":"EUR","availability":"https://schema.org/InStock",
"seller":{{"@type":"Organization","name":"Northlane Trading","email":"sales@northlane.example",
"address":{{"@type":"PostalAddress","streetAddress":"Harbour Road 5","postalCode":"10115","addressLocality":"Berlin"}}}}}}}}</script></head>
<body><header>{extra}</header><main><h1>Nike Air Force 1 shoes</h1><p>Brand new, no box, cut label. Real product has logo.</p>
<button>Add to cart</button></main><footer><a href="mailto:sales@northlane.example">sales@northlane.example</a></footer></body></html>"#
    );
    let image = SnapshotImage {
        src: "https://northlane.example/i/main.png".into(),
        alt: "Nike Air Force 1".into(),
        width_px: 32,
        height_px: 32,
        shown: true,
    };
    Snapshot { schema: SCHEMA, url: URL.into(), html, images: vec![image], language: Some("en".into()) }
}

/// All that is captured of a page without photos.
pub fn material(snapshot: Snapshot) -> Material {
    let event = |what: &str| CaptureEvent { at: CREATED.into(), what: what.into(), detail: String::new() };
    Material {
        snapshot,
        photos: Vec::new(),
        screenshot: None,
        events: vec![event("page-read"), event("package-made")],
        software: "touchstone test".into(),
        created: CREATED.into(),
        live_state: None,
    }
}

/// A small picture file.
pub fn picture() -> Vec<u8> {
    let mut png = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(32, 32).write_to(&mut png, image::ImageFormat::Png).unwrap();
    png.into_inner()
}
