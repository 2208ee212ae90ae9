//! Article numbers.

/// Whether `gtin` is a GTIN of 8, 12, 13 or 14 digits with the right check digit (GS1 General Specifications, section 7.9:
/// weights 3 and 1 from the right, sum a multiple of ten). Spaces and hyphens between digits are passed over.
#[must_use]
pub fn gtin_valid(gtin: &str) -> bool {
    let mut digits = Vec::with_capacity(14);
    for c in gtin.trim().chars() {
        match c.to_digit(10) {
            Some(digit) if digits.len() < 14 => digits.push(digit),
            None if matches!(c, ' ' | '-') => {}
            _ => return false,
        }
    }
    let weights = [1, 3].into_iter().cycle();
    let sum: u32 = digits.iter().rev().zip(weights).map(|(digit, weight)| digit * weight).sum();
    matches!(digits.len(), 8 | 12 | 13 | 14) && sum.is_multiple_of(10) && sum > 0
}

#[cfg(test)]
mod tests {
    use super::gtin_valid;

    #[test]
    fn a_right_check_digit_is_accepted_in_every_length() {
        for gtin in ["96385074", "036000291452", "4006381333931", "00012345600012", " 4-006381-333931 "] {
            assert!(gtin_valid(gtin), "{gtin}");
        }
    }

    #[test]
    fn a_wrong_digit_length_or_letter_is_refused() {
        for gtin in ["4006381333932", "400638133393", "", "0000000000000", "40063813339X1", "400638133393100", "٤006381333931"] {
            assert!(!gtin_valid(gtin), "{gtin}");
        }
    }

    #[test]
    fn every_single_wrong_digit_is_noticed() {
        let gtin = "4006381333931";
        for place in 0..gtin.len() {
            for digit in '0'..='9' {
                let changed: String = gtin.chars().enumerate().map(|(at, c)| if at == place { digit } else { c }).collect();
                assert_eq!(gtin_valid(&changed), changed == gtin, "{changed}");
            }
        }
    }
}
