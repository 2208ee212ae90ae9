//! Pages made to harm: every one gives a bounded answer, and what was cut is named. Counts and bounds, never times.

use super::small::{amount, shelf};
use super::*;
use crate::limits;

fn has(page: &Page, what: &str, reason: &str) -> bool {
    page.skipped.iter().any(|entry| entry.what == what && entry.reason == reason)
}

fn json_ld(json: &str) -> String {
    format!("<title>Boot</title><script type='application/ld+json'>{json}</script><h1>Boot</h1><button>Add to cart</button>")
}

#[test]
fn deep_nesting_is_flattened_and_named() {
    let page = read_page(&format!("<h1>Boot</h1>{}deep words", "<div><span>".repeat(100_000)));
    assert!(has(&page, "html", "too-deep"));
    assert!(page.blocks.iter().any(|block| block.text == "deep words"));
    assert!(page.blocks.iter().all(|block| block.place.len() <= limits::STRING_BYTES * 8));
    assert!(!has(&read_page("<div><div>flat</div></div>"), "html", "too-deep"));
}

#[test]
fn one_huge_attribute_is_cut() {
    let long = "x".repeat(1 << 20);
    let page = read_page(&format!("<h1>Boot</h1><a href='/{long}'>link</a><img src='/{long}'><p class='{long}'>words</p>"));
    assert!(page.blocks.iter().any(|block| block.text == "words"));
    assert!(page.links.iter().all(|link| link.url.len() <= 2 * limits::STRING_BYTES && link.text.len() <= limits::STRING_BYTES));
    assert!(page.listing.images.iter().all(|image| image.src.len() <= 2 * limits::STRING_BYTES && image.alt.len() <= limits::STRING_BYTES));
}

#[test]
fn many_attributes_are_cut_and_named() {
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=b")).collect();
    let page = read_page(&format!("<h1>Boot</h1><p{attributes} hidden>words</p>"));
    assert!(has(&page, "attribute", "too-many"));
    assert!(page.blocks.iter().any(|block| block.text == "words"));
}

#[test]
fn json_bombs_are_named() {
    let arrays = format!("{}1{}", "[".repeat(200_000), "]".repeat(200_000));
    let page = read_page(&json_ld(&arrays));
    assert!(has(&page, "json-ld", "broken"));
    assert_eq!(page.listing.title.as_deref(), Some("Boot"));
    let deep = format!("{}{}", "{\"offers\":[".repeat(40), "]}".repeat(40));
    assert!(has(&read_page(&json_ld(&deep)), "json-ld", "too-large"));
    let wide = format!("[{}1]", "1,".repeat(limits::JSON_NODES + 10));
    assert!(has(&read_page(&json_ld(&wide)), "json-ld", "too-large"));
}

#[test]
fn odd_keys_are_plain_data() {
    let json = "{\"@type\":\"Product\",\"name\":\"Boot\",\"__proto__\":{\"name\":\"x\"},\"constructor\":{\"prototype\":{}},\"sku\":\"A1\",\"sku\":\"B2\",\
                \"offers\":{\"@type\":\"Offer\",\"price\":\"5\",\"priceCurrency\":\"EUR\"}}";
    let listing = read_page(&json_ld(json)).listing;
    assert_eq!((listing.title.as_deref(), amount(&listing.price)), (Some("Boot"), "5 EUR".into()));
    // Of keys written twice one is taken, always the same one.
    assert_eq!(listing.sku.as_deref(), Some("B2"));
}

#[test]
fn numbers_that_are_none_are_no_price() {
    for price in ["1e400", "-1e400", "\"1e400\"", "\"NaN\"", "\"Infinity\"", "\"-5\"", "\"0\"", "1e-400", "\"\"", "null", "[]", "\"9e99\""]
    {
        let json = format!(
            "{{\"@type\":\"Product\",\"name\":\"Boot\",\"offers\":{{\"@type\":\"Offer\",\"price\":{price},\"priceCurrency\":\"EUR\"}}}}"
        );
        let listing = read_page(&json_ld(&json)).listing;
        assert!(listing.price.is_none(), "{price} read as {:?}", listing.price);
        assert_eq!(listing.title.as_deref(), Some("Boot"), "{price}");
    }
}

