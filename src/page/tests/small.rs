//! Small pages of our own.

use super::*;
use crate::listing::{PageKind, Source};

pub(super) fn amount(money: &Option<crate::listing::Money>) -> String {
    money.as_ref().map(|money| format!("{} {}", money.amount, money.currency.as_deref().unwrap_or("?"))).unwrap_or_default()
}

const JSON_LD: &str = r##"<html lang="de-AT"><head><title>Boot - Shop</title><script type="application/ld+json">
{"@context":"https://schema.org","@graph":[{"@type":"Organization","@id":"#org","name":"Shop GmbH","vatID":"ATU12345678"},
{"@type":"Product","name":"Boot","brand":{"@type":"Brand","name":"Acme"},"sku":"B-1","gtin13":"4005556050178","image":["/a.jpg","/a.jpg","https://cdn.example/b.jpg"],
"aggregateRating":{"@type":"AggregateRating","ratingValue":"8","bestRating":"10","reviewCount":"1,234"},
"review":[{"@type":"Review","reviewBody":"Fits well","reviewRating":{"ratingValue":4}}],
"offers":{"@type":"Offer","price":79.9,"priceCurrency":"EUR","availability":"https://schema.org/InStock","itemCondition":"NewCondition","seller":{"@id":"#org"},
"priceSpecification":[{"@type":"UnitPriceSpecification","priceType":"https://schema.org/ListPrice","price":"120.00","priceCurrency":"EUR"}]}}]}
</script></head><body><h1>Boot</h1><p>99,00 &euro;</p></body></html>"##;

#[test]
fn json_ld_is_read_and_traced() {
    let page = read_page(JSON_LD);
    let listing = &page.listing;
    assert_eq!(listing.kind, PageKind::Product);
    assert_eq!((amount(&listing.price), amount(&listing.list_price)), ("79.9 EUR".into(), "120 EUR".into()));
    assert_eq!((listing.title.as_deref(), listing.brand.as_deref(), listing.sku.as_deref()), (Some("Boot"), Some("Acme"), Some("B-1")));
    assert_eq!((listing.gtin.as_deref(), listing.language.as_deref()), (Some("4005556050178"), Some("de")));
    assert_eq!((listing.availability.as_deref(), listing.condition.as_deref()), (Some("InStock"), Some("NewCondition")));
    assert_eq!((listing.rating.map(|stars| stars.to_string()).as_deref(), listing.review_count), (Some("4"), Some(1234)));
    assert_eq!(listing.reviews.first().map(|review| review.text.as_str()), Some("Fits well"));
    let sources: Vec<_> = listing.images.iter().map(|image| image.src.as_str()).collect();
    assert_eq!(sources, ["https://shop.example/a.jpg", "https://cdn.example/b.jpg"]);
    let seller = listing.seller.as_ref().unwrap();
    assert_eq!(seller.name.as_deref(), Some("Shop GmbH"));
    assert_eq!(seller.trader.as_ref().and_then(|trader| trader.vat.as_deref()), Some("ATU12345678"));
    let origin = &listing.trace["/price"];
    assert_eq!((origin.source, origin.place.as_str()), (Source::JsonLd, "html > head > script#/@graph/1/offers/price"));
}

#[test]
fn broken_json_ld_is_named_and_the_rest_still_read() {
    let page =
        read_page("<script type='application/ld+json'>{a b}</script><h1>Boot</h1><p class='price'>£50</p><button>Add to cart</button>");
    assert_eq!(page.skipped, [skipped("json-ld", "html > head > script".into(), "broken")]);
    assert_eq!(amount(&page.listing.price), "50 GBP");
    assert_eq!(page.listing.trace["/price"].source, Source::VisibleText);
    assert_eq!(page.listing.availability.as_deref(), Some("InStock"));
}

