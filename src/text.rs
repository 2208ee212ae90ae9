//! Words: folding, look-alike skeletons, phrase matching, prices, domains. `&str` in, values out.

mod address;
mod disguise;
pub mod domain;
mod fold;
mod gtin;
mod lookalike;
mod phrases;
pub mod price;
mod skeleton;
pub mod vat;

pub use address::{is_plain_path, plain_host};
pub use disguise::{is_masked, masked_words, undisguise};
pub use fold::{Folded, fold, folded_text};
pub use gtin::gtin_valid;
pub use lookalike::{HostLabel, Likeness, likeness, mixes_lookalike_scripts, one_edit_apart};
pub use phrases::{Hit, Phrases};
pub use skeleton::{shapes, skeleton};

/// Letters and digits of a text in lower case, at most `most` of them: what is left when names are compared without what separates
/// their words.
#[must_use]
pub fn letters(text: &str, most: usize) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(most).collect()
}
