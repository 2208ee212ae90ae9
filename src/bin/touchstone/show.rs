//! Answers for people: plain words first, then the reasons, then what was not checked.

use std::io::Write;

use anstyle::{AnsiColor, Color, Style};
use touchstone::finding::{Assessment, CardAssessment, Finding, Quote, Skipped, State};
use touchstone::listing::{Listing, Money};
use touchstone::report::Words;

use super::input::Error;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const AGAINST: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Red)));
const CAUTION: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Yellow)));
const FOR: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Green)));
const PLAIN: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Cyan)));

/// Column at which long lines are folded.
const WIDTH_COLUMNS: usize = 96;
/// Longest quote shown, in characters; `--json` has it whole.
const QUOTE_CHARACTERS: usize = 120;
/// Quotes shown a sign.
const QUOTES: usize = 3;
/// Skipped entries of one kind named one by one; more are counted.
const SKIPPED_NAMED: usize = 3;

/// Writes answers in one language. Colours only repeat what the words say, and only where standard output takes them.
pub struct Show {
    messages: Words,
}

impl Show {
    /// Answers in the words of `messages`.
    pub const fn new(messages: Words) -> Self {
        Self { messages }
    }

    /// A whole answer.
    pub fn assessment(&self, assessment: &Assessment) -> Result<(), Error> {
        let mut out = anstream::stdout().lock();
        let out = &mut out;
        let (style, mark) = look(assessment.state);
        let state = self.messages.state(assessment.state);
        writeln!(out, "\n  {style}{mark}{style:#}  {BOLD}{state}{BOLD:#}")?;
        self.what(out, &assessment.listing)?;
        self.section(out, "ui_signs_against", AGAINST, assessment.findings.iter().filter(|finding| finding.weight_centibans > 0))?;
        self.section(out, "ui_signs_for", FOR, assessment.findings.iter().filter(|finding| finding.weight_centibans <= 0))?;
        self.changes(out, assessment)?;
        for card in &assessment.cards {
            self.card(out, &assessment.listing, card)?;
        }
        self.skipped(out, &assessment.skipped)?;
        let permille = assessment.posterior_permille;
        let digest = assessment.digest.get(..16).unwrap_or(&assessment.digest);
        writeln!(
            out,
            "\n  {DIM}{} {}.{} %   {} {:+} cb   {} {}   {digest}…{DIM:#}\n",
            self.messages.word("cli_estimate"),
            permille / 10,
            permille % 10,
            self.messages.word("cli_weight"),
            assessment.weight_centibans,
            self.messages.word("cli_engine"),
            assessment.engine.version,
        )?;
        Ok(())
    }

    /// Signs found in one string.
    pub fn signs(&self, subject: &str, findings: &[Finding]) -> Result<(), Error> {
        let mut out = anstream::stdout().lock();
        let out = &mut out;
        writeln!(out, "\n  {BOLD}{}{BOLD:#}", shorten(subject))?;
        if findings.is_empty() {
            writeln!(out, "  {}", self.messages.word("state_no_signs"))?;
        }
        for finding in findings {
            self.finding(out, if finding.weight_centibans > 0 { AGAINST } else { FOR }, finding)?;
        }
        Ok(())
    }

    fn what(&self, out: &mut impl Write, listing: &Listing) -> Result<(), Error> {
        if let Some(title) = &listing.title {
            writeln!(out, "     {}", shorten(title))?;
        }
        let price = listing.price.as_ref().map(money);
        let before = listing.list_price.as_ref().map(|price| format!("({} {})", self.messages.word("cli_price_before"), money(price)));
        let seller = listing.seller.as_ref().and_then(|seller| seller.name.clone());
        let shop = listing.shop.as_ref().and_then(|shop| shop.domain.clone());
        let parts: Vec<String> = [price, before, seller, shop].into_iter().flatten().collect();
        if !parts.is_empty() {
            writeln!(out, "     {DIM}{}{DIM:#}", parts.join("  ·  "))?;
        }
        Ok(())
    }

