//! Brands whose names stand in a picture: wordmarks, by reading.

use super::brand::brand_spots;
use super::index::letters;
use super::{GoodsBrain, limits};
use crate::pack::{Brand, Packs};
use crate::picture::{BrandLimits, Line, ReadBrand, Shown};
use crate::text::fold;

/// Most lines over which one name is written: "The / North / Face".
const LINES_A_NAME: usize = 3;

impl GoodsBrain {
    /// The brands that the lines of a picture name, top to bottom, each once. An everyday word counts only where it stands alone in a
    /// picture that shows goods such as the brand makes, or goods of any known kind where the packs do not say what it makes.
    #[must_use]
    pub fn brands_read(&self, packs: &Packs, lines: &[Line], shows: &[Shown], bounds: BrandLimits) -> Vec<ReadBrand> {
        if lines.len() > bounds.most_lines {
            return Vec::new();
        }
        let sure: Vec<&Line> = lines.iter().filter(|line| line.score_permille >= bounds.line_permille).collect();
        let kinds = || shows.iter().filter(|shown| shown.score_permille >= bounds.everyday_kind_permille).map(|shown| shown.kind.as_str());
        let fits = |brand: &Brand, kind: &str| brand.categories.is_empty() || brand.categories.iter().any(|made| made.goods == kind);
        let is_meant = |brand: &Brand| !brand.common_word || kinds().any(|kind| fits(brand, kind));
        let mut found: Vec<ReadBrand> = Vec::new();
        for (index, line) in sure.iter().enumerate() {
            let rest = sure.get(index + 1..).unwrap_or_default();
            let named =
                self.whole(&runs(line, rest), bounds).or_else(|| self.inside(packs, line, bounds).map(|owner| (owner, vec![*line])));
            let Some((owner, run)) = named else { continue };
            let Some(brand) = packs.brands.get(owner).filter(|brand| is_meant(brand)) else { continue };
            if found.iter().all(|other| other.brand != brand.id) {
                found.push(read(&brand.id, &run));
            }
        }
        found
    }

    /// The brand whose name is all that a run of lines says, the longest run first.
    fn whole<'l>(&self, runs: &[Vec<&'l Line>], bounds: BrandLimits) -> Option<(usize, Vec<&'l Line>)> {
        runs.iter().rev().find_map(|run| {
            let name: String = run.iter().map(|line| letters(limits::cut(&line.text, limits::STRING_BYTES))).collect();
            let owner = self.index.letters.get(&name).filter(|_| name.chars().count() >= bounds.least_letters)?;
            Some((*owner, run.clone()))
        })
    }

    /// The first brand named within a line that says more.
    fn inside(&self, packs: &Packs, line: &Line, bounds: BrandLimits) -> Option<usize> {
        let text = fold(limits::cut(&line.text, limits::STRING_BYTES));
        let long = |name: &str| name.chars().filter(|c| c.is_alphanumeric()).count() >= bounds.least_letters;
        let spots = brand_spots(&self.index, &text).into_iter();
        let plain = |owner: &usize| packs.brands.get(*owner).is_some_and(|brand| !brand.common_word);
        spots.filter(|spot| text.text.get(spot.range.clone()).is_some_and(long)).map(|spot| spot.owner).find(plain)
    }
}

