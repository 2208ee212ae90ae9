//! Packages: the same bytes every time, checked by us and by standard tools, and no byte of them can change unseen.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, process};

use serde_json::Value;
use touchstone::report::{
    Choice, Draft, File, Material, Photo, Proof, Replay, Screenshot, Signatures, draft, pack, seal, sign, unpack, verify,
};

use crate::page::{CREATED, engine, material, picture, snapshot, words};

/// A key that signs nothing else (`openssl genpkey -algorithm ed25519`).
const KEY: &str =
    "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH\n-----END PRIVATE KEY-----\n";

fn drafted(material: &Material, choice: &Choice) -> Draft {
    draft(engine(), &words(), material, choice).unwrap()
}

fn signed(draft: Draft) -> Vec<u8> {
    let ed25519 = Some(sign(KEY, draft.to_sign()).unwrap());
    seal(draft.files, &Signatures { ed25519, passkey: None }).unwrap()
}

fn full() -> Material {
    let mut material = material(snapshot("<span>Hello, Marta Oyelaran</span>"));
    material.photos = vec![Photo { src: "https://northlane.example/i/main.png".into(), bytes: picture() }];
    material.screenshot = Some(Screenshot(picture()));
    material
}

fn text(files: &[File], path: &str) -> String {
    String::from_utf8(files.iter().find(|file| file.path == path).unwrap().bytes.clone()).unwrap()
}

#[test]
fn a_report_is_the_same_bytes_every_time_and_holds() {
    let bytes = signed(drafted(&full(), &Choice::default()));
    assert_eq!(signed(drafted(&full(), &Choice::default())), bytes);
    let verification = verify(engine(), &bytes).unwrap();
    assert!(verification.intact, "{:?}", verification.checks);
    assert_eq!(verification.replay, Replay::Same);
    assert!(matches!(verification.proofs[..], [Proof::Ed25519 { .. }]));
    assert_eq!((verification.created.as_str(), verification.left_out.len()), (CREATED, 0));
    assert!(verification.redactions.iter().any(|redaction| redaction.category == "account"));
    let paths: Vec<String> = unpack(&bytes).unwrap().into_iter().map(|file| file.path).collect();
    let wanted = [
        "datapackage.json",
        "datapackage-digest.json",
        "report.html",
        "capture.json",
        "listing.json",
        "assessment.json",
        "snapshot.json",
        "screenshot.png",
        "photos/01.png",
        "signatures/ed25519.sig",
        "signatures/ed25519.pem",
    ];
    assert_eq!(paths, wanted);
}

#[test]
fn the_page_for_people_runs_nothing_and_keeps_facts_and_inferences_apart() {
    let mut material = full();
    material.snapshot.html = material.snapshot.html.replace("Air Force 1 shoes", "Air <script>alert(1)</script> Force");
    let html = text(&drafted(&full(), &Choice::default()).files, "report.html");
    assert!(!html.contains("<script") && !html.contains("javascript:") && !html.contains("<a "), "{html}");
    let places = ["1. Facts", "Harbour Road 5", "2. Inferences", "cut label", "3. What is not", "4. How this report", "does not prove"];
    let places = places.map(|part| html.find(part).unwrap_or_else(|| panic!("{part}: {html}")));
    assert!(places.is_sorted(), "{places:?}");
    assert!(!html.contains("Oyelaran"));
    let hostile = text(&drafted(&material, &Choice::default()).files, "report.html");
    assert!(!hostile.contains("<script"), "{hostile}");
}

#[test]
fn what_is_left_out_is_not_in_the_report_and_is_named() {
    let all_but_address = Choice { snapshot: false, listing: false, screenshot: false, photos_left_out: vec![0], ..Choice::default() };
    let draft = drafted(&full(), &all_but_address);
    let mut paths: Vec<&str> = draft.files.iter().map(|file| file.path.as_str()).collect();
    paths.sort_unstable();
    assert_eq!(paths, ["capture.json", "datapackage-digest.json", "datapackage.json", "report.html"]);
    for file in &draft.files {
        let content = String::from_utf8_lossy(&file.bytes);
        for part in ["Northlane Trading", "cut label", "Air Force"] {
            assert!(!content.contains(part), "{}: {part}", file.path);
        }
    }
    let verification = verify(engine(), &signed(draft)).unwrap();
    assert!(verification.intact && matches!(verification.replay, Replay::NotPossible { .. }));
    assert_eq!(verification.left_out, ["snapshot.json", "listing.json", "assessment.json", "screenshot", "photos (1)"]);
}

