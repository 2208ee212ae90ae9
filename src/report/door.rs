//! Which channels take this report from this person, and why the others do not.

use serde::{Deserialize, Serialize};

use crate::engine::Engine;
use crate::listing::Listing;
use crate::pack::{Channel, ChannelKind, MayFile, ReportCase};
use crate::text::domain;

/// Members of the European Union, ISO 3166-1 (Greece is `GR`), as of 2026.
const EU: [&str; 27] = [
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT",
    "RO", "SK", "SI", "ES", "SE",
];

/// Who reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Country, ISO 3166-1 alpha-2; empty where not said.
    #[serde(default)]
    pub country: String,
    /// Whether the person has an account with the site.
    #[serde(default)]
    pub has_account: bool,
    /// What happened.
    pub case: ReportCase,
}

/// A channel, open or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Door {
    /// The channel.
    pub channel: Channel,
    /// Why it is closed to this person: `rights-holder`, `buyer`, `account`, `case`; absent where it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<String>,
}

/// The channels for a page and a person: those of the page's site, its brand and the person's country. Open ones first, the nearest first:
/// the site, the brand, then authorities.
#[must_use]
pub fn doors(engine: &Engine, url: &str, listing: &Listing, person: &Person) -> Vec<Door> {
    let packs = engine.packs();
    let host = domain::host_of(url).unwrap_or_default();
    let site = packs.site_of(&host).map(|site| site.id.as_str());
    let brand = engine.brand_of(listing).map(|brand| brand.id.as_str());
    let concerns = |ids: &[String], id: Option<&str>| ids.is_empty() || id.is_some_and(|id| ids.iter().any(|known| known == id));
    let channels = packs
        .channels
        .iter()
        .filter(|channel| concerns(&channel.sites, site) && concerns(&channel.brands, brand) && serves(channel, &person.country));
    let mut doors: Vec<Door> =
        channels.map(|channel| Door { channel: channel.clone(), closed: closed(channel, person).map(str::to_owned) }).collect();
    doors.sort_by_key(|door| (door.closed.is_some(), distance(&door.channel)));
    doors
}

fn serves(channel: &Channel, country: &str) -> bool {
    let is_union = EU.contains(&country);
    channel.countries.is_empty() || channel.countries.iter().any(|served| served == country || (served == "EU" && is_union))
}

/// Why a channel is closed to a person.
fn closed(channel: &Channel, person: &Person) -> Option<&'static str> {
    match channel.may_file {
        MayFile::RightsHolder if person.case != ReportCase::Ip => return Some("rights-holder"),
        MayFile::Buyer if person.case != ReportCase::Bought => return Some("buyer"),
        MayFile::AccountHolder if !person.has_account => return Some("account"),
        _ => {}
    }
    // Who holds the right or bought may also do what anyone may.
    let may = channel.cases.contains(&person.case) || channel.cases.contains(&ReportCase::Suspected);
    (!may).then_some("case")
}

/// Order of kinds, and what is for this site or brand before what is for all.
fn distance(channel: &Channel) -> (bool, u8) {
    let kind = match channel.kind {
        ChannelKind::Marketplace => 0,
        ChannelKind::Hosting => 1,
        ChannelKind::Social => 2,
        ChannelKind::Brand => 3,
        ChannelKind::Payment => 4,
        ChannelKind::Consumer => 5,
        ChannelKind::Police => 6,
        ChannelKind::Customs => 7,
        ChannelKind::TradeMark => 8,
        ChannelKind::Registry => 9,
    };
    (channel.sites.is_empty() && channel.brands.is_empty(), kind)
}
