//! Entries of currency signs.

use super::{Entry, Known, currency, id, language, source};
use crate::pack::CurrencySign;
use crate::pack::fault::{FaultCode, Faults};

/// Longest sign, in characters: longer ones would only slow the reading of every number.
const SIGN_CHARACTERS: usize = 16;
/// Decimals that ISO 4217 knows.
const DECIMALS: std::ops::RangeInclusive<u8> = 0..=3;

impl Entry for CurrencySign {
    fn name(&self) -> String {
        self.id.clone()
    }

    fn check(&self, _known: &Known<'_>, faults: &mut Faults) {
        id(&self.id, faults);
        for sign in &self.signs {
            let odd = |c: char| c.is_whitespace() || c.is_ascii_digit();
            if sign.is_empty() || sign.contains(odd) || sign.chars().count() > SIGN_CHARACTERS {
                faults.add(FaultCode::BadValue, format!("sign {sign:?} is empty, too long, or holds a space or a digit"));
            }
        }
        if self.codes.is_empty() {
            faults.add(FaultCode::Empty, "\"codes\" is empty");
        }
        self.codes.iter().for_each(|code| currency(code, faults));
        let countries = self.countries.iter().map(|by| &by.currency);
        let meant = countries.chain(self.languages.iter().map(|by| &by.currency)).chain(&self.usual);
        for code in meant.filter(|code| !self.codes.contains(code)) {
            faults.add(FaultCode::BadValue, format!("{code:?} is not among the codes of the entry"));
        }
        for by in &self.countries {
            if by.country.len() != 2 || !by.country.bytes().all(|byte| byte.is_ascii_lowercase()) {
                faults.add(FaultCode::BadValue, format!("country {:?} is not two lower-case letters", by.country));
            }
        }
        self.languages.iter().for_each(|by| language(&by.language, faults));
        if self.decimals.is_some_and(|decimals| !DECIMALS.contains(&decimals)) {
            faults.add(FaultCode::OutOfRange, "\"decimals\" is not 0 to 3");
        }
        source(&self.source, faults);
    }
}
