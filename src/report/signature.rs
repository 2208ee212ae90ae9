//! Signatures of a package, and what each of them proves.
//!
//! An Ed25519 key (RFC 8032) that the browser made and never gives out signs the file `datapackage-digest.json` as it stands, so that
//! `openssl pkeyutl -verify -rawin` checks it too. A passkey (WebAuthn level 3, section 7.2) signs the hash of the manifest as its
//! challenge: somebody was there and proved it to the device at that moment. Neither proves that the page came from its server.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ed25519_dalek::Signer as _;
use p256::ecdsa::signature::Verifier as _;
use serde::{Deserialize, Serialize};

use super::draft::sha256;
use super::{File, ReportError, json_file};
use crate::text::domain;

/// Path of the Ed25519 signature: 64 bytes.
pub(super) const ED25519: &str = "signatures/ed25519.sig";
/// Path of its public key, PEM.
pub(super) const ED25519_KEY: &str = "signatures/ed25519.pem";
/// Path of a passkey's confirmation.
pub(super) const PASSKEY: &str = "signatures/passkey.json";

/// DER in front of the 32 bytes of an Ed25519 public key (RFC 8410, section 4).
const ED25519_SPKI: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
/// DER in front of the 32 bytes of an Ed25519 private key (RFC 8410, section 7).
const ED25519_PKCS8: [u8; 16] = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
/// DER in front of the 65 bytes of an uncompressed P-256 point (RFC 5480, section 2).
const P256_SPKI: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01,
    0x07, 0x03, 0x42, 0x00,
];
/// Flags of authenticator data: user present, user verified (WebAuthn, section 6.1).
const USER_PRESENT: u8 = 0x01;
const USER_VERIFIED: u8 = 0x04;

/// Signatures as they were made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signatures {
    /// Raw public key and signature of an Ed25519 key.
    pub ed25519: Option<([u8; 32], [u8; 64])>,
    /// A passkey's confirmation.
    pub passkey: Option<Passkey>,
}

/// A passkey's answer to the hash of the manifest. All bytes in base64 (RFC 4648, section 4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passkey {
    /// `ES256` or `EdDSA`.
    pub algorithm: String,
    /// Public key as SubjectPublicKeyInfo.
    pub public_key: String,
    /// What the authenticator says of itself.
    pub authenticator_data: String,
    /// What the browser says: challenge and origin.
    pub client_data_json: String,
    /// Signature over both.
    pub signature: String,
}

/// What a signature that holds proves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Proof {
    /// The files are those that the holder of the key signed.
    Ed25519 {
        /// SHA-256 of the raw public key: the same on all reports of one installation.
        key_sha256: String,
    },
    /// A person confirmed this package with a passkey.
    Passkey {
        /// SHA-256 of the public key.
        key_sha256: String,
        /// Which algorithm.
        algorithm: String,
        /// Where the browser says it was asked.
        origin: String,
    },
}

impl Signatures {
    /// The files that hold the signatures.
    pub(super) fn files(&self) -> Result<Vec<File>, ReportError> {
        let mut files = Vec::new();
        if let Some((key, signature)) = &self.ed25519 {
            files.push(File { path: ED25519.into(), bytes: signature.to_vec() });
            files.push(File { path: ED25519_KEY.into(), bytes: pem(key) });
        }
        if let Some(passkey) = &self.passkey {
            files.push(File { path: PASSKEY.into(), bytes: json_file(passkey)? });
        }
        Ok(files)
    }
}

/// An Ed25519 public key as `openssl` reads it.
fn pem(key: &[u8; 32]) -> Vec<u8> {
    let der: Vec<u8> = ED25519_SPKI.iter().chain(key).copied().collect();
    format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", STANDARD.encode(der)).into_bytes()
}

/// Signs with a private key as `openssl genpkey -algorithm ed25519` writes it (PKCS #8, PEM): the public key and the signature.
///
/// # Errors
/// What is wrong with the key.
pub fn sign(key_pem: &str, message: &[u8]) -> Result<([u8; 32], [u8; 64]), &'static str> {
    let seed = der_of(key_pem).and_then(|der| der.strip_prefix(&ED25519_PKCS8)?.try_into().ok());
    let key = ed25519_dalek::SigningKey::from_bytes(&seed.ok_or("no Ed25519 private key in PEM")?);
    Ok((key.verifying_key().to_bytes(), key.sign(message).to_bytes()))
}

/// The bytes between the lines of a PEM file.
fn der_of(pem: &str) -> Option<Vec<u8>> {
    STANDARD.decode(pem.lines().filter(|line| !line.starts_with("-----")).collect::<String>()).ok()
}

