//! XARF v4.2 (`content/brand_infringement`): what hosts and registrars take in by machine. The schema asks for the brand's own site,
//! so a listing of a brand that the packs do not know gives none.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::draft::sha256;
use super::letter::Sender;
use super::manifest::hash_of;
use super::{Content, ReportError, request_invalid};
use crate::engine::Engine;
use crate::finding::State;
use crate::text::domain;

/// Version of the specification.
const VERSION: &str = "4.2.0";
/// Largest piece of evidence (`xarf-core.json`, `evidence_item`).
const EVIDENCE_BYTES: usize = 5 << 20;
/// Longest description (`xarf-core.json`).
const DESCRIPTION_CHARACTERS: usize = 1_000;

/// Writes a report. `package` is attached where it is small enough; its hash is the report's id, so that the same package sent twice
/// is known as one.
///
/// # Errors
/// [`ReportError::RequestInvalid`] where the brand is not known, the signs are weak, the sender has no address for mail, or the page
/// has no host.
pub fn xarf(engine: &Engine, content: &Content, sender: &Sender, package: &[u8]) -> Result<Value, ReportError> {
    let Content { url, created, assessment } = content;
    let brand =
        engine.brand_of(&assessment.listing).ok_or_else(|| request_invalid("the brand is not known, and XARF asks for its own site"))?;
    if !matches!(assessment.state, State::Caution | State::High) {
        return Err(request_invalid("XARF names an infringement, and the signs in this report are too weak for that"));
    }
    let site = brand.official_domains.first().ok_or_else(|| request_invalid("the brand has no site of its own"))?;
    let host = domain::host_of(url).ok_or_else(|| request_invalid("the page has no host"))?;
    let domain = sender.email.split_once('@').map(|(_, domain)| domain.trim()).filter(|domain| domain.contains('.'));
    let domain = domain.ok_or_else(|| request_invalid("XARF asks for an address for mail"))?;
    let name = if sender.name.trim().is_empty() { sender.email.trim() } else { sender.name.trim() };
    let contact = json!({ "org": cut(name, 200), "contact": sender.email.trim(), "domain": domain });
    let signs: Vec<&str> =
        assessment.findings.iter().filter(|finding| finding.weight_centibans > 0).map(|finding| finding.rule.as_str()).collect();
    let description = format!(
        "Signs of counterfeit goods on this page, found by Touchstone {} on a reporter's own device: {}. These are signs, not a finding on a person.",
        assessment.engine.version,
        if signs.is_empty() { "none that weigh".to_owned() } else { signs.join(", ") }
    );
    let mut report = json!({
        "xarf_version": VERSION,
        "report_id": id_of(package),
        "timestamp": created,
        "reporter": contact,
        "sender": contact,
        "source_identifier": host,
        "category": "content",
        "type": "brand_infringement",
        "evidence_source": "user_report",
        "confidence": f64::from(assessment.posterior_permille) / 1000.0,
        "description": cut(&description, DESCRIPTION_CHARACTERS),
        "url": url,
        "domain": host,
        "verified_at": created,
        "verification_method": "user_report",
        "target_brand": brand.name,
        "infringement_type": "counterfeit",
        "legitimate_site": format!("https://{site}/"),
        "infringing_elements": ["brand_name"],
    });
    if let Some(title) = &assessment.listing.title {
        report["products_offered"] = json!([cut(title, 300)]);
    }
    if package.len() <= EVIDENCE_BYTES {
        report["evidence"] = json!([{
            "content_type": "application/zip",
            "description": "Evidence package: page, photos, facts, signs, hashes and signatures; `touchstone verify` checks it",
            "payload": STANDARD.encode(package),
            "hash": hash_of(package),
            "size": package.len(),
        }]);
    }
    Ok(report)
}

/// A UUID of a kind of our own (RFC 9562, section 5.8: version 8): the first bits of the package's SHA-256.
fn id_of(package: &[u8]) -> String {
    let hash = sha256(package);
    let hex: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("{}-{}-8{}-8{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}

fn cut(text: &str, characters: usize) -> String {
    text.chars().filter(|c| !c.is_control()).take(characters).collect()
}
