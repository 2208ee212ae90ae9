//! Pairs networks with their cards. A file without its partner, or one that the card does not describe, is refused.

use super::ModelFile;
use super::card::Card;
use crate::error::EngineError;
use crate::finding::sha256_hex;

/// An error about a model file.
pub(super) fn invalid(file: &str, reason: impl Into<String>) -> EngineError {
    EngineError::ModelInvalid { file: file.to_owned(), reason: reason.into() }
}

/// Cards with their networks.
///
/// # Errors
/// [`EngineError::ModelInvalid`] and [`EngineError::SchemaUnsupported`].
pub(super) fn pair(files: &[ModelFile]) -> Result<Vec<(Card, &ModelFile)>, EngineError> {
    let mut pairs: Vec<(Card, &ModelFile)> = Vec::new();
    for file in files.iter().filter(|file| file.name.ends_with(".json")) {
        let card = Card::read(file)?;
        if pairs.iter().any(|(other, _)| other.name == card.name) {
            return Err(invalid(&file.name, format!("a second card for {:?}", card.name)));
        }
        let Some(onnx) = files.iter().find(|onnx| onnx.name == card.file) else {
            return Err(invalid(&file.name, format!("the network {:?} is missing", card.file)));
        };
        let found = sha256_hex(&onnx.bytes);
        if found != card.sha256 {
            return Err(invalid(&onnx.name, format!("sha256 is {found}, its card says {}", card.sha256)));
        }
        pairs.push((card, onnx));
    }
    let of_no_card = |file: &&ModelFile| !file.name.ends_with(".json") && !pairs.iter().any(|(card, _)| card.file == file.name);
    match files.iter().find(of_no_card) {
        Some(file) => Err(invalid(&file.name, "no card describes this file")),
        None => Ok(pairs),
    }
}
