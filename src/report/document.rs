//! `report.html`: the package for people. One page without scripts, readable and printable, in which facts and inferences stand apart.
//! Everything that came from a page is text; addresses are not links, so that nobody opens one by a slip.

use std::fmt::Write as _;

use super::Words;
use super::manifest::Capture;
use crate::finding::{Assessment, CardAssessment, EngineParts, Finding, Quote, State};
use crate::listing::{Listing, Money};

/// What is shown.
pub(super) struct Shown<'a> {
    pub capture: &'a Capture,
    pub listing: Option<&'a Listing>,
    pub assessment: Option<&'a Assessment>,
    pub screenshot: Option<&'a str>,
    pub created: &'a str,
    pub software: &'a str,
    pub engine: &'a EngineParts,
}

/// Colours are those of the extension's paper; the rest is what a printer needs.
const STYLE: &str = "body{font:15px/1.55 system-ui,sans-serif;color:#1d2126;background:#fffefb;max-width:46rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}\
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}h2{font-size:1.1rem;margin:2rem 0 .5rem;padding-top:.75rem;border-top:2px solid #1d2126}h3{font-size:1rem;margin:1.2rem 0 .3rem}\
table{border-collapse:collapse;width:100%}th{text-align:start;font-weight:500;color:#59616c;width:12rem;vertical-align:top}td,th{padding:.2rem .5rem .2rem 0;border-bottom:1px solid #e2ddd1}\
blockquote{margin:.3rem 0;padding:.2rem .8rem;border-inline-start:3px solid #8a6414}.soft{color:#59616c;font-size:.85rem}code{font-size:.8rem}\
.photos{display:flex;flex-wrap:wrap;gap:.75rem}.photos figure{margin:0;width:13rem}img{max-width:100%;height:auto;border:1px solid #e2ddd1}figcaption{font-size:.75rem;color:#59616c}\
ul,ol{padding-inline-start:1.2rem}li{margin:.2rem 0}@media print{body{margin:0;max-width:none}h2{break-after:avoid}figure,.sign{break-inside:avoid}}";

/// Writes the page.
pub(super) fn html(words: &Words, shown: &Shown<'_>) -> String {
    let mut page = Page { out: String::new(), words };
    let (lang, direction) = (words.word("ui_language"), words.word("ui_direction"));
    let title = words.with("report_document_title", &[&shown.capture.url]);
    page.raw(&format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        escape(&lang),
        escape(&direction),
        escape(&title)
    ));
    page.element("h1", &title);
    page.element("p", &words.word("report_about"));
    page.facts(shown);
    page.photos(shown);
    page.inferences(shown);
    page.limits(shown);
    page.provenance(shown);
    page.raw("</body>\n</html>\n");
    page.out
}

struct Page<'w> {
    out: String,
    words: &'w Words,
}

