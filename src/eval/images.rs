//! Photos that people labelled: kinds of goods, the same photo again, brands by reading.

pub mod changes;
pub mod labels;
pub mod reuse;
pub mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::curve::Share;
use crate::engine::Engine;
use crate::listing::Listing;
use crate::picture::ReadBrand;
use labels::{Brand, Labelled};
use reuse::Reuse;

/// How well one part of the photos is read: the names of brands on them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    /// Photos whose brand the packs know and may be seen, and how many of them it was read on.
    pub found: Share,
    /// Names read on photos whose brand is known or that show none, and how many are right.
    pub right: Share,
    /// Photos that show no brand, and how many of them one was read on.
    pub alarms: Share,
    /// Photos with such letters over the logo or mirrored, part of `found`.
    pub altered: Share,
    /// Each wrong name: photo, label, what was read.
    pub wrong: Vec<[String; 3]>,
}

/// All that was measured.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evaluation {
    /// By part of the photos.
    pub names: BTreeMap<String, Names>,
    /// By part and article type, whether the best kind fits.
    pub kinds: BTreeMap<(String, String), Share>,
    /// By part, how far photos are found again after a change.
    pub reuse: BTreeMap<String, Reuse>,
    /// Photos that could not be read.
    pub skipped: u32,
    /// Decoding, the photo network, codes and hash, for each photo.
    pub look_times: Vec<Duration>,
    /// Finding and reading lines, for each photo.
    pub read_times: Vec<Duration>,
}

impl Evaluation {
    /// Adds whether the best kind of a photo fits, where its label says which kinds would.
    pub fn add_kind(&mut self, photo: &Labelled, best: Option<&str>) {
        if !photo.kinds.is_empty() {
            let share = self.kinds.entry((photo.part.clone(), photo.article.clone())).or_default();
            share.of += 1;
            share.hits += u32::from(best.is_some_and(|best| photo.kinds.contains(&best)));
        }
    }

    /// Adds the brands read on a photo; `known` is the id of the label's brand, where the packs know it.
    pub fn add_names(&mut self, photo: &Labelled, known: Option<&str>, read: &[ReadBrand]) {
        let names = self.names.entry(photo.part.clone()).or_default();
        match &photo.brand {
            Brand::Named(_) => {}
            Brand::None => {
                names.alarms.of += 1;
                names.alarms.hits += u32::from(!read.is_empty());
            }
            Brand::Unknown => return,
        }
        let found = read.iter().any(|read| Some(read.brand.as_str()) == known);
        if known.is_some() && !photo.hidden {
            for share in [Some(&mut names.found), photo.altered.then_some(&mut names.altered)].into_iter().flatten() {
                share.of += 1;
                share.hits += u32::from(found);
            }
        }
        for read in read {
            names.right.of += 1;
            if Some(read.brand.as_str()) == known {
                names.right.hits += 1;
            } else {
                let label = if let Brand::Named(name) = &photo.brand { name.clone() } else { "none".into() };
                names.wrong.push([photo.file.clone(), label, format!("{} ({})", read.brand, read.text)]);
            }
        }
    }

    /// Whether the best kind fits, over all article types of a part.
    #[must_use]
    pub fn kinds_of(&self, part: &str) -> Share {
        self.kinds.iter().filter(|((of, _), _)| of == part).fold(Share::default(), |sum, (_, share)| add(sum, *share))
    }

    /// The parts whose kinds were measured.
    #[must_use]
    pub fn parts_with_kinds(&self) -> BTreeSet<&str> {
        self.kinds.keys().map(|(part, _)| part.as_str()).collect()
    }

    /// The names over all parts.
    #[must_use]
    pub fn all_names(&self) -> Names {
        self.names.values().fold(Names::default(), |sum, names| Names {
            found: add(sum.found, names.found),
            right: add(sum.right, names.right),
            alarms: add(sum.alarms, names.alarms),
            altered: add(sum.altered, names.altered),
            wrong: sum.wrong.into_iter().chain(names.wrong.iter().cloned()).collect(),
        })
    }
}

/// The id of the brand that a label names, where the packs know it.
#[must_use]
pub fn known_brand<'a>(engine: &'a Engine, photo: &Labelled) -> Option<&'a str> {
    let Brand::Named(name) = &photo.brand else { return None };
    engine.brand_of(&Listing { brand: Some(name.clone()), ..Listing::default() }).map(|brand| brand.id.as_str())
}

const fn add(a: Share, b: Share) -> Share {
    Share { hits: a.hits + b.hits, of: a.of + b.of }
}

/// The time that a share of the cases stays below, `permille` of them; zero without cases.
#[must_use]
pub fn quantile(times: &[Duration], permille: usize) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    sorted.get((sorted.len() * permille / 1000).min(sorted.len().saturating_sub(1))).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn photo(brand: Brand) -> Labelled {
        Labelled { part: "street".into(), file: "a.jpg".into(), brand, ..Labelled::default() }
    }

    fn read(brand: &str) -> ReadBrand {
        ReadBrand { brand: brand.into(), text: brand.into(), place_px: [0; 4], score_permille: 950 }
    }

    #[test]
    fn names_count_by_what_the_label_says() {
        let mut evaluation = Evaluation::default();
        let named = |name: &str| Brand::Named(name.into());
        evaluation.add_names(&photo(named("Nike")), Some("nike"), &[read("nike"), read("adidas")]);
        evaluation.add_names(&photo(named("Nike")), Some("nike"), &[]);
        evaluation.add_names(&Labelled { altered: true, ..photo(named("Nike")) }, Some("nike"), &[]);
        evaluation.add_names(&Labelled { hidden: true, ..photo(named("Nike")) }, Some("nike"), &[]);
        evaluation.add_names(&photo(named("A bakery")), None, &[read("nike")]);
        evaluation.add_names(&photo(Brand::None), None, &[]);
        evaluation.add_names(&photo(Brand::Unknown), None, &[read("nike")]);
        let names = evaluation.all_names();
        assert_eq!(names.found, Share { hits: 1, of: 3 });
        assert_eq!(names.right, Share { hits: 1, of: 3 });
        assert_eq!((names.alarms, names.altered), (Share { hits: 0, of: 1 }, Share { hits: 0, of: 1 }));
        assert_eq!(names.wrong.len(), 2);
    }

    #[test]
    fn kinds_count_where_the_label_says_which_fit() {
        let mut evaluation = Evaluation::default();
        let boots = Labelled { article: "Boots".into(), kinds: &["shoes"], ..photo(Brand::Unknown) };
        evaluation.add_kind(&boots, Some("shoes"));
        evaluation.add_kind(&boots, Some("bag"));
        evaluation.add_kind(&boots, None);
        evaluation.add_kind(&photo(Brand::Unknown), Some("bag"));
        assert_eq!(evaluation.kinds_of("street"), Share { hits: 1, of: 3 });
    }

    #[test]
    fn a_quantile_is_one_of_the_times() {
        let times: Vec<Duration> = [3, 1, 2, 4].map(Duration::from_millis).to_vec();
        assert_eq!((quantile(&times, 500), quantile(&times, 1000)), (Duration::from_millis(3), Duration::from_millis(4)));
        assert_eq!(quantile(&[], 500), Duration::ZERO);
    }
}
