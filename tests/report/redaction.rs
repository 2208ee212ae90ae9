//! What is the reporter's own does not come into a report, and what the seller says stays.

use touchstone::report::{Redaction, redact};

use crate::page::{OF_SELLER, URL, engine, snapshot};

/// Kind of thing, what stands in the head of the page, and the part that must be gone.
const IN_PAGE: &[(&str, &str, &str)] = &[
    // Names after a greeting.
    ("account", "<span>Hello, Marta Oyelaran</span>", "Oyelaran"),
    ("account", "<span>Hi Quentin</span>", "Quentin"),
    ("account", "<span>Welcome back, Ines!</span>", "Ines"),
    ("account", "<b>Signed in as tvandenberg77</b>", "tvandenberg77"),
    ("account", "<span>Hallo, Jürgen Weißmann</span>", "Weißmann"),
    ("account", "<span>Angemeldet als k.lindqvist</span>", "lindqvist"),
    ("account", "<span>Bonjour, Élodie Marchetti</span>", "Marchetti"),
    ("account", "<span>Hola, Íñigo</span>", "Íñigo"),
    ("account", "<span>Olá, Thaís Moraes</span>", "Moraes"),
    ("account", "<span>Ciao, Ludovica</span>", "Ludovica"),
    ("account", "<span>Cześć, Bożena</span>", "Bożena"),
    ("account", "<span>Здравствуйте, Аркадий</span>", "Аркадий"),
    ("account", "<span>您好，欧阳慧敏</span>", "欧阳慧敏"),
    ("account", "<span>こんにちは、佐々木さん</span>", "佐々木"),
    ("account", "<span>안녕하세요, 남궁민수</span>", "남궁민수"),
    ("account", "<span>مرحبا، سلمان</span>", "سلمان"),
    ("account", "<span>Merhaba, Gülşah</span>", "Gülşah"),
    ("account", "<span>Hello,</span><span>Marta Oyelaran</span>", "Oyelaran"),
    // A name that a greeting gives away is taken out elsewhere too.
    ("account", "<span>Hello, Oyelaran</span><p>Oyelaran's wish list</p>", "Oyelaran"),
    // Menus of the account.
    ("account", r#"<div id="nav-link-accountList"><span>Account of Percival</span></div>"#, "Percival"),
    ("account", r#"<div class="user-menu open"><a href="/u/percival77">Percival</a></div>"#, "percival77"),
    ("account", r#"<div data-testid="account-name">Percival</div>"#, "Percival"),
    ("account", r#"<div class="customer-name"><img alt="Percival" src="/me.png"></div>"#, "Percival"),
    // Addresses.
    ("address", "<span>Deliver to Birkenstraße 114</span>", "Birkenstraße"),
    ("address", "<span>Ship to: 221 Larkspur Crescent</span>", "Larkspur"),
    ("address", "<span>Lieferadresse: Birkenstraße 114</span>", "Birkenstraße"),
    ("address", "<span>Livrer à Clermont-Ferrand 63000</span>", "63000"),
    ("address", "<span>Enviar a Valdepeñas 13300</span>", "13300"),
    ("address", "<span>Доставка в Сыктывкар</span>", "Сыктывкар"),
    ("address", "<span>配送至 呼和浩特市</span>", "呼和浩特"),
    ("address", "<span>お届け先：北海道釧路市</span>", "釧路"),
    ("address", r#"<div id="glow-ingress-block"><span>Marta</span> <span>Kenilworth CV8</span></div>"#, "CV8"),
    ("address", r#"<div class="delivery-address"><p>Flat 9, Kenilworth</p></div>"#, "Kenilworth"),
    ("address", r#"<input name="postal-code" value="CV8 1JJ">"#, "CV8"),
    ("address", r#"<input autocomplete="street-address" value="Flat 9, Kenilworth">"#, "Kenilworth"),
    ("address", r#"<script id="__NEXT_DATA__" type="application/json">{"zipCode":"CV8 1JJ"}</script>"#, "CV8"),
    // Cart, orders and history.
    ("cart", r#"<div class="mini-cart"><p>Thermal underwear, 2 pieces</p></div>"#, "underwear"),
    ("cart", r#"<div id="cart-drawer"><a href="/p/ovulation-kit">Ovulation kit</a></div>"#, "vulation"),
    ("cart", r#"<ul class="recently-viewed"><li>Divorce for beginners</li></ul>"#, "Divorce"),
    ("cart", r#"<div class="order-history"><p>Hair regrowth serum</p></div>"#, "regrowth"),
    // Tokens.
    ("token", r#"<a href="/next?session_id=9f31c7aa">next</a>"#, "9f31c7aa"),
    ("token", r#"<a href="/next?a=1&amp;access_token=zq81kd">next</a>"#, "zq81kd"),
    ("token", r#"<a href="/s?x=a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7">next</a>"#, "a1b2c3d4e5f6a7b8"),
    ("token", r#"<meta name="csrf-token" content="hh72jd9x">"#, "hh72jd9x"),
    ("token", r#"<input type="hidden" name="authenticity_token" value="hh72jd9x">"#, "hh72jd9x"),
    ("token", r#"<script type="application/json">{"sessionId":"hh72jd9x"}</script>"#, "hh72jd9x"),
    ("token", r#"<a href="https://marta:hunter22@northlane.example/">x</a>"#, "hunter22"),
    ("token", "<p>eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYXJ0YSJ9.c2lnbmF0dXJl</p>", "eyJzdWIi"),
    // Who looks, in addresses and data.
    ("account", r#"<a href="/p?customer_id=77812">x</a>"#, "77812"),
    ("account", r#"<a href="/p?first_name=Percival">x</a>"#, "Percival"),
    ("account", r#"<input name="username" value="percival77">"#, "percival77"),
    ("account", r#"<input autocomplete="cc-number" value="4929 1111 2222 3333">"#, "4929"),
    ("account", r#"<script type="application/json">{"customerEmail":"","userId":778121}</script>"#, "778121"),
    ("account", r#"<script type="application/json">{"a":"{\"firstName\":\"Percival\"}"}</script>"#, "Percival"),
    // Tracking.
    ("tracking", r#"<a href="/p?gclid=Cj0KCQiA">x</a>"#, "Cj0KCQiA"),
    ("tracking", r#"<a href="/p?a=1&amp;utm_campaign=mailto-marta">x</a>"#, "mailto-marta"),
    // Mail.
    ("email", "<p>We write to marta.oyelaran@mailhost.example</p>", "marta.oyelaran"),
    ("email", r#"<a href="/u?x=percival%40mailhost.example">x</a>"#, "percival"),
    ("email", "<p>percival&#64;mailhost.example</p>", "percival"),
    ("email", r#"<script type="application/json">{"contact":"percival+shop@mailhost.example"}</script>"#, "percival"),
    // Numbers.
    ("number", "<p>Order 302-7718245-1193847</p>", "7718245"),
    ("number", "<p>Visa •••• 8841</p>", "8841"),
    ("number", "<p>Pay with **** **** **** 8841</p>", "8841"),
];

/// Kind of thing, the page's address, and the part that must be gone.
const IN_ADDRESS: &[(&str, &str, &str)] = &[
    ("token", "?sid=q7w8e9", "q7w8e9"),
    ("token", "#access_token=q7w8e9", "q7w8e9"),
    ("account", "?uid=percival77", "percival77"),
    ("account", "?email=percival%40mailhost.example", "percival"),
    ("address", "?zip=CV81JJ", "CV81JJ"),
    ("tracking", "?fbclid=IwAR0abc", "IwAR0abc"),
];

fn has(redactions: &[Redaction], category: &str, place: &str) -> bool {
    redactions.iter().any(|redaction| redaction.category == category && redaction.place == place && redaction.count > 0)
}

#[test]
fn what_is_the_reporters_own_is_taken_out_and_named_by_kind() {
    assert!(IN_PAGE.len() + IN_ADDRESS.len() >= 60);
    for (category, html, secret) in IN_PAGE {
        let before = snapshot(html);
        let redacted = redact(engine(), &before, &[], &[]).unwrap();
        let json = serde_json::to_string(&redacted.snapshot).unwrap();
        assert!(before.html.contains(secret), "{html}: the case does not hold {secret}");
        assert!(!json.contains(secret), "{html}: {secret} is left in {}", redacted.snapshot.html);
        assert!(has(&redacted.redactions, category, "html"), "{html}: {:?}", redacted.redactions);
        assert!(!format!("{:?}", redacted.redactions).contains(secret));
    }
    for (category, end, secret) in IN_ADDRESS {
        let mut before = snapshot("");
        before.url.push_str(end);
        let redacted = redact(engine(), &before, &[], &[]).unwrap();
        assert!(redacted.snapshot.url.starts_with(URL) && !redacted.snapshot.url.contains(secret), "{}", redacted.snapshot.url);
        assert!(has(&redacted.redactions, category, "url"), "{end}: {:?}", redacted.redactions);
    }
}

#[test]
fn what_the_seller_says_stays() {
    for (_, html, _) in IN_PAGE {
        let redacted = redact(engine(), &snapshot(html), &[], &[]).unwrap();
        for said in OF_SELLER {
            assert!(redacted.snapshot.html.contains(said), "{html}: {said} is gone from {}", redacted.snapshot.html);
        }
        let (before, after) = (engine().read(&snapshot("")).unwrap().listing, engine().read(&redacted.snapshot).unwrap().listing);
        assert_eq!((after.title, after.price, after.seller, after.brand), (before.title, before.price, before.seller, before.brand));
    }
}

#[test]
fn a_page_without_anything_of_the_reporter_is_left_as_it_is() {
    let common = [
        "<a>Hello, sign in</a>",
        "<a>Hi there</a>",
        "<h2>Hello Kitty backpack</h2>",
        "<p>Welcome to our shop</p>",
        "<p>您好，请登录</p>",
        "<p>Style CW2288-111, EAN 4006381333931</p>",
        "<a href=\"/p?color=white&amp;size=42&amp;page=2\">white</a>",
        "<p>Costs 59.00 or 4 x 14.75</p>",
    ];
    for html in common {
        // A page's head is where a greeting stands; these stand in its body.
        let mut before = snapshot("");
        before.html = before.html.replace("<main>", &format!("<main>{html}"));
        let redacted = redact(engine(), &before, &[], &[]).unwrap();
        assert_eq!((redacted.snapshot, redacted.redactions), (before, Vec::new()), "{html}");
    }
}

#[test]
fn own_words_are_taken_out_and_a_kind_can_be_let_in() {
    let page = snapshot("<p>For Percival, percival@mailhost.example</p>");
    let redacted = redact(engine(), &page, &["percival".into()], &["email".into()]).unwrap();
    assert!(!redacted.snapshot.html.to_lowercase().contains("percival"), "{}", redacted.snapshot.html);
    assert!(redacted.snapshot.html.contains("@mailhost.example") && has(&redacted.redactions, "word", "html"));
}

#[test]
fn a_marked_part_that_holds_the_listing_stays_and_the_report_says_so() {
    let mut page = snapshot("");
    page.html = r#"<html><body itemscope itemtype="https://schema.org/Product"><div class="mini-cart"><h1 itemprop="name">Nike Air Force 1 shoes</h1>
<div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><span itemprop="price" content="59.00">59.00 €</span></div></div>
<button>Add to cart</button></body></html>"#
        .into();
    let redacted = redact(engine(), &page, &[], &[]).unwrap();
    assert!(redacted.snapshot.html.contains("Nike Air Force 1 shoes"));
    assert!(has(&redacted.redactions, "kept", "html"), "{:?}", redacted.redactions);
}

#[test]
fn a_hostile_page_takes_no_longer_than_its_size() {
    for part in ["<div class=mini-cart>", "Hello, ", "<p>&", "?a=", "a@b.", "\"k\":\"\\", "<span>Deliver to</span>", "eyJaaaaaaaa."] {
        let mut page = snapshot("");
        page.html.push_str(&part.repeat(200_000 / part.len()));
        redact(engine(), &page, &["x".into()], &[]).unwrap();
    }
}
