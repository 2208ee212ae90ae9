//! The goods brain: which brand, line and kind of goods a listing claims to be, and what such goods cost new.

use crate::finding::Quote;
use crate::listing::Listing;
use crate::pack::{Brand, BrandCategory, Goods, Packs};

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
    /// The brand's own entry for that kind, with its price band.
    pub category: Option<&'a BrandCategory>,
    /// The listing is for something that goes with a brand's product ("case for", "compatible with").
    pub accessory: bool,
    /// The listing says second-hand, outlet or sample.
    pub used: bool,
}

/// Indexes over the packs, built once.
#[derive(Debug, Default)]
pub struct GoodsBrain {}

impl GoodsBrain {
    /// Builds the indexes.
    #[must_use]
    pub fn new(_packs: &Packs) -> Self {
        Self {}
    }

    /// Resolves a listing. `packs` are those given to [`GoodsBrain::new`].
    #[must_use]
    pub fn resolve<'a>(&self, _packs: &'a Packs, _listing: &Listing) -> Product<'a> {
        Product::default()
    }
}
