//! The listing claims one brand, and the name that stands in its photo is another's that makes such goods.
//!
//! A photo pasted from another listing, or goods that bear another name than the title sells. Honest causes are many (a street with
//! shop signs, a joint edition, a sponsor's name, what the goods go with), so the sign is small, and the rule stays silent where the
//! claimed brand or one of its lines is read on any photo, where several other brands are, where the page's words name the other
//! brand too, and where it is the seller's own name.

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::limits::PICTURES_A_PRODUCT;
use crate::pack::Brand;
use crate::picture::{PictureFacts, ReadBrand};
use crate::text::{Phrases, fold};

/// The rule.
pub const RULE: Rule = Rule { id: "photo-brand-mismatch", on_page: true, on_cards: false, check };

/// A brand read in a picture of the listing.
struct Seen<'a> {
    brand: &'a Brand,
    read: &'a ReadBrand,
    /// Place of the picture among the listing's.
    index: usize,
    src: &'a str,
}

fn check(context: &Context<'_>) -> Vec<Sign> {
    sign(context).into_iter().flatten().collect()
}

fn sign(context: &Context<'_>) -> Option<Vec<Sign>> {
    let product = context.product;
    let (claimed, goods) = (product.brand.as_ref().filter(|_| !product.accessory && !product.used)?, product.goods?);
    let pictures = pictures(context);
    let seen: Vec<Seen<'_>> = pictures.iter().flat_map(|(index, src, facts)| seen(context, *index, src, facts)).collect();
    let first = seen.first()?;
    let own = names(claimed.brand);
    let says_own = |facts: &PictureFacts| facts.text.iter().any(|line| own.is_in(&fold(&line.text)));
    let alone = seen.iter().all(|other| kin(other.brand, first.brand) && !kin(other.brand, claimed.brand));
    let sells = first.brand.categories.iter().any(|category| category.goods == goods.id);
    if !alone || !sells || goods.goes_with || pictures.iter().any(|(.., facts)| says_own(facts)) || is_named(context, first.brand) {
        return None;
    }
    let [left, top, width, height] = first.read.place_px;
    let place = format!("/images/{}", first.index);
    let quotes = vec![
        Quote::image(first.src, place.as_str()),
        Quote::text(first.read.text.as_str(), format!("{place}#xywh={left},{top},{width},{height}")),
        claimed.quote.clone(),
    ];
    Some(one("other-brand", vec![claimed.brand.name.clone(), first.brand.name.clone()], quotes))
}

/// The listing's pictures that were looked at, with their places.
fn pictures<'a>(context: &Context<'a>) -> Vec<(usize, &'a str, &'a PictureFacts)> {
    let (images, pictures) = (context.listing.images.iter().take(PICTURES_A_PRODUCT).enumerate(), context.pictures);
    let facts = |src: &str| pictures.iter().find(|facts| facts.file == src);
    images.filter_map(|(index, image)| Some((index, image.src.as_str(), facts(&image.src)?))).collect()
}

fn seen<'a>(context: &Context<'a>, index: usize, src: &'a str, facts: &'a PictureFacts) -> Vec<Seen<'a>> {
    let brand_of = |read: &ReadBrand| context.packs.brands.iter().find(|brand| brand.id == read.brand);
    facts.brands.iter().filter_map(|read| Some(Seen { brand: brand_of(read)?, read, index, src })).collect()
}

/// One brand, or two of one owner.
fn kin(a: &Brand, b: &Brand) -> bool {
    a.id == b.id || (a.owner.is_some() && a.owner == b.owner)
}

fn names(brand: &Brand) -> Phrases {
    let names: Vec<&String> = std::iter::once(&brand.name).chain(&brand.names).chain(&brand.lines).collect();
    Phrases::new(&names)
}