#[test]
fn microdata_and_rdfa_are_read() {
    let micro = "<div itemscope itemtype='http://schema.org/Product'><h1 itemprop=name>Anvil</h1><a itemprop=brand href=/acme>Acme</a>\
                 <div itemprop=offers itemscope itemtype='http://schema.org/Offer'><meta itemprop=priceCurrency content=USD>\
                 <span itemprop=price content='119.99'>$119.99</span><link itemprop=availability href='http://schema.org/OutOfStock'></div></div>";
    let listing = read_page(micro).listing;
    assert_eq!(
        (amount(&listing.price), listing.brand.as_deref(), listing.availability.as_deref()),
        ("119.99 USD".into(), Some("Acme"), Some("OutOfStock"))
    );
    assert_eq!(listing.trace["/brand"].source, Source::Microdata);
    let rdfa = "<div vocab='https://schema.org/' typeof=Product><h1 property=name>Anvil</h1><div property=offers typeof=Offer>\
                <span property=price content=20>20</span><meta property=priceCurrency content=CHF></div></div>";
    let listing = read_page(rdfa).listing;
    assert_eq!((amount(&listing.price), listing.trace["/price"].source), ("20 CHF".into(), Source::Rdfa));
}

#[test]
fn visible_labels_are_read() {
    let html = "<title>Boot</title><h1>Boot</h1><p><s>120,00 €</s> <b class=price>79,00 €</b></p><p>Artikelnummer: 1234-5</p>\
                <table><tr><th>Marke</th><td>Acme</td></tr></table><p>Verkauf durch Ann Shop</p><p>Auf Lager</p><button>In den Warenkorb</button>\
                <footer><a href='mailto:a@shop.example.com'>Kontakt</a><a href=/agb>AGB</a><p>USt-IdNr.: DE 123456789</p><p>Tel.: +49 30 123456</p>\
                <img alt=PayPal src=p.png><a href='https://social.example/shop'>us</a><a href='https://other.example.org/'>x</a></footer>";
    let listing = read_page(html).listing;
    assert_eq!(listing.kind, PageKind::Product);
    assert_eq!((amount(&listing.price), amount(&listing.list_price)), ("79 EUR".into(), "120 EUR".into()));
    assert_eq!(
        (listing.sku.as_deref(), listing.brand.as_deref(), listing.availability.as_deref()),
        (Some("1234-5"), Some("Acme"), Some("InStock"))
    );
    let seller = listing.seller.unwrap();
    let trader = seller.trader.unwrap();
    assert_eq!(seller.name.as_deref(), Some("Ann Shop"));
    assert_eq!(
        (trader.email.as_deref(), trader.vat.as_deref(), trader.phone.as_deref()),
        (Some("a@shop.example.com"), Some("DE123456789"), Some("+49 30 123456"))
    );
    let shop = listing.shop.unwrap();
    assert_eq!((shop.has_contact, shop.has_legal, shop.payment), (Some(true), Some(true), vec!["paypal".to_owned()]));
    assert_eq!((shop.links_total, shop.links_external, shop.links_social), (Some(3), Some(2), Some(1)));
    assert_eq!((shop.prices_shown, shop.prices_discounted, shop.discount_max_percent), (Some(1), Some(1), Some(34)));
}

pub(super) fn shelf() -> String {
    let card = |n: u32| {
        format!(
            "<li class='card'><a href='/p/{n}'><img src='/{n}.jpg' alt='Boot {n}'></a><h3><a href='/p/{n}'>Leather boot {n}</a></h3><del>€100</del> <span>€{}</span></li>",
            40 + n
        )
    };
    format!("<title>Boots</title><h1>Boots</h1><ul id=shelf>{}</ul><a href=/cart>Shopping cart</a>", (1..=4).map(card).collect::<String>())
}

#[test]
fn a_shelf_gives_cards_with_places() {
    let page = read_page(&shelf());
    let listing = &page.listing;
    assert_eq!((listing.kind, listing.cards.len()), (PageKind::Cards, 4));
    let card = &listing.cards[1];
    assert_eq!((card.title.as_str(), amount(&card.price), amount(&card.list_price)), ("Leather boot 2", "42 EUR".into(), "100 EUR".into()));
    assert_eq!((card.url.as_deref(), card.image.as_deref()), (Some("https://shop.example/p/2"), Some("https://shop.example/2.jpg")));
    assert_eq!(card.place, "#shelf > li:nth-of-type(2)");
    assert!(page.blocks.iter().any(|block| block.card == Some(1) && block.text.contains("boot 2")));
    assert_eq!(listing.shop.as_ref().and_then(|shop| shop.discount_median_percent), Some(57));
    assert_eq!(listing.price, None);
}