/// The line alone, and with those that stand directly under it, one more each time.
fn runs<'l>(line: &'l Line, rest: &[&'l Line]) -> Vec<Vec<&'l Line>> {
    let mut runs = vec![vec![line]];
    while let Some(run) = runs.last().filter(|run| run.len() < LINES_A_NAME).cloned() {
        let Some(next) = run.last().and_then(|last| rest.iter().find(|next| is_under(last, next))) else { break };
        runs.push(run.into_iter().chain([*next]).collect());
    }
    runs
}

/// Whether `next` begins at most two line heights below the top of `line`, and some of it lies under it. Boxes of close lines overlap.
fn is_under(line: &Line, next: &Line) -> bool {
    let ([left, top, width, height], [next_left, next_top, next_width, _]) = (line.place_px, next.place_px);
    let near = next_top > top && next_top - top <= height.saturating_mul(2);
    near && left < next_left.saturating_add(next_width) && next_left < left.saturating_add(width)
}

fn read(brand: &str, run: &[&Line]) -> ReadBrand {
    let text: Vec<&str> = run.iter().map(|line| line.text.as_str()).collect();
    let side = |start: usize, end: usize| {
        let low = run.iter().filter_map(|line| line.place_px.get(start)).min().copied().unwrap_or_default();
        let high = run.iter().filter_map(|line| Some(line.place_px.get(start)?.saturating_add(*line.place_px.get(end)?))).max();
        (low, high.unwrap_or_default().saturating_sub(low))
    };
    let ((left, width), (top, height)) = (side(0, 2), side(1, 3));
    let score_permille = run.iter().map(|line| line.score_permille).min().unwrap_or_default();
    ReadBrand { brand: brand.to_owned(), text: text.join(" "), place_px: [left, top, width, height], score_permille }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{BrandCategory, PriceBand};

    const BOUNDS: BrandLimits = BrandLimits { line_permille: 900, least_letters: 4, most_lines: 4, everyday_kind_permille: 200 };

    fn brand(id: &str, names: &[&str], common_word: bool) -> Brand {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        Brand {
            id: id.into(),
            name: names[0].clone(),
            names,
            owner: None,
            official_domains: vec![],
            store_names: vec![],
            categories: vec![],
            lines: vec![],
            foreign_lines: vec![],
            style_codes: vec![],
            innocent: vec!["nordwolf street".into()],
            common_word,
            source: "test".into(),
        }
    }

    /// Lines under each other, as wide as each other.
    fn under_each_other(texts: &[&str]) -> Vec<Line> {
        let line = |(index, text): (u32, &&str)| Line { text: (*text).into(), place_px: [10, 40 * index, 90, 30], score_permille: 950 };
        (0..).zip(texts).map(line).collect()
    }

    fn read_in(lines: &[Line]) -> Vec<ReadBrand> {
        read_on(lines, "top", 200)
    }

    fn read_on(lines: &[Line], kind: &str, score_permille: u16) -> Vec<ReadBrand> {
        let mut brands = vec![brand("nordwolf", &["Nordwolf"], false), brand("open-air", &["Open Air"], true), brand("on", &["On"], false)];
        let price_new = PriceBand { currency: "USD".into(), low: 1.into(), high: 2.into(), year: 2026 };
        brands[1].categories = vec![BrandCategory { goods: "top".into(), price_new }];
        let packs = Packs { brands, ..Packs::default() };
        GoodsBrain::new(&packs).brands_read(&packs, lines, &[Shown { kind: kind.into(), score_permille }], BOUNDS)
    }

    fn ids(texts: &[&str]) -> Vec<String> {
        read_in(&under_each_other(texts)).into_iter().map(|read| read.brand).collect()
    }

    #[test]
    fn a_name_is_read_alone_run_together_in_a_sentence_and_over_lines() {
        assert_eq!(ids(&["NORDWOLF."]), ["nordwolf"]);
        assert_eq!(ids(&["OpenAir"]), ["open-air"]);
        assert_eq!(ids(&["since 1970", "by nordwolf outdoor"]), ["nordwolf"]);
        let read = read_in(&under_each_other(&["OPEN", "AIR", "OPEN AIR"]));
        assert_eq!(read.len(), 1);
        assert_eq!((read[0].text.as_str(), read[0].place_px), ("OPEN AIR", [10, 0, 90, 70]));
    }

    #[test]
    fn everyday_words_in_sentences_short_names_other_words_and_charts_name_nobody() {
        assert!(ids(&["an open air concert"]).is_empty());
        assert!(ids(&["ON"]).is_empty());
        assert!(ids(&["Nordwolfs", "nordwo"]).is_empty());
        assert!(ids(&["Nordwolf street 5"]).is_empty());
        assert!(ids(&["Nordwolf", "S", "M", "L", "XL"]).is_empty());
    }

    #[test]
    fn an_everyday_word_names_a_brand_only_on_its_goods() {
        let read = |text: &str, kind: &str, score_permille| read_on(&under_each_other(&[text]), kind, score_permille).len();
        assert_eq!([read("OPEN AIR", "top", 200), read("OPEN AIR", "top", 150), read("OPEN AIR", "phone", 900)], [1, 0, 0]);
        assert_eq!([read("Nordwolf", "phone", 900), read("by nordwolf", "phone", 900)], [1, 1]);
    }

    #[test]
    fn doubtful_lines_and_lines_far_apart_name_nobody() {
        let mut lines = under_each_other(&["Nordwolf", "OPEN", "AIR"]);
        lines[0].score_permille = 850;
        lines[2].place_px[1] = 300;
        assert!(read_in(&lines).is_empty());
        lines[2].place_px = [500, 80, 90, 30];
        assert!(read_in(&lines).is_empty());
    }
}
