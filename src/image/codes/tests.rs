use ::image::imageops;

use super::*;
use crate::image::Pixels;

const WHITE: [u8; 3] = [250; 3];
const BLACK: [u8; 3] = [20; 3];

/// An EAN-13 symbol, drawn from the encoding tables of the GS1 General Specifications written out as modules.
fn ean_13(number: &str, module_px: u32, height_px: u32) -> Pixels {
    const SET_A: [&str; 10] =
        ["0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011"];
    const PARITY: [&str; 10] = ["AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA"];
    let digits: Vec<usize> = number.chars().map(|c| c.to_digit(10).unwrap() as usize).collect();
    let set_c = |digit: usize| SET_A[digit].chars().map(|c| if c == '0' { '1' } else { '0' }).collect::<String>();
    let mut modules = "0".repeat(9) + "101";
    for (digit, set) in digits[1..7].iter().zip(PARITY[digits[0]].chars()) {
        modules += &if set == 'A' { SET_A[*digit].to_owned() } else { set_c(*digit).chars().rev().collect() };
    }
    modules += "01010";
    modules.extend(digits[7..].iter().map(|digit| set_c(*digit)));
    modules += "101";
    modules += &"0".repeat(9);
    let modules = modules.as_bytes();
    Pixels::from_fn(modules.len() as u32 * module_px, height_px, |x, _| {
        ::image::Rgb(if modules[(x / module_px) as usize] == b'1' { BLACK } else { WHITE })
    })
}

fn qr(text: &str, module_px: u32) -> Pixels {
    let code = qrcode::QrCode::new(text).unwrap();
    let (side, cells) = (code.width() as u32 + 8, code.to_colors());
    Pixels::from_fn(side * module_px, side * module_px, |x, y| {
        let (column, row) = ((x / module_px).wrapping_sub(4), (y / module_px).wrapping_sub(4));
        let inside = column < side - 8 && row < side - 8;
        let dark = inside && cells[(row * (side - 8) + column) as usize] == qrcode::Color::Dark;
        ::image::Rgb(if dark { BLACK } else { WHITE })
    })
}

/// A grainy grey picture with something laid on it.
fn photo_of(width_px: u32, height_px: u32, overlay: &Pixels, x: i64, y: i64) -> Pixels {
    let mut photo = Pixels::from_fn(width_px, height_px, |x, y| ::image::Rgb([(96 + (x * 7 + y * 13) % 23) as u8, 120, 140]));
    imageops::overlay(&mut photo, overlay, x, y);
    photo
}

fn texts(pixels: &Pixels) -> Vec<(CodeKind, String)> {
    codes(pixels).into_iter().map(|code| (code.kind, code.text)).collect()
}

#[test]
fn a_qr_code_is_read_within_a_photo_however_it_is_turned() {
    let photo = photo_of(900, 700, &qr("https://chat.example/add/1", 4), 500, 300);
    for turned in [photo.clone(), imageops::rotate90(&photo), imageops::rotate180(&photo), resize(&photo, 640, 498)] {
        assert_eq!(texts(&turned), [(CodeKind::Qr, "https://chat.example/add/1".to_owned())]);
    }
}

#[test]
fn bar_codes_of_every_first_digit_are_read_upright_turned_and_upside_down() {
    for first in 0..10 {
        let body = format!("{first}006381333");
        let number = (0..1000).map(|tail| format!("{body}{tail:03}")).find(|number| crate::text::gtin_valid(number)).unwrap();
        let photo = photo_of(800, 500, &ean_13(&number, 2, 120), 260, 200);
        for turned in [photo.clone(), imageops::rotate90(&photo), imageops::rotate180(&photo)] {
            assert_eq!(texts(&turned), [(CodeKind::Gtin, number.clone())], "{number}");
        }
    }
}

#[test]
fn a_bar_code_is_read_blurred_scaled_and_in_shadow() {
    let clean = photo_of(1000, 600, &ean_13("4006381333931", 3, 150), 300, 200);
    let mut shaded = clean.clone();
    for (x, _, pixel) in shaded.enumerate_pixels_mut() {
        let share = 255 - x.min(1000) * 160 / 1000;
        pixel.0 = pixel.0.map(|value| (u32::from(value) * share / 255) as u8);
    }
    for photo in [imageops::blur(&clean, 1.0), resize(&clean, 730, 438), shaded] {
        assert_eq!(texts(&photo), [(CodeKind::Gtin, "4006381333931".to_owned())]);
    }
}

#[test]
fn stripes_grain_and_flat_pictures_hold_no_code() {
    for width_px in 1..9 {
        let stripes = Pixels::from_fn(600, 300, |x, _| ::image::Rgb(if x / width_px % 2 == 0 { WHITE } else { BLACK }));
        assert!(codes(&stripes).is_empty(), "{width_px}");
    }
    let mut state = 1_u32;
    let grain = Pixels::from_fn(500, 400, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        ::image::Rgb([(state >> 24) as u8; 3])
    });
    assert!(codes(&grain).is_empty());
    for (width_px, height_px) in [(1, 1), (8192, 1), (1, 8192), (300, 300)] {
        assert!(codes(&Pixels::from_pixel(width_px, height_px, ::image::Rgb(WHITE))).is_empty());
    }
}

#[test]
fn a_number_whose_check_digit_is_wrong_is_not_told() {
    assert!(codes(&photo_of(800, 500, &ean_13("4006381333932", 2, 120), 260, 200)).is_empty());
}

#[test]
fn a_code_that_stands_twice_is_told_once_and_another_beside_it_too() {
    let mut sheet = photo_of(1000, 600, &ean_13("4006381333931", 2, 120), 60, 420);
    for (index, text) in ["https://chat.example/1", "https://chat.example/2", "https://chat.example/1"].into_iter().enumerate() {
        imageops::overlay(&mut sheet, &qr(text, 6), index as i64 * 320, 40);
    }
    let mut found = texts(&sheet);
    found.sort_by(|a, b| a.1.cmp(&b.1));
    let qr = |text: &str| (CodeKind::Qr, text.to_owned());
    assert_eq!(found, [(CodeKind::Gtin, "4006381333931".to_owned()), qr("https://chat.example/1"), qr("https://chat.example/2")]);
}