impl Page<'_> {
    fn raw(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn element(&mut self, tag: &str, text: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.out, "<{tag}>{}</{tag}>", escape(text));
    }

    fn heading(&mut self, key: &str) {
        let text = self.words.word(key);
        self.element("h2", &text);
    }

    fn soft(&mut self, text: &str) {
        let _ = writeln!(self.out, "<p class=\"soft\">{}</p>", escape(text));
    }

    fn row(&mut self, label: &str, value: &str) {
        if !value.is_empty() {
            let _ = writeln!(self.out, "<tr><th scope=\"row\">{}</th><td dir=\"auto\">{}</td></tr>", escape(label), escape(value));
        }
    }

    /// Part 1: what stood on the page.
    fn facts(&mut self, shown: &Shown<'_>) {
        self.heading("report_part_facts");
        let meaning = self.words.word("report_part_facts_meaning");
        self.soft(&meaning);
        self.raw("<table>\n");
        let rows = [("report_page_address", shown.capture.url.clone()), ("report_made_at", shown.created.to_owned())];
        let facts = shown.listing.map(facts_of).unwrap_or_default();
        for (key, value) in rows.into_iter().chain(facts) {
            let label = self.words.word(key);
            self.row(&label, &value);
        }
        self.raw("</table>\n");
        if shown.listing.is_none() {
            let text = self.words.word("report_facts_left_out");
            self.element("p", &text);
        }
    }

    fn photos(&mut self, shown: &Shown<'_>) {
        if let Some(path) = shown.screenshot {
            let label = self.words.word("report_item_screenshot");
            let _ = writeln!(self.out, "<h3>{}</h3>\n<img src=\"{}\" alt=\"\">", escape(&label), escape(path));
        }
        if shown.capture.photos.is_empty() {
            return;
        }
        let label = self.words.word("report_item_photos");
        self.element("h3", &label);
        self.raw("<div class=\"photos\">\n");
        for photo in &shown.capture.photos {
            let (path, src) = (escape(&photo.path), escape(&photo.src));
            let _ = writeln!(self.out, "<figure><img src=\"{path}\" alt=\"\"><figcaption>{path}<br>{src}</figcaption></figure>");
        }
        self.raw("</div>\n");
    }

    /// Part 2: what was concluded, and from what.
    fn inferences(&mut self, shown: &Shown<'_>) {
        self.heading("report_part_inferences");
        let meaning = self.words.word("report_part_inferences_meaning");
        self.soft(&meaning);
        let Some(assessment) = shown.assessment else {
            let text = self.words.word("report_assessment_left_out");
            self.element("p", &text);
            return;
        };
        let sentence = self.words.word(&format!("state_{}", state_key(assessment.state)));
        let _ = writeln!(self.out, "<p><strong>{}</strong></p>", escape(&sentence));
        let estimate = format!("{}.{}", assessment.posterior_permille / 10, assessment.posterior_permille % 10);
        let estimate = self.words.with("ui_weighing_posterior", &[&estimate]);
        self.soft(&estimate);
        let (against, speaks_for): (Vec<_>, Vec<_>) = assessment.findings.iter().partition(|finding| finding.weight_centibans > 0);
        self.signs("ui_signs_against", &against);
        self.signs("ui_signs_for", &speaks_for);
        for card in &assessment.cards {
            self.card(&assessment.listing, card);
        }
    }

    fn signs(&mut self, key: &str, findings: &[&Finding]) {
        if findings.is_empty() {
            return;
        }
        let label = self.words.word(key);
        self.element("h3", &label);
        findings.iter().for_each(|finding| self.sign(finding));
    }

    fn sign(&mut self, finding: &Finding) {
        let text = self.words.say(&finding.message);
        let _ = writeln!(self.out, "<div class=\"sign\"><p>{}</p>", escape(&text));
        for quote in &finding.quotes {
            let _ =
                writeln!(self.out, "<blockquote dir=\"auto\">{} <code>{}</code></blockquote>", escape(quoted(quote)), escape(&quote.place));
        }
        let basis = [
            self.words.with("ui_sign_rule", &[&finding.rule]),
            self.words.with("ui_sign_weight", &[&format!("{:+}", finding.weight_centibans)]),
            self.words.with("ui_sign_source", &[&finding.source]),
        ];
        self.soft(&basis.join(" · "));
        self.raw("</div>\n");
    }

    fn card(&mut self, listing: &Listing, card: &CardAssessment) {
        let title = listing.cards.get(card.card).map_or("", |card| card.title.as_str());
        let state = self.words.word(&format!("state_{}", state_key(card.state)));
        self.element("h3", &format!("{} {}: {state}: {title}", self.words.word("cli_card"), card.card + 1));
        card.findings.iter().for_each(|finding| self.sign(finding));
    }

    /// Part 3: what is not in it.
    fn limits(&mut self, shown: &Shown<'_>) {
        self.heading("report_part_limits");
        let Capture { redactions, left_out, live_state, .. } = shown.capture;
        let mut items: Vec<String> = Vec::new();
        for redaction in redactions {
            let what = self.words.word(&format!("redaction_{}", redaction.category));
            items.push(format!("{what}: {} ({})", redaction.count, redaction.place));
        }
        items.extend(left_out.iter().map(|name| self.words.with("report_left_out", &[name])));
        if let Some(state) = live_state {
            let state = self.words.word(&format!("state_{}", state_key(*state)));
            items.push(self.words.with("report_live_state", &[&state]));
        }
        if let Some(assessment) = shown.assessment.filter(|assessment| !assessment.skipped.is_empty()) {
            items.push(format!("{}: {}", self.words.word("ui_skipped"), assessment.skipped.len()));
        }
        if items.is_empty() {
            items.push(self.words.word("report_nothing_left_out"));
        }
        self.list("ul", &items);
    }

    /// Part 4: how it was made, and what its signatures can and cannot prove.
    fn provenance(&mut self, shown: &Shown<'_>) {
        self.heading("report_part_provenance");
        let events = shown.capture.events.iter().map(|event| format!("{}  {}  {}", event.at, event.what, event.detail));
        self.list("ol", &events.collect::<Vec<_>>());
        for key in ["report_proves", "report_proves_not", "report_verify", "report_contest"] {
            let text = self.words.word(key);
            self.element("p", &text);
        }
        let engine = shown.engine;
        self.soft(&format!("{}, touchstone {}", shown.software, engine.version));
        let parts = engine.model.iter().chain(&engine.packs);
        let parts: Vec<String> = parts.map(|part| format!("{} {} {}", part.name, part.version, part.sha256)).collect();
        self.raw("<details><summary>");
        let label = self.words.word("ui_versions");
        self.raw(&escape(&label));
        self.raw("</summary>\n");
        parts.iter().for_each(|part| self.soft(part));
        self.raw("</details>\n");
    }

    fn list(&mut self, tag: &str, items: &[String]) {
        let _ = writeln!(self.out, "<{tag}>");
        items.iter().for_each(|item| self.element("li", item));
        let _ = writeln!(self.out, "</{tag}>");
    }
}

