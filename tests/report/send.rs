//! Where a report can go and what is written there.

use std::collections::BTreeSet;

use touchstone::pack::{Channel, ReportCase};
use touchstone::report::{Choice, Content, Door, Person, Sender, Words, content, doors, draft, seal, subject, table, write, xarf};

use crate::common;
use crate::page::{CREATED, URL, engine, material, snapshot, words};

fn package() -> Vec<u8> {
    of_page("cut label")
}

/// A package of the page with other words in the place of `cut label`.
fn of_page(said: &str) -> Vec<u8> {
    let mut page = snapshot("");
    page.html = page.html.replace("cut label", said);
    let draft = draft(engine(), &words(), &material(page), &Choice::default()).unwrap();
    seal(draft.files, &touchstone::report::Signatures::default()).unwrap()
}

fn of_package() -> Content {
    content(&package()).unwrap()
}

fn channel(id: &str) -> &'static Channel {
    engine().packs().channels.iter().find(|channel| channel.id == id).unwrap_or_else(|| panic!("no channel {id}"))
}

fn sender() -> Sender {
    Sender { name: "Ann Example".into(), email: "ann@mailhost.example".into(), note: "I looked twice.".into(), ..Sender::default() }
}

fn person(country: &str, case: ReportCase) -> Person {
    Person { country: country.into(), has_account: false, case }
}

#[test]
fn there_are_channels_of_every_kind_in_many_countries() {
    let channels = &engine().packs().channels;
    let kinds: BTreeSet<_> = channels.iter().map(|channel| channel.kind).collect();
    let countries: BTreeSet<&String> = channels.iter().flat_map(|channel| &channel.countries).collect();
    let notices = channels.iter().filter(|channel| channel.dsa_notice).count();
    assert!(channels.len() >= 40 && kinds.len() == 10 && countries.len() >= 20 && notices >= 5, "{} {countries:?}", channels.len());
}

#[test]
fn a_person_sees_the_doors_of_site_brand_and_country_and_why_others_are_closed() {
    let listing = of_package().assessment.listing;
    let on = |url: &str, person: &Person| doors(engine(), url, &listing, person);
    let find = |doors: &[Door], id: &str| doors.iter().find(|door| door.channel.id == id).map(|door| door.closed.clone());
    let market = "https://www.amazon.de/dp/B000000000";
    let seen = on(market, &person("DE", ReportCase::Suspected));
    assert_eq!(find(&seen, "amazon-dsa"), Some(None));
    assert_eq!(find(&seen, "amazon-infringement"), Some(Some("rights-holder".into())));
    assert_eq!(find(&seen, "amazon-report"), Some(Some("account".into())));
    assert_eq!(find(&seen, "ebay-report"), None);
    assert_eq!(find(&seen, "us-cbp"), None);
    assert!(seen.iter().is_sorted_by_key(|door| door.closed.is_some()));
    assert_eq!(find(&on(market, &person("DE", ReportCase::Ip)), "amazon-infringement"), Some(None));
    assert_eq!(find(&on(market, &person("US", ReportCase::Suspected)), "amazon-dsa"), None);
    assert_eq!(find(&on(URL, &person("US", ReportCase::Suspected)), "us-cbp"), Some(None));
}

/// Every country in which we have a door has one that anybody can use on any shop's page.
#[test]
fn nobody_stands_before_closed_doors_only() {
    for country in ["AT", "AU", "BR", "CA", "CH", "CN", "DE", "ES", "FR", "GB", "IN", "IT", "JP", "MX", "NL", "PL", "US", ""] {
        let open = doors(engine(), URL, &of_package().assessment.listing, &person(country, ReportCase::Suspected));
        assert!(open.iter().any(|door| door.closed.is_none()), "{country}");
    }
}