#[test]
fn an_article_with_brand_and_price_is_no_shop() {
    let html = "<title>How to spot copies</title><meta property='og:type' content=article><article><h1>How to spot copies of Nike shoes</h1>\
                <p>Copies of the Air Force 1 are sold for $29.99, while the real pair costs $110.</p><p>Look at the stitching.</p></article>";
    let page = read_page(html);
    assert_eq!((page.listing.kind, page.listing.price.is_none()), (PageKind::Other, true));
    let plain = html.replace("<meta property='og:type' content=article>", "");
    assert_eq!(read_page(&plain).listing.kind, PageKind::Other);
    assert!(page.blocks.iter().any(|block| block.text.starts_with("Copies of the Air Force") && block.zone == Zone::Main));
}

#[test]
fn the_address_may_come_from_the_page() {
    let html = "<link rel=canonical href='https://www.shop.example.co.uk/boot'><h1>Boot</h1><a href='/x'>x</a>";
    let page = Reader::new(&packs()).read(&snapshot(html, "")).unwrap();
    assert_eq!(page.listing.url.as_deref(), Some("https://www.shop.example.co.uk/boot"));
    assert_eq!(page.listing.trace["/url"].source, Source::OpenGraph);
    assert_eq!(page.links[0].url, "https://www.shop.example.co.uk/x");
    assert_eq!(page.listing.shop.unwrap().domain.as_deref(), Some("example.co.uk"));
}

#[test]
fn hostile_pages_give_an_answer_in_bounds() {
    let deep = "<div>".repeat(100_000);
    let bomb = format!("<script type='application/ld+json'>{}</script><p>x", "{\"a\":[".repeat(200_000));
    let wide = format!("<script type='application/ld+json'>[{}1]</script><p>x", "{\"@type\":\"Product\"},".repeat(30_000));
    let prices = "<a href=/x><img src=x>€5</a>".repeat(50_000);
    let unclosed = "<table><tr><td><p><b><i><a href='x' class=\"y".repeat(20_000);
    let labels = "<p>Brand: <p>SKU: 1 <p>was ".repeat(50_000);
    let nested = format!("{}x", "<div itemscope itemprop=offers>".repeat(50_000));
    for html in [deep, bomb, wide, prices, unclosed, labels, nested] {
        let Ok(page) = Reader::new(&packs()).read(&snapshot(&html, "https://shop.example/")) else { continue };
        assert!(page.listing.cards.len() <= 200 && page.listing.images.len() <= 24 && page.links.len() <= 5_000);
    }
    assert!(Reader::default().read(&snapshot("", "")).is_err());
}

#[test]
fn a_huge_page_is_cut_and_says_so() {
    let html = format!("<h1>Boot</h1><script>{}</script>{}", "x".repeat(6 << 20), "<p>words</p>".repeat(400_000));
    let page = read_page(&html);
    assert!(page.skipped.contains(&skipped("html", String::new(), "too-large")));
    assert_eq!(page.listing.title.as_deref(), Some("Boot"));
}

#[test]
fn a_snapshot_that_was_cut_in_the_browser_says_so() {
    let page = read_page("<!DOCTYPE html><html data-ts-cut><body><h1>Mug</h1></body></html>");
    assert!(page.skipped.contains(&skipped("html", String::new(), "too-large")));
}

#[test]
fn reading_twice_gives_the_same() {
    assert_eq!(read_page(JSON_LD), read_page(JSON_LD));
    assert_eq!(read_page(&shelf()), read_page(&shelf()));
}

#[test]
fn a_page_cut_anywhere_is_still_read() {
    let reader = Reader::new(&packs());
    for html in [JSON_LD.to_owned(), shelf()] {
        for end in (0..html.len()).filter(|end| html.is_char_boundary(*end)) {
            let _ = reader.read(&snapshot(&html[..end], "https://shop.example/"));
        }
    }
}

#[test]
fn a_monthly_price_or_the_price_of_a_measure_is_never_the_price() {
    let with = |price: &str| {
        let html = format!("<title>Boot</title><h1>Leather boot</h1>{price}<button>Add to cart</button>");
        amount(&read_page(&html).listing.price)
    };
    assert_eq!(with("<p class=price>9,90 € / Monat</p><p>oder 99,00 €</p>"), "99 EUR");
    assert_eq!(with("<p class=price>£8.25/mo</p><p>£99</p>"), "99 GBP");
    assert_eq!(with("<p class=price>12x R$ 8,25</p><p>R$ 99,00</p>"), "99 BRL");
    assert_eq!(with("<p class=price>4,99 € / 100 g</p><p>14,97 €</p>"), "14.97 EUR");
    assert_eq!(with("<p class=price>£3.20 per kg</p>"), "");
    assert_eq!(with("<p class=price>Price on request</p>"), "");
    assert_eq!(with("<p class=price>£10.00 – £20.00</p>"), "10 GBP");
}

