use super::super::tests::read_page;
use crate::limits;
use crate::listing::{Listing, Source};

fn read(state: &str, price: &str) -> Listing {
    let page = format!("<title>Shop</title><h1>Leather hiking boot</h1>{state}<p class=price>{price}</p><button>Add to cart</button>");
    read_page(&page).listing
}

fn amount(listing: &Listing) -> Option<(String, Source)> {
    Some((listing.price.as_ref()?.amount.to_string(), listing.trace.get("/price")?.source))
}

const SHOPIFY: &str = r#"<script type="application/json" data-product-json>{"title":"Leather hiking boot","vendor":"Acme","available":false,
"price":1999,"compare_at_price":2999,"variants":[{"price":1999,"sku":"B-1","barcode":"4005556050178"}]}</script>"#;

#[test]
fn cents_are_told_from_whole_units_by_the_shown_price() {
    let listing = read(SHOPIFY, "$19.99 <s>$29.99</s>");
    assert_eq!(amount(&listing), Some(("19.99".into(), Source::StateBlob)));
    assert_eq!(listing.list_price.map(|money| money.amount.to_string()).as_deref(), Some("29.99"));
    assert_eq!((listing.brand.as_deref(), listing.sku.as_deref()), (Some("Acme"), Some("B-1")));
    assert_eq!((listing.gtin.as_deref(), listing.availability.as_deref()), (Some("4005556050178"), Some("OutOfStock")));
    assert_eq!(amount(&read(SHOPIFY, "¥1,999")), Some(("1999".into(), Source::StateBlob)));
    let unsettled = read(SHOPIFY, "$25");
    assert_eq!(amount(&unsettled), Some(("25".into(), Source::VisibleText)));
}

#[test]
fn the_known_blobs_are_read() {
    let product = r#"{"props":{"list":[{"name":"Other boot","price":1.5}],"item":{"name":"Leather hiking boot","price":{"value":"59.90","currency":"EUR"},"brand":{"name":"Acme"}}}}"#;
    for state in [
        format!("<script id=__NEXT_DATA__ type=application/json>{product}</script>"),
        format!("<script>window.__INITIAL_STATE__ = {product};(function(){{}})()</script>"),
        format!("<script>window.__NUXT__={product}</script>"),
    ] {
        let listing = read(&state, "59,90 €");
        assert_eq!((listing.brand.as_deref(), amount(&listing)), (Some("Acme"), Some(("59.9".into(), Source::StateBlob))), "{state}");
        assert!(listing.trace["/brand"].place.ends_with("#/props/item/brand"), "{}", listing.trace["/brand"].place);
    }
    let meta = r#"<script>window.A = window.A || {}; var meta = {"product":{"vendor":"Acme","variants":[{"price":5990,"name":"Leather hiking boot - 42","sku":"7"}]}};</script>"#;
    assert_eq!(read(meta, "$59.90").sku.as_deref(), Some("7"));
    let form = "<form data-product_variations='[{&quot;display_price&quot;:59.9,&quot;is_in_stock&quot;:false},{&quot;display_price&quot;:59.9,&quot;is_in_stock&quot;:false}]'></form>";
    let listing = read(form, "59,90 €");
    assert_eq!(
        (listing.availability.as_deref(), amount(&listing).map(|(_, source)| source)),
        (Some("OutOfStock"), Some(Source::StateBlob))
    );
}

#[test]
fn what_statistics_are_told_of_the_product_is_read() {
    let list = r#"dataLayer.push({"ecommerce":{"impressions":[{"name":"Other boot","price":"1.50","brand":"Other"}]}});"#;
    for state in [
        r#"dataLayer = [{page: 'detail', 'ecommerce': {detail: {products: {name: "Leather hiking boot", price: 59.90, brand: 'Acme'}}}}];"#,
        r#"gtag("event", "view_item", {currency: "EUR", items: [{item_name: "Leather hiking boot", item_brand: "Acme", price: 59.90}]});"#,
        r#"window.__data={"product":{"name":"Leather hiking boot","brand":"Acme"},"sale":{"name":"Leather hiking boot","price":59.90},"state":undefined};"#,
    ] {
        let listing = read(&format!("<script>{list}</script><script>var a = 1;{state}</script>"), "59,90 €");
        assert_eq!(listing.brand.as_deref(), Some("Acme"), "{state}");
        assert_eq!(listing.trace["/brand"].source, Source::StateBlob, "{state}");
    }
    for brand in ["jj", "471", "undefined", "(not set)", "{{brand}}"] {
        let state =
            format!("<script>dataLayer=[{{ecommerce:{{items:[{{name:'Leather hiking boot',price:59.9,brand:'{brand}'}}]}}}}]</script>");
        assert_eq!(read(&state, "59,90 €").brand, None, "{brand}");
    }
    let code = "<script>track.ecommerce = {}; gtag('event', 'view_item', product); /* ecommerce: {</script>";
    assert_eq!(read(code, "59,90 €").brand, None);
}

#[test]
fn what_is_code_or_other_products_is_left_alone() {
    for state in [
        "<script>window.__NUXT__=(function(a){return {name:a,price:5}})(1)</script>",
        "<script>window.__INITIAL_STATE__ = {\"name\":\"Other boot\",\"brand\":\"Acme\",\"price\":1.5}</script>",
        "<script type='application/json' id=cart>{\"name\":\"Leather hiking boot\",\"brand\":\"Acme\",\"price\":1.5}</script>",
        "<script>window.__INITIAL_STATE__ = {</script>",
    ] {
        let listing = read(state, "59,90 €");
        assert_eq!((listing.brand, listing.trace["/price"].source), (None, Source::VisibleText), "{state}");
    }
    let bomb = format!("<script>var meta = {}</script>", "[".repeat(100_000));
    assert_eq!(read(&bomb, "5 €").brand, None);
    let large = format!("<script>var meta = {{\"a\":\"{}\"}}</script><h1>Boot</h1>", "x".repeat(limits::STATE_BYTES));
    assert!(read_page(&large).skipped.iter().all(|skipped| skipped.what == "state" && skipped.reason == "too-large"));
}

#[test]
fn sources_that_contradict_each_other_are_kept() {
    let json_ld = r#"<script type="application/ld+json">{"@type":"Product","name":"Leather hiking boot","brand":"ACME","offers":{"price":"49.90","priceCurrency":"USD","availability":"InStock"}}</script>"#;
    let listing = read(&format!("{json_ld}{SHOPIFY}"), "$19.99");
    let said: Vec<_> = listing
        .conflicts
        .iter()
        .map(|conflict| (conflict.fact.as_str(), conflict.kept.value.as_str(), conflict.other.value.as_str(), conflict.other.source))
        .collect();
    assert_eq!(
        said,
        [
            ("/availability", "InStock", "OutOfStock", Source::StateBlob),
            ("/price", "49.9", "19.99", Source::StateBlob),
            ("/price", "49.9", "19.99", Source::VisibleText),
        ]
    );
    assert!(read(json_ld, "$49.90").conflicts.is_empty());
}
