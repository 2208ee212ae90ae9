//! The reference, one number after the other.

use std::array::from_fn;

use super::Lanes;

/// Arrays.
#[derive(Debug, Clone, Copy)]
pub struct Plain;

impl Lanes for Plain {
    const QUADS: bool = false;
    type I8 = [i8; 16];
    type I16 = [i16; 8];
    type I32 = [i32; 4];
    type F32 = [f32; 4];

    fn i8(numbers: &[i8; 16]) -> [i8; 16] {
        *numbers
    }
    fn i16(numbers: &[i16; 8]) -> [i16; 8] {
        *numbers
    }
    fn i32(numbers: &[i32; 4]) -> [i32; 4] {
        *numbers
    }
    fn f32(numbers: &[f32; 4]) -> [f32; 4] {
        *numbers
    }
    fn widen(bytes: [u8; 8]) -> [i16; 8] {
        bytes.map(i16::from)
    }
    fn widen_less(bytes: [u8; 4], zero: i32) -> [i32; 4] {
        bytes.map(|byte| i32::from(byte) - zero)
    }
    fn pairs(pair: u32) -> [i16; 8] {
        // The halves of 32 bits.
        let (first, second) = (pair as u16, (pair >> 16) as u16);
        from_fn(|lane| if lane % 2 == 0 { first } else { second }.cast_signed())
    }
    fn quads(bytes: [u8; 4]) -> [i8; 16] {
        from_fn(|lane| bytes[lane % 4].cast_signed())
    }
    fn weave(rows: [[u8; 8]; 4]) -> [[i8; 16]; 2] {
        [0, 4].map(|from| from_fn(|lane| rows[lane % 4][from + lane / 4].cast_signed()))
    }
    fn same(number: f32) -> [f32; 4] {
        [number; 4]
    }
    fn interleave(a: [i16; 8], b: [i16; 8]) -> [[i16; 8]; 2] {
        [0, 4].map(|from| from_fn(|lane| if lane % 2 == 0 { a[from + lane / 2] } else { b[from + lane / 2] }))
    }
    fn dot(sum: [i32; 4], a: [i16; 8], b: [i16; 8]) -> [i32; 4] {
        let product = |lane: usize| i32::from(a[lane]) * i32::from(b[lane]);
        from_fn(|lane| sum[lane] + product(2 * lane) + product(2 * lane + 1))
    }
    fn dot_quads(sum: [i32; 4], weights: [i8; 16], bytes: [i8; 16], _ones: [i16; 8]) -> [i32; 4] {
        let product = |lane: usize| i32::from(weights[lane]) * i32::from(bytes[lane]);
        from_fn(|lane| sum[lane] + (4 * lane..4 * lane + 4).map(product).sum::<i32>())
    }
    fn dot_octets(sum: [i32; 4], weights: [[i8; 16]; 2], bytes: [[i8; 16]; 2], ones: [i16; 8]) -> [i32; 4] {
        Self::dot_quads(Self::dot_quads(sum, weights[0], bytes[0], ones), weights[1], bytes[1], ones)
    }
    fn to_f32(numbers: [i32; 4]) -> [f32; 4] {
        numbers.map(|number| number as f32)
    }
    fn scale(a: [f32; 4], b: [f32; 4], c: [f32; 4]) -> [f32; 4] {
        from_fn(|lane| a[lane] * b[lane] + c[lane])
    }
    fn round(numbers: [f32; 4]) -> [i32; 4] {
        // Below 2^22 in size.
        numbers.map(|number| number.round_ties_even() as i32)
    }
    fn bytes(numbers: [[[i32; 4]; 2]; 2], low: u8, high: u8) -> [[u8; 8]; 2] {
        // A byte after the cut.
        let byte = |number: i32| number.min(i32::from(high)).max(i32::from(low)) as u8;
        numbers.map(|eight| from_fn(|lane| byte(eight[lane / 4][lane % 4])))
    }
    fn store(numbers: [f32; 4]) -> [f32; 4] {
        numbers
    }
}
