//! The tables that say what photos show.

use serde_json::Value;

use crate::eval::table::Table;

/// What a label says of the brand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Brand {
    /// This one is to be seen, or at least it is this one's article.
    Named(String),
    /// None is to be seen.
    None,
    /// The label does not say.
    #[default]
    Unknown,
}

/// A photo with its label.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Labelled {
    /// Which part of the collection.
    pub part: String,
    /// Path below the collection's folder.
    pub file: String,
    /// What the label says of the brand.
    pub brand: Brand,
    /// The label says that the brand's name or mark is not to be seen.
    pub hidden: bool,
    /// Letters are laid over the logo, or the photo is mirrored.
    pub altered: bool,
    /// Article type as the collection names it.
    pub article: String,
    /// Kinds of goods that fit the article type; empty where no network could be held to it.
    pub kinds: &'static [&'static str],
}

/// Tables that a folder may have, and the folder that the names in each are below.
pub const TABLES: [(&str, &str); 4] =
    [("catalogue.tsv", "catalogue/"), ("seller.jsonl", "seller/"), ("street.tsv", "street/"), ("labels.tsv", "")];

/// Article types of the collections, and the kinds of the card that fit each. Types that no kind of the card covers are left out.
const KINDS: [(&[&str], &[&str]); 13] = [
    (&["Watches"], &["watch"]),
    (&["Casual Shoes", "Sports Shoes", "Sandals", "Flip Flops", "Formal Shoes", "Heels", "Flats", "shoes"], &["shoes"]),
    (&["Tshirts", "Tops", "Sweatshirts", "Sweaters", "t-shirt", "longsleeve"], &["top"]),
    (&["hoodie"], &["top", "jacket"]),
    (&["Jeans", "Trousers", "pants", "shorts"], &["trousers"]),
    (&["Backpacks", "Handbags"], &["bag"]),
    (&["Belts"], &["belt"]),
    (&["Sunglasses"], &["sunglasses"]),
    (&["Dresses", "dress"], &["dress"]),
    (&["Jackets", "outwear", "blazer"], &["jacket"]),
    (&["Caps", "hat"], &["hat"]),
    (&["Perfume and Body Mist", "Fragrance Gift Set"], &["perfume"]),
    (&["Socks"], &["socks"]),
];

/// Reads a table of `name`, whose rows stand for photos of `part`.
///
/// # Errors
/// What is wrong with it.
pub fn read(name: &str, part: &str, text: &str) -> Result<Vec<Labelled>, String> {
    match name {
        "catalogue.tsv" => {
            let table = Table::read(text, &["file", "brand_from_title", "article_type"])?;
            let rows = table.rows().map(|row| labelled(part, row.text("file"), row.text("brand_from_title"), row.text("article_type")));
            Ok(rows.collect())
        }
        "street.tsv" => {
            let table = Table::read(text, &["file", "brand"])?;
            Ok(table.rows().map(|row| labelled(part, row.text("file"), row.text("brand"), "")).collect())
        }
        "labels.tsv" => {
            let table = Table::read(text, &["file", "brand", "product_type"])?;
            Ok(table.rows().map(|row| labelled(part, row.text("file"), row.text("brand"), row.text("product_type"))).collect())
        }
        _ => text.lines().filter(|line| !line.trim().is_empty()).map(|line| seller(part, line)).collect(),
    }
}

fn labelled(part: &str, file: &str, brand: &str, article: &str) -> Labelled {
    let brand = match brand {
        "none" => Brand::None,
        "" | "other" | "unknown" => Brand::Unknown,
        name => Brand::Named(name.to_owned()),
    };
    let kinds = KINDS.iter().find(|(articles, _)| articles.contains(&article)).map_or(&[][..], |(_, kinds)| kinds);
    Labelled { part: part.to_owned(), file: file.to_owned(), brand, article: article.to_owned(), kinds, ..Labelled::default() }
}

fn seller(part: &str, line: &str) -> Result<Labelled, String> {
    let row: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let file = row["file"].as_str().ok_or("a row names no file")?;
    let flag = |flag: &str| row["flags"].as_array().is_some_and(|flags| flags.iter().any(|found| found == flag));
    let photo = labelled(part, file, row["brand"].as_str().unwrap_or_default(), "");
    Ok(Labelled { hidden: flag("nologo"), altered: flag("overlay_on_logo") || flag("mirrored"), ..photo })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_gives_photos_with_what_it_says() {
        let catalogue =
            read("catalogue.tsv", "c", "file\tbrand_from_title\tarticle_type\n1.jpg\tNike\tHeels\n2.jpg\tother\tKurtas\n").unwrap();
        assert_eq!((&catalogue[0].brand, catalogue[0].kinds), (&Brand::Named("Nike".into()), &["shoes"][..]));
        assert_eq!((&catalogue[1].brand, catalogue[1].kinds.len()), (&Brand::Unknown, 0));
        assert_eq!(read("street.tsv", "s", "file\tbrand\n1.jpg\tnone\n").unwrap()[0].brand, Brand::None);
        assert_eq!(read("labels.tsv", "l", "file\tbrand\tproduct_type\nimg/1.jpg\tunknown\that\n").unwrap()[0].kinds, ["hat"]);
        let seller = read(
            "seller.jsonl",
            "p",
            "{\"file\":\"a\",\"brand\":null,\"flags\":[\"nologo\"]}\n{\"file\":\"b\",\"brand\":\"Dior\",\"flags\":[\"mirrored\"]}\n",
        );
        let seller = seller.unwrap();
        assert!(seller[0].brand == Brand::Unknown && seller[0].hidden && seller[1].altered && !seller[1].hidden);
    }

    #[test]
    fn a_table_without_its_columns_or_rows_without_a_file_are_told() {
        assert_eq!(read("street.tsv", "s", "file\n").unwrap_err(), "has no column \"brand\"");
        assert_eq!(read("seller.jsonl", "s", "{}").unwrap_err(), "a row names no file");
        assert!(read("seller.jsonl", "s", "{").is_err());
    }
}