/// Checks the Ed25519 signature over `message`.
pub(super) fn check_ed25519(message: &[u8], signature: &[u8], key_pem: &[u8]) -> Result<Proof, String> {
    let text = std::str::from_utf8(key_pem).map_err(|_| "the key is no text")?;
    let der = der_of(text).ok_or("the key is no PEM")?;
    let key: [u8; 32] = der.strip_prefix(&ED25519_SPKI).and_then(|key| key.try_into().ok()).ok_or("the key is no Ed25519 key")?;
    if pem(&key) != key_pem {
        return Err("the key is not written as Touchstone writes it".into());
    }
    ed25519(&key, message, signature)?;
    Ok(Proof::Ed25519 { key_sha256: crate::finding::sha256_hex(&key) })
}

fn ed25519(key: &[u8; 32], message: &[u8], signature: &[u8]) -> Result<(), String> {
    let key = ed25519_dalek::VerifyingKey::from_bytes(key).map_err(|_| "the key is no point of the curve")?;
    let signature: [u8; 64] = signature.try_into().map_err(|_| "the signature is not 64 bytes long")?;
    let signature = ed25519_dalek::Signature::from_bytes(&signature);
    key.verify_strict(message, &signature).map_err(|_| "the signature does not belong to these files".to_owned())
}

