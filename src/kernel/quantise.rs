//! From numbers to bytes, at the beginning of a network.

use super::lanes::Lanes;

/// Numbers as bytes: `round(number / scale) + zero`, cut to a byte, for quotients below 2^22 in size. `output` is as long as `numbers`.
pub fn quantise<L: Lanes>(numbers: &[f32], scale: f32, zero: u8, output: &mut [u8]) {
    let (steps, zero) = (L::same(1.0 / scale), L::same(f32::from(zero)));
    let bytes = |four: [&[f32; 4]; 4]| {
        let [a, b, c, d] = four.map(|four| L::round(L::scale(L::f32(four), steps, zero)));
        L::bytes([[a, b], [c, d]], 0, u8::MAX)
    };
    let (whole, rest) = numbers.as_chunks::<16>();
    let (whole_out, rest_out) = output.as_chunks_mut::<16>();
    for (numbers, output) in whole.iter().zip(whole_out) {
        let (fours, _) = numbers.as_chunks::<4>();
        output.copy_from_slice(bytes(std::array::from_fn(|four| &fours[four])).as_flattened());
    }
    let mut last = [0.0; 16];
    last[..rest.len()].copy_from_slice(rest);
    let (fours, _) = last.as_chunks::<4>();
    let last = bytes(std::array::from_fn(|four| &fours[four]));
    rest_out.iter_mut().zip(last.as_flattened()).for_each(|(output, byte)| *output = *byte);
}
