//! XARF v4.2 (`content/brand_infringement`): what hosts and registrars take in by machine. The schema asks for the brand's own site,
//! so a listing of a brand that the packs do not know gives none.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::letter::Sender;
use super::manifest::hash_of;
use super::{ReportError, request_invalid};
use crate::engine::Engine;
use crate::finding::Assessment;

/// Version of the specification.
const VERSION: &str = "4.2.0";
/// Largest piece of evidence (`xarf-core.json`, `evidence_item`).
const EVIDENCE_BYTES: usize = 5 << 20;
/// Longest description (`xarf-core.json`).
const DESCRIPTION_CHARACTERS: usize = 1_000;

/// Writes a report. `report_id` is a UUID; `package` is attached where it is small enough.
///
/// # Errors
/// [`ReportError::RequestInvalid`] where the brand is not known, the sender has no address for mail, or the page has no host.
pub fn xarf(
    engine: &Engine,
    url: &str,
    assessment: &Assessment,
    sender: &Sender,
    created: &str,
    report_id: &str,
    package: Option<&[u8]>,
) -> Result<Value, ReportError> {
    let brand =
        engine.brand_of(&assessment.listing).ok_or_else(|| request_invalid("the brand is not known, and XARF asks for its own site"))?;
    let site = brand.official_domains.first().ok_or_else(|| request_invalid("the brand has no site of its own"))?;
    let host = url::Url::parse(url)
        .ok()
        .and_then(|url| url.host_str().map(str::to_owned))
        .ok_or_else(|| request_invalid("the page has no host"))?;
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
        "report_id": report_id,
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
    if let Some(package) = package.filter(|package| package.len() <= EVIDENCE_BYTES) {
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

fn cut(text: &str, characters: usize) -> String {
    text.chars().filter(|c| !c.is_control()).take(characters).collect()
}
