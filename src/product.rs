//! The goods brain: which brand, line and kind of goods a listing claims to be, and what such goods cost new.

mod brand;
mod code;
mod goods;
mod index;
mod picture;

pub use crate::text::gtin_valid;
pub use code::style_code_fits;

use crate::finding::Quote;
use crate::limits;
use crate::listing::Listing;
use crate::pack::{Brand, BrandCategory, Goods, Packs, Strength};
use crate::text::{Folded, fold};
use index::Index;

/// A brand that the listing names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedBrand<'a> {
    /// Which.
    pub brand: &'a Brand,
    /// Where the listing names it.
    pub quote: Quote,
    /// Stated in the brand field, not only in the title.
    pub stated: bool,
}

/// What the listing claims to sell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Product<'a> {
    /// The brand it claims; `None` where no brand of the packs is named or only as something it goes with.
    pub brand: Option<NamedBrand<'a>>,
    /// Kind of goods.
    pub goods: Option<&'a Goods>,
    /// The brand's own entry for that kind, with its price band; `None` for an accessory.
    pub category: Option<&'a BrandCategory>,
    /// The listing is for something that goes with a brand's product ("case for", "compatible with") or is about it.
    pub accessory: bool,
    /// The listing says second-hand, refurbished or sample.
    pub used: bool,
}

/// Indexes over the packs, built once.
#[derive(Debug, Default)]
pub struct GoodsBrain {
    index: Index,
}

impl GoodsBrain {
    /// Builds the indexes.
    #[must_use]
    pub fn new(packs: &Packs) -> Self {
        Self { index: Index::new(packs) }
    }

    /// Resolves a listing. `packs` are those given to [`GoodsBrain::new`].
    #[must_use]
    pub fn resolve<'a>(&self, packs: &'a Packs, listing: &Listing) -> Product<'a> {
        let words = Title::new(&self.index, listing.title.as_deref().unwrap_or_default());
        let goods = self.goods(packs, &words, listing.category.as_deref());
        let claim = self.claim(packs, &words, listing.brand.as_deref(), goods);
        let goods = goods.or_else(|| only_kind(packs, claim.brand.as_ref()?.brand, &words, claim.accessory));
        let category = match (&claim.brand, goods) {
            (Some(named), Some(goods)) if !claim.accessory => named.brand.categories.iter().find(|category| category.goods == goods.id),
            _ => None,
        };
        let used = words.used || listing.condition.as_deref().is_some_and(|condition| self.is_used(condition));
        Product { brand: claim.brand, goods, category, accessory: claim.accessory, used }
    }

    /// Whether a condition, a schema.org name or the page's words, says that the goods are not new.
    fn is_used(&self, condition: &str) -> bool {
        matches!(condition, "UsedCondition" | "RefurbishedCondition" | "DamagedCondition")
            || !self.index.used.spots(&fold(limits::cut(condition, limits::STRING_BYTES))).is_empty()
    }
}

/// The kind of goods where no word names one: that of a brand that makes only one, if the title names a model line.
fn only_kind<'a>(packs: &'a Packs, brand: &Brand, title: &Title<'_>, accessory: bool) -> Option<&'a Goods> {
    let [category] = brand.categories.as_slice() else { return None };
    let named = title.lines.iter().any(|line| packs.brands.get(line.owner).is_some_and(|owner| owner.id == brand.id));
    let goes_with = title.accessory.iter().any(|words| packs.terms.get(words.owner).is_some_and(|term| term.strength > Strength::Weak));
    if accessory || goes_with || !named {
        return None;
    }
    packs.goods.iter().find(|goods| goods.id == category.goods)
}

/// A title with all that the indexes find in it.
struct Title<'t> {
    original: &'t str,
    text: Folded,
    brands: Vec<index::Spot>,
    lines: Vec<index::Spot>,
    accessory: Vec<index::Spot>,
    used: bool,
}

impl<'t> Title<'t> {
    fn new(index: &Index, title: &'t str) -> Self {
        let original = limits::cut(title, limits::STRING_BYTES);
        let text = fold(original);
        let brands = brand::brand_spots(index, &text);
        let lines = index.lines.spots(&text);
        let accessory = index.accessory.spots(&text);
        let used = !index.used.spots(&text).is_empty();
        Self { original, text, brands, lines, accessory, used }
    }
}

#[cfg(test)]
#[path = "product/tests.rs"]
mod tests;
