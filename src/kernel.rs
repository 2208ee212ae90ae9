//! Convolutions of whole numbers: bytes in, bytes out, the same result on every processor.
//!
//! A picture's channels stand in blocks of eight: `[block][pixel][8]`, the last block filled up with channels whose weights are 0.
//! Weights are packed once, when a network is loaded. The kernels are written once over [`Lanes`], a processor's vectors of eight
//! numbers; [`Plain`] is the reference that the others are held to.
//!
//! Sums are exact whole numbers. They become bytes again by one multiplication and one addition in single precision, rounded to the
//! nearest whole number, ties to even; IEEE 754 fixes each of these steps, so nothing depends on the machine.

mod dense;
mod depthwise;
mod lanes;
mod matrix;
mod pointwise;
mod quantise;
mod rescale;
mod stem;

pub use dense::{Dense, sums};
pub use depthwise::{Depthwise, Window};
pub use lanes::{Fast, Lanes, Plain};
pub use matrix::Form;
pub use pointwise::{Pointwise, Residual};
pub use quantise::quantise;
pub use rescale::{Rescale, Rescaling};
pub use stem::Stem;

/// Channels of a block.
pub const BLOCK: usize = 8;
/// The same pixel of eight channels.
pub type Bytes = [u8; BLOCK];

#[cfg(test)]
mod tests;
