//! How well the engine reads and judges, measured on collections that people labelled: the arithmetic of `touchstone eval` and of
//! the tests. One room a kind of collection; reading files and printing is the command line's work.

pub mod curve;
pub mod document;
pub mod facts;
pub mod fit;
pub mod images;
pub mod pack_text;
pub mod reading;
pub mod shops;
pub mod svg;
pub mod table;
pub mod words;
