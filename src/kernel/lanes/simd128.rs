//! WebAssembly's vectors, with the relaxed product of bytes.
//!
//! Relaxed instructions may differ between processors; this one does not where the second operand is at most 127: the specification
//! fixes each of its results then.

use core::arch::wasm32::{
    f32x4, f32x4_add, f32x4_convert_i32x4, f32x4_extract_lane, f32x4_mul, f32x4_splat, i8x16_shuffle, i16x8, i16x8_add,
    i16x8_extend_low_u8x16, i16x8_max, i16x8_min, i16x8_narrow_i32x4, i16x8_relaxed_dot_i8x16_i7x16, i16x8_shuffle, i16x8_splat, i32x4,
    i32x4_add, i32x4_dot_i16x8, i32x4_extend_low_u16x8, i32x4_splat, i32x4_sub, u8x16_narrow_i16x8, u32x4, u32x4_splat, u64x2,
    u64x2_extract_lane, v128,
};

use super::{Lanes, ROUNDER};

/// Eight bytes in the low half.
#[inline(always)]
fn half(bytes: [u8; 8]) -> v128 {
    u64x2(u64::from_le_bytes(bytes), 0)
}

/// Eight numbers from `at` on as one. Written out, as everything here that runs for each product: what an array's `map` is given
/// is a call in some builds.
#[inline(always)]
fn eight(n: &[i8; 16], at: usize) -> u64 {
    u64::from_le_bytes([
        n[at].cast_unsigned(),
        n[at + 1].cast_unsigned(),
        n[at + 2].cast_unsigned(),
        n[at + 3].cast_unsigned(),
        n[at + 4].cast_unsigned(),
        n[at + 5].cast_unsigned(),
        n[at + 6].cast_unsigned(),
        n[at + 7].cast_unsigned(),
    ])
}

/// SIMD128.
#[derive(Debug, Clone, Copy)]
pub struct Simd128;

impl Lanes for Simd128 {
    const QUADS: bool = true;
    type I8 = v128;
    type I16 = v128;
    type I32 = v128;
    type F32 = v128;

    #[inline(always)]
    fn i8(n: &[i8; 16]) -> v128 {
        // Sixteen lanes put in one by one would not become one load.
        u64x2(eight(n, 0), eight(n, 8))
    }
    #[inline(always)]
    fn i16(n: &[i16; 8]) -> v128 {
        i16x8(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7])
    }
    #[inline(always)]
    fn i32(n: &[i32; 4]) -> v128 {
        i32x4(n[0], n[1], n[2], n[3])
    }
    #[inline(always)]
    fn f32(n: &[f32; 4]) -> v128 {
        f32x4(n[0], n[1], n[2], n[3])
    }
    #[inline(always)]
    fn widen(bytes: [u8; 8]) -> v128 {
        i16x8_extend_low_u8x16(half(bytes))
    }
    #[inline(always)]
    fn widen_less(bytes: [u8; 4], zero: i32) -> v128 {
        let numbers = i32x4_extend_low_u16x8(i16x8_extend_low_u8x16(u32x4(u32::from_le_bytes(bytes), 0, 0, 0)));
        i32x4_sub(numbers, i32x4_splat(zero))
    }
    #[inline(always)]
    fn pairs(pair: u32) -> v128 {
        u32x4_splat(pair)
    }
    #[inline(always)]
    fn quads(bytes: [u8; 4]) -> v128 {
        u32x4_splat(u32::from_le_bytes(bytes))
    }
    #[inline(always)]
    fn weave(rows: [[u8; 8]; 4]) -> [v128; 2] {
        let [a, b, c, d] = [half(rows[0]), half(rows[1]), half(rows[2]), half(rows[3])];
        let ab = i8x16_shuffle::<0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23>(a, b);
        let cd = i8x16_shuffle::<0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23>(c, d);
        Self::interleave(ab, cd)
    }
    #[inline(always)]
    fn same(number: f32) -> v128 {
        f32x4_splat(number)
    }
    #[inline(always)]
    fn interleave(a: v128, b: v128) -> [v128; 2] {
        [i16x8_shuffle::<0, 8, 1, 9, 2, 10, 3, 11>(a, b), i16x8_shuffle::<4, 12, 5, 13, 6, 14, 7, 15>(a, b)]
    }
    #[inline(always)]
    fn dot(sum: v128, a: v128, b: v128) -> v128 {
        i32x4_add(sum, i32x4_dot_i16x8(a, b))
    }
    #[inline(always)]
    fn dot_quads(sum: v128, weights: v128, bytes: v128, ones: v128) -> v128 {
        Self::dot(sum, i16x8_relaxed_dot_i8x16_i7x16(weights, bytes), ones)
    }
    #[inline(always)]
    fn dot_octets(sum: v128, weights: [v128; 2], bytes: [v128; 2], ones: v128) -> v128 {
        let first = i16x8_relaxed_dot_i8x16_i7x16(weights[0], bytes[0]);
        let second = i16x8_relaxed_dot_i8x16_i7x16(weights[1], bytes[1]);
        Self::dot(sum, i16x8_add(first, second), ones)
    }
    #[inline(always)]
    fn to_f32(numbers: v128) -> v128 {
        f32x4_convert_i32x4(numbers)
    }
    #[inline(always)]
    fn scale(a: v128, b: v128, c: v128) -> v128 {
        f32x4_add(f32x4_mul(a, b), c)
    }
    #[inline(always)]
    fn round(numbers: v128) -> v128 {
        i32x4_sub(f32x4_add(numbers, f32x4_splat(ROUNDER)), i32x4_splat(ROUNDER.to_bits().cast_signed()))
    }
    #[inline(always)]
    fn bytes([first, second]: [[v128; 2]; 2], low: u8, high: u8) -> [[u8; 8]; 2] {
        let (low, high) = (i16x8_splat(i16::from(low)), i16x8_splat(i16::from(high)));
        // Cut between the two steps: two steps in a row become minima, maxima and shuffles in the compiler's hands.
        let cut = |[a, b]: [v128; 2]| i16x8_max(i16x8_min(i16x8_narrow_i32x4(a, b), high), low);
        let bytes = u8x16_narrow_i16x8(cut(first), cut(second));
        [u64x2_extract_lane::<0>(bytes).to_le_bytes(), u64x2_extract_lane::<1>(bytes).to_le_bytes()]
    }
    #[inline(always)]
    fn store(n: v128) -> [f32; 4] {
        [f32x4_extract_lane::<0>(n), f32x4_extract_lane::<1>(n), f32x4_extract_lane::<2>(n), f32x4_extract_lane::<3>(n)]
    }
}
