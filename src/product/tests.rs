use std::path::{Path, PathBuf};

use rust_decimal::Decimal;

use super::*;
use crate::listing::Money;
use crate::pack::price_in;
use crate::pack::testing::shipped_files;

/// The packs as shipped.
fn shipped() -> Packs {
    Packs::load(&shipped_files()).unwrap()
}

/// What a listing resolves to, in words: `brand goods`, `-` for none, with `accessory` and `used` after it.
fn said(packs: &Packs, brain: &GoodsBrain, listing: &Listing) -> String {
    let product = brain.resolve(packs, listing);
    let mut said = format!(
        "{} {}",
        product.brand.as_ref().map_or("-", |named| named.brand.id.as_str()),
        product.goods.map_or("-", |goods| goods.id.as_str())
    );
    for (holds, word) in [(product.accessory, " accessory"), (product.used, " used"), (product.category.is_some(), " $")] {
        if holds {
            said.push_str(word);
        }
    }
    said
}

#[track_caller]
fn assert_titles(cases: &[(&str, &str)]) {
    let packs = shipped();
    let brain = GoodsBrain::new(&packs);
    let title = |title: &str| Listing { title: Some(title.into()), ..Listing::default() };
    let wrong: Vec<String> = cases
        .iter()
        .map(|(words, expected)| (words, *expected, said(&packs, &brain, &title(words))))
        .filter(|(_, expected, found)| expected != found)
        .map(|(words, expected, found)| format!("{words:?}: expected {expected:?}, found {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn titles_name_brand_and_goods_in_many_languages() {
    assert_titles(&[
        ("Nike Air Force 1 '07 Men's Shoes", "nike shoes $"),
        ("Air Jordan 1 Retro High OG", "nike shoes $"),
        ("Women's adidas Originals Gazelle Shoes", "adidas shoes $"),
        ("Louis Vuitton Neverfull MM Tote Bag", "louis-vuitton bag $"),
        ("LOUIS  VUITTON wallet", "louis-vuitton wallet $"),
        ("Sac à main Hermès en cuir", "hermes bag $"),
        ("Herren Sonnenbrille Ray Ban RB3025", "ray-ban sunglasses $"),
        ("Rolex Submariner 41mm", "rolex watch $"),
        ("Montre Cartier Tank Must", "cartier watch $"),
        ("耐克官方 运动鞋 男", "nike shoes $"),
        ("グッチ 長財布 レディース", "gucci wallet $"),
        ("ナイキエアマックス スニーカー", "nike shoes $"),
        ("나이키 운동화", "nike shoes $"),
        ("Кроссовки Найк мужские", "nike shoes $"),
        ("ساعة رولكس", "rolex watch $"),
        ("Apple AirPods Pro 2nd generation", "apple headphones $"),
        ("Apple iPhone 15 Pro 256GB", "apple phone $"),
        ("Coach leather shoulder bag", "coach bag $"),
        ("LEGO Technic building set", "lego toy $"),
        ("Bosch GSR 12V cordless drill, compatible with all 12V batteries", "bosch tool $"),
        ("Dyson Airwrap hair dryer with case", "dyson hair-tool $"),
        ("Nike Club Fleece hoodie", "nike top $"),
        ("Dior Book Tote", "dior bag $"),
        ("Levis 501 jeans", "levis trousers $"),
        ("Levi’s 501 jeans", "levis trousers $"),
        ("Nike running shoe bag", "nike bag $"),
        ("Nike x Supreme hoodie", "nike top $"),
        ("Shoulder bag for women Gucci", "gucci bag $"),
        ("Running shoes suitable for men Nike Pegasus", "nike shoes $"),
        ("耐克 跑鞋 男女适用", "nike shoes $"),
        ("Ray-Ban Aviator sunglasses, green lens", "ray-ban sunglasses $"),
        ("Nike Air Force 1 Blush", "nike shoes $"),
        ("Tommy Jeans logo T-shirt", "tommy-hilfiger top $"),
        ("Sony PlayStation 5 Slim Console", "sony console $"),
        ("PS5 DualSense controller PlayStation", "sony controller $"),
        ("SanDisk Extreme Pro 128GB microSDXC memory card", "sandisk memory $"),
        ("Apple MacBook Pro 14 M3", "apple laptop $"),
        ("Samsung Galaxy Buds2 Pro earbuds", "samsung headphones $"),
        ("Apple 20W USB-C Power Adapter", "apple charger $"),
        ("Gillette Fusion5 razor blades 8 pack", "gillette grooming $"),
        ("Makita BL1850B battery", "makita battery $"),
        ("Labubu blind box plush", "pop-mart toy $"),
        ("Stanley Quencher tumbler 40oz", "stanley-1913 drinkware $"),
    ]);
}

#[test]
fn everyday_words_are_not_brands() {
    assert_titles(&[
        ("CAT litter 20 kg", "- -"),
        ("Cat tree with scratching post", "- -"),
        ("Apple pie tin", "- -"),
        ("Red apple print dress", "- dress"),
        ("Vestido with apple green trim", "- dress"),
        ("Coach trip to Paris", "- -"),
        ("Best Coach Ever T-shirt", "- top"),
        ("Omega 3 capsules", "- -"),
        ("Omega-3 fish oil, 120 softgels", "- -"),
        ("Puma concolor wildlife print", "- -"),
        ("Cartier-Bresson photographs", "- -"),
        ("Goddess Nike statue", "- -"),
        ("Greek god Hermes figurine", "- toy"),
        ("Tudor style house kit", "- -"),
        ("Fossil shark tooth necklace", "- jewellery"),
        ("Pandora's box earrings", "- jewellery"),
        ("Anker Kette Silber", "- jewellery"),
        ("翡翠A货手镯", "- jewellery"),
        ("烟台苹果 新鲜水果", "- -"),
        ("アップルパイ", "- -"),
        ("Allegory of Spring", "- -"),
        ("Celine Dion concert ticket", "- -"),
        ("British Columbia fleece jacket", "- jacket"),
        ("Assassin's Creed hoodie", "- top"),
        ("Vans and trucks sticker book", "- book accessory"),
        ("", "- -"),
    ]);
}

#[test]
fn what_goes_with_a_brands_product_does_not_claim_the_brand() {
    assert_titles(&[
        ("Case for iPhone 15", "- case accessory"),
        ("iPhone 15 Pro Max Case Clear", "- case accessory"),
        ("Leather watch strap for Rolex Submariner", "- strap accessory"),
        ("Nike Air Max 90 shoe laces replacement", "- care-part accessory"),
        ("Drill battery compatible with Bosch", "- battery accessory"),
        ("Replacement filter for Dyson V11", "- care-part accessory"),
        ("适用于苹果15手机壳", "- case accessory"),
        ("iPhone15対応ケース", "- case accessory"),
        ("Hülle passend für Samsung Galaxy S24", "- case accessory"),
        ("Coque pour iPhone 14", "- case accessory"),
        ("Funda para AirPods Pro", "- case accessory"),
        ("Чехол для iPhone 13", "- case accessory"),
        ("T-shirt with LEGO print", "- top accessory"),
        ("The World of Chanel, hardcover book", "- book accessory"),
        ("Louis Vuitton: The Birth of Modern Luxury (Hardcover)", "- book accessory"),
        ("Rolex poster, framed print", "- media accessory"),
        ("LED light kit for LEGO Technic", "- care-part accessory"),
        ("Perfume inspired by Chanel No 5", "- perfume accessory"),
        ("iPhone 15 Pro Max car holder", "- care-part accessory"),
        ("Case for Nintendo Switch", "- case accessory"),
        ("20W USB-C power adapter for iPhone", "- charger accessory"),
        ("Replacement heads compatible with Oral-B", "- - accessory"),
        ("Battery for Makita 18V", "- battery accessory"),
        ("Vacuum hose suitable for Dyson V8", "- - accessory"),
        ("Samsung Galaxy Watch 6 band 20mm", "- strap accessory"),
        ("Nintendo Switch Joy-Con grip", "- care-part accessory"),
        ("Shoe charms for Crocs", "- care-part accessory"),
        ("Samsung Galaxy S24 Ultra back cover", "- case accessory"),
        ("Swatch x Omega strap for MoonSwatch", "swatch -"),
    ]);
}

#[test]
fn what_is_not_new_is_noticed() {
    assert_titles(&[
        ("Pre-owned Rolex Datejust watch", "rolex watch used $"),
        ("二手 LV 路易威登 手提包", "louis-vuitton bag used $"),
        ("Levis 501 Jeans gebraucht", "levis trousers used $"),
        ("Chanel eau de parfum 2ml sample vial", "chanel perfume used $"),
        ("Nike shoes never used", "nike shoes $"),
        ("Gucci special occasion dress", "gucci dress $"),
    ]);
    let packs = shipped();
    let brain = GoodsBrain::new(&packs);
    for (condition, used) in [("UsedCondition", true), ("RefurbishedCondition", true), ("Pre-owned", true), ("NewCondition", false)] {
        let listing = Listing { title: Some("Nike shoes".into()), condition: Some(condition.into()), ..Listing::default() };
        assert_eq!(brain.resolve(&packs, &listing).used, used, "{condition}");
    }
}

#[test]
fn the_brand_field_comes_before_the_title() {
    let packs = shipped();
    let brain = GoodsBrain::new(&packs);
    let said = |brand: &str, title: &str| {
        said(&packs, &brain, &Listing { brand: Some(brand.into()), title: Some(title.into()), ..Listing::default() })
    };
    assert_eq!(said("Adidas CORE / NEO", "Women's Cloudfoam Pure Shoes"), "adidas shoes $");
    assert_eq!(said("NIKE, Inc.", "Cortez"), "nike -");
    assert_eq!(said("Coach", "Tote"), "coach bag $");
    assert_eq!(said("Gap Filler Co", "Coach trip"), "- -");
    assert_eq!(said("Apple Tree Toys", "Wooden blocks toy"), "- toy");
    assert_eq!(said("Casewright", "Casewright Tough Armor iPhone 15"), "- phone accessory");
    assert_eq!(said("Anker", "Charger for iPhone"), "anker charger $");
    assert_eq!(said("Dyson", "Replacement filter for Dyson V11"), "dyson care-part accessory");
    assert_eq!(said("Generic", "Nike Air Max shoes"), "nike shoes $");
    let listing = Listing { brand: Some("Ｎike".into()), title: Some("Nike shoes".into()), ..Listing::default() };
    let named = brain.resolve(&packs, &listing).brand.unwrap();
    assert!(named.stated);
    assert_eq!(named.quote, Quote::text("Ｎike", "/brand"));
}

#[test]
fn a_brand_of_the_title_is_quoted_as_it_stands() {
    let packs = shipped();
    let listing = Listing { title: Some("New  ＨＥＲＭÈＳ  bag".into()), ..Listing::default() };
    let named = GoodsBrain::new(&packs).resolve(&packs, &listing).brand.unwrap();
    assert_eq!((named.quote, named.stated), (Quote::text("ＨＥＲＭÈＳ", "/title"), false));
}

#[test]
fn the_category_names_the_goods_where_the_title_does_not() {
    let packs = shipped();
    let brain = GoodsBrain::new(&packs);
    let goods = |category: &str| {
        let listing = Listing { title: Some("Nike Tanjun".into()), category: Some(category.into()), ..Listing::default() };
        brain.resolve(&packs, &listing).goods.map(|goods| goods.id.clone())
    };
    assert_eq!(goods("Clothing, Shoes & Jewelry > Men > Shoes").as_deref(), Some("shoes"));
    assert_eq!(goods("Bags, Wallets & Belts"), None);
    assert_eq!(goods("Home"), None);
}

#[test]
fn other_packs_than_those_indexed_do_no_harm() {
    let packs = shipped();
    let listing = Listing { title: Some("Nike shoes for iPhone, used".into()), brand: Some("Gucci".into()), ..Listing::default() };
    let product = GoodsBrain::new(&packs);
    assert!(product.resolve(&Packs::default(), &listing).brand.is_none());
    assert_eq!(GoodsBrain::default().resolve(&packs, &listing), Product::default());
}

#[test]
fn a_stuffed_title_stays_bounded() {
    let packs = shipped();
    let brain = GoodsBrain::new(&packs);
    let title = "nike shoes for iphone case ".repeat(40_000);
    let _ = brain
        .resolve(&packs, &Listing { title: Some(title.clone()), brand: Some(title.clone()), category: Some(title), ..Listing::default() });
}

#[test]
fn style_codes_fit_their_brand() {
    let packs = shipped();
    let brand = |id: &str| packs.brands.iter().find(|brand| brand.id == id).unwrap();
    assert!(style_code_fits(brand("nike"), " cj0773-010 "));
    assert!(style_code_fits(brand("adidas"), "EE5399"));
    assert!(!style_code_fits(brand("nike"), "EE5399"));
    assert!(!style_code_fits(brand("nike"), &"A".repeat(100_000)));
}

fn shared(path: &str) -> Option<Vec<Vec<String>>> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let root = std::env::var_os("TOUCHSTONE_SHARED").map_or(beside, PathBuf::from);
    let Ok(text) = std::fs::read_to_string(root.join("data").join(path)) else {
        eprintln!("skipped: ../shared/data absent");
        return None;
    };
    Some(text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

/// Resolves honest rows and tells how many name a brand, have a band, and lie below half of its low end.
fn bands(rows: impl Iterator<Item = (Listing, Money)>) -> (usize, usize, usize, usize) {
    let packs = shipped();
    let brain = GoodsBrain::new(&packs);
    let (mut all, mut named, mut with_band, mut under_low, mut below) = (0, 0, 0, 0, 0);
    for (listing, money) in rows {
        all += 1;
        let product = brain.resolve(&packs, &listing);
        named += usize::from(product.brand.is_some());
        let Some(band) = product.category.map(|category| &category.price_new) else { continue };
        with_band += 1;
        let price = price_in(&money, &band.currency, &packs).unwrap();
        under_low += usize::from(price < band.low);
        if price < band.low / Decimal::TWO {
            below += 1;
            eprintln!("  {price} {} under {}: {:?} {:?}", band.currency, band.low, listing.brand, listing.title);
        }
    }
    eprintln!("{under_low} of {with_band} below the band");
    (all, named, with_band, below)
}

fn money(amount: &str, currency: &str) -> Option<Money> {
    let amount: Decimal = amount.parse().ok()?;
    (amount > Decimal::ZERO).then(|| Money { amount, currency: Some(currency.into()) })
}

#[test]
fn brands_of_an_established_shop_are_recognised_and_its_prices_raise_no_alarm() {
    let Some(rows) = shared("listing-titles/adidas-nike.tsv") else { return };
    let listings = rows.iter().filter_map(|row| {
        let listing = Listing { title: Some(row.get(1)?.clone()), brand: Some(row.get(2)?.clone()), ..Listing::default() };
        Some((listing, money(row.get(4)?, "USD")?))
    });
    let (all, named, with_band, below) = bands(listings);
    eprintln!("adidas and Nike shop: {named} of {all} brands recognised; {below} of {with_band} below half of the band");
    assert!(all > 1_500 && named * 100 >= all * 95);
    assert!(with_band * 10 >= all * 5 && below * 100 <= with_band);
    let packs = shipped();
    let (mut codes, mut fit) = (0, 0);
    for row in &rows {
        let id = if row[2].starts_with("Nike") { "nike" } else { "adidas" };
        codes += 1;
        fit += usize::from(style_code_fits(packs.brands.iter().find(|brand| brand.id == id).unwrap(), &row[0]));
    }
    eprintln!("style codes: {fit} of {codes} fit");
    assert!(fit * 100 >= codes * 98);
}

#[test]
fn titles_of_a_general_shop_raise_hardly_any_alarm() {
    let Some(rows) = shared("listing-titles/flipkart.tsv") else { return };
    let listings = rows.iter().filter_map(|row| {
        let field = |index: usize| row.get(index).filter(|text| !text.is_empty()).cloned();
        let listing = Listing { title: field(1), brand: field(2), category: field(3), ..Listing::default() };
        Some((listing, money(row.get(5)?, "INR")?))
    });
    let (all, named, with_band, below) = bands(listings);
    eprintln!("general shop: {named} of {all} name a known brand; {below} of {with_band} below half of the band");
    assert!(all > 400 && below * 20 <= with_band.max(20));
}

#[test]
fn brand_titles_without_a_brand_field_are_recognised() {
    let Some(rows) = shared("listing-titles/myntra.tsv") else { return };
    let packs = shipped();
    let brain = GoodsBrain::new(&packs);
    let (mut all, mut found, mut accessory, mut goods) = (0, 0, 0, 0);
    for row in &rows {
        let title = row[1].to_lowercase();
        let Some(id) = ["nike", "adidas"].into_iter().find(|id| title.starts_with(id)) else { continue };
        all += 1;
        let product = brain.resolve(&packs, &Listing { title: Some(row[1].clone()), ..Listing::default() });
        let right = product.brand.is_some_and(|named| named.brand.id == id);
        found += usize::from(right);
        accessory += usize::from(product.accessory);
        goods += usize::from(product.goods.is_some());
        if !right {
            eprintln!("  missed: {}", row[1]);
        }
    }
    eprintln!("fashion shop: {found} of {all} titles recognised, {accessory} taken for accessories, {goods} with goods");
    assert!(all > 100 && found * 100 >= all * 95);
}