/// Every byte of a small package, changed in one bit: either it is no report any more, or a check fails.
#[test]
fn no_byte_can_change_unseen() {
    let choice = Choice { snapshot: false, listing: false, ..Choice::default() };
    let bytes = signed(drafted(&material(snapshot("")), &choice));
    assert!(verify(engine(), &bytes).unwrap().intact);
    let mut changed = bytes.clone();
    for index in 0..bytes.len() {
        changed[index] ^= 1 << (index % 8);
        assert!(!verify(engine(), &changed).is_ok_and(|verification| verification.intact), "byte {index} of {}", bytes.len());
        changed[index] = bytes[index];
    }
}

/// Whoever changes the page and writes new hashes has no key; whoever signs anew has another one.
#[test]
fn a_package_with_new_hashes_fails_by_its_signature_and_another_answer_by_replay() {
    let honest = drafted(&full(), &Choice::default());
    let old = sign(KEY, honest.to_sign()).unwrap();
    let mut other = full();
    other.snapshot.html = other.snapshot.html.replace("59.00", "19.00");
    let forged = drafted(&other, &Choice::default());
    let bytes = seal(forged.files, &Signatures { ed25519: Some(old), passkey: None }).unwrap();
    let verification = verify(engine(), &bytes).unwrap();
    let faults: Vec<&str> = verification.checks.iter().filter(|check| check.fault.is_some()).map(|check| check.what.as_str()).collect();
    assert_eq!(faults, ["signature"]);
}

#[test]
fn the_order_of_files_is_free_and_their_number_is_not() {
    let bytes = signed(drafted(&full(), &Choice::default()));
    let mut files = unpack(&bytes).unwrap();
    files.reverse();
    let verification = verify(engine(), &pack(&files).unwrap()).unwrap();
    assert!(verification.intact && verification.replay == Replay::Same);
    files.push(File { path: "extra.txt".into(), bytes: b"x".to_vec() });
    let verification = verify(engine(), &pack(&files).unwrap()).unwrap();
    assert!(!verification.intact);
    files.retain(|file| file.path != "snapshot.json" && file.path != "extra.txt");
    let verification = verify(engine(), &pack(&files).unwrap()).unwrap();
    assert!(!verification.intact && matches!(verification.replay, Replay::NotPossible { .. }));
}

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = env::temp_dir().join(format!("touchstone-report-{}-{name}", process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What a tool says, or nothing where it is not installed.
fn tool(name: &str, args: &[&str], folder: &Path) -> Option<String> {
    let Ok(output) = Command::new(name).args(args).current_dir(folder).output() else {
        println!("skipped: {name} is not installed");
        return None;
    };
    assert!(
        output.status.success(),
        "{name} {args:?}: {}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn standard_tools_come_to_the_same_result() {
    let folder = Folder::new("tools");
    fs::write(folder.path("report.zip"), signed(drafted(&full(), &Choice::default()))).unwrap();
    if tool("unzip", &["-q", "report.zip"], &folder.0).is_none() {
        return;
    }
    let manifest: Value = serde_json::from_slice(&fs::read(folder.path("datapackage.json")).unwrap()).unwrap();
    let digest: Value = serde_json::from_slice(&fs::read(folder.path("datapackage-digest.json")).unwrap()).unwrap();
    let resources = manifest["resources"].as_array().unwrap();
    assert!(resources.len() >= 7);
    for resource in resources.iter().chain([&digest]) {
        let Some(said) = tool("sha256sum", &[resource["path"].as_str().unwrap()], &folder.0) else { break };
        assert_eq!(format!("sha256:{}", &said[..64]), resource["hash"].as_str().unwrap());
    }
    let args = "pkeyutl -verify -pubin -inkey signatures/ed25519.pem -rawin -in datapackage-digest.json -sigfile signatures/ed25519.sig";
    tool("openssl", &args.split(' ').collect::<Vec<_>>(), &folder.0);
}