/// Checks a passkey's confirmation of the manifest with this hash.
pub(super) fn check_passkey(manifest_sha256: &[u8; 32], file: &[u8]) -> Result<Proof, String> {
    #[derive(Deserialize)]
    struct ClientData {
        r#type: String,
        challenge: String,
        origin: String,
    }
    let passkey: Passkey = serde_json::from_slice(file).map_err(|error| format!("no passkey file: {error}"))?;
    if json_file(&passkey).map_err(|error| error.to_string())? != file {
        return Err("the file is not written as Touchstone writes it".into());
    }
    let bytes = |name: &str, text: &str| STANDARD.decode(text).map_err(|_| format!("{name} is no base64"));
    let (key, authenticator) = (bytes("public_key", &passkey.public_key)?, bytes("authenticator_data", &passkey.authenticator_data)?);
    let (client, signature) = (bytes("client_data_json", &passkey.client_data_json)?, bytes("signature", &passkey.signature)?);
    let said: ClientData = serde_json::from_slice(&client).map_err(|error| format!("client data: {error}"))?;
    if said.r#type != "webauthn.get" {
        return Err(format!("the passkey was asked for {:?}, not for a confirmation", said.r#type));
    }
    if said.challenge != URL_SAFE_NO_PAD.encode(manifest_sha256) {
        return Err("the passkey confirmed another package".into());
    }
    let flags = authenticator.get(32).copied().unwrap_or_default();
    if flags & (USER_PRESENT | USER_VERIFIED) != USER_PRESENT | USER_VERIFIED {
        return Err("the device did not verify its user".into());
    }
    if authenticator.get(..32) != Some(&sha256(relying_party(&said.origin).as_bytes())[..]) {
        return Err("the passkey belongs to another origin than it says".into());
    }
    let signed: Vec<u8> = authenticator.iter().copied().chain(sha256(&client)).collect();
    match passkey.algorithm.as_str() {
        "ES256" => es256(&key, &signed, &signature)?,
        "EdDSA" => {
            let raw = key.strip_prefix(&ED25519_SPKI).and_then(|key| key.try_into().ok()).ok_or("the key is no Ed25519 key")?;
            ed25519(&raw, &signed, &signature)?;
        }
        other => return Err(format!("unknown algorithm {other:?}; ES256 and EdDSA are known")),
    }
    Ok(Proof::Passkey { key_sha256: crate::finding::sha256_hex(&key), algorithm: passkey.algorithm, origin: said.origin })
}

fn es256(key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), String> {
    let point = key.strip_prefix(&P256_SPKI).ok_or("the key is no P-256 key")?;
    let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(point).map_err(|_| "the key is no point of the curve")?;
    let signature = p256::ecdsa::Signature::from_der(signature).map_err(|_| "the signature is no ECDSA signature")?;
    key.verify(message, &signature).map_err(|_| "the passkey's signature does not belong to this package".to_owned())
}

/// Who a passkey belongs to: the host of a web page; of an extension's page Chromium takes the whole origin.
fn relying_party(origin: &str) -> String {
    if origin.starts_with("chrome-extension://") {
        return origin.to_owned();
    }
    domain::host_of(origin).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: [u8; 32] = [9; 32];
    const ORIGIN: &str = "https://touchstone.example";

    /// A passkey file as an authenticator at [`ORIGIN`] gives it, with its parts changed by `change` before it signs.
    fn passkey(algorithm: &str, change: impl Fn(&mut Vec<u8>, &mut String)) -> Vec<u8> {
        let mut authenticator = sha256(b"touchstone.example").to_vec();
        authenticator.extend([USER_PRESENT | USER_VERIFIED, 0, 0, 0, 1]);
        let challenge = URL_SAFE_NO_PAD.encode(MANIFEST);
        let mut client = format!("{{\"type\":\"webauthn.get\",\"challenge\":\"{challenge}\",\"origin\":\"{ORIGIN}\"}}");
        change(&mut authenticator, &mut client);
        let message: Vec<u8> = authenticator.iter().copied().chain(sha256(client.as_bytes())).collect();
        let (public_key, signature) = if algorithm == "ES256" {
            let key = p256::ecdsa::SigningKey::from_slice(&[5; 32]).unwrap();
            let signature: p256::ecdsa::Signature = key.sign(&message);
            let point = key.verifying_key().to_sec1_point(false);
            (P256_SPKI.iter().chain(point.as_bytes()).copied().collect::<Vec<_>>(), signature.to_der().as_bytes().to_vec())
        } else {
            let key = ed25519_dalek::SigningKey::from_bytes(&[5; 32]);
            let public = key.verifying_key().to_bytes();
            (ED25519_SPKI.iter().chain(&public).copied().collect(), key.sign(&message).to_bytes().to_vec())
        };
        let passkey = Passkey {
            algorithm: algorithm.into(),
            public_key: STANDARD.encode(public_key),
            authenticator_data: STANDARD.encode(authenticator),
            client_data_json: STANDARD.encode(client),
            signature: STANDARD.encode(signature),
        };
        json_file(&passkey).unwrap()
    }

    #[test]
    fn a_passkey_confirms_this_manifest_with_either_algorithm() {
        for algorithm in ["ES256", "EdDSA"] {
            let file = passkey(algorithm, |_, _| ());
            let proof = check_passkey(&MANIFEST, &file).unwrap();
            assert!(matches!(proof, Proof::Passkey { origin, .. } if origin == ORIGIN));
            assert!(check_passkey(&[8; 32], &file).unwrap_err().contains("another package"));
            let other = String::from_utf8(file).unwrap().replace("ES256", "none").replace("EdDSA", "none");
            assert!(check_passkey(&MANIFEST, other.as_bytes()).unwrap_err().contains("unknown algorithm"));
        }
    }

    #[test]
    fn an_extensions_passkey_belongs_to_its_whole_origin() {
        let of = |origin: &str, party: &str| {
            passkey("EdDSA", |authenticator, client| {
                authenticator[..32].copy_from_slice(&sha256(party.as_bytes()));
                *client = client.replace(ORIGIN, origin);
            })
        };
        let origin = "chrome-extension://abcdefghijklmnopabcdefghijklmnop";
        assert!(check_passkey(&MANIFEST, &of(origin, origin)).is_ok());
        assert!(check_passkey(&MANIFEST, &of(origin, "touchstone.example")).unwrap_err().contains("another origin"));
    }

    #[test]
    fn a_passkey_without_a_verified_user_or_from_elsewhere_proves_nothing() {
        let unverified = passkey("ES256", |authenticator, _| authenticator[32] = USER_PRESENT);
        assert!(check_passkey(&MANIFEST, &unverified).unwrap_err().contains("verify its user"));
        let elsewhere = passkey("ES256", |_, client| *client = client.replace("touchstone.example", "other.example"));
        assert!(check_passkey(&MANIFEST, &elsewhere).unwrap_err().contains("another origin"));
        let made = passkey("EdDSA", |_, client| *client = client.replace("webauthn.get", "webauthn.create"));
        assert!(check_passkey(&MANIFEST, &made).unwrap_err().contains("webauthn.create"));
        let short = passkey("ES256", |authenticator, _| authenticator.truncate(20));
        assert!(check_passkey(&MANIFEST, &short).is_err());
    }

    #[test]
    fn every_bit_of_a_passkey_file_counts() {
        let file = passkey("ES256", |_, _| ());
        let mut changed = file.clone();
        for index in 0..file.len() {
            changed[index] ^= 1 << (index % 8);
            assert!(check_passkey(&MANIFEST, &changed).is_err(), "byte {index}");
            changed[index] = file[index];
        }
    }
}
