//! One value of every type that has a schema, with every field set.

use std::collections::BTreeMap;

use serde_json::Value;
use touchstone::finding::*;
use touchstone::listing::*;
use touchstone::pack::*;
use touchstone::picture::{Code, CodeKind, Line, PictureFacts, ReadBrand, Shown};
use touchstone::snapshot::{Snapshot, SnapshotImage};

fn text(text: &str) -> Option<String> {
    Some(text.into())
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).into()).collect()
}

fn money() -> Option<Money> {
    Some(Money { amount: "12.50".parse().unwrap(), currency: text("EUR") })
}

/// One entry of each kind of pack, with every field set.
pub fn entries() -> BTreeMap<&'static str, Value> {
    let band = PriceBand { currency: "USD".into(), low: "30".parse().unwrap(), high: "350.5".parse().unwrap(), year: 2026 };
    let brand = Brand {
        id: "nike".into(),
        name: "Nike".into(),
        names: words(&["耐克"]),
        owner: text("Nike, Inc."),
        official_domains: words(&["nike.com"]),
        store_names: words(&["Nike Official"]),
        categories: vec![BrandCategory { goods: "shoes".into(), price_new: band }],
        lines: words(&["Air Force 1"]),
        foreign_lines: words(&["Stan Smith"]),
        style_codes: words(&["^[A-Z0-9]{6}-[0-9]{3}$"]),
        innocent: words(&["goddess nike"]),
        common_word: true,
        source: "test".into(),
    };
    let goods = Goods {
        id: "shoes".into(),
        words: words(&["shoe"]),
        not_words: words(&["shoe box"]),
        goes_with: true,
        shown_with: words(&["socks"]),
        source: "test".into(),
    };
    let term = Term {
        term: "a货".into(),
        lang: "zh".into(),
        kind: TermKind::Replica,
        strength: Strength::Strong,
        innocent: words(&["翡翠a货"]),
        innocent_with: words(&["film prop"]),
        likeness: true,
        disguised: true,
        source: "test".into(),
    };
    let label = Label { label: "list-price".into(), lang: "und".into(), words: words(&["RRP"]), source: "test".into() };
    let site = Site {
        id: "amazon".into(),
        name: "Amazon".into(),
        kind: SiteKind::Marketplace,
        domains: words(&["amazon.*", "amazon.co.uk"]),
        source: "test".into(),
    };
    let hints = PageHints { addresses: words(&["/item/[0-9]+"]), elements: words(&["#item"]) };
    let all_fields = [
        AdapterField::Title,
        AdapterField::Price,
        AdapterField::ListPrice,
        AdapterField::Brand,
        AdapterField::SellerName,
        AdapterField::SellerUrl,
        AdapterField::SellerRatingPercent,
        AdapterField::SellerRatingCount,
        AdapterField::SellerSince,
        AdapterField::SellerCountry,
        AdapterField::ShipsFrom,
        AdapterField::Availability,
        AdapterField::Sku,
        AdapterField::Mpn,
        AdapterField::Gtin,
        AdapterField::Rating,
        AdapterField::ReviewCount,
        AdapterField::Condition,
        AdapterField::Description,
    ];
    let readings = || words(&[".price, .cost", "a.seller@href"]);
    let adapter = Adapter {
        id: "amazon".into(),
        site: text("amazon"),
        marks: words(&["meta[name=generator]"]),
        product_pages: hints.clone(),
        card_pages: hints,
        fields: all_fields.map(|field| (field, readings())).into(),
        patterns: vec![FieldPattern { field: AdapterField::Brand, pattern: "^Visit the (.+) Store$".into() }],
        cards: Some(AdapterCards {
            card: "li.item".into(),
            title: readings(),
            price: readings(),
            list_price: readings(),
            seller: readings(),
            rating: readings(),
            image: readings(),
            link: readings(),
        }),
        id_patterns: words(&["/item/([0-9]+)"]),
        currency: text("EUR"),
        currency_by_host_ending: vec![HostCurrency { ending: "co.uk".into(), currency: "GBP".into() }],
        source: "test".into(),
    };
    let currency = CurrencyRate { code: "EUR".into(), per_usd: "0.88".parse().unwrap(), source: "test".into() };
    let sign = CurrencySign {
        id: "yen-or-yuan".into(),
        signs: words(&["¥"]),
        codes: words(&["JPY", "CNY"]),
        usual: text("JPY"),
        only_alone: true,
        decimals: Some(0),
        countries: vec![CountryCurrency { country: "cn".into(), currency: "CNY".into() }],
        languages: vec![LanguageCurrency { language: "zh-Hans".into(), currency: "CNY".into() }],
        source: "test".into(),
    };
    let caps = FamilyCaps { family: Family::Price, against_centibans: 100, for_centibans: 50, source: "test".into() };
    let bin = Bin {
        id: "over-80-percent".into(),
        weight_centibans: 60,
        basis: Basis::Measured,
        frequencies: Some(frequencies()),
        source: "test".into(),
    };
    let rule = RuleWeights { id: "price-discount".into(), family: Family::Price, bins: vec![bin] };
    let thresholds = Thresholds {
        prior_centibans: -169,
        caution_centibans: 0,
        high_centibans: 128,
        clear_family_centibans: 50,
        clear_families: 2,
        source: "test".into(),
    };
    let channel = Channel {
        id: "market-report".into(),
        name: "Market: report an offer".into(),
        kind: ChannelKind::Marketplace,
        sites: words(&["market"]),
        brands: words(&["nike"]),
        countries: words(&["DE", "EU"]),
        cases: vec![ReportCase::Suspected, ReportCase::Bought, ReportCase::Ip],
        may_file: MayFile::Anyone,
        url: "https://market.example/report".into(),
        email: text("report@market.example"),
        needs: words(&["url", "reasons"]),
        dsa_notice: true,
        xarf: true,
        languages: words(&["de", "en"]),
        answer: "decision".into(),
        checked: "2026-11".into(),
        source: "test".into(),
    };
    let redaction = RedactionRule {
        id: "greeting".into(),
        target: RedactionTarget::Greeting,
        category: "account".into(),
        words: words(&["hello"]),
        source: "test".into(),
    };
    let list = WarningList {
        id: "watch".into(),
        name: "Shop Watch".into(),
        url: "https://watch.example/".into(),
        hosts: words(&["a-shop.com"]),
        sellers: vec![ListedSeller { site: "market".into(), name: "Heap".into() }],
        packed: KeySet::new(vec![host_key("b-shop.com")]),
        source: "test".into(),
    };
    BTreeMap::from([
        ("warning-lists", serde_json::to_value(list).unwrap()),
        ("channels", serde_json::to_value(channel).unwrap()),
        ("redactions", serde_json::to_value(redaction).unwrap()),
        ("adapters", serde_json::to_value(adapter).unwrap()),
        ("brands", serde_json::to_value(brand).unwrap()),
        ("goods", serde_json::to_value(goods).unwrap()),
        ("terms", serde_json::to_value(term).unwrap()),
        ("labels", serde_json::to_value(label).unwrap()),
        ("sites", serde_json::to_value(site).unwrap()),
        ("currencies", serde_json::to_value(currency).unwrap()),
        ("currency-signs", serde_json::to_value(sign).unwrap()),
        ("families", serde_json::to_value(caps).unwrap()),
        ("rules", serde_json::to_value(rule).unwrap()),
        ("thresholds", serde_json::to_value(thresholds).unwrap()),
    ])
}

