//! The vectors that every x86-64 processor has.
//!
//! The compiler asks for `unsafe` since an intrinsic may not be called on a processor without it. SSE2 is part of the x86-64
//! architecture, none of these intrinsics touches memory, and this is the only file of the crate with `unsafe` in it.
#![allow(unsafe_code)]

use std::arch::x86_64::{
    __m128, __m128i, _mm_add_epi32, _mm_add_ps, _mm_castps_si128, _mm_castsi128_ps, _mm_cvtepi32_ps, _mm_cvtsi32_si128, _mm_cvtsi64_si128,
    _mm_cvtsi128_si64, _mm_madd_epi16, _mm_max_epu8, _mm_min_epu8, _mm_mul_ps, _mm_packs_epi32, _mm_packus_epi16, _mm_set1_epi8,
    _mm_set1_epi32, _mm_set1_ps, _mm_setr_epi16, _mm_setr_epi32, _mm_setr_ps, _mm_setzero_si128, _mm_shuffle_ps, _mm_srai_epi16,
    _mm_sub_epi32, _mm_unpackhi_epi8, _mm_unpackhi_epi16, _mm_unpackhi_epi64, _mm_unpacklo_epi8, _mm_unpacklo_epi16,
};

use super::{Lanes, ROUNDER};

/// SSE2.
#[derive(Debug, Clone, Copy)]
pub struct Sse2;

// SAFETY, of every block: x86-64 has SSE2, and the intrinsics work on values alone.
impl Lanes for Sse2 {
    const QUADS: bool = false;
    type I8 = __m128i;
    type I16 = __m128i;
    type I32 = __m128i;
    type F32 = __m128;

    #[inline(always)]
    fn i8(n: &[i8; 16]) -> __m128i {
        // The bytes of an array, as the vector they are.
        unsafe { std::mem::transmute(*n) }
    }
    #[inline(always)]
    fn i16(n: &[i16; 8]) -> __m128i {
        unsafe { _mm_setr_epi16(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]) }
    }
    #[inline(always)]
    fn i32(n: &[i32; 4]) -> __m128i {
        unsafe { _mm_setr_epi32(n[0], n[1], n[2], n[3]) }
    }
    #[inline(always)]
    fn f32(n: &[f32; 4]) -> __m128 {
        unsafe { _mm_setr_ps(n[0], n[1], n[2], n[3]) }
    }
    #[inline(always)]
    fn widen(bytes: [u8; 8]) -> __m128i {
        unsafe { _mm_unpacklo_epi8(_mm_cvtsi64_si128(i64::from_le_bytes(bytes)), _mm_setzero_si128()) }
    }
    #[inline(always)]
    fn widen_less(bytes: [u8; 4], zero: i32) -> __m128i {
        unsafe {
            let none = _mm_setzero_si128();
            let words = _mm_unpacklo_epi8(_mm_cvtsi32_si128(i32::from_le_bytes(bytes)), none);
            _mm_sub_epi32(_mm_unpacklo_epi16(words, none), _mm_set1_epi32(zero))
        }
    }
    #[inline(always)]
    fn pairs(pair: u32) -> __m128i {
        unsafe { _mm_set1_epi32(pair.cast_signed()) }
    }
    #[inline(always)]
    fn quads(bytes: [u8; 4]) -> __m128i {
        unsafe { _mm_set1_epi32(i32::from_le_bytes(bytes)) }
    }
    #[inline(always)]
    fn weave(rows: [[u8; 8]; 4]) -> [__m128i; 2] {
        let [a, b, c, d] = rows.map(|row| unsafe { _mm_cvtsi64_si128(i64::from_le_bytes(row)) });
        unsafe { Self::interleave(_mm_unpacklo_epi8(a, b), _mm_unpacklo_epi8(c, d)) }
    }
    #[inline(always)]
    fn same(number: f32) -> __m128 {
        unsafe { _mm_set1_ps(number) }
    }
    #[inline(always)]
    fn interleave(a: __m128i, b: __m128i) -> [__m128i; 2] {
        unsafe { [_mm_unpacklo_epi16(a, b), _mm_unpackhi_epi16(a, b)] }
    }
    #[inline(always)]
    fn dot(sum: __m128i, a: __m128i, b: __m128i) -> __m128i {
        unsafe { _mm_add_epi32(sum, _mm_madd_epi16(a, b)) }
    }
    #[inline(always)]
    fn dot_quads(sum: __m128i, weights: __m128i, bytes: __m128i, _ones: __m128i) -> __m128i {
        unsafe {
            let none = _mm_setzero_si128();
            let low = _mm_madd_epi16(_mm_srai_epi16(_mm_unpacklo_epi8(none, weights), 8), _mm_unpacklo_epi8(bytes, none));
            let high = _mm_madd_epi16(_mm_srai_epi16(_mm_unpackhi_epi8(none, weights), 8), _mm_unpackhi_epi8(bytes, none));
            let (low, high) = (_mm_castsi128_ps(low), _mm_castsi128_ps(high));
            let even = _mm_castps_si128(_mm_shuffle_ps(low, high, 0b10_00_10_00));
            let odd = _mm_castps_si128(_mm_shuffle_ps(low, high, 0b11_01_11_01));
            _mm_add_epi32(sum, _mm_add_epi32(even, odd))
        }
    }
    #[inline(always)]
    fn dot_octets(sum: __m128i, weights: [__m128i; 2], bytes: [__m128i; 2], ones: __m128i) -> __m128i {
        Self::dot_quads(Self::dot_quads(sum, weights[0], bytes[0], ones), weights[1], bytes[1], ones)
    }
    #[inline(always)]
    fn to_f32(numbers: __m128i) -> __m128 {
        unsafe { _mm_cvtepi32_ps(numbers) }
    }
    #[inline(always)]
    fn scale(a: __m128, b: __m128, c: __m128) -> __m128 {
        unsafe { _mm_add_ps(_mm_mul_ps(a, b), c) }
    }
    #[inline(always)]
    fn round(numbers: __m128) -> __m128i {
        unsafe {
            let shifted = _mm_castps_si128(_mm_add_ps(numbers, _mm_set1_ps(ROUNDER)));
            _mm_sub_epi32(shifted, _mm_set1_epi32(ROUNDER.to_bits().cast_signed()))
        }
    }
    #[inline(always)]
    fn bytes([first, second]: [[__m128i; 2]; 2], low: u8, high: u8) -> [[u8; 8]; 2] {
        unsafe {
            let bytes = _mm_packus_epi16(_mm_packs_epi32(first[0], first[1]), _mm_packs_epi32(second[0], second[1]));
            let bytes = _mm_max_epu8(_mm_min_epu8(bytes, _mm_set1_epi8(high.cast_signed())), _mm_set1_epi8(low.cast_signed()));
            [_mm_cvtsi128_si64(bytes), _mm_cvtsi128_si64(_mm_unpackhi_epi64(bytes, bytes))].map(i64::to_le_bytes)
        }
    }
    #[inline(always)]
    fn store(numbers: __m128) -> [f32; 4] {
        // The bits of a vector, as the four numbers they are.
        unsafe { std::mem::transmute(numbers) }
    }
}
