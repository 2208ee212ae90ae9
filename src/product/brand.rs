//! Which brand a listing claims, and whether it only goes with that brand's product.

use super::index::{Index, Spot};
use super::{GoodsBrain, NamedBrand, Title};
use crate::finding::Quote;
use crate::limits;
use crate::pack::{Brand, Goods, Packs, Strength};
use crate::text::{Folded, fold, folded_text};

/// What a listing claims about brands.
pub(super) struct Claim<'a> {
    pub brand: Option<NamedBrand<'a>>,
    pub accessory: bool,
}

impl GoodsBrain {
    /// The brand field comes first, then the first brand of the title. A brand that the title names only as what the goods go with
    /// is not claimed.
    pub(super) fn claim<'a>(&self, packs: &'a Packs, title: &Title<'_>, field: Option<&str>, goods: Option<&Goods>) -> Claim<'a> {
        let field = limits::cut(field.unwrap_or_default(), limits::STRING_BYTES);
        let stated = self.stated(packs, field);
        let named = named(packs, title, goods);
        let whole = self.is_accessory(title) || goods.is_some_and(|goods| goods.goes_with);
        let goes_with = named.as_ref().is_some_and(|(spot, _)| self.goes_with(title, spot) || foreign_maker(title, field, spot));
        if let Some(brand) = stated {
            // "Anker cable for iPhone": the maker is stated, and Apple is only what the cable is for.
            let with_itself = goes_with && named.is_none_or(|(_, named)| named.id == brand.id);
            return Claim {
                brand: Some(NamedBrand { brand, quote: Quote::text(field, "/brand"), stated: true }),
                accessory: whole || with_itself,
            };
        }
        let Some((spot, brand)) = named else { return Claim { brand: None, accessory: whole } };
        if whole || goes_with {
            return Claim { brand: None, accessory: true };
        }
        let words = title.original.get(title.text.original(spot.range)).unwrap_or_default();
        Claim { brand: Some(NamedBrand { brand, quote: Quote::text(words, "/title"), stated: false }), accessory: false }
    }

    /// The brand of a brand field: the field is its name, or names it beside other words ("adidas Originals", "Nike, Inc.").
    fn stated<'a>(&self, packs: &'a Packs, field: &str) -> Option<&'a Brand> {
        let text = fold(field);
        if let Some(owner) = self.index.exact.get(&text.text) {
            return packs.brands.get(*owner);
        }
        // Of an everyday word only the exact name counts: "Gap Filler Co" is not Gap.
        let spots = brand_spots(&self.index, &text);
        spots.into_iter().filter_map(|spot| packs.brands.get(spot.owner)).find(|brand| !brand.common_word)
    }

    /// Whether words of the title make all of it an accessory.
    fn is_accessory(&self, title: &Title<'_>) -> bool {
        title.accessory.iter().any(|spot| self.strength(spot) == Some(Strength::Strong))
    }

    /// Whether the brand at `spot` is what the goods go with: accessory words stand before it, or weak ones directly before it.
    fn goes_with(&self, title: &Title<'_>, spot: &Spot) -> bool {
        title.accessory.iter().filter(|words| words.range.end <= spot.range.start).any(|words| match self.strength(words) {
            Some(Strength::Strong | Strength::Medium) => true,
            Some(Strength::Weak) => {
                let between = title.text.text.get(words.range.end..spot.range.start).unwrap_or_default();
                between.trim_matches([' ', ':', '"', '\'', '(', '[', '®', '™']).is_empty()
            }
            None => false,
        })
    }

    fn strength(&self, spot: &Spot) -> Option<Strength> {
        self.index.strengths.get(spot.owner).copied()
    }
}

/// The first brand that the title names.
fn named<'a>(packs: &'a Packs, title: &Title<'_>, goods: Option<&Goods>) -> Option<(Spot, &'a Brand)> {
    let mut named = title.brands.iter().filter_map(|spot| packs.brands.get(spot.owner).map(|brand| (spot.clone(), brand)));
    named.find(|(spot, brand)| !brand.common_word || is_meant(title, spot, brand, goods))
}

/// Brand names by place, without those inside a longer name of another brand.
pub(super) fn brand_spots(index: &Index, text: &Folded) -> Vec<Spot> {
    let all = index.brands.spots(text);
    let is_whole = |spot: &Spot| !all.iter().any(|other| other.owner != spot.owner && spot.is_part_of(&other.range));
    all.iter().filter(|spot| is_whole(spot) && !continues_katakana(text, spot)).cloned().collect()
}

/// Whether the title begins with the maker of the brand field, whom the packs do not know, and names a known brand only later:
/// "Spigen Tough Armor iPhone 15" with the brand Spigen.
fn foreign_maker(title: &Title<'_>, field: &str, spot: &Spot) -> bool {
    let maker = folded_text(field);
    let Some(rest) = title.text.text.strip_prefix(&maker) else { return false };
    maker.len() > 1 && spot.range.start >= maker.len() && !rest.starts_with(char::is_alphanumeric)
}

/// Whether an everyday word stands for the brand: beside one of its lines or its goods, and with a capital if the title has any.
fn is_meant(title: &Title<'_>, spot: &Spot, brand: &Brand, goods: Option<&Goods>) -> bool {
    let words = title.original.get(title.text.original(spot.range.clone())).unwrap_or_default();
    let small = words.chars().next().is_some_and(char::is_lowercase) && title.original.chars().any(char::is_uppercase);
    let has_line = title.lines.iter().any(|line| line.owner == spot.owner);
    let has_goods = goods.is_some_and(|goods| brand.categories.iter().any(|category| category.goods == goods.id));
    has_line || (has_goods && !small)
}

/// Katakana words stand side by side without spaces; one that goes on from another is a piece of a longer word, not a name.
fn continues_katakana(text: &Folded, spot: &Spot) -> bool {
    let is_katakana = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー');
    let before = text.text.get(..spot.range.start).and_then(|head| head.chars().next_back());
    let first = text.text.get(spot.range.clone()).and_then(|name| name.chars().next());
    before.is_some_and(is_katakana) && first.is_some_and(is_katakana)
}
