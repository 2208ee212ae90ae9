//! Words: folding, look-alike skeletons, term matching, prices, domains, languages. `&str` in, values out.

pub mod domain;
pub mod price;
