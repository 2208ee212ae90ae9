//! Wiring: snapshot and pictures in, assessment out. Nothing is decided here.

mod cards;
mod pictures;

use crate::error::EngineError;
use crate::finding::{Assessment, EngineParts, Family, Finding, Skipped, State};
use crate::image;
use crate::listing::{Listing, PageKind, Seller, Shop};
use crate::model::{ModelFile, Models};
use crate::pack::{Brand, PackFile, Packs, Site, Thresholds};
use crate::page::{self, Page, Reader};
use crate::picture::{Line, PictureFacts, ReadBrand, Shown};
use crate::product::GoodsBrain;
use crate::rules::{Context, Lexicon, RULES, Said, Scope, Sign};
use crate::score;
use crate::snapshot::{Picture, SCHEMA, Snapshot};
use crate::text::domain;

/// The engine: packs and networks, loaded once. Every method is a pure function of its arguments.
pub struct Engine {
    packs: Packs,
    thresholds: Thresholds,
    models: Models,
    reader: Reader,
    brain: GoodsBrain,
    lexicon: Lexicon,
    parts: EngineParts,
}

impl Engine {
    /// Loads networks and packs. Without networks, pictures still get their hash; without thresholds nothing can be weighed.
    ///
    /// # Errors
    /// [`EngineError::ModelInvalid`], [`EngineError::PackInvalid`], [`EngineError::SchemaUnsupported`].
    pub fn new(models: &[ModelFile], packs: &[PackFile]) -> Result<Self, EngineError> {
        let packs = Packs::load(packs)?;
        let models = Models::load(models)?;
        let no_thresholds =
            || EngineError::PackInvalid { file: "rules".into(), entry: String::new(), reason: "no thresholds in any pack".into() };
        let thresholds = packs.rules.thresholds.clone().ok_or_else(no_thresholds)?;
        let (reader, brain, lexicon) = (Reader::new(&packs), GoodsBrain::new(&packs), Lexicon::new(&packs));
        let parts = EngineParts { version: env!("CARGO_PKG_VERSION").into(), model: models.parts.clone(), packs: packs.parts.clone() };
        Ok(Self { packs, thresholds, models, reader, brain, lexicon, parts })
    }

    /// Versions and hashes of everything that takes part.
    #[must_use]
    pub const fn info(&self) -> &EngineParts {
        &self.parts
    }

    /// The packs in use.
    #[must_use]
    pub const fn packs(&self) -> &Packs {
        &self.packs
    }

    /// Reads a page into facts.
    ///
    /// # Errors
    /// [`EngineError::SchemaUnsupported`], [`EngineError::SnapshotInvalid`].
    pub fn read(&self, snapshot: &Snapshot) -> Result<Page, EngineError> {
        if snapshot.schema != SCHEMA {
            return Err(EngineError::SchemaUnsupported { what: "snapshot".into(), found: snapshot.schema, expected: SCHEMA });
        }
        self.reader.read(snapshot)
    }

    /// Judges a page. Called without pictures for a quick answer; what it would like to see stands in `skipped` as
    /// `picture` with the reason `not-given`.
    ///
    /// # Errors
    /// [`EngineError::SchemaUnsupported`], [`EngineError::SnapshotInvalid`], [`EngineError::Internal`].
    pub fn assess(&self, snapshot: &Snapshot, pictures: &[Picture]) -> Result<Assessment, EngineError> {
        self.assess_facts(self.read(snapshot)?, pictures)
    }

    /// Judges facts that were read elsewhere.
    ///
    /// # Errors
    /// [`EngineError::Internal`].
    pub fn assess_listing(&self, listing: Listing) -> Result<Assessment, EngineError> {
        self.assess_facts(page::from_listing(listing), &[])
    }