    fn section<'a>(
        &self,
        out: &mut impl Write,
        title: &str,
        style: Style,
        findings: impl Iterator<Item = &'a Finding>,
    ) -> Result<(), Error> {
        for (index, finding) in findings.enumerate() {
            if index == 0 {
                writeln!(out, "\n  {BOLD}{}{BOLD:#}", self.messages.word(title))?;
            }
            self.finding(out, style, finding)?;
        }
        Ok(())
    }

    fn finding(&self, out: &mut impl Write, style: Style, finding: &Finding) -> Result<(), Error> {
        let weight = format!("{:+}", finding.weight_centibans);
        let lines = fold(&self.messages.say(&finding.message), WIDTH_COLUMNS - 9);
        for (index, line) in lines.iter().enumerate() {
            let margin = if index == 0 { weight.as_str() } else { "" };
            writeln!(out, "  {style}{margin:>5}{style:#}  {line}")?;
        }
        for quote in finding.quotes.iter().take(QUOTES) {
            writeln!(out, "         {PLAIN}{}{PLAIN:#}  {DIM}{}{DIM:#}", quoted(quote), quote.place)?;
        }
        if let Some(advice) = self.messages.text(&format!("{}_advice", finding.message.key), &finding.message.args) {
            for line in fold(&advice, WIDTH_COLUMNS - 9) {
                writeln!(out, "         {line}")?;
            }
        }
        let basis = format!("{} · {}: {}", self.messages.weight(finding), finding.rule, finding.source);
        for line in fold(&basis, WIDTH_COLUMNS - 9) {
            writeln!(out, "         {DIM}{line}{DIM:#}")?;
        }
        Ok(())
    }

    /// What the answer rests on, where there is something to change.
    fn changes(&self, out: &mut impl Write, assessment: &Assessment) -> Result<(), Error> {
        let says_something = matches!(assessment.state, State::Caution | State::High);
        if !says_something || assessment.findings.is_empty() {
            return Ok(());
        }
        let changes = assessment.would_change.iter().map(|change| self.messages.change(change, &assessment.findings));
        let none = assessment.would_change.is_empty().then(|| self.messages.word("ui_would_change_none"));
        writeln!(out, "\n  {BOLD}{}{BOLD:#}", self.messages.word("ui_would_change"))?;
        for line in changes.chain(none).flat_map(|sentence| fold(&sentence, WIDTH_COLUMNS - 9)) {
            writeln!(out, "         {line}")?;
        }
        Ok(())
    }

    fn card(&self, out: &mut impl Write, listing: &Listing, card: &CardAssessment) -> Result<(), Error> {
        let (style, mark) = look(card.state);
        let state = self.messages.state(card.state);
        let facts = listing.cards.get(card.card);
        let title = facts.map_or("", |facts| facts.title.as_str());
        let price = facts.and_then(|facts| facts.price.as_ref()).map(money).unwrap_or_default();
        writeln!(out, "\n  {style}{mark}{style:#}  {} {}: {BOLD}{state}{BOLD:#}", self.messages.word("cli_card"), card.card + 1)?;
        writeln!(out, "     {}  {DIM}{price}{DIM:#}", shorten(title))?;
        card.findings.iter().try_for_each(|finding| self.finding(out, if finding.weight_centibans > 0 { AGAINST } else { FOR }, finding))
    }

    fn skipped(&self, out: &mut impl Write, skipped: &[Skipped]) -> Result<(), Error> {
        let mut groups: Vec<((&str, &str), Vec<&str>)> = Vec::new();
        for entry in skipped {
            let group = (entry.what.as_str(), entry.reason.as_str());
            match groups.iter_mut().find(|(known, _)| *known == group) {
                Some((_, places)) => places.push(&entry.place),
                None => groups.push((group, vec![&entry.place])),
            }
        }
        if !groups.is_empty() {
            writeln!(out, "\n  {BOLD}{}{BOLD:#}", self.messages.word("ui_skipped"))?;
        }
        for ((what, reason), places) in groups {
            let reason = self.messages.word(&format!("skipped_{}", reason.replace('-', "_")));
            let named: Vec<String> = places.iter().take(SKIPPED_NAMED).map(|place| shorten(place)).collect();
            let more = if places.len() > SKIPPED_NAMED { format!(" … ({})", places.len()) } else { String::new() };
            writeln!(out, "         {what}: {reason}  {DIM}{}{more}{DIM:#}", named.join(", "))?;
        }
        Ok(())
    }
}

/// Colour and shape of a state.
const fn look(state: State) -> (Style, &'static str) {
    match state {
        State::High => (AGAINST, "▲"),
        State::Caution => (CAUTION, "◆"),
        State::NoSigns => (PLAIN, "○"),
        State::NotShopping => (DIM, "–"),
        State::CouldNotCheck => (CAUTION, "?"),
    }
}

fn money(money: &Money) -> String {
    format!("{} {}", money.amount, money.currency.as_deref().unwrap_or("")).trim_end().to_owned()
}

fn quoted(quote: &Quote) -> String {
    match (&quote.text, &quote.image) {
        (Some(text), _) => format!("“{}”", shorten(text)),
        (None, Some(image)) => shorten(image),
        (None, None) => String::new(),
    }
}

/// At most [`QUOTE_CHARACTERS`], control characters shown as spaces so that a page cannot write to the terminal.
fn shorten(text: &str) -> String {
    let mut characters = text.chars().map(|c| if c.is_control() || is_bidi_control(c) { ' ' } else { c });
    let mut short: String = characters.by_ref().take(QUOTE_CHARACTERS).collect();
    if characters.next().is_some() {
        short.push('…');
    }
    short
}

const fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Folds text at spaces.
fn fold(text: &str, columns: usize) -> Vec<String> {
    let clean: String = text.chars().map(|c| if c.is_control() || is_bidi_control(c) { ' ' } else { c }).collect();
    let mut lines = vec![String::new()];
    for word in clean.split_whitespace() {
        let current = lines.last().map_or(0, |line| line.chars().count());
        if current > 0 && current + 1 + word.chars().count() > columns {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_cannot_write_to_the_terminal() {
        assert_eq!(shorten("a\u{1b}[31mb\u{202e}"), "a [31mb ");
        assert!(shorten(&"x".repeat(500)).ends_with('…'));
    }

    #[test]
    fn lines_fold_at_spaces() {
        assert_eq!(fold("one two three", 7), ["one two", "three"]);
        assert_eq!(fold("unbreakable", 3), ["unbreakable"]);
    }
}