fn listing() -> Listing {
    let trader = Trader {
        name: text("Example GmbH"),
        address: text("1 Street"),
        phone: text("+49"),
        email: text("a@example.com"),
        register: text("HRB 1"),
        vat: text("DE1"),
    };
    let seller = Seller {
        name: text("Shop"),
        url: text("https://example.com/s"),
        rating_percent: "98.5".parse().ok(),
        rating_count: Some(7),
        since: text("2020"),
        country: text("DE"),
        trader: Some(trader),
    };
    let shop = Shop {
        domain: text("example.com"),
        links_total: Some(9),
        links_external: Some(1),
        links_social: Some(0),
        prices_shown: Some(3),
        prices_discounted: Some(2),
        prices_struck_through: Some(2),
        discount_median_percent: Some(60),
        discount_max_percent: Some(90),
        has_contact: Some(true),
        has_legal: Some(false),
        payment: words(&["paypal"]),
    };
    let card = Card {
        title: "Shoe".into(),
        price: money(),
        list_price: money(),
        seller: text("Shop"),
        rating: "4.5".parse().ok(),
        image: text("https://example.com/1.jpg"),
        url: text("https://example.com/1"),
        place: "html > body".into(),
    };
    Listing {
        kind: PageKind::Product,
        url: text("https://example.com/"),
        title: text("Shoe"),
        brand: text("Nike"),
        description: text("A shoe"),
        category: text("Shoes"),
        condition: text("NewCondition"),
        price: money(),
        list_price: money(),
        availability: text("InStock"),
        sku: text("1"),
        mpn: text("CJ0773-010"),
        gtin: text("4006381333931"),
        rating: "4.5".parse().ok(),
        review_count: Some(3),
        reviews: vec![Review { text: "Good".into(), rating: "5".parse().ok(), date: text("May") }],
        images: vec![ListingImage { src: "https://example.com/1.jpg".into(), alt: "shoe".into() }],
        ships_from: text("Berlin"),
        seller: Some(seller),
        shop: Some(shop),
        language: text("en"),
        cards: vec![card],
        trace: BTreeMap::from([("/title".into(), Origin { source: Source::JsonLd, place: "/0/name".into() })]),
        conflicts: vec![Conflict {
            fact: "/price".into(),
            kept: Said { value: "12.5".into(), source: Source::StateBlob, place: "script#/price".into() },
            other: Said { value: "10".into(), source: Source::VisibleText, place: "p".into() },
        }],
    }
}

