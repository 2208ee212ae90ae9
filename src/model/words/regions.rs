//! A map of probabilities to the boxes of lines: connected pixels, grown to what the network leaves out.

use super::TextFind;

/// Most boxes that are looked at; a picture full of noise has thousands.
const REGIONS: usize = 256;

/// A box, ordered top to bottom, then left to right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Region {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
}

impl Region {
    /// Pixels of the box.
    pub const fn area(&self) -> u32 {
        self.width * self.height
    }

    /// The box in a picture of the size `to`, of which the map shows the size `from`; `None` outside.
    pub fn scaled(self, from: (u32, u32), to: (u32, u32)) -> Option<Self> {
        // Sides are at most 8,192, those of a map 640.
        let low = |place: u32, from: u32, to: u32| place * to / from;
        let high = |place: u32, from: u32, to: u32| (place * to).div_ceil(from).min(to);
        let (left, top) = (low(self.left, from.0, to.0), low(self.top, from.1, to.1));
        let (right, bottom) = (high(self.left + self.width, from.0, to.0), high(self.top + self.height, from.1, to.1));
        (left < right && top < bottom).then(|| Self { top, left, width: right - left, height: bottom - top })
    }
}

/// Pixels that hang together while they are gathered.
struct Patch {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
    pixels: u32,
    sum: f32,
}

/// The boxes of a map of `columns` columns.
pub(super) fn find(map: &[f32], columns: usize, card: &TextFind) -> Vec<Region> {
    let least = f32::from(card.pixel_permille) / 1000.0;
    let mut open: Vec<bool> = map.iter().map(|share| *share >= least).collect();
    let mut regions = Vec::new();
    for start in 0..map.len() {
        if regions.len() >= REGIONS {
            break;
        }
        if open.get(start) == Some(&true) {
            regions.extend(region(&gather(map, columns, &mut open, start), columns, map.len() / columns.max(1), card));
        }
    }
    regions
}

/// Takes the pixels that hang together with `start`, corners included.
fn gather(map: &[f32], columns: usize, open: &mut [bool], start: usize) -> Patch {
    let mut patch = Patch { left: usize::MAX, top: usize::MAX, right: 0, bottom: 0, pixels: 0, sum: 0.0 };
    let mut waiting = vec![start];
    if let Some(pixel) = open.get_mut(start) {
        *pixel = false;
    }
    while let Some(at) = waiting.pop() {
        let (x, y) = (at % columns, at / columns);
        (patch.left, patch.right) = (patch.left.min(x), patch.right.max(x));
        (patch.top, patch.bottom) = (patch.top.min(y), patch.bottom.max(y));
        patch.pixels += 1;
        patch.sum += map.get(at).copied().unwrap_or_default();
        for row in y.saturating_sub(1)..=y + 1 {
            for column in x.saturating_sub(1)..=(x + 1).min(columns - 1) {
                let beside = row * columns + column;
                if let Some(pixel) = open.get_mut(beside).filter(|pixel| **pixel) {
                    *pixel = false;
                    waiting.push(beside);
                }
            }
        }
    }
    patch
}

fn region(patch: &Patch, columns: usize, rows: usize, card: &TextFind) -> Option<Region> {
    // Sides of a map are at most 640.
    let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let (width, height) = (small(patch.right - patch.left + 1), small(patch.bottom - patch.top + 1));
    let mean = patch.sum / patch.pixels as f32;
    if width.min(height) < card.least_height_px || mean * 1000.0 < f32::from(card.line_permille) {
        return None;
    }
    let grow = (width * height * card.grow_permille).div_ceil(2_000 * (width + height));
    let (left, top) = (small(patch.left).saturating_sub(grow), small(patch.top).saturating_sub(grow));
    let (right, bottom) = ((small(patch.right) + 1 + grow).min(small(columns)), (small(patch.bottom) + 1 + grow).min(small(rows)));
    Some(Region { top, left, width: right - left, height: bottom - top })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: TextFind = TextFind { pixel_permille: 300, line_permille: 500, grow_permille: 1_600, least_height_px: 2 };

    /// A map of 40 by 20 pixels with the boxes `(left, top, width, height, probability)`.
    fn map(boxes: &[(usize, usize, usize, usize, f32)]) -> Vec<f32> {
        let mut map = vec![0.0; 800];
        for (left, top, width, height, share) in boxes {
            for y in *top..top + height {
                map[y * 40 + left..y * 40 + left + width].fill(*share);
            }
        }
        map
    }

    #[test]
    fn a_line_is_found_and_grown_within_the_map() {
        let found = find(&map(&[(10, 6, 20, 5, 0.9)]), 40, &CARD);
        // 20 * 5 * 1.6 / 50 = 3.2, rounded up.
        assert_eq!(found, [Region { top: 2, left: 6, width: 28, height: 13 }]);
        assert_eq!(find(&map(&[(0, 0, 40, 20, 1.0)]), 40, &CARD), [Region { top: 0, left: 0, width: 40, height: 20 }]);
    }

    #[test]
    fn faint_thin_and_unlikely_patches_are_no_lines() {
        assert!(find(&map(&[(10, 6, 20, 5, 0.29), (2, 15, 20, 1, 0.9)]), 40, &CARD).is_empty());
        assert!(find(&map(&[(10, 6, 20, 5, 0.4)]), 40, &CARD).is_empty());
        assert_eq!(find(&map(&[(1, 1, 10, 3, 0.9), (1, 10, 10, 3, 0.9)]), 40, &CARD).len(), 2);
        assert!(find(&[], 40, &CARD).is_empty());
    }

    #[test]
    fn a_box_is_carried_to_the_larger_picture_and_stays_inside() {
        let region = Region { top: 2, left: 6, width: 28, height: 13 };
        assert_eq!(region.scaled((40, 20), (400, 200)), Some(Region { top: 20, left: 60, width: 280, height: 130 }));
        // The map is padded: what lies beyond the picture is cut away.
        assert_eq!(region.scaled((20, 20), (200, 200)).map(|scaled| scaled.width), Some(140));
        assert_eq!(region.scaled((5, 20), (50, 200)), None);
    }
}
