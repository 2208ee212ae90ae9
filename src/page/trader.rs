//! The trader as the page shows it: company, postal address, e-mail, telephone, numbers in registers and of taxes.

mod company;
mod contact;

use super::Zone;
use super::dom::Dom;
use super::draft::{self, Draft, Witness};
use super::graph::Place;
use super::view::{Run, View};
use super::words::{Found, Words};
use crate::listing::Source;

/// Longest run that is read: a longer one is prose.
const RUN_BYTES: usize = 600;
/// A company is the trader's where words of an imprint stand this few runs from it.
const NEAR_RUNS: usize = 4;
/// Most runs in which companies are looked for.
const COMPANY_RUNS: usize = 2_000;

/// Writes the trader's facts, best evidence first.
pub(super) fn read(draft: &mut Draft, dom: &Dom<'_>, view: &View, words: &Words, marks: &[Vec<Found<'_>>]) {
    links(draft, dom, view);
    for (run, marks) in view.runs.iter().zip(marks).filter(|(run, _)| is_read(run)) {
        let place = Place::Element(run.block);
        let witness = Witness { dom, source: Source::VisibleText, place: &place };
        if run.zone != Zone::Aside {
            let value = contact::email_in(&run.text);
            draft.put("/seller/trader/email", |listing| &mut Draft::trader(listing).email, value, witness);
        }
        for mark in marks {
            let Some(tail) = run.text.get(mark.range.end..) else { continue };
            match mark.label {
                "vat" => draft.put("/seller/trader/vat", |listing| &mut Draft::trader(listing).vat, contact::vat(tail), witness),
                "register" => {
                    let value = contact::register(tail);
                    draft.put("/seller/trader/register", |listing| &mut Draft::trader(listing).register, value, witness)
                }
                "phone" => draft.put("/seller/trader/phone", |listing| &mut Draft::trader(listing).phone, contact::phone(tail), witness),
                _ => false,
            };
        }
    }
    company(draft, dom, view, words, marks);
}

fn is_read(run: &Run) -> bool {
    !run.hidden && run.zone != Zone::Review && run.text.len() <= RUN_BYTES
}

/// E-mail and telephone of links made for them.
fn links(draft: &mut Draft, dom: &Dom<'_>, view: &View) {
    for (node, zone, hidden) in &view.links {
        let Some(href) = dom.attribute(*node, "href").filter(|_| !hidden && *zone != Zone::Review) else { continue };
        let place = Place::Element(*node);
        let witness = Witness { dom, source: Source::VisibleText, place: &place };
        let value = href.split_once(':').map(|(_, value)| value.split('?').next().unwrap_or(value).replace("%20", " "));
        if href.starts_with("mailto:") {
            let value = value.filter(|value| contact::is_email(value));
            draft.put("/seller/trader/email", |listing| &mut Draft::trader(listing).email, value, witness);
        } else if href.starts_with("tel:") {
            let value =
                value.and_then(|value| draft::clean(&value, 40)).filter(|value| value.bytes().filter(u8::is_ascii_digit).count() >= 6);
            draft.put("/seller/trader/phone", |listing| &mut Draft::trader(listing).phone, value, witness);
        }
    }
}

/// The company with its address: of all companies named in the footer, or beside words of an imprint, the one for which most speaks.
fn company(draft: &mut Draft, dom: &Dom<'_>, view: &View, words: &Words, marks: &[Vec<Found<'_>>]) {
    // Whom the page names as seller beside its own footer is somebody else; the footer is the marketplace's.
    let named = draft.listing.seller.as_ref().and_then(|seller| seller.name.clone());
    let tells = |index: usize| marks.get(index).is_some_and(|marks| marks.iter().any(|mark| matches!(mark.label, "vat" | "register")));
    // How many telling runs stand before each run.
    let mut total = 0_u32;
    let sums = (0..view.runs.len()).map(|index| {
        total += u32::from(tells(index));
        total
    });
    let telling: Vec<u32> = std::iter::once(0).chain(sums).collect();
    let near_tells = |index: usize| {
        let at = |index: usize| telling.get(index.min(view.runs.len())).copied().unwrap_or_default();
        at(index + NEAR_RUNS + 1) > at(index.saturating_sub(NEAR_RUNS))
    };
    let mut best: Option<(u32, usize, company::Company, Option<String>)> = None;
    let may_be_placed = |index: usize, run: &Run| run.zone == Zone::Footer || named.is_some() || near_tells(index);
    let runs = view.runs.iter().enumerate().filter(|(index, run)| is_read(run) && run.zone != Zone::Aside && may_be_placed(*index, run));
    let with_forms = runs.map(|(index, run)| (index, run, words.forms(&run.text))).filter(|(.., forms)| !forms.is_empty());
    for (index, run, forms) in with_forms.take(COMPANY_RUNS) {
        let Some(found) = company::find(run, &forms) else { continue };
        let address = company::address(view, index, found.end);
        let score = 3 * u32::from(address.is_some()) + 2 * u32::from(found.copyright) + 2 * u32::from(near_tells(index));
        let is_seller = named.as_deref().is_some_and(|named| found.name.contains(named) || named.contains(&found.name));
        let placed = run.zone == Zone::Footer || near_tells(index) || is_seller;
        if placed && (named.is_none() || is_seller) && score >= 2 && best.as_ref().is_none_or(|(most, ..)| score > *most) {
            best = Some((score, index, found, address));
        }
    }
    let Some((_, index, found, address)) = best else { return };
    let Some(run) = view.runs.get(index) else { return };
    let place = Place::Element(run.block);
    let witness = Witness { dom, source: Source::VisibleText, place: &place };
    let named = draft.put("/seller/trader/name", |listing| &mut Draft::trader(listing).name, Some(found.name), witness);
    if named {
        draft.put("/seller/trader/address", |listing| &mut Draft::trader(listing).address, address, witness);
    }
}
