//! Vectors of a processor, as far as the kernels need them.

mod plain;
#[cfg(target_arch = "wasm32")]
mod simd128;
#[cfg(target_arch = "x86_64")]
mod sse2;

pub use plain::Plain;
#[cfg(not(any(target_arch = "wasm32", target_arch = "x86_64")))]
pub use plain::Plain as Fast;
#[cfg(target_arch = "wasm32")]
pub use simd128::Simd128 as Fast;
#[cfg(target_arch = "x86_64")]
pub use sse2::Sse2 as Fast;

/// 1.5 * 2^23: added to a number below 2^22 in size it leaves the number rounded to a whole one in the lowest bits.
#[cfg(any(target_arch = "wasm32", target_arch = "x86_64"))]
const ROUNDER: f32 = 12_582_912.0;

/// Vectors of 128 bits.
pub trait Lanes {
    /// Whether [`Lanes::dot_quads`] and [`Lanes::dot_octets`] are faster than [`Lanes::dot`].
    const QUADS: bool;
    /// Sixteen whole numbers of 8 bits.
    type I8: Copy;
    /// Eight whole numbers of 16 bits.
    type I16: Copy;
    /// Four whole numbers of 32 bits.
    type I32: Copy;
    /// Four numbers in single precision.
    type F32: Copy;
    /// Loads sixteen numbers.
    fn i8(numbers: &[i8; 16]) -> Self::I8;
    /// Loads eight numbers.
    fn i16(numbers: &[i16; 8]) -> Self::I16;
    /// Loads four numbers.
    fn i32(numbers: &[i32; 4]) -> Self::I32;
    /// Loads four numbers.
    fn f32(numbers: &[f32; 4]) -> Self::F32;
    /// Eight bytes as numbers from 0 to 255.
    fn widen(bytes: [u8; 8]) -> Self::I16;
    /// Four bytes as numbers from 0 to 255, less `zero`.
    fn widen_less(bytes: [u8; 4], zero: i32) -> Self::I32;
    /// The two numbers in the low and the high half of `pair`, four times.
    fn pairs(pair: u32) -> Self::I16;
    /// Four bytes, four times.
    fn quads(bytes: [u8; 4]) -> Self::I8;
    /// `a[0] b[0] c[0] d[0] a[1]` and so on, in two vectors.
    fn weave(rows: [[u8; 8]; 4]) -> [Self::I8; 2];
    /// One number, four times.
    fn same(number: f32) -> Self::F32;
    /// `a[0] b[0] a[1] b[1]` and so on, in two vectors.
    fn interleave(a: Self::I16, b: Self::I16) -> [Self::I16; 2];
    /// `sum` with the products of `a` and `b` added, two neighbours to a sum.
    fn dot(sum: Self::I32, a: Self::I16, b: Self::I16) -> Self::I32;
    /// `sum` with the products of signed weights and bytes of at most 127 added, four neighbours to a sum.
    fn dot_quads(sum: Self::I32, weights: Self::I8, bytes: Self::I8, ones: Self::I16) -> Self::I32;
    /// The same of two such vectors, eight products to a sum; four of them, two neighbours of each vector, must fit into 16 bits.
    fn dot_octets(sum: Self::I32, weights: [Self::I8; 2], bytes: [Self::I8; 2], ones: Self::I16) -> Self::I32;
    /// Eight times 1, in a way that the compiler does not see through: browsers' compilers load a constant anew at each use.
    #[inline(always)]
    fn ones() -> Self::I16 {
        Self::i16(&std::hint::black_box([1; 8]))
    }
    /// Nearest numbers in single precision.
    fn to_f32(numbers: Self::I32) -> Self::F32;
    /// `a * b + c`, each step rounded.
    fn scale(a: Self::F32, b: Self::F32, c: Self::F32) -> Self::F32;
    /// Nearest whole numbers, ties to even; for numbers below 2^22 in size.
    fn round(numbers: Self::F32) -> Self::I32;
    /// Sixteen numbers as bytes, cut at `low` and `high`.
    fn bytes(numbers: [[Self::I32; 2]; 2], low: u8, high: u8) -> [[u8; 8]; 2];
    /// Stores four numbers.
    fn store(numbers: Self::F32) -> [f32; 4];
}
