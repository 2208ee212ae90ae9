//! The re-use code of a photo: a vector of signed bytes, compared by its direction alone.
//!
//! The network gives it centred and half whitened, so that two unrelated photos lie near a right angle. It runs in whole numbers, so
//! that native code and WASM give the same bytes.

/// Largest byte of a code.
const TOP: f32 = 127.0;

/// Scales the longest part to 127 and rounds the rest; all zeros stay zeros.
pub(super) fn quantise(embedding: &[f32]) -> Vec<i8> {
    let top = embedding.iter().fold(0.0_f32, |top, value| top.max(value.abs()));
    let scale = if top > 0.0 { TOP / top } else { 0.0 };
    // At most 127 either way.
    embedding.iter().map(|value| (value * scale).round() as i8).collect()
}

/// Two lower-case hex digits a byte.
pub(super) fn to_hex(code: &[i8]) -> String {
    code.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads what [`to_hex`] writes; anything else gives an empty code.
pub(super) fn from_hex(hex: &str) -> Vec<i8> {
    let byte = |pair: &[u8; 2]| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok()).map(u8::cast_signed);
    let (pairs, rest) = hex.as_bytes().as_chunks::<2>();
    let code: Option<Vec<i8>> = pairs.iter().map(byte).collect();
    code.filter(|_| rest.is_empty()).unwrap_or_default()
}

/// Whether the cosine between two codes is at least `permille` thousandths, in whole numbers. Codes of different lengths and codes
/// without a direction are never alike.
pub(super) fn cosine_reaches(a: &[i8], b: &[i8], permille: u32) -> bool {
    let product = |a: &[i8], b: &[i8]| a.iter().zip(b).map(|(a, b)| i128::from(*a) * i128::from(*b)).sum::<i128>();
    let dot = product(a, b);
    if a.len() != b.len() || dot <= 0 {
        return false;
    }
    let permille = i128::from(permille);
    dot * dot * 1_000_000 >= permille * permille * product(a, a) * product(b, b)
}

/// The cosine between two codes in thousandths, for measuring; what decides is [`cosine_reaches`]. `None` for codes of different
/// lengths and codes without a direction.
pub(super) fn cosine_permille(a: &[i8], b: &[i8]) -> Option<i32> {
    let product = |a: &[i8], b: &[i8]| a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum::<i32>();
    let lengths = f64::from(product(a, a)).sqrt() * f64::from(product(b, b)).sqrt();
    // At most 1,000 either way.
    (a.len() == b.len() && lengths > 0.0).then(|| (f64::from(product(a, b)) * 1000.0 / lengths).round() as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_keeps_the_direction_of_its_vector() {
        assert_eq!(quantise(&[0.5, -1.0, 0.25]), [64, -127, 32]);
        assert_eq!(quantise(&[0.0, 0.0]), [0, 0]);
        assert_eq!(from_hex(&to_hex(&[64, -127, 0])), [64, -127, 0]);
        assert!(from_hex("7g").is_empty() && from_hex("123").is_empty());
    }

    #[test]
    fn the_cosine_is_compared_exactly() {
        // 3-4-5: the cosine between the two is 0.8.
        assert!(cosine_reaches(&[100, 0], &[4, 3], 800));
        assert!(!cosine_reaches(&[100, 0], &[4, 3], 801));
        assert_eq!(cosine_permille(&[100, 0], &[-4, 3]), Some(-800));
        assert_eq!((cosine_permille(&[1], &[1, 0]), cosine_permille(&[0], &[0])), (None, None));
        assert!(!cosine_reaches(&[100, 0], &[-4, 3], 1));
        assert!(!cosine_reaches(&[0, 0], &[0, 0], 1));
        assert!(!cosine_reaches(&[1, 0], &[1], 1));
        assert!(!cosine_reaches(&[], &[], 1));
    }
}
