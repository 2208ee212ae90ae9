//! The browser's door, and the only room that names `wasm_bindgen`, `js_sys` or `web_sys`.

mod report;

use js_sys::{Array, Reflect, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::engine;
use crate::error::EngineError;
use crate::model::ModelFile;
use crate::pack::PackFile;
use crate::page;
use crate::snapshot::{Picture, PictureData, Snapshot};

pub use report::{report_files, report_inspect, report_seal, report_table};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &'static str = concat!(include_str!("wasm/types.d.ts"), include_str!("wasm/report.d.ts"));

#[wasm_bindgen]
extern "C" {
    /// `NamedFile[]`
    #[wasm_bindgen(typescript_type = "NamedFile[]")]
    pub type NamedFiles;
    /// `Snapshot`
    #[wasm_bindgen(typescript_type = "Snapshot")]
    pub type JsSnapshot;
    /// `Picture[]`
    #[wasm_bindgen(typescript_type = "Picture[]")]
    pub type JsPictures;
    /// `Assessment`
    #[wasm_bindgen(typescript_type = "Assessment")]
    pub type JsAssessment;
    /// `EngineParts`
    #[wasm_bindgen(typescript_type = "EngineParts")]
    pub type JsEngineParts;
}

/// Panics are written to the console with their place before the box is replaced.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
    web_sys::console::debug_1(&JsValue::from_str(concat!("touchstone ", env!("CARGO_PKG_VERSION"))));
}

/// The engine.
#[wasm_bindgen]
pub struct Engine {
    inner: engine::Engine,
}

#[wasm_bindgen]
impl Engine {
    /// Loads networks and packs.
    ///
    /// # Errors
    /// An `EngineError` with its code.
    #[wasm_bindgen(constructor)]
    pub fn new(models: &NamedFiles, packs: &NamedFiles) -> Result<Engine, JsValue> {
        let models: Vec<ModelFile> = files(models)?.into_iter().map(|(name, bytes)| ModelFile { name, bytes }).collect();
        let packs: Vec<PackFile> = files(packs)?.into_iter().map(|(name, bytes)| PackFile { name, bytes }).collect();
        Ok(Self { inner: engine::Engine::new(&models, &packs).map_err(|error| thrown(&error))? })
    }

    /// Judges a page; pure. Call it with no pictures for a quick answer and again with those that it asked for.
    ///
    /// # Errors
    /// An `EngineError` with its code. A picture that cannot be read is an entry in `skipped`.
    pub fn assess(&self, snapshot: &JsSnapshot, pictures: &JsPictures) -> Result<JsAssessment, JsValue> {
        let snapshot = snapshot_from(snapshot)?;
        let pictures = pictures_from(pictures)?;
        let assessment = self.inner.assess(&snapshot, &pictures).map_err(|error| thrown(&error))?;
        Ok(to_js(&assessment)?.unchecked_into())
    }

    /// Judges a saved page: HTML in any encoding, also gzipped, as the command line reads it.
    ///
    /// # Errors
    /// An `EngineError` with its code; `snapshot-invalid` for bytes that are no HTML.
    pub fn check_file(&self, bytes: &[u8], url: &str) -> Result<JsAssessment, JsValue> {
        let snapshot = page::snapshot_from_bytes(bytes, url).map_err(|error| thrown(&error))?;
        let assessment = self.inner.assess(&snapshot, &[]).map_err(|error| thrown(&error))?;
        Ok(to_js(&assessment)?.unchecked_into())
    }

    /// Versions and hashes of engine, models and packs.
    ///
    /// # Errors
    /// An `EngineError` with the code `internal`, which no input reaches.
    pub fn info(&self) -> Result<JsEngineParts, JsValue> {
        Ok(to_js(self.inner.info())?.unchecked_into())
    }
}

fn files(list: &JsValue) -> Result<Vec<(String, Vec<u8>)>, JsValue> {
    let file = |entry: JsValue| Ok((text(&entry, "name")?, bytes(&entry, "bytes")?));
    array(list, "files")?.iter().map(file).collect()
}

fn snapshot_from(value: &JsValue) -> Result<Snapshot, JsValue> {
    let invalid = |reason: String| thrown(&EngineError::SnapshotInvalid { reason });
    serde_wasm_bindgen::from_value(value.clone()).map_err(|error| invalid(error.to_string()))
}

fn pictures_from(list: &JsValue) -> Result<Vec<Picture>, JsValue> {
    let picture = |entry: JsValue| {
        let src = text(&entry, "src")?;
        let data = if get(&entry, "rgba").is_undefined() {
            PictureData::Encoded(bytes(&entry, "bytes")?)
        } else {
            PictureData::Rgba { width_px: whole(&entry, "width_px")?, height_px: whole(&entry, "height_px")?, rgba: bytes(&entry, "rgba")? }
        };
        Ok(Picture { src, data })
    };
    array(list, "pictures")?.iter().map(picture).collect()
}

fn get(object: &JsValue, field: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(field)).unwrap_or(JsValue::UNDEFINED)
}

fn array(value: &JsValue, what: &str) -> Result<Array, JsValue> {
    value.dyn_ref::<Array>().cloned().ok_or_else(|| argument(&format!("{what}: not an array")))
}

fn text(object: &JsValue, field: &str) -> Result<String, JsValue> {
    get(object, field).as_string().ok_or_else(|| argument(&format!("{field}: not a string")))
}

fn bytes(object: &JsValue, field: &str) -> Result<Vec<u8>, JsValue> {
    get(object, field).dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).ok_or_else(|| argument(&format!("{field}: not a Uint8Array")))
}

fn whole(object: &JsValue, field: &str) -> Result<u32, JsValue> {
    let number = get(object, field).as_f64().filter(|number| number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(number));
    // In range by the line above.
    number.map(|number| number as u32).ok_or_else(|| argument(&format!("{field}: not a whole number")))
}

/// Plain objects with numbers and strings, as `JSON.parse` would give them.
fn to_js<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    let text = serde_json::to_string(value).map_err(|error| thrown(&EngineError::Internal { reason: error.to_string() }))?;
    js_sys::JSON::parse(&text)
}

fn argument(reason: &str) -> JsValue {
    error("argument-invalid", reason)
}

fn thrown(cause: &EngineError) -> JsValue {
    error(cause.code(), &cause.to_string())
}

fn error(code: &str, message: &str) -> JsValue {
    let error = js_sys::Error::new(message);
    // Setting a property of a fresh Error cannot fail.
    let _ = Reflect::set(&error, &JsValue::from_str("code"), &JsValue::from_str(code));
    error.into()
}