#[test]
fn an_ad_whose_seller_can_be_written_to_is_to_be_had() {
    let ad = "<title>Calculator</title><h1>Calculator</h1><img src=calculator.jpg><p class=price>£15</p><button>Reply</button>";
    assert_eq!(read_page(ad).listing.availability.as_deref(), Some("InStock"));
    let sold = ad.replace("<button>", "<p>Sold out</p><button>");
    assert_eq!(read_page(&sold).listing.availability.as_deref(), Some("OutOfStock"));
}

#[test]
fn a_label_without_a_block_of_its_own_names_the_block_beside_it() {
    let html =
        "<h1>Boot</h1><p class=price>5 €</p><ul><li><span>Brand </span> <div><span>Acme</span></div></li></ul><button>Add to cart</button>";
    assert_eq!(read_page(html).listing.brand.as_deref(), Some("Acme"));
}

#[test]
fn what_can_be_put_in_the_cart_is_to_be_had_whatever_the_first_size_is() {
    let page = |says: &str| {
        let data = r#"{"@type":"Product","name":"Boot","offers":{"price":"5","priceCurrency":"EUR","availability":"OutOfStock"}}"#;
        let html =
            format!("<h1>Boot</h1><script type='application/ld+json'>{data}</script><p>5 €</p><p>{says}</p><button>Add to cart</button>");
        read_page(&html).listing
    };
    let listing = page("Warm and dry");
    assert_eq!(listing.availability.as_deref(), Some("InStock"));
    let said = listing.conflicts.iter().find(|conflict| conflict.fact == "/availability").unwrap();
    assert_eq!((said.kept.value.as_str(), said.kept.source), ("InStock", Source::VisibleText));
    assert_eq!((said.other.value.as_str(), said.other.source), ("OutOfStock", Source::JsonLd));
    assert_eq!(page("Out of stock").availability.as_deref(), Some("OutOfStock"));
}

#[test]
fn a_number_in_an_element_named_for_it_is_the_shops_number() {
    let page = |name: &str| {
        read_page(&format!("<h1>Boot</h1><p>Black - <span {name}>1002/710</span></p><p>5 €</p><button>Add to cart</button>")).listing.sku
    };
    assert_eq!(page("data-qa='product-reference'").as_deref(), Some("1002/710"));
    assert_eq!(page("class='size'"), None);
}

