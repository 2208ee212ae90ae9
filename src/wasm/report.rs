//! The door for reports: making, sealing, checking and sending on, as the command line does it.

use js_sys::{Array, Object, Reflect, Uint8Array};
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use super::{Engine, argument, array, bytes, error, get, snapshot_from, text, to_js};
use crate::report::{self, File, Material, Passkey, Photo, ReportError, Screenshot, Signatures, Subject, Words};

#[wasm_bindgen]
extern "C" {
    /// `ReportMaterial`
    #[wasm_bindgen(typescript_type = "ReportMaterial")]
    pub type JsMaterial;
    /// `ReportChoice`
    #[wasm_bindgen(typescript_type = "ReportChoice")]
    pub type JsChoice;
    /// `ReportDraft`
    #[wasm_bindgen(typescript_type = "ReportDraft")]
    pub type JsDraft;
    /// `ReportFile[]`
    #[wasm_bindgen(typescript_type = "ReportFile[]")]
    pub type JsFiles;
    /// `ReportSignatures`
    #[wasm_bindgen(typescript_type = "ReportSignatures")]
    pub type JsSignatures;
    /// `Verification`
    #[wasm_bindgen(typescript_type = "Verification")]
    pub type JsVerification;
    /// `ReportSubject`
    #[wasm_bindgen(typescript_type = "ReportSubject")]
    pub type JsSubject;
    /// `ReportSubject[]`
    #[wasm_bindgen(typescript_type = "ReportSubject[]")]
    pub type JsSubjects;
    /// `Listing`
    #[wasm_bindgen(typescript_type = "Listing")]
    pub type JsListing;
    /// `ReportPerson`
    #[wasm_bindgen(typescript_type = "ReportPerson")]
    pub type JsPerson;
    /// `ReportDoor[]`
    #[wasm_bindgen(typescript_type = "ReportDoor[]")]
    pub type JsDoors;
    /// `ReportSender`
    #[wasm_bindgen(typescript_type = "ReportSender")]
    pub type JsSender;
    /// `ReportLetter`
    #[wasm_bindgen(typescript_type = "ReportLetter")]
    pub type JsLetter;
    /// `Record<string, unknown>`
    #[wasm_bindgen(typescript_type = "Record<string, unknown>")]
    pub type JsXarf;
}

#[wasm_bindgen]
impl Engine {
    /// Lays out a package; `words` is the locale file that its page for people is written in.
    ///
    /// # Errors
    /// `argument-invalid` for material that no package holds, or what the engine says of the page.
    pub fn report_draft(&self, words: &[u8], material: &JsMaterial, choice: &JsChoice) -> Result<JsDraft, JsValue> {
        let draft = report::draft(&self.inner, &words_from(words)?, &material_from(material)?, &value(choice, "choice")?);
        let draft = draft.map_err(|error| thrown(&error))?;
        let object = object(&[
            ("files", files_to(&draft.files)),
            ("to_sign", Uint8Array::from(draft.to_sign()).into()),
            ("manifest_sha256", Uint8Array::from(&draft.manifest_sha256[..]).into()),
            ("redactions", to_js(&draft.redactions)?),
            ("assessment", to_js(&draft.assessment)?),
        ]);
        Ok(object.unchecked_into())
    }

    /// Checks a package, and judges the page in it once more.
    ///
    /// # Errors
    /// `report-invalid` for what is no package. What is wrong inside one is a failed check.
    pub fn report_verify(&self, package: &[u8]) -> Result<JsVerification, JsValue> {
        answer(report::verify(&self.inner, package))
    }

    /// What a desk groups a package by, without judging its page again.
    ///
    /// # Errors
    /// `report-invalid` for what is no package.
    pub fn report_subject(&self, package: &[u8]) -> Result<JsSubject, JsValue> {
        answer(report::subject(&self.inner, package))
    }

    /// The channels for a page and a person, open ones first.
    ///
    /// # Errors
    /// `argument-invalid` for a listing or person of another shape.
    pub fn report_doors(&self, url: &str, listing: &JsListing, person: &JsPerson) -> Result<JsDoors, JsValue> {
        let (listing, person) = (value(listing, "listing")?, value(person, "person")?);
        Ok(to_js(&report::doors(&self.inner, url, &listing, &person))?.unchecked_into())
    }

    /// The text for a channel, in the language of `words`.
    ///
    /// # Errors
    /// `argument-invalid` for a channel that the packs do not know, `report-invalid` for what is no package.
    pub fn report_letter(&self, words: &[u8], channel: &str, package: &[u8], sender: &JsSender) -> Result<JsLetter, JsValue> {
        let known = self.inner.packs().channels.iter().find(|known| known.id == channel);
        let channel = known.ok_or_else(|| argument(&format!("no channel {channel:?}")))?;
        let content = report::content(package).map_err(|error| thrown(&error))?;
        Ok(to_js(&report::write(&words_from(words)?, channel, &content, &value(sender, "sender")?))?.unchecked_into())
    }

