//! Finds the official host labels that a name may imitate without comparing it with each of them.
//!
//! Two words that differ by one letter, or by two neighbours swapped, become the same when one letter is left out of one or of both. So
//! each label stands under the keys of itself, of itself without each letter, and of what it looks like; a name is looked up by its own.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::lexicon::Label;
use crate::text::HostLabel;

/// The index. It holds hashes, so a label may be found that is not near; the rule compares once more.
#[derive(Debug, Default)]
pub(super) struct LabelIndex {
    /// Key and index of the label, in order.
    keys: Vec<(u64, usize)>,
}

impl LabelIndex {
    /// Indexes the labels.
    pub fn new(labels: &[Label]) -> Self {
        let of = |(index, label): (usize, &Label)| {
            let mut keys = written_keys(label.label.text());
            keys.push(shape_key(label.label.skeleton()));
            keys.into_iter().map(move |key| (key, index))
        };
        let mut keys: Vec<(u64, usize)> = labels.iter().enumerate().flat_map(of).collect();
        keys.sort_unstable();
        keys.dedup();
        Self { keys }
    }

    /// The labels that `name` as a whole may imitate.
    pub fn near(&self, name: &HostLabel) -> BTreeSet<usize> {
        let mut keys = written_keys(name.text());
        keys.extend([written_key(name.folded().chars()), shape_key(name.skeleton())]);
        keys.into_iter().flat_map(|key| self.under(key)).collect()
    }

    /// The labels that look like the beginning or the end of `name`.
    pub fn at_an_end(&self, name: &HostLabel) -> BTreeSet<usize> {
        let shape = name.skeleton();
        let cuts = || shape.char_indices().map(|(at, _)| at);
        let ends = cuts().flat_map(|at| [shape.get(..at), shape.get(at..)]).flatten();
        ends.flat_map(|end| self.under(shape_key(end))).collect()
    }

    fn under(&self, key: u64) -> impl Iterator<Item = usize> + '_ {
        let start = self.keys.partition_point(|(own, _)| *own < key);
        self.keys.iter().skip(start).take_while(move |(own, _)| *own == key).map(|(_, index)| *index)
    }
}

/// The keys of a word and of it without each letter.
fn written_keys(word: &str) -> Vec<u64> {
    let without = |left_out: usize| word.chars().enumerate().filter(move |(at, _)| *at != left_out).map(|(_, letter)| letter);
    let shorter = (0..word.chars().count()).map(|at| written_key(without(at)));
    std::iter::once(written_key(word.chars())).chain(shorter).collect()
}

fn written_key(letters: impl Iterator<Item = char>) -> u64 {
    key('w', letters)
}

fn shape_key(shape: &str) -> u64 {
    key('s', shape.chars())
}

fn key(kind: char, letters: impl Iterator<Item = char>) -> u64 {
    let mut hasher = DefaultHasher::new();
    kind.hash(&mut hasher);
    letters.for_each(|letter| letter.hash(&mut hasher));
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::super::Entry;
    use super::*;
    use crate::text::Likeness;

    fn label(text: &str) -> Label {
        Label { label: HostLabel::new(text), entry: Entry::Brand(0) }
    }

    fn near(labels: &[Label], name: &str) -> Vec<usize> {
        LabelIndex::new(labels).near(&HostLabel::new(name)).into_iter().collect()
    }

    #[test]
    fn every_imitation_is_found() {
        let labels = ["timberland", "moncler", "adidas", "swatch", "nordwolf"].map(label);
        let names =
            ["timberlnad", "moncle", "monclear", "xoncler", "adldas", "аdidas", "adidás", "swatcch", "n0rdwo1f", "nordwlof", "example"];
        let mut imitations = 0;
        for name in names.map(HostLabel::new) {
            let found = LabelIndex::new(&labels).near(&name);
            for (index, label) in labels.iter().enumerate() {
                let likeness: Option<Likeness> = name.likeness(&label.label);
                imitations += u32::from(likeness.is_some());
                assert!(likeness.is_none() || found.contains(&index), "{} {}", name.text(), label.label.text());
            }
        }
        assert_eq!(imitations, 10);
        let cyrillic = HostLabel::new("nоrdwоlfshop");
        assert_eq!(LabelIndex::new(&labels).at_an_end(&cyrillic).into_iter().collect::<Vec<_>>(), [4]);
    }

    #[test]
    fn ten_thousand_more_labels_leave_as_few_to_compare() {
        let mut labels = vec![label("nordwolf"), label("lumina")];
        let names = ["nordwlof", "lumlna", "corner-boots", "zebra", "my-garden-and-kitchen"];
        let before = names.map(|name| near(&labels, name));
        assert_eq!(before, [vec![0], vec![1], vec![], vec![], vec![]]);
        labels.extend((0..10_000).map(|number| label(&format!("zq{number:04}x"))));
        assert_eq!(names.map(|name| near(&labels, name)), before);
        // Among thousands of neighbours those are compared that share all figures but one: each of four left out, another put anywhere.
        let neighbours = near(&labels, "zq1234x").len();
        assert!((1..=4 * 37).contains(&neighbours), "{neighbours}");
    }
}
