//! Bounds on what a hostile page can make us do. What lies beyond a bound is counted in `Assessment::skipped`.
//!
//! The numbers are those of the design (section 8), which takes them from measurements on Chromium 156 and Firefox ESR 153:
//! a picture of 16 Mpx decodes within the box's 256 MiB, a message of 16 MiB passes in about 0.1 s.

/// Largest snapshot, HTML in UTF-8. A larger one is cut at this size.
pub const SNAPSHOT_BYTES: usize = 4 << 20;
/// Visible text that is kept, together.
pub const TEXT_BYTES: usize = 512 << 10;
/// JSON-LD read from one page, together.
pub const JSON_LD_BYTES: usize = 1 << 20;
/// State of shop software read from one page, together; the extension keeps as much of JSON-LD and state in a snapshot.
pub const STATE_BYTES: usize = 1 << 20;
/// Contradictions between sources that are kept.
pub const CONFLICTS: usize = 20;
/// Depth of JSON that is followed.
pub const JSON_DEPTH: usize = 32;
/// JSON nodes that are kept.
pub const JSON_NODES: usize = 20_000;
/// One string that is kept, in bytes of UTF-8.
pub const STRING_BYTES: usize = 4 << 10;
/// Largest picture file.
pub const PICTURE_BYTES: usize = 8 << 20;
/// Most pixels of a picture.
pub const PICTURE_PIXELS: u64 = 16_000_000;
/// Longest side of a picture.
pub const PICTURE_SIDE_PX: u32 = 8_192;
/// Pictures looked at on a page of one product.
pub const PICTURES_A_PRODUCT: usize = 8;
/// Pictures looked at on a page of several products: the first screens of cards, in about a second on one thread natively.
pub const PICTURES_ON_CARDS: usize = 24;
/// Pictures looked at beside the plan because a person pointed at them, one at a time.
pub const PICTURES_POINTED_AT: usize = 2;
/// Pictures of a product whose words are read: reading costs three to ten times what the rest of a look does.
pub const PICTURES_READ: usize = 2;
/// Lines of text read in one picture, the largest ones; each costs a run of a network.
pub const LINES_A_PICTURE: usize = 6;
/// Codes that are kept of one picture; a photo of goods has one or two.
pub const CODES_A_PICTURE: usize = 8;
/// Largest file that the command line reads: a saved page with its scripts is larger than a snapshot.
pub const FILE_BYTES: u64 = 64 << 20;
/// Largest pack file.
pub const PACK_BYTES: usize = 16 << 20;

/// Largest report: a snapshot, eight photos at their limit and a screenshot fit twice.
pub const REPORT_BYTES: usize = 160 << 20;
/// Most files in a report; a page of cards has 24 photos.
pub const REPORT_FILES: usize = 64;
/// Largest file of a report that is no picture.
pub const REPORT_TEXT_BYTES: usize = 16 << 20;

/// The longest prefix of `text` of at most `bytes` bytes that ends between characters.
#[must_use]
pub fn cut(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn cutting_never_splits_a_character() {
        assert_eq!(cut("aé", 2), "a");
        assert_eq!(cut("aé", 3), "aé");
        assert_eq!(cut("aé", 99), "aé");
    }
}