#[test]
fn numbers_of_single_sizes_are_not_those_of_the_product() {
    let size = |gtin: &str, mpn: &str| {
        format!(r#"{{"@type":"Product","name":"Boot","gtin13":"{gtin}","mpn":"{mpn}","offers":{{"price":79,"priceCurrency":"EUR"}}}}"#)
    };
    let page = |sizes: [String; 2]| format!("<script type='application/ld+json'>[{}]</script><h1>Boot</h1>", sizes.join(","));
    let listing = read_page(&page([size("4005556050178", "A-1"), size("5715093615745", "A-1")])).listing;
    assert_eq!((listing.gtin, listing.mpn.as_deref()), (None, Some("A-1")));
    let listing = read_page(&page([size("4005556050178", "A-1"), size("4005556050178", "A-2")])).listing;
    assert_eq!((listing.gtin.as_deref(), listing.mpn), (Some("4005556050178"), None));
}

#[test]
fn what_a_choice_adds_or_takes_off_is_no_price() {
    let html = "<title>Mask</title><h1>Diving mask</h1><ul><li>100.00€</li></ul><div><label>with lenses <input type=radio></label>                <label class=price>without (-40.00€)</label><label class=price>(+ 5 €)</label></div><button>Add to cart</button>";
    assert_eq!(amount(&read_page(html).listing.price), "100 EUR");
}

#[test]
fn what_delivery_costs_and_what_is_paid_in_parts_is_no_price() {
    let page = |lines: &str| format!("<title>Lamp</title><h1>Lamp</h1>{lines}<button>Add to cart</button>");
    for lines in [
        "<p>4 interest-free payments of $10.00</p><p>Today $40.00</p>",
        "<p>Shipping: $5.00</p><div>$40.00</div>",
        "<table><tr><td>Delivery</td><td>$5.00</td></tr></table><p>We ask $40.00</p>",
        "<p>$5.00 shipping</p><p>We ask $40.00</p>",
        "<p>每期<span>$5.00</span></p><p>We ask $40.00</p>",
        "<p>Free shipping over $5.00</p><p>We ask $40.00</p>",
        "<p>$40.00 + free shipping</p><p>Shipping: $5.00 (approx. $6.00)</p>",
    ] {
        assert_eq!(amount(&read_page(&page(lines)).listing.price), "40 ?", "{lines}");
    }
    assert_eq!(read_page(&page("<p>Shipping cost: $5.00</p>")).listing.price, None);
    assert_eq!(amount(&read_page(&page("<p>One delivery: $40.00</p>")).listing.price), "40 ?");
    let converted = "<p>£40.00</p><p class=price>approx. €46.00</p>";
    assert_eq!(amount(&read_page(&page(converted)).listing.price), "40 GBP");
    assert_eq!(amount(&read_page(&page("<p class=price>approx. €46.00</p>")).listing.price), "46 EUR");
    assert_eq!(amount(&read_page(&page("<p>$40.00 shipping calculated at checkout</p>")).listing.price), "40 ?");
}

#[test]
fn a_price_in_a_sentence_a_table_of_facts_or_a_quotation_sells_nothing() {
    let kind = |body: &str| read_page(&format!("<title>Lamp</title><img src=a.jpg>{body}")).listing.kind;
    for body in [
        "<h1>Is a lamp for $40 worth it?</h1><p>Words.</p>",
        "<h1>Lamps now cost $40</h1><p>Words.</p>",
        "<h1>Lamp</h1><table><tr><th>Price at launch</th><td>$40.00</td></tr></table>",
        "<h1>Lamp</h1><p>Deposit: $40.00</p>",
        "<h1>Lamp Ltd.</h1><p>$40.00</p><p>+1.20 (0.64%) today</p>",
        "<h1>Lamp Hotel</h1><p>$40.00</p><p>per night</p>",
    ] {
        assert_eq!(kind(body), PageKind::Other, "{body}");
    }
    for body in [
        "<h1>$40 · Lamp</h1>",
        "<h1>Lamp <span>$40</span></h1>",
        "<h1>Lamp</h1><table><tr><th>Price</th><td>$40.00</td></tr></table>",
        "<h1>Lamp</h1><p>Price: $40.00</p>",
        "<h1>Lamp</h1><p class=price>$40.00</p><p>-20%</p>",
    ] {
        assert_eq!(kind(body), PageKind::Product, "{body}");
    }
}

#[test]
fn the_brand_beside_its_label_wins_over_the_shops_own_name() {
    let page = |brand: &str| {
        format!(
            "<script type='application/ld+json'>{{\"@type\":\"Product\",\"name\":\"Boot\",\"brand\":\"{brand}\",\"offers\":{{\"price\":79,\"priceCurrency\":\"EUR\"}}}}\
             </script><h1>Boot</h1><table><tr><th>Brand</th><td>Acme</td></tr></table>"
        )
    };
    let listing = read_page(&page("Shop")).listing;
    assert_eq!((listing.brand.as_deref(), listing.conflicts.len()), (Some("Acme"), 1));
    assert_eq!(listing.trace["/brand"].source, Source::VisibleText);
    assert_eq!(read_page(&page("Bolt")).listing.brand.as_deref(), Some("Bolt"));
    let boxed = page("Shop").replace("<td>Acme</td>", "<td><div>Acme</div></td>");
    assert_eq!(read_page(&boxed).listing.brand.as_deref(), Some("Acme"));
}

#[test]
fn a_price_stated_without_its_currency_takes_that_of_the_page() {
    let page = |micro: &str, shown: &str| {
        let html = format!(
            "<div itemscope itemtype='http://schema.org/Product'><h1 itemprop=name>Lamp</h1><div itemprop=offers itemscope \
             itemtype='http://schema.org/Offer'><meta itemprop=price content=20>{micro}</div></div>{shown}"
        );
        amount(&read_page(&html).listing.price)
    };
    assert_eq!(page("<meta itemprop=pricecurrency content=EUR>", ""), "20 EUR");
    assert_eq!(page("", "<p>CHF 20.00</p><p>€ 18.00</p>"), "20 CHF");
    assert_eq!(
        page("", "<script type='application/ld+json'>{\"@type\":\"Event\",\"offers\":{\"priceCurrency\":\"CLP\"}}</script>"),
        "20 CLP"
    );
    assert_eq!(page("", "<p>Delivery from £3.00</p><p>Now £19.00</p>"), "20 GBP");
    assert_eq!(page("", "<p>Now £19.00</p><p>Or € 22.00</p>"), "20 ?");
}

#[test]
fn a_brand_in_an_element_named_for_it_is_read() {
    let brand =
        |html: &str| read_page(&format!("<title>Tea set</title>{html}<p class=price>$20</p><button>Add to cart</button>")).listing.brand;
    assert_eq!(brand("<h2 class=product__brandname><a href=/acme>Acme</a></h2><h1>Tea set</h1>").as_deref(), Some("Acme"));
    assert_eq!(brand("<h1>Tea set</h1><div data-testid=product-brand>Acme</div>").as_deref(), Some("Acme"));
    assert_eq!(brand("<a class=brand href=/>Shop</a><h1>Tea set</h1>"), None);
    assert_eq!(brand("<h1>Tea set</h1><p class=brandname>We have been making tea sets since 1920</p>"), None);
    assert_eq!(brand("<h1>Tea set</h1><p class=brandname hidden>Acme</p>"), None);
    assert_eq!(brand("<h1>Tea set</h1><a href=/cup><div><div>Designer</div><div>Kids</div></div></a>"), None);
    let titled = |title: &str, html: &str| {
        read_page(&format!("<title>{title}</title>{html}<p class=price>$20</p><button>Add to cart</button>")).listing.brand
    };
    assert_eq!(titled("Acme Leather boot - Shop", "<a href=/acme>Acme</a><h1>Leather boot</h1>").as_deref(), Some("Acme"));
    assert_eq!(titled("Acme Leather boot - Shop", "<h1>Leather boot</h1><h3>ACME</h3>").as_deref(), Some("ACME"));
    assert_eq!(titled("Leather boot - Acme", "<p>Acme</p><h1>Leather boot</h1>"), None);
    assert_eq!(titled("Boots Leather boot", "<ol><li>Shoes</li><li>Boots</li></ol><h1>Leather boot</h1>"), None);
}

#[test]
fn a_menu_of_thousands_hides_no_buy_button() {
    let menu = "<p><a href=/x>Lamps</a></p>".repeat(3_000);
    let listing = read_page(&format!("{menu}<title>Lamp</title><h1>Lamp</h1><p class=price>$20</p><button>Add to cart</button>")).listing;
    assert_eq!((listing.kind, listing.availability.as_deref()), (PageKind::Product, Some("InStock")));
}

#[test]
fn a_label_of_stock_with_its_answer_is_read_near_the_price() {
    let page = |answer: &str| {
        let menu = "<p>Menu of many things</p>".repeat(400);
        read_page(&format!(
            "<title>Boots dl4</title><h1>Sale</h1>{menu}<p>Boots dl4</p><table><tr><td>Price:</td><td>43.97 €</td></tr><tr><td>In Stock:</td>\
             <td>{answer}</td></tr></table><a href=/cart>Cart</a>"
        ))
        .listing
    };
    assert_eq!((page("Yes").kind, page("Yes").availability.as_deref()), (PageKind::Product, Some("InStock")));
    assert_eq!(page("No").availability.as_deref(), Some("OutOfStock"));
}

#[test]
fn an_old_price_that_structured_data_kept_is_not_the_price_asked() {
    let data = r#"<script type="application/ld+json">{"@type":"Product","name":"Boot","offers":{"price":"120.00","priceCurrency":"EUR"}}</script>"#;
    let read = |shown: &str| {
        let listing = read_page(&format!("{data}<h1>Boot</h1>{shown}")).listing;
        (amount(&listing.price), amount(&listing.list_price), listing.conflicts.len())
    };
    assert_eq!(read("<p><s>120,00 €</s> <b class=price>79,00 €</b></p>"), ("79 EUR".into(), "120 EUR".into(), 1));
    assert_eq!(read("<p>120,00 € <b class=price>79,00 €</b></p>"), ("120 EUR".into(), String::new(), 1));
    assert_eq!(read("<p><s>150,00 €</s> <b class=price>120,00 €</b></p>"), ("120 EUR".into(), "150 EUR".into(), 0));
}