#[test]
fn a_notice_has_the_four_elements_of_article_16_in_every_language() {
    for locale in ["en", "de", "fr", "es", "pt_BR", "ja", "zh_CN", "ar"] {
        let path = common::root().join(format!("extension/_locales/{locale}/messages.json"));
        let words = Words::read(&std::fs::read(path).unwrap()).unwrap();
        let letter = write(&words, channel("amazon-dsa"), &of_package(), &sender());
        // Reasons with the words of the page, exact location, who, good faith.
        for part in
            ["cut label", URL, "Ann Example, ann@mailhost.example", &words.word("letter_good_faith"), "I looked twice.", "2022/2065"]
        {
            assert!(letter.body.contains(part), "{locale}: {part} is not in {}", letter.body);
        }
        assert!(!letter.body.contains("letter_") && !letter.body.contains("report_") && letter.missing.is_empty(), "{}", letter.body);
    }
    let bare = write(&words(), channel("amazon-dsa"), &of_package(), &Sender::default());
    assert_eq!(bare.missing, ["name", "email"]);
    assert!(bare.mailto.is_empty());
}

#[test]
fn mail_is_a_draft_that_mail_programs_read() {
    let channel = channel("apple-counterfeit");
    let hostile = Sender { name: "Ann\r\nBcc: all@mailhost.example".into(), email: "ann@mailhost.example\r\nX: y".into(), ..sender() };
    let letter = write(&words(), channel, &of_package(), &hostile);
    let (head, body) = letter.eml.split_once("\r\n\r\n").unwrap();
    let names: Vec<&str> = head.split("\r\n").filter(|line| !line.starts_with(' ')).map(|line| line.split(':').next().unwrap()).collect();
    let wanted = ["From", "To", "Subject", "Date", "X-Unsent", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"];
    assert_eq!(names, wanted, "{head}");
    assert!(head.contains("Date: 25 Nov 2026 20:18:00 +0000") && letter.eml.lines().all(|line| line.len() <= 78), "{}", letter.eml);
    use base64::Engine as _;
    let text = base64::engine::general_purpose::STANDARD.decode(body.replace("\r\n", "")).unwrap();
    assert_eq!(String::from_utf8(text).unwrap().replace("\r\n", "\n"), letter.body);
    assert!(letter.mailto.starts_with("mailto:counterfeit@apple.com?subject=Signs%20of") && letter.mailto.len() < 2_100);
}

#[test]
fn xarf_names_brand_and_page_and_carries_the_package() {
    let package = of_page("super clone 1:1, contact us on WhatsApp to order");
    let content = content(&package).unwrap();
    let report = xarf(engine(), &content, &sender(), &package).unwrap();
    // What `xarf-core` and `content-brand_infringement` of XARF 4 require.
    let required = ["xarf_version", "report_id", "timestamp", "reporter", "sender", "source_identifier", "category", "type", "url"];
    for field in required.iter().chain(&["infringement_type", "legitimate_site"]) {
        assert!(report[field].is_string() || report[field].is_object(), "{field}: {report}");
    }
    assert_eq!((&report["category"], &report["type"]), (&"content".into(), &"brand_infringement".into()));
    assert_eq!(
        (&report["target_brand"], &report["timestamp"], &report["domain"]),
        (&"Nike".into(), &CREATED.into(), &"northlane.example".into())
    );
    assert_eq!(report["evidence"][0]["size"], package.len());
    let id = report["report_id"].as_str().unwrap();
    assert_eq!((id.len(), id.matches('-').count(), id.chars().nth(14)), (36, 4, Some('8')));
    let weak = xarf(engine(), &of_package(), &sender(), &package).unwrap_err();
    assert!(weak.to_string().contains("too weak"), "{weak}");
    assert!(xarf(engine(), &content, &Sender::default(), &package).unwrap_err().to_string().contains("address for mail"));
}

#[test]
fn a_table_has_one_line_a_report() {
    let row = subject(engine(), &package()).unwrap();
    assert_eq!((row.shop.as_str(), row.seller.as_str()), ("northlane.example", "Northlane Trading"));
    let table = table(&[row.clone(), row]);
    assert_eq!(table.lines().count(), 3);
    assert!(table.contains("\"sales@northlane.example\"") && table.contains("excuse-words"), "{table}");
}
