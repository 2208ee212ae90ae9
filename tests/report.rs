//! Reports: what is the reporter's own stays out, what was signed is what is checked, and standard tools come to the same result.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;
#[path = "report/package.rs"]
mod package;
#[path = "report/page.rs"]
mod page;
#[path = "report/redaction.rs"]
mod redaction;
#[path = "report/send.rs"]
mod send;
