//! Our own pages, damaged at random: cut, doubled, spliced, with hostile pieces put in. The seed is fixed, so that a failure comes again.

use std::path::Path;

use super::*;
use crate::limits;

/// Damaged copies of each page.
const COPIES: u64 = 8;
/// Changes to one copy.
const CHANGES: usize = 6;
/// What is put in.
const PIECES: &[&str] = &[
    "<",
    ">",
    "\"",
    "'",
    "<!--",
    "-->",
    "</",
    "<script>",
    "</script>",
    "<script type='application/ld+json'>{\"@type\":\"Product\",\"offers\":[",
    "<template>",
    "<table><td>",
    "<svg><title>",
    "<p hidden style='display:none;left:-9999px",
    "&#x110000;&#0;&amp",
    "\u{0}\u{202e}\u{200b}\u{feff}",
    "1e400 NaN €$¥ 1.1.1.1,1,1",
    "<i class='review star' aria-label='5 out of 5 stars'>",
    "<div itemscope itemprop=review itemref='a b a'>",
    "\u{fffd}\u{1f600}万",
];

/// Numbers by Marsaglia's xorshift (2003): the same ones everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }
}

fn damage(page: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = page.to_vec();
    for _ in 0..CHANGES {
        let at = random.below(bytes.len());
        let length = random.below(bytes.len() / 8).min(bytes.len() - at);
        match random.below(5) {
            0 => drop(bytes.drain(at..at + length)),
            1 => {
                let part = bytes[at..at + length].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, part);
            }
            2 => bytes[at] = u8::try_from(random.below(256)).unwrap(),
            3 => bytes.truncate(at.max(16)),
            _ => drop(bytes.splice(at..at, PIECES[random.below(PIECES.len())].bytes())),
        }
    }
    bytes
}

fn pages(folder: &Path, into: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            pages(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "html") {
            into.push(path);
        }
    }
}

#[test]
fn damaged_pages_are_read_within_bounds() {
    let mut files = Vec::new();
    pages(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pages").as_ref(), &mut files);
    files.sort();
    assert!(files.len() > 60, "{} pages", files.len());
    let reader = Reader::new(&packs());
    let mut read = 0;
    for (index, file) in files.iter().enumerate() {
        let page = std::fs::read(file).unwrap();
        let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ (index as u64 + 1));
        for copy in 0..COPIES {
            let bytes = damage(&page, &mut random);
            let Ok(snapshot) = snapshot_from_bytes(&bytes, "https://shop.example/item") else { continue };
            let found = reader.read(&snapshot).unwrap();
            read += 1;
            let listing = &found.listing;
            let short = |text: &Option<String>| text.as_ref().is_none_or(|text| text.len() <= limits::STRING_BYTES);
            assert!(short(&listing.title) && short(&listing.brand) && short(&listing.description), "{} {copy}", file.display());
            assert!(listing.reviews.len() <= 50 && listing.cards.len() <= 200 && found.links.len() <= 5_000, "{} {copy}", file.display());
            assert!(listing.price.as_ref().is_none_or(|price| price.amount > 0.into()), "{} {copy}", file.display());
            assert_eq!(found, reader.read(&snapshot).unwrap(), "{} {copy} is read otherwise the second time", file.display());
        }
    }
    assert!(read > files.len() * 4, "{read} damaged pages were still pages");
}
