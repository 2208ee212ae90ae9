//! The rules: each looks at facts and says which of its cases holds, with the words or picture it rests on. What a case
//! weighs stands in the rules pack; [`crate::score`] does the weighing.

mod authorised_retailer;
mod brand_field_mismatch;
mod brand_in_foreign_domain;
mod brand_mail_elsewhere;
mod brand_own_domain;
mod brand_store;
mod codes_agree;
mod context;
mod copied_copyright;
mod dead_policy_links;
mod discount_breadth;
mod discount_depth;
mod disguised_words;
mod domain_lure_words;
mod excuse_words;
mod few_outside_links;
mod free_mail;
mod gtin_invalid;
mod hidden_words;
mod label_index;
mod lexicon;
mod line_of_other_brand;
mod list_hit;
mod list_price_invented;
mod lookalike_domain;
mod messenger_contact;
mod mixed_script_domain;
mod new_seller_costly_goods;
mod no_social_link;
mod photo_barcode_mismatch;
mod photo_brand_mismatch;
mod photo_kind_mismatch;
mod photo_messenger_code;
mod photo_reused;
mod price_below_band;
mod replica_words;
mod reviews_repeated;
mod reviews_say_copy;
mod said;
mod same_price;
mod seller_name_random;
mod seller_of_everything;
mod seller_unnamed;
mod style_code_mismatch;
#[cfg(test)]
mod testing;
mod title_many_brands;
mod trader_mismatch;
mod transfer_only_payment;
mod trust_seal_dead;
mod vat_invalid;

pub use lexicon::{Entry, Label, Lexicon};
pub use said::{Heard, Said, Text, Voice};

use crate::finding::Quote;
use crate::listing::Listing;
use crate::model::Models;
use crate::pack::{Packs, Site};
use crate::page::Page;
use crate::picture::PictureFacts;
use crate::product::Product;

/// Whether a rule looks at the page's own listing or at one card of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The page: its product, its shop, its address.
    Page,
    /// One card of a page with several products.
    Card(usize),
}

/// All that a rule may look at.
pub struct Context<'a> {
    /// What is known.
    pub packs: &'a Packs,
    /// The page as read.
    pub page: &'a Page,
    /// What is judged now.
    pub scope: Scope,
    /// The facts judged now: the page's Listing, or a card's facts in the same shape.
    pub listing: &'a Listing,
    /// What `listing` claims to sell.
    pub product: &'a Product<'a>,
    /// The known site that the page belongs to.
    pub site: Option<&'a Site>,
    /// Facts on those pictures of the page that could be looked at, by address.
    pub pictures: &'a [PictureFacts],
    /// The networks, to compare pictures.
    pub models: &'a Models,
    /// What the texts in scope say.
    pub said: &'a Said<'a>,
}

/// A rule's answer: one of its cases holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// Id of a bin in the rule's entry of the rules pack.
    pub bin: &'static str,
    /// Arguments of the rule's message `rule_<id with _>`.
    pub args: Vec<String>,
    /// What it rests on; at least one.
    pub quotes: Vec<Quote>,
}

/// A rule.
pub struct Rule {
    /// Kebab-case id: file name, pack entry, message key, case folders.
    pub id: &'static str,
    /// Looks at the page.
    pub on_page: bool,
    /// Looks at single cards.
    pub on_cards: bool,
    /// At most one sign, or one for each thing found.
    pub check: fn(&Context<'_>) -> Vec<Sign>,
}

/// Every rule, in alphabetical order of ids.
pub const RULES: &[Rule] = &[
    authorised_retailer::RULE,
    brand_field_mismatch::RULE,
    brand_in_foreign_domain::RULE,
    brand_mail_elsewhere::RULE,
    brand_own_domain::RULE,
    brand_store::RULE,
    codes_agree::RULE,
    copied_copyright::RULE,
    dead_policy_links::RULE,
    discount_breadth::RULE,
    discount_depth::RULE,
    disguised_words::RULE,
    domain_lure_words::RULE,
    excuse_words::RULE,
    few_outside_links::RULE,
    free_mail::RULE,
    gtin_invalid::RULE,
    hidden_words::RULE,
    line_of_other_brand::RULE,
    list_hit::RULE,
    list_price_invented::RULE,
    lookalike_domain::RULE,
    messenger_contact::RULE,
    mixed_script_domain::RULE,
    new_seller_costly_goods::RULE,
    no_social_link::RULE,
    photo_barcode_mismatch::RULE,
    photo_brand_mismatch::RULE,
    photo_kind_mismatch::RULE,
    photo_messenger_code::RULE,
    photo_reused::RULE,
    price_below_band::RULE,
    replica_words::RULE,
    reviews_repeated::RULE,
    reviews_say_copy::RULE,
    same_price::RULE,
    seller_name_random::RULE,
    seller_of_everything::RULE,
    seller_unnamed::RULE,
    style_code_mismatch::RULE,
    title_many_brands::RULE,
    trader_mismatch::RULE,
    transfer_only_payment::RULE,
    trust_seal_dead::RULE,
    vat_invalid::RULE,
];