/// Whether the listing's words, its seller or its address name the brand too, whatever for: a joint edition, what the goods are
/// compared with or go with, a shop's own name on its photos.
fn is_named(context: &Context<'_>, brand: &Brand) -> bool {
    let (listing, page) = (context.listing, &context.page.listing);
    let seller = listing.seller.as_ref().or(page.seller.as_ref()).and_then(|seller| seller.name.as_deref());
    let words = [listing.title.as_deref(), listing.description.as_deref(), listing.brand.as_deref(), listing.category.as_deref(), seller];
    let alts = listing.images.iter().map(|image| image.alt.as_str());
    let other = names(brand);
    let host = context.host().unwrap_or_default().replace(['.', '-'], " ");
    let own = context.own_brand().is_some_and(|own| kin(own, brand));
    own || words.into_iter().flatten().chain(alts).chain([host.as_str()]).any(|words| other.is_in(&fold(words)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, brand};
    use super::*;
    use crate::listing::{ListingImage, Seller};
    use crate::picture::Line;

    /// Boots of Nordwolf, with a photo on which each of the names is read; `Lumina` and `Boreal` make boots too, `Castor` does not.
    fn bench(photos: &[&[&str]]) -> Bench {
        let mut bench = Bench::selling_boots();
        let categories = bench.packs.brands[0].categories.clone();
        for (name, sells) in [("Lumina", true), ("Boreal", true), ("Castor", false)] {
            let categories = if sells { categories.clone() } else { Vec::new() };
            bench.packs.brands.push(Brand {
                categories,
                lines: vec![format!("{name} Light")],
                ..brand(name, &[&format!("{name}.com").to_lowercase()])
            });
        }
        bench.packs.brands[0].lines = vec!["Frostline".into()];
        for (index, names) in photos.iter().enumerate() {
            let src = format!("https://shoes.example/{index}.jpg");
            bench.page.listing.images.push(ListingImage { src: src.clone(), alt: String::new() });
            let known = |name: &&&str| bench.packs.brands.iter().any(|brand| brand.name == **name);
            let read =
                |name: &&str| ReadBrand { brand: name.to_lowercase(), text: (*name).into(), place_px: [1, 2, 30, 9], score_permille: 950 };
            let line = |name: &&str| Line { text: (*name).into(), place_px: [1, 2, 30, 9], score_permille: 950 };
            let (brands, text) = (names.iter().filter(known).map(read).collect(), names.iter().map(line).collect());
            bench.pictures.push(PictureFacts { file: src, brands, text, ..PictureFacts::default() });
        }
        bench
    }

    #[test]
    fn another_brand_alone_on_the_photo_is_found_with_its_place() {
        let bench = bench(&[&["Lumina"]]);
        let sign = &bench.signs(&RULE)[0];
        assert_eq!((sign.bin, sign.args.as_slice()), ("other-brand", &["Nordwolf".to_owned(), "Lumina".to_owned()][..]));
        assert_eq!(sign.quotes[0], Quote::image("https://shoes.example/0.jpg", "/images/0"));
        assert_eq!(sign.quotes[1], Quote::text("Lumina", "/images/0#xywh=1,2,30,9"));
        assert_eq!(sign.quotes.len(), 3);
    }

    #[test]
    fn streets_of_shops_own_names_and_brands_of_other_goods_are_left_alone() {
        for photos in
            [&[&["Lumina", "Boreal"][..]][..], &[&["Lumina"], &["Nordwolf"]], &[&["Lumina", "Frostline 2"]], &[&["Castor"]], &[&[]], &[]]
        {
            assert!(bench(photos).bins(&RULE).is_empty(), "{photos:?}");
        }
    }

    #[test]
    fn what_the_page_names_what_goes_with_it_and_used_goods_are_left_alone() {
        let silent = |change: &dyn Fn(&mut Bench)| {
            let mut bench = bench(&[&["Lumina"]]);
            change(&mut bench);
            bench.bins(&RULE).is_empty()
        };
        assert!(silent(&|bench| bench.accessory = true));
        assert!(silent(&|bench| bench.used = true));
        assert!(silent(&|bench| bench.packs.goods[0].goes_with = true));
        assert!(silent(&|bench| bench.branded = false));
        assert!(silent(&|bench| bench.page.listing.title = Some("Nordwolf x Lumina boots".into())));
        assert!(silent(&|bench| bench.page.listing.description = Some("As good as Lumina".into())));
        assert!(silent(&|bench| bench.page.listing.images[0].alt = "Lumina Light boots".into()));
        assert!(silent(&|bench| bench.page.listing.seller = Some(Seller { name: Some("Lumina Outdoor".into()), ..Seller::default() })));
        assert!(silent(&|bench| bench.page.listing.url = Some("https://www.lumina-shop.example/p/1".into())));
        assert!(silent(&|bench| bench.page.listing.url = Some("https://www.lumina.com/p/1".into())));
        assert!(silent(&|bench| bench.packs.brands.iter_mut().for_each(|brand| brand.owner = Some("One Group".into()))));
        assert!(!silent(&|_| ()));
    }
}
