//! Which kind of goods a listing is for.

use super::index::Spot;
use super::{GoodsBrain, Title};
use crate::limits;
use crate::pack::{Goods, Packs};
use crate::text::fold;

/// What parts a title into what is sold and what else is said of it (folded: full-width forms are these too).
const TITLE_PARTS: &[&str] = &[",", ";", "|", "(", "[", "/", " - ", "、", "【", "。"];
/// What parts the steps of a category path.
const PATH_PARTS: &[char] = &['>', '/', '|', '›', '»', '\\', '→'];

impl GoodsBrain {
    /// The kind of goods: from the title, else from the category.
    pub(super) fn goods<'a>(&self, packs: &'a Packs, title: &Title<'_>, category: Option<&str>) -> Option<&'a Goods> {
        let owner = self.goods_of_title(title).or_else(|| self.goods_of_category(category?));
        packs.goods.get(owner?)
    }

    /// The last word of the first part that has any: "running shoe bag with laces, 3 pockets" is a bag. Model names ("Air Force 1")
    /// count only where nothing else names the goods, words inside a brand's name ("Tommy Jeans") not at all.
    fn goods_of_title(&self, title: &Title<'_>) -> Option<usize> {
        let all = self.index.goods.spots(&title.text);
        let longest = |spot: &&Spot| !all.iter().any(|other| spot.is_part_of(&other.range));
        let is_model = |spot: &Spot| title.lines.iter().any(|line| spot.is_inside(&line.range));
        let in_name = |spot: &&Spot| title.brands.iter().any(|brand| spot.is_inside(&brand.range)) && !is_model(spot);
        let (models, words): (Vec<&Spot>, Vec<&Spot>) =
            all.iter().filter(longest).filter(|spot| !in_name(spot)).partition(|spot| is_model(spot));
        let part = self.parts(title);
        let best =
            |spots: Vec<&Spot>| spots.into_iter().min_by_key(|spot| (part(spot), usize::MAX - spot.range.end)).map(|spot| spot.owner);
        best(words).or_else(|| best(models))
    }

    /// Gives the number of the part of the title in which a find stands; a part ends with accessory words ("for", "with") as well.
    fn parts(&self, title: &Title<'_>) -> impl Fn(&Spot) -> usize {
        let marks = TITLE_PARTS.iter().flat_map(|mark| title.text.text.match_indices(mark).map(|(at, _)| at));
        let mut starts: Vec<usize> = marks.chain(title.accessory.iter().map(|spot| spot.range.end)).collect();
        starts.sort_unstable();
        move |spot| starts.partition_point(|start| *start <= spot.range.start)
    }

    /// The kind of the deepest step of a category path that names one; a step that names several ("Bags, Wallets & Belts") settles
    /// nothing.
    fn goods_of_category(&self, category: &str) -> Option<usize> {
        let steps = limits::cut(category, limits::STRING_BYTES).rsplit(PATH_PARTS);
        let named = steps.map(|step| self.index.goods.spots(&fold(step))).find(|spots| !spots.is_empty())?;
        let first = named.first()?.owner;
        named.iter().all(|spot| spot.owner == first).then_some(first)
    }
}