fn frequencies() -> Frequencies {
    Frequencies { listed: 466, listed_of: 898, legitimate: 82, legitimate_of: 1472, times: 7 }
}

fn assessment() -> Assessment {
    let finding = Finding {
        rule: "price-discount".into(),
        family: Family::Price,
        weight_centibans: 60,
        grade: Grade::Clear,
        basis: Basis::Judged,
        frequencies: Some(frequencies()),
        message: Message { key: "rule_price_discount".into(), args: words(&["80"]) },
        quotes: vec![Quote::text("-80 %", "/price"), Quote::image("https://example.com/1.jpg", "/images/0")],
        source: "test".into(),
    };
    let part = Part { name: "goods".into(), version: "1".into(), sha256: sha256_hex(b"") };
    let mut assessment = Assessment {
        schema: 1,
        state: State::Caution,
        posterior_permille: 500,
        weight_centibans: 169,
        families: vec![FamilyWeight { family: Family::Price, weight_centibans: 60 }],
        findings: vec![finding.clone()],
        would_change: vec![Change { rules: words(&["price-discount"]), state: State::NoSigns }],
        cards: vec![CardAssessment {
            card: 0,
            state: State::NoSigns,
            posterior_permille: 20,
            weight_centibans: 0,
            findings: vec![finding],
        }],
        listing: listing(),
        skipped: vec![Skipped { what: "picture".into(), place: "https://example.com/2.jpg".into(), reason: "too-large".into() }],
        engine: EngineParts { version: "0.1.0".into(), model: vec![part.clone()], packs: vec![part] },
        digest: String::new(),
    };
    assessment.digest = assessment.compute_digest().unwrap();
    assessment
}

/// The contract's values, fully populated.
pub fn contract() -> BTreeMap<&'static str, Value> {
    let image = SnapshotImage { src: "https://example.com/1.jpg".into(), alt: "shoe".into(), width_px: 10, height_px: 20, shown: true };
    let snapshot =
        Snapshot { schema: 1, url: "https://example.com/".into(), html: "<p>".into(), images: vec![image], language: text("en") };
    let facts = PictureFacts {
        file: "1.jpg".into(),
        width_px: 10,
        height_px: 20,
        shows: vec![Shown { kind: "shoes".into(), score_permille: 950 }],
        text: vec![Line { text: "WhatsApp".into(), place_px: [1, 2, 30, 8], score_permille: 950 }],
        brands: vec![ReadBrand { brand: "adidas".into(), text: "adidas".into(), place_px: [1, 2, 30, 8], score_permille: 950 }],
        codes: vec![Code { kind: CodeKind::Gtin, text: "4006381333931".into() }],
        phash: "0123456789abcdef".into(),
        embedding_id: "00ff".into(),
    };
    BTreeMap::from([
        ("assessment", serde_json::to_value(assessment()).unwrap()),
        ("listing", serde_json::to_value(listing()).unwrap()),
        ("picture-facts", serde_json::to_value(facts).unwrap()),
        ("snapshot", serde_json::to_value(snapshot).unwrap()),
    ])
}
