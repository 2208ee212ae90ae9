//! Touchstone reads the shopping page that a person is looking at and says which signs of counterfeit goods it shows.
//!
//! The rooms, lowest layer first; a room uses only rooms of lower layers, and `tests/layers.rs` holds that:
//!
//! | layer | rooms |
//! |---|---|
//! | 0 | [`error`], [`limits`], [`kernel`] (convolutions of whole numbers), [`snapshot`] (what comes in), [`listing`] (facts), [`picture`] (facts of photos), [`finding`] (what goes out) |
//! | 1 | [`text`] (words, prices, domains), [`image`] (bytes to pixels and hashes), [`pack`] (brands, words, sites, weights: data) |
//! | 2 | [`page`] (snapshot to Listing), [`model`] (networks), [`product`] (which brand and kind of goods it claims to be) |
//! | 3 | [`rules`] (one file a rule), [`sampling`] (which pictures to look at) |
//! | 4 | [`score`] (the only place that weighs) |
//! | 5 | [`engine`] (wiring), [`eval`] (facts read against facts written down by people), [`report`] (evidence packages, letters, verifier) |
//! | 6 | `wasm` (the browser's door), `bin/touchstone` (the command line's) |
//!
//! Packs and models are bytes read at run time: a new brand, word, site or weight needs no Rust.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod engine;
pub mod error;
pub mod eval;
pub mod finding;
pub mod image;
pub mod kernel;
pub mod limits;
pub mod listing;
pub mod model;
pub mod pack;
pub mod page;
pub mod picture;
pub mod product;
pub mod report;
pub mod rules;
pub mod sampling;
pub mod score;
pub mod snapshot;
pub mod text;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