#[test]
fn marks_without_width_do_not_break_prices() {
    let html = "<title>Boot</title><h1>\u{202e}Bo\u{200b}ot\u{202c}</h1><p class=price>\u{200e}€\u{a0}1\u{200b}29,\u{2060}90\u{200f}</p><button>Add to cart</button>";
    let page = read_page(html);
    assert!(page.listing.title.as_ref().is_some_and(|title| title.contains("Bo")));
    // A price with marks inside is read as a person sees it, or not at all, never as another one.
    assert!(["129.9 EUR", ""].contains(&amount(&page.listing.price).as_str()), "{:?}", page.listing.price);
}

/// Every reader works through tokens and nodes a bounded number of times, so what is counted here is what reading costs.
#[test]
fn twice_the_page_gives_at_most_twice_the_tokens_and_nodes() {
    for part in [
        "<div><span>",
        "<b><p>x",
        "<a href=/x>",
        "</i></div>",
        "<table><tr><td>",
        "<li>x<ul>",
        "<p hidden>€5",
        "<!-- -->",
        "<div class='price old review' style='left:-999px'>€1,000.00</div>",
        "<i aria-label='4 out of 5 stars' class='review'>",
        "<script type='application/ld+json'>{\"@type\":\"Product\",\"name\":\"Boot\"}</script>",
        "<x a=1 b='2' c>&amp;&bogus;",
        "<",
        "<![CDATA[",
        "\u{202e}\u{200b}é",
    ] {
        let count = |times: usize| {
            let html = part.repeat(times);
            let dom = crate::page::dom::Dom::new(&html);
            (crate::page::tokens::Tokens::new(&html).count(), dom.len(), read_page(&format!("<h1>Boot</h1>{html}")).blocks.len())
        };
        let (once, twice) = (count(2_000), count(4_000));
        assert!(twice.0 <= 2 * once.0 + 8, "{part}: {} then {} tokens", once.0, twice.0);
        assert!(twice.1 <= 2 * once.1 + 8, "{part}: {} then {} nodes", once.1, twice.1);
        assert!(twice.2 <= 2 * once.2 + 8, "{part}: {} then {} runs of text", once.2, twice.2);
    }
}

#[test]
fn bombs_of_reviews_are_bounded() {
    let nested = format!("<div class=reviews>{}", "<div class=review><i aria-label='4 out of 5 stars'></i>Good boots. ".repeat(20_000));
    assert!(
        read_page(&format!("<title>Boot</title><h1>Boot</h1><p class=price>€5</p><button>Add to cart</button>{nested}"))
            .listing
            .reviews
            .len()
            <= 50
    );
    let headings = "<div><h2>Reviews</h2><p>4 out of 5 stars</p></div>".repeat(20_000);
    assert!(
        read_page(&format!("<title>Boot</title><h1>Boot</h1><p class=price>€5</p><button>Add to cart</button>{headings}"))
            .listing
            .reviews
            .is_empty()
    );
}

#[test]
fn too_many_things_are_counted_as_skipped() {
    let links = read_page(&format!("<h1>Links</h1>{}", "<p><a href=/x>x</a></p>".repeat(6_000)));
    assert!(has(&links, "link", "too-many") && has(&links, "control", "too-many") && links.links.len() == 5_000);
    let pictures: String = (0..60).map(|n| format!("<img src='/{n}.jpg'>")).collect();
    let pictures = read_page(&format!("<h1>Boot</h1>{pictures}"));
    assert!(has(&pictures, "image", "too-many") && pictures.listing.images.len() == 24);
    let card = |n: u32| format!("<li><a href='/p/{n}'><img src='/{n}.jpg'>Boot {n}</a><b>€{}</b></li>", 40 + n);
    let cards = read_page(&format!("<a href=/cart><i></i></a><h1>Boots</h1><ul>{}</ul>", (0..300).map(card).collect::<String>()));
    assert!(has(&cards, "card", "too-many") && cards.listing.cards.len() == 200);
    let few = read_page(&shelf());
    assert_eq!(few.skipped, []);
}
