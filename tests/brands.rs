//! Whether brands are found where the shared data says that they stand, in domains that imitate them and in titles of goods, and left alone
//! on legitimate host names and goods.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use touchstone::eval::words::{Tally, Words, hosts, titles};

mod common;

/// Whether at least so many in a hundred were hits.
fn reaches(tally: &Tally, percent: u32) -> bool {
    tally.share.hits * 100 >= tally.share.of * percent
}

#[test]
fn punycode_lookalikes_of_known_names_are_found() {
    let Some(data) = common::shared() else { return };
    let punycode = common::table(&data.join("lookalike-domains/idn.tsv"), &["domain"]);
    let letters = common::table(&data.join("reference/confusables-to-ascii.tsv"), &["char", "looks_like"]);
    let found = hosts::lookalikes(&common::engine(), &punycode, &letters);
    println!("punycode look-alikes found: {}; missed: {:?}", found.share.told(), found.wrong);
    assert!(found.share.of >= 10 && reaches(&found, 90));
}

#[test]
fn domains_with_a_known_name_in_theirs_are_found() {
    let Some(data) = common::shared() else { return };
    let listed = common::table(&data.join("lookalike-domains/brand-in-name.tsv"), &["domain", "token"]);
    let found = hosts::named(&common::engine(), &listed);
    println!("brand in name found: {}; missed: {:#?}", found.share.told(), found.wrong);
    assert!(found.share.of > 1_000 && reaches(&found, 80));
}

#[test]
fn legitimate_host_names_are_not_called_imitations() {
    let Some(data) = common::shared() else { return };
    let domains = common::table(&data.join("shop-domains/domains.tsv"), &["domain", "label"]);
    let called = hosts::called(&common::engine(), &domains);
    println!("legitimate host names called imitations: {}: {:?}", called.share.told(), called.wrong);
    // The goal is below 0.3 %.
    assert!(called.share.of > 0 && called.share.hits * 1000 < called.share.of * 3);
}

#[test]
fn brands_are_spotted_in_titles_and_goods_of_established_shops_hardly_ever_doubted() {
    let Some(data) = common::shared() else { return };
    let (engine, mut words) = (common::engine(), Words::default());
    for (file, price, list_price, currency) in titles::TABLES {
        let goods = titles::goods(&common::table(&data.join("listing-titles").join(file), &["title"]), price, list_price, currency);
        titles::spot(&engine, &goods, &mut words);
        titles::doubt(&engine, &goods, &mut words).unwrap();
    }
    let Words { right, spotted, doubted, high, .. } = words;
    println!("precision {}; wrong: {:#?}", right.share.told(), right.wrong);
    println!("recall {}; missed: {:#?}", spotted.share.told(), spotted.wrong);
    println!("caution {}: {:?}", doubted.share.told(), doubted.wrong);
    assert!(right.share.of > 1_000 && reaches(&right, 97));
    assert!(spotted.share.of > 1_000 && reaches(&spotted, 92));
    assert!(doubted.share.of > 4_000 && doubted.share.hits * 200 <= doubted.share.of);
    assert_eq!(high.wrong, [""; 0]);
}
