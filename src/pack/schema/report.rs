//! Entries that reports need: what is the reporter's own on a page, and where a report can go.

use serde::{Deserialize, Serialize};

/// What the words of a [`RedactionRule`] are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RedactionTarget {
    /// Words by which pages greet a signed-in person (`Hello`, `您好`); the name follows.
    Greeting,
    /// What follows a greeting where nobody is signed in (`sign in`).
    NotAName,
    /// Words before a person's delivery address (`Deliver to`).
    DeliverTo,
    /// Whole words of `id`, `class`, `data-testid` and `data-test` of an element that shows the person's own things (`mini-cart`).
    Region,
    /// Names of query parameters.
    Parameter,
    /// Names of form fields and meta elements.
    Field,
    /// Keys in state blobs.
    JsonKey,
}

/// What belongs to the reporter and not to the listing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedactionRule {
    /// Stable id, kebab-case.
    pub id: String,
    /// What the words are.
    pub target: RedactionTarget,
    /// Kind of thing that is taken out, the last part of a message key `redaction_…`: `account`, `address`, `cart`, `token`, `tracking`.
    pub category: String,
    /// The words, compared without regard to case.
    pub words: Vec<String>,
    /// Where the entry comes from.
    pub source: String,
}

/// Who runs a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChannelKind {
    /// A marketplace's own form.
    Marketplace,
    /// A host of shops or of web sites.
    Hosting,
    /// A payment service.
    Payment,
    /// A social network or messenger.
    Social,
    /// A consumer authority, an advice centre or a court of arbitration.
    Consumer,
    /// Police.
    Police,
    /// Customs.
    Customs,
    /// An office for trade marks.
    TradeMark,
    /// A brand owner's own desk.
    Brand,
    /// Another receiver, such as a registry of domains.
    Registry,
}

/// Who may use a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MayFile {
    /// Anyone who saw the page.
    Anyone,
    /// Whoever has an account there.
    AccountHolder,
    /// Whoever bought.
    Buyer,
    /// The owner of the right or an agent.
    RightsHolder,
}

/// Where a report can go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// Stable id, kebab-case.
    pub id: String,
    /// Name for people, as the receiver writes it.
    pub name: String,
    /// Who runs it.
    pub kind: ChannelKind,
    /// Ids of the `sites` whose listings it takes; empty for any.
    #[serde(default)]
    pub sites: Vec<String>,
    /// Ids of the `brands` whose goods it takes; empty for any.
    #[serde(default)]
    pub brands: Vec<String>,
    /// Countries whose people it serves, ISO 3166-1 alpha-2; `EU` for the Union; empty for any.
    #[serde(default)]
    pub countries: Vec<String>,
    /// What it is for: `suspected` (nothing bought), `bought`, `ip` (own right infringed).
    pub cases: Vec<ReportCase>,
    /// Who may use it.
    pub may_file: MayFile,
    /// The form's address; `https` only.
    pub url: String,
    /// Its address for mail, where it takes reports by mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// What is filled in: `url`, `reasons`, `name`, `email`, `good-faith`, `order-number`, `photos`, `receipt`, `seller`,
    /// `trade-mark`, `address`, `account`.
    pub needs: Vec<String>,
    /// Whether a DSA Article 16 notice fits (a hosting service that serves the Union).
    #[serde(default)]
    pub dsa_notice: bool,
    /// Whether it takes XARF.
    #[serde(default)]
    pub xarf: bool,
    /// Languages it reads, BCP 47, the best first.
    pub languages: Vec<String>,
    /// What answer to expect: `receipt`, `decision`, `none`, `mediation`, `case-number`.
    pub answer: String,
    /// When somebody last looked at the entry, `YYYY-MM`.
    pub checked: String,
    /// Where the entry comes from.
    pub source: String,
}

/// What has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportCase {
    /// Somebody saw an offer with signs and bought nothing.
    Suspected,
    /// Somebody bought and suspects what came, or waits for it.
    Bought,
    /// The offer infringes the reporter's own right.
    Ip,
}
