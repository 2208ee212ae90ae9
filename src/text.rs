//! Words: folding, look-alike skeletons, phrase matching, prices, domains. `&str` in, values out.

pub mod domain;
mod fold;
mod phrases;
pub mod price;

pub use fold::{Folded, fold};
pub use phrases::{Hit, Phrases};
