//! Words in pictures: one network finds lines of text, another reads each line.

mod characters;
mod regions;

use ::image::imageops;
use serde::{Deserialize, Serialize};

use super::network::Network;
use crate::error::EngineError;
use crate::image::{Pixels, fitting, resize};
use crate::limits::LINES_A_PICTURE;
use crate::picture::{BrandLimits, Line, to_step};
use regions::Region;

/// A region so many hundredths as high as it is wide stands upright and is turned before it is read.
const UPRIGHT_HUNDREDTHS: u32 = 150;

/// The card's part on a network that finds lines of text: one probability a pixel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TextFind {
    /// A pixel belongs to a line from this probability on.
    pub pixel_permille: u16,
    /// Mean probability of a line's pixels from which it counts.
    pub line_permille: u16,
    /// The network marks the middle of a line; its box grows on each side by this share of area over perimeter.
    pub grow_permille: u32,
    /// Lines lower than this on the network's map are not kept.
    pub least_height_px: u32,
}

impl TextFind {
    /// What is wrong with it.
    pub fn fault(&self) -> Option<String> {
        let shares = [self.pixel_permille, self.line_permille];
        let fits = shares.iter().all(|share| (1..=1000).contains(share)) && self.grow_permille <= 5_000 && self.least_height_px > 0;
        (!fits).then(|| "text-find is out of range".into())
    }
}

/// The card's part on a network that reads a line: at each step along it one probability a class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TextRead {
    /// Columns of the picture that make one step.
    pub step_px: usize,
    /// The characters of the classes, beginning with the second; the first class is none, the last one a space.
    pub characters: String,
    /// Mean probability of a line's characters from which it counts.
    pub line_permille: u16,
    /// From when on what was read names a brand.
    pub brand: BrandLimits,
}

impl TextRead {
    /// What is wrong with it.
    pub fn fault(&self) -> Option<String> {
        let brand = (self.line_permille..=1000).contains(&self.brand.line_permille)
            && (1..=1000).contains(&self.brand.everyday_kind_permille)
            && self.brand.least_letters > 0
            && self.brand.most_lines > 0;
        let fits = self.step_px > 0 && !self.characters.is_empty() && (1..=1000).contains(&self.line_permille) && brand;
        (!fits).then(|| "text-read is out of range".into())
    }

    /// Number of classes.
    pub fn classes(&self) -> usize {
        self.characters.chars().count() + 2
    }
}

/// Both networks.
pub(super) struct Words {
    find: Network,
    read: Network,
    characters: Vec<char>,
}

impl Words {
    /// Two networks whose cards have the parts for it.
    pub fn new(find: Network, read: Network) -> Self {
        let characters = read.card.text_read.as_ref().map(|read| read.characters.chars().collect()).unwrap_or_default();
        Self { find, read, characters }
    }

    /// From when on what was read names a brand.
    pub fn brand_limits(&self) -> Option<BrandLimits> {
        self.read.card.text_read.as_ref().map(|read| read.brand)
    }

    /// Builds both graphs.
    ///
    /// # Errors
    /// [`EngineError::ModelInvalid`].
    pub fn prepare(&self) -> Result<(), EngineError> {
        self.find.plan().and(self.read.plan()).map(|_| ())
    }

    /// The lines of a picture, top to bottom. Lines are found in the picture made smaller and read in the picture as it is.
    ///
    /// # Errors
    /// [`EngineError::ModelInvalid`] where a network cannot be built, [`EngineError::Internal`] where it fails.
    pub fn lines(&self, pixels: &Pixels) -> Result<Vec<Line>, EngineError> {
        let mut regions = self.regions(pixels)?;
        regions.sort_by(|a, b| b.area().cmp(&a.area()).then_with(|| a.cmp(b)));
        regions.truncate(LINES_A_PICTURE);
        regions.sort();
        let lines = regions.iter().map(|region| self.line(pixels, region));
        lines.filter_map(Result::transpose).collect()
    }

    /// What each network gives for a picture as it is.
    ///
    /// # Errors
    /// As for [`Words::lines`].
    pub fn outputs(&self, pixels: &Pixels) -> Result<[Vec<f32>; 2], EngineError> {
        let first = |outputs: Vec<Vec<f32>>| outputs.into_iter().next().unwrap_or_default();
        Ok([first(self.find.run(pixels)?), first(self.read.run(pixels)?)])
    }

    /// Places of lines, in pixels of the picture.
    fn regions(&self, pixels: &Pixels) -> Result<Vec<Region>, EngineError> {
        let Some(card) = &self.find.card.text_find else { return Ok(Vec::new()) };
        let side_px = self.find.card.input.width_px.min(self.find.card.input.height_px);
        let (width_px, height_px) = fitting(pixels.width(), pixels.height(), side_px);
        let map = self.find.run(&resize(pixels, width_px, height_px))?;
        let map = map.first().map(Vec::as_slice).unwrap_or_default();
        let found = regions::find(map, self.find.card.input.width_px as usize, card);
        Ok(found.into_iter().filter_map(|region| region.scaled((width_px, height_px), pixels.dimensions())).collect())
    }

    fn line(&self, pixels: &Pixels, region: &Region) -> Result<Option<Line>, EngineError> {
        let Some(card) = &self.read.card.text_read else { return Ok(None) };
        let mut strip = imageops::crop_imm(pixels, region.left, region.top, region.width, region.height).to_image();
        if strip.height() * 100 > strip.width() * UPRIGHT_HUNDREDTHS {
            strip = imageops::rotate270(&strip);
        }
        let input = &self.read.card.input;
        // A side is at most 8,192 and a strip's height at most 640, so the product stays within 32 bits.
        let width_px = (strip.width() * input.height_px / strip.height().max(1)).clamp(1, input.width_px);
        let steps = self.read.run(&resize(&strip, width_px, input.height_px))?;
        let steps = steps.first().map(Vec::as_slice).unwrap_or_default();
        let Some((text, score)) = characters::read(steps, &self.characters) else { return Ok(None) };
        let score_permille = to_step(score);
        let place_px = [region.left, region.top, region.width, region.height];
        Ok((score_permille >= card.line_permille).then_some(Line { text, place_px, score_permille }))
    }
}

#[cfg(test)]
mod tests;
