//! How well a photo is found again after a change, and how often two photos count as one.

use super::changes::CHANGES;
use crate::eval::curve::Share;
use crate::model::{Models, likeness_permille};
use crate::picture::PictureFacts;

/// One pair of different photos in so many may be taken for one photo.
pub const PAIRS_A_FALSE_ONE: usize = 1000;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reuse {
    /// Photos that were changed.
    pub changed: u32,
    /// Pairs of different files, and how many count as one photo with the card's thresholds.
    pub pairs: Share,
    /// Least cosine of the codes, in thousandths, that at most one such pair in [`PAIRS_A_FALSE_ONE`] reaches.
    pub at_permille: i32,
    /// For each change: found again at that cosine, and with the card's thresholds.
    pub found: [[Share; 2]; CHANGES.len()],
}

/// The photos of one part and what became of some of them.
#[derive(Debug, Clone, Default)]
pub struct Photos {
    /// Each photo.
    pub facts: Vec<PictureFacts>,
    /// Which photo was changed, and the changed ones in the order of [`CHANGES`].
    pub changed: Vec<(usize, Vec<PictureFacts>)>,
}

impl Photos {
    /// Compares every photo with every other, and each changed one with what it was.
    #[must_use]
    pub fn measure(&self, models: &Models) -> Reuse {
        let pairs = || self.facts.iter().enumerate().flat_map(|(index, a)| self.facts.iter().skip(index + 1).map(move |b| (a, b)));
        let mut likeness: Vec<i32> = pairs().map(|(a, b)| likeness_permille(a, b).unwrap_or(-1000)).collect();
        likeness.sort_unstable_by(|a, b| b.cmp(a));
        let at_permille = likeness.get(likeness.len() / PAIRS_A_FALSE_ONE).map_or(1000, |worst| worst + 1);
        let mut found = [[Share::default(); 2]; CHANGES.len()];
        for (of, changed) in &self.changed {
            let Some(photo) = self.facts.get(*of) else { continue };
            for ([at_rate, shipped], again) in found.iter_mut().zip(changed) {
                count(at_rate, likeness_permille(photo, again).is_some_and(|likeness| likeness >= at_permille));
                count(shipped, models.same_photo(photo, again));
            }
        }
        let changed = u32::try_from(self.changed.len()).unwrap_or(u32::MAX);
        Reuse { changed, pairs: Share::count(pairs(), |(a, b)| models.same_photo(a, b)), at_permille, found }
    }
}

fn count(share: &mut Share, holds: bool) {
    share.of += 1;
    share.hits += u32::from(holds);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A photo whose code points in the direction of `degrees`.
    fn photo(degrees: f64) -> PictureFacts {
        let byte = |value: f64| format!("{:02x}", (value * 127.0).round() as i8 as u8);
        let embedding_id = byte(degrees.to_radians().cos()) + &byte(degrees.to_radians().sin());
        PictureFacts { embedding_id, phash: format!("{:016x}", degrees.to_bits() | 1), ..PictureFacts::default() }
    }

    #[test]
    fn the_cosine_is_set_so_that_few_pairs_reach_it() {
        // 1,035 pairs, of which one may reach it; the two nearest ones are 1 and 2 degrees apart.
        let mut facts: Vec<PictureFacts> = (0..44).map(|index| photo(f64::from(index) * 4.0)).collect();
        facts.extend([photo(1.0), photo(6.0)]);
        let changed = vec![(0, vec![photo(0.0), photo(40.0), photo(0.0)])];
        let reuse = Photos { facts, changed }.measure(&Models::default());
        assert_eq!(reuse.pairs.of, 1_035);
        assert!((995..=1000).contains(&reuse.at_permille), "{}", reuse.at_permille);
        assert_eq!(reuse.found[0][0], Share { hits: 1, of: 1 });
        assert_eq!(reuse.found[1][0], Share { hits: 0, of: 1 });
        assert_eq!(reuse.found[5][0], Share::default());
        // Without a network equal hashes are the same photo.
        assert_eq!((reuse.found[0][1].hits, reuse.found[1][1].hits), (1, 0));
    }

    #[test]
    fn nothing_gives_nothing() {
        assert_eq!(Photos::default().measure(&Models::default()).pairs, Share::default());
    }
}
