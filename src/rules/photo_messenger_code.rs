//! A QR code on a photo of the goods leads to a messenger.
//!
//! Words that draw a buyer away from a marketplace are filtered there; a picture is not read. Who orders by messenger has neither
//! the marketplace's nor a payment service's protection. Codes on packages lead to makers' pages, so only known messengers count.

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::pack::SiteKind;
use crate::picture::CodeKind;

/// The rule.
pub const RULE: Rule = Rule { id: "photo-messenger-code", on_page: true, on_cards: true, check };

fn check(context: &Context<'_>) -> Vec<Sign> {
    if context.own_brand().is_some() {
        return Vec::new();
    }
    let images = context.listing.images.iter().enumerate();
    let found = images.flat_map(|(index, image)| {
        let facts = context.pictures.iter().filter(|picture| picture.file == image.src);
        let codes = facts.flat_map(|picture| &picture.codes).filter(|code| code.kind == CodeKind::Qr);
        codes.filter_map(move |code| Some((index, image, messenger(context, &code.text)?, code.text.as_str())))
    });
    let Some((index, image, messenger, text)) = { found }.next() else { return Vec::new() };
    let place = format!("/images/{index}");
    one("messenger", vec![messenger.to_owned()], vec![Quote::image(&image.src, place.clone()), Quote::text(text, place)])
}

/// The name of the messenger that an address leads to.
fn messenger<'a>(context: &Context<'a>, text: &str) -> Option<&'a str> {
    let url = url::Url::parse(text).ok()?;
    let site = context.packs.site_of(url.host_str()?)?;
    (site.kind == SiteKind::Messenger).then_some(site.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, brand, site};
    use super::*;
    use crate::listing::ListingImage;
    use crate::picture::{Code, PictureFacts};

    fn bench(text: &str) -> Bench {
        let mut bench = Bench::titled("Boots");
        bench.packs.sites = vec![site("chat.example", SiteKind::Messenger), site("market.example", SiteKind::Marketplace)];
        let src = "https://shoes.example/1.jpg".to_owned();
        bench.page.listing.images.push(ListingImage { src: src.clone(), alt: String::new() });
        let codes = vec![Code { kind: CodeKind::Qr, text: text.to_owned() }];
        bench.pictures.push(PictureFacts { file: src, codes, ..PictureFacts::default() });
        bench
    }

    #[test]
    fn a_code_that_leads_to_a_messenger_is_found() {
        let signs = bench("https://chat.example/add/1").signs(&RULE);
        assert_eq!((signs[0].bin, signs[0].args[0].as_str(), signs[0].quotes.len()), ("messenger", "chat.example", 2));
    }

    #[test]
    fn other_addresses_other_texts_and_the_brands_own_site_are_left_alone() {
        for text in ["https://maker.example/manual", "https://market.example/shop", "4006381333931", "chat.example", "chat:add"] {
            assert!(bench(text).bins(&RULE).is_empty(), "{text}");
        }
        let mut own = bench("https://chat.example/add/1");
        own.packs.brands = vec![brand("Shoes", &["shoes.example"])];
        assert!(own.bins(&RULE).is_empty());
    }
}