    /// What a picture shows and says.
    ///
    /// # Errors
    /// The stable reason for which it cannot be read.
    pub fn look(&self, picture: &Picture) -> Result<PictureFacts, &'static str> {
        pictures::look(self, picture, true)
    }

    /// The networks.
    #[must_use]
    pub const fn models(&self) -> &Models {
        &self.models
    }

    /// The brands that lines read in a picture name, with the kinds of goods that it shows.
    #[must_use]
    pub fn brands_read(&self, lines: &[Line], shows: &[Shown]) -> Vec<ReadBrand> {
        self.models.brand_limits().map(|limits| self.brain.brands_read(&self.packs, lines, shows, limits)).unwrap_or_default()
    }

    /// The brand that a listing claims to be of, where it is one that the packs know.
    #[must_use]
    pub fn brand_of(&self, listing: &Listing) -> Option<&Brand> {
        self.brain.resolve(&self.packs, listing).brand.map(|named| named.brand)
    }

    /// A picture's perceptual hash alone, without the networks.
    ///
    /// # Errors
    /// The stable reason for which it cannot be read.
    pub fn hash(&self, picture: &Picture) -> Result<String, &'static str> {
        image::decode(picture).map(|pixels| image::hash_to_hex(image::difference_hash(&pixels)))
    }

    /// Signs in a piece of text, read as a seller's title.
    #[must_use]
    pub fn signs_in_text(&self, text: &str, language: Option<&str>) -> Vec<Finding> {
        let listing =
            Listing { kind: PageKind::Product, title: Some(text.to_owned()), language: language.map(str::to_owned), ..Listing::default() };
        self.signs_of_listing(listing, &[Family::Wording])
    }

    /// Signs in a host name.
    #[must_use]
    pub fn signs_of_domain(&self, host: &str) -> Vec<Finding> {
        let domain = domain::registrable(host).unwrap_or_else(|| host.to_owned());
        let shop = Shop { domain: Some(domain), ..Shop::default() };
        let url = Some(format!("https://{host}/"));
        self.signs_of_listing(
            Listing { kind: PageKind::Shop, url, shop: Some(shop), ..Listing::default() },
            &[Family::Domain, Family::List],
        )
    }

    fn signs_of_listing(&self, listing: Listing, families: &[Family]) -> Vec<Finding> {
        let page = page::from_listing(listing);
        let mut findings = self.findings(&page, self.site(&page), Scope::Page, &page.listing, &[]);
        findings.retain(|finding| families.contains(&finding.family));
        findings
    }

    /// Judges a page that was read before.
    ///
    /// # Errors
    /// [`EngineError::Internal`].
    pub fn assess_facts(&self, mut page: Page, given: &[Picture]) -> Result<Assessment, EngineError> {
        let (pictures, mut skipped) = pictures::look_at_page(self, &mut page.listing, given);
        page.blocks.extend(pictures::blocks(&page.listing, &pictures));
        let site = self.site(&page);
        let (findings, cards) = match page.listing.kind {
            PageKind::Other => (Vec::new(), Vec::new()),
            _ => (self.findings(&page, site, Scope::Page, &page.listing, &pictures), self.assess_cards(&page, site, &pictures)),
        };
        let weighed = score::weigh(&self.packs.rules, &self.thresholds, &findings);
        // A card's signs are the card's; on the page they are worth a look, not more.
        let floor = if cards.iter().any(|card| card.state > State::NoSigns) { State::Caution } else { State::NoSigns };
        let state = if page.listing.kind == PageKind::Other { State::NotShopping } else { weighed.state.max(floor) };
        let would_change = score::changes(&self.packs.rules, &self.thresholds, &findings, floor);
        let mut all_skipped = page.skipped;
        all_skipped.append(&mut skipped);
        let mut assessment = Assessment {
            schema: SCHEMA,
            state,
            posterior_permille: weighed.posterior_permille,
            weight_centibans: weighed.weight_centibans,
            families: weighed.families,
            findings,
            would_change,
            cards,
            listing: page.listing,
            skipped: all_skipped,
            engine: self.parts.clone(),
            digest: String::new(),
        };
        assessment.digest = assessment.compute_digest()?;
        Ok(assessment)
    }

    /// What the rules say of facts that were read elsewhere, with the rules' ids and not yet weighed: for measuring weights.
    #[must_use]
    pub fn signs(&self, listing: Listing) -> Vec<(&'static str, Sign)> {
        let page = page::from_listing(listing);
        self.page_signs(&page, self.site(&page), Scope::Page, &page.listing, &[])
    }

    fn findings(&self, page: &Page, site: Option<&Site>, scope: Scope, listing: &Listing, pictures: &[PictureFacts]) -> Vec<Finding> {
        let signs = self.page_signs(page, site, scope, listing, pictures).into_iter();
        let mut findings: Vec<Finding> = signs.filter_map(|(id, sign)| score::weigh_sign(&self.packs.rules, id, sign)).collect();
        score::sort(&mut findings);
        findings
    }

    fn page_signs(
        &self,
        page: &Page,
        site: Option<&Site>,
        scope: Scope,
        listing: &Listing,
        pictures: &[PictureFacts],
    ) -> Vec<(&'static str, Sign)> {
        let product = self.brain.resolve(&self.packs, listing);
        let (packs, models) = (&self.packs, &self.models);
        let said = Said::read(packs, &self.lexicon, page, scope, listing);
        let context = Context { packs, page, scope, listing, product: &product, site, pictures, models, said: &said };
        let rules = RULES.iter().filter(|rule| if scope == Scope::Page { rule.on_page } else { rule.on_cards });
        rules.flat_map(|rule| (rule.check)(&context).into_iter().map(move |sign| (rule.id, sign))).collect()
    }

    fn site(&self, page: &Page) -> Option<&Site> {
        let url = url::Url::parse(page.listing.url.as_deref()?).ok()?;
        self.packs.site_of(url.host_str()?)
    }
}

/// An entry of `skipped` for a picture.
fn skipped_picture(place: &str, reason: &str) -> Skipped {
    Skipped { what: "picture".into(), place: place.to_owned(), reason: reason.to_owned() }
}

/// The seller of a card in the Listing's shape.
fn seller_named(name: &str) -> Seller {
    Seller { name: Some(name.to_owned()), ..Seller::default() }
}