    /// A package as XARF.
    ///
    /// # Errors
    /// `argument-invalid` where XARF has no room for such a report, `report-invalid` for what is no package.
    pub fn report_xarf(&self, package: &[u8], sender: &JsSender) -> Result<JsXarf, JsValue> {
        let content = report::content(package).map_err(|error| thrown(&error))?;
        answer(report::xarf(&self.inner, &content, &value(sender, "sender")?, package))
    }
}

/// Closes a package with its signatures.
///
/// # Errors
/// `argument-invalid` for signatures of another shape, or a package larger than a reader takes.
#[wasm_bindgen]
pub fn report_seal(files: &JsFiles, signatures: &JsSignatures) -> Result<Vec<u8>, JsValue> {
    let file = |entry: JsValue| Ok(File { path: text(&entry, "path")?, bytes: bytes(&entry, "bytes")? });
    let files = array(files, "files")?.iter().map(file).collect::<Result<_, JsValue>>()?;
    report::seal(files, &signatures_from(signatures)?).map_err(|error| thrown(&error))
}

/// Checks all of a package but its answer.
///
/// # Errors
/// `report-invalid` for what is no package.
#[wasm_bindgen]
pub fn report_inspect(package: &[u8]) -> Result<JsVerification, JsValue> {
    answer(report::inspect(package))
}

/// The files of a package, as they are; `report_verify` says whether they can be trusted.
///
/// # Errors
/// `report-invalid` for what is no package.
#[wasm_bindgen]
pub fn report_files(package: &[u8]) -> Result<JsFiles, JsValue> {
    Ok(files_to(&report::unpack(package).map_err(|error| thrown(&error))?).unchecked_into())
}

/// Packages as a table (CSV).
///
/// # Errors
/// `argument-invalid` for what are no subjects.
#[wasm_bindgen]
pub fn report_table(subjects: &JsSubjects) -> Result<String, JsValue> {
    Ok(report::table(&value::<Vec<Subject>>(subjects, "subjects")?))
}

fn material_from(material: &JsValue) -> Result<Material, JsValue> {
    let photo = |entry: JsValue| Ok(Photo { src: text(&entry, "src")?, bytes: bytes(&entry, "bytes")? });
    let screenshot = get(material, "screenshot");
    Ok(Material {
        snapshot: snapshot_from(&get(material, "snapshot"))?,
        photos: array(&get(material, "photos"), "photos")?.iter().map(photo).collect::<Result<_, JsValue>>()?,
        screenshot: if screenshot.is_undefined() { None } else { Some(Screenshot(bytes(material, "screenshot")?)) },
        events: value(&get(material, "events"), "events")?,
        software: text(material, "software")?,
        created: text(material, "created")?,
        live_state: value(&get(material, "live_state"), "live_state")?,
    })
}

fn signatures_from(signatures: &JsValue) -> Result<Signatures, JsValue> {
    let ed25519 = get(signatures, "ed25519");
    let pair = || Ok::<_, JsValue>((sized(&ed25519, "key")?, sized(&ed25519, "signature")?));
    let ed25519 = if ed25519.is_undefined() { None } else { Some(pair()?) };
    Ok(Signatures { ed25519, passkey: value::<Option<Passkey>>(&get(signatures, "passkey"), "passkey")? })
}

fn sized<const N: usize>(object: &JsValue, field: &str) -> Result<[u8; N], JsValue> {
    bytes(object, field)?.try_into().map_err(|_| argument(&format!("{field}: not {N} bytes")))
}

fn words_from(json: &[u8]) -> Result<Words, JsValue> {
    Words::read(json).map_err(|reason| argument(&format!("words: {reason}")))
}

fn value<T: DeserializeOwned>(value: &JsValue, what: &str) -> Result<T, JsValue> {
    serde_wasm_bindgen::from_value(value.clone()).map_err(|error| argument(&format!("{what}: {error}")))
}

fn files_to(files: &[File]) -> JsValue {
    let file = |file: &File| object(&[("path", file.path.as_str().into()), ("bytes", Uint8Array::from(&file.bytes[..]).into())]);
    files.iter().map(file).collect::<Array>().into()
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

fn answer<T: serde::Serialize, J: JsCast>(result: Result<T, ReportError>) -> Result<J, JsValue> {
    Ok(to_js(&result.map_err(|error| thrown(&error))?)?.unchecked_into())
}

fn thrown(cause: &ReportError) -> JsValue {
    error(cause.code(), &cause.to_string())
}
