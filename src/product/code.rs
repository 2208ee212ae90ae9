//! Style codes, the maker's own numbers.

use crate::pack::{Brand, Pattern};

/// Longest code that is looked at, in bytes; makers' codes have 5 to 20.
const CODE_BYTES: usize = 64;

/// Whether `code` has the form of one of the brand's style codes, in either case. `false` too where the packs know none of the
/// brand's forms: look at [`Brand::style_codes`] before you take it as a contradiction.
#[must_use]
pub fn style_code_fits(brand: &Brand, code: &str) -> bool {
    let code = code.trim().to_ascii_uppercase();
    code.len() <= CODE_BYTES && brand.style_codes.iter().any(|written| Pattern::new(written).is_match(&code))
}
