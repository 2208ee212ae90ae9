//! Reports: written, checked, and made into letters and tables.

use std::fs;

use super::{Folder, PRODUCT, assert_bad_input, lines, text, touchstone};

#[test]
fn a_report_is_written_once_and_checked() {
    let folder = Folder::new("report");
    let page = folder.file("page.html", PRODUCT);
    let report = folder.0.join("report.zip");
    let arguments = ["report", text(&page), "--url", "https://potter.example/mug?session=q7w8e9", "--out", text(&report)];
    let output = touchstone(&arguments, b"");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("access tokens: 1 (url)") && !said.contains("q7w8e9"), "{said}");
    assert_bad_input(&arguments, b"", "is there already");

    let output = touchstone(&["verify", text(&report), "--json"], b"");
    let answer = &lines(&output)[0];
    assert_eq!((output.status.code(), &answer["intact"], &answer["replay"]["outcome"]), (Some(0), &true.into(), &"same".into()));
    let mut bytes = fs::read(&report).unwrap();
    assert!(!String::from_utf8_lossy(&bytes).contains("q7w8e9"));

    let doors = lines(&touchstone(&["doors", text(&report), "--country", "de", "--json"], b""));
    assert!(doors.iter().any(|door| door["channel"]["countries"][0] == "DE"), "{doors:?}");
    let output = touchstone(&["letter", text(&report), "--to", "de-zoll", "--name", "Ann", "--email", "ann@mailhost.example"], b"");
    let letter = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && letter.contains("Ann, ann@mailhost.example") && letter.contains("potter.example"), "{letter}");
    assert!(letter.contains("Gründe"), "not in the receiver's language: {letter}");
    let table = touchstone(&["table", text(&report), text(&report)], b"");
    assert_eq!(String::from_utf8_lossy(&table.stdout).lines().count(), 3);
    assert_bad_input(&["letter", text(&report), "--to", "nobody"], b"", "no channel");
    assert_bad_input(&["xarf", text(&report), "--email", "ann@mailhost.example"], b"", "the brand is not known");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    assert_bad_input(&["letter", text(&folder.file("changed.zip", &bytes)), "--to", "nobody"], b"", "changed.zip");
    let output = touchstone(&["verify", "-"], &bytes);
    assert!(matches!(output.status.code(), Some(1 | 2)), "{}", String::from_utf8_lossy(&output.stdout));

    assert_bad_input(&["verify", text(&page)], b"", "no ZIP archive");
    assert_bad_input(&["verify", text(&folder.0.join("none.zip"))], b"", "no such file");
    let key = folder.file("key.pem", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    let other = folder.0.join("other.zip");
    assert_bad_input(&["report", text(&page), "--key", text(&key), "--out", text(&other)], b"", "no Ed25519 private key");
    assert!(!other.exists());
}