/// Facts with the keys of their labels, as the extension's panel names them.
pub(super) fn facts_of(listing: &Listing) -> Vec<(&'static str, String)> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let seller = listing.seller.clone().unwrap_or_default();
    let trader = seller.trader.clone().unwrap_or_default();
    let shop = listing.shop.clone().unwrap_or_default();
    vec![
        ("ui_fact_title", text(&listing.title)),
        ("ui_fact_brand", text(&listing.brand)),
        ("ui_fact_price", listing.price.as_ref().map(money).unwrap_or_default()),
        ("ui_fact_list_price", listing.list_price.as_ref().map(money).unwrap_or_default()),
        ("ui_fact_condition", text(&listing.condition)),
        ("ui_fact_category", text(&listing.category)),
        ("ui_fact_gtin", text(&listing.gtin)),
        ("ui_fact_mpn", text(&listing.mpn)),
        ("ui_fact_sku", text(&listing.sku)),
        ("ui_fact_seller", [text(&seller.name), text(&seller.url)].join(" ").trim().to_owned()),
        ("ui_fact_ships_from", text(&listing.ships_from)),
        ("ui_fact_trader", [text(&trader.name), text(&trader.register), text(&trader.vat)].join(" ").trim().to_owned()),
        ("ui_fact_trader_address", text(&trader.address)),
        ("report_fact_contact", [text(&trader.email), text(&trader.phone)].join(" ").trim().to_owned()),
        ("ui_fact_domain", text(&shop.domain)),
        ("ui_fact_payment", shop.payment.join(", ")),
    ]
}

/// A state's name in message keys.
pub(super) const fn state_key(state: State) -> &'static str {
    match state {
        State::High => "high",
        State::Caution => "caution",
        State::NoSigns => "no_signs",
        State::NotShopping => "not_shopping",
        State::CouldNotCheck => "could_not_check",
    }
}

pub(super) fn money(money: &Money) -> String {
    format!("{} {}", money.amount, money.currency.as_deref().unwrap_or("")).trim_end().to_owned()
}

fn quoted(quote: &Quote) -> &str {
    quote.text.as_deref().or(quote.image.as_deref()).unwrap_or_default()
}

/// Text as HTML. Characters that turn the direction of text or hide in it are shown as spaces.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() || is_hidden(c) => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Characters without a mark of their own.
const fn is_hidden(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_from_a_page_is_markup() {
        assert_eq!(escape("<script>'\"&\u{202e}x"), "&lt;script&gt;&#39;&quot;&amp; x");
    }
}
