use super::*;
use crate::listing::Trader;

fn trader(html: &str) -> Trader {
    read_page(html).listing.seller.and_then(|seller| seller.trader).unwrap_or_default()
}

fn named(html: &str) -> (Option<String>, Option<String>) {
    let trader = trader(html);
    (trader.name, trader.address)
}

fn both(name: &str, address: &str) -> (Option<String>, Option<String>) {
    (Some(name.to_owned()), Some(address.to_owned()))
}

#[test]
fn companies_and_addresses_of_many_countries_are_read() {
    for (written, name, address) in [
        ("Bergladen GmbH<br>Musterweg 5<br>12345 Musterstadt", "Bergladen GmbH", "Musterweg 5 12345 Musterstadt"),
        ("© 2024 Hill Shop Ltd, 4 High Street, Ambleside LA22 9AB", "Hill Shop Ltd", "4 High Street, Ambleside LA22 9AB"),
        (
            "<p>Copyright 2026 Dal Colle & Figli S.r.l.</p><p>Via Roma 12</p><p>20121 Milano</p>",
            "Dal Colle & Figli S.r.l.",
            "Via Roma 12, 20121 Milano",
        ),
        ("De Berg B.V., Dorpsstraat 1, 1234 AB Utrecht", "De Berg B.V.", "Dorpsstraat 1, 1234 AB Utrecht"),
        ("Górski Sp. z o.o., ul. Długa 3, 00-950 Warszawa", "Górski Sp. z o.o.", "ul. Długa 3, 00-950 Warszawa"),
        ("ООО «Гора», 101000 Москва, ул. Мира 1", "ООО «Гора»", "101000 Москва"),
        ("Nordic Shoe AB, Storgatan 2, 111 22 Stockholm", "Nordic Shoe AB", "Storgatan 2, 111 22 Stockholm"),
        ("Alpen Handel GmbH & Co. KG | Bahnstrasse 7 | 8001 Zürich", "Alpen Handel GmbH & Co. KG", "Bahnstrasse 7 | 8001 Zürich"),
    ] {
        assert_eq!(named(&format!("<h1>Shop</h1><footer>{written}</footer>")), both(name, address), "{written}");
    }
}

#[test]
fn a_company_without_an_address_needs_a_copyright_mark_or_an_imprint() {
    assert_eq!(named("<footer><p>© 2020-2026 山田商店株式会社</p></footer>").0.as_deref(), Some("山田商店株式会社"));
    assert_eq!(named("<footer><p>株式会社ヤマダ</p><p>法人番号: 1234567890123</p></footer>").0.as_deref(), Some("株式会社ヤマダ"));
    assert_eq!(named("<footer><p>Powered by Cart Works Inc.</p></footer>").0, None);
    assert_eq!(named("<p>We work with Cart Works Inc. and others.</p>").0, None);
    assert_eq!(named("<footer><p>La casa sa di sale. We ag all.</p><p>12345 Town</p></footer>").0, None);
}

#[test]
fn the_footer_of_a_marketplace_names_nobodys_trader() {
    let html = "<h1>Boot</h1><p class=price>€5</p><p>Sold by Ann Shop</p><button>Add to cart</button><footer>© Big Market Inc., 5 Main Street, Springfield 12345</footer>";
    assert_eq!(named(html).0, None);
}

#[test]
fn masked_addresses_and_register_numbers_are_read() {
    let read = trader("<footer><p>Mail: info [at] shop [dot] example.com</p><p>HRB 12345 B, Amtsgericht Charlottenburg</p></footer>");
    assert_eq!((read.email.as_deref(), read.register.as_deref()), (Some("info@shop.example.com"), Some("12345")));
    assert_eq!(trader("<p>ann(at)shop-ann.de</p>").email.as_deref(), Some("ann@shop-ann.de"));
    assert_eq!(trader("<p>Meet us (at) the shop.</p>").email, None);
    let read = trader("<footer>统一社会信用代码：91310000MA1K4XYZ8L</footer>");
    assert_eq!(read.register.as_deref(), Some("91310000MA1K4XYZ8L"));
    let origin = &read_page("<footer><p>HRB 12345</p></footer>").listing.trace["/seller/trader/register"];
    assert_eq!(origin.source, crate::listing::Source::VisibleText);
}

#[test]
fn seller_facts_and_condition_words_are_read_in_several_languages() {
    for (html, condition, percent, since) in [
        (
            "<p>Zustand: Gebraucht</p><p>99,8 % positive Bewertungen (1.204)</p><p>Mitglied seit 03.2015</p>",
            "UsedCondition",
            "99.8",
            "03.2015",
        ),
        (
            "<dl><dt>Condition</dt><dd>Like new</dd></dl><p>98% positive feedback (1,204 ratings)</p><p>Member since: May 2015</p>",
            "UsedCondition",
            "98",
            "May 2015",
        ),
        ("<p>成色：全新</p><p>好评率：97.5%</p><p>开店时间：2015年</p>", "NewCondition", "97.5", "2015年"),
        ("<p>État : Neuf</p><p>Évaluations positives : 96 %</p><p>Membre depuis 2015</p>", "NewCondition", "96", "2015"),
    ] {
        let listing = read_page(&format!(
            "<title>Boot</title><h1>Boot</h1><img src='/a.jpg'><p class=price>€79</p>{html}<button>Add to cart</button>"
        ))
        .listing;
        let seller = listing.seller.unwrap_or_default();
        assert_eq!(listing.condition.as_deref(), Some(condition), "{html}");
        assert_eq!(seller.rating_percent.map(|percent| percent.to_string()).as_deref(), Some(percent), "{html}");
        assert_eq!(seller.since.as_deref(), Some(since), "{html}");
        assert!(seller.rating_count.is_none_or(|count| count == 1204), "{html}");
    }
}
