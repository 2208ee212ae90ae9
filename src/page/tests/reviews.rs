//! Reviews in every shape in which shops write them.

use super::*;
use crate::listing::{Review, Source};

const PRODUCT: &str = "<title>Boot</title><h1>Leather boot</h1><p class=price>€79</p><button>Add to cart</button>";

fn reviews(html: &str) -> Vec<(String, String, String)> {
    let written =
        |review: Review| (review.text, review.rating.map(|stars| stars.to_string()).unwrap_or_default(), review.date.unwrap_or_default());
    read_page(&format!("{PRODUCT}{html}")).listing.reviews.into_iter().map(written).collect()
}

fn row(text: &str, stars: &str, date: &str) -> (String, String, String) {
    (text.to_owned(), stars.to_owned(), date.to_owned())
}

#[test]
fn microdata_reviews_in_and_beside_the_product_are_read() {
    let review = "<div itemprop=review itemscope itemtype='https://schema.org/Review'><span itemprop=author>Ann</span>\
                  <meta itemprop=datePublished content=2024-05-03><div itemprop=reviewRating itemscope itemtype='https://schema.org/Rating'>\
                  <meta itemprop=ratingValue content=8><meta itemprop=bestRating content=10></div><p itemprop=reviewBody>Fits well.</p></div>";
    let inside = format!("<div itemscope itemtype='https://schema.org/Product'><b itemprop=name>Leather boot</b>{review}</div>");
    assert_eq!(reviews(&inside), [row("Fits well.", "4", "2024-05-03")]);
    let beside = review.replace("itemprop=review ", "");
    let beside = format!("<div itemscope itemtype='https://schema.org/Product'><b itemprop=name>Leather boot</b></div>{beside}");
    assert_eq!(reviews(&beside), [row("Fits well.", "4", "2024-05-03")]);
}

#[test]
fn rdfa_and_json_ld_reviews_are_read_and_not_shown_twice() {
    let rdfa = "<div vocab='https://schema.org/' typeof=Product><span property=name>Leather boot</span><div property=review typeof=Review>\
                <span property=reviewRating typeof=Rating><span property=ratingValue>4</span></span>\
                <span property=reviewBody>Good sole, soft leather.</span></div></div>";
    assert_eq!(reviews(rdfa), [row("Good sole, soft leather.", "4", "")]);
    let json = "<script type='application/ld+json'>{\"@type\":\"Product\",\"name\":\"Leather boot\",\"review\":[{\"@type\":\"Review\",\
                \"reviewRating\":{\"ratingValue\":5},\"datePublished\":\"2024-01-02\",\"reviewBody\":\"Best boots I had.\"}]}</script>";
    let shown = "<div class=reviews><div class=review><span aria-label='5 out of 5 stars'></span><p>Best boots I had.</p></div>\
                 <div class=review><span aria-label='2 out of 5 stars'></span><p>Sole came off.</p></div></div>";
    assert_eq!(reviews(&format!("{json}{shown}")), [row("Best boots I had.", "5", "2024-01-02"), row("Sole came off.", "2", "")]);
}

#[test]
fn star_widgets_and_their_texts_are_read_as_shown() {
    let html = "<section id=reviews><h2>Customer reviews</h2><div class=summary><span title='4.5 out of 5 stars'></span>Based on 2 ratings</div>\
                <ol class=commentlist><li class='review even'><div class=star-rating role=img aria-label='Rated 5 out of 5'><span>Rated <b>5</b> out of 5</span></div>\
                <p class=meta><b>Ann</b> – <time datetime='2024-05-03T10:00:00+00:00'>May 3, 2024</time></p><div class=description><p>Very warm.</p><p>I wear them daily.</p></div></li>\
                <li class='review odd'><div class=star-rating role=img aria-label='Rated 4 out of 5'></div><p class=meta>Bob, 12.04.2024</p>\
                <div class=description><p>A little narrow at the toes.</p></div></li></ol></section>";
    let expected = [
        row("Very warm. I wear them daily.", "5", "2024-05-03T10:00:00+00:00"),
        row("A little narrow at the toes.", "4", "Bob, 12.04.2024"),
    ];
    assert_eq!(reviews(html), expected);
    let page = read_page(&format!("{PRODUCT}{html}"));
    assert_eq!(page.listing.trace["/reviews/0"].source, Source::VisibleText);
}

#[test]
fn a_heading_in_many_languages_leads_to_reviews_without_telling_names() {
    for (heading, one, two) in [
        ("Kundenrezensionen", "4,0 von 5 Sternen", "2 von 5 Sternen"),
        ("Avis clients (2)", "4 sur 5 étoiles", "2 sur 5 étoiles"),
        ("カスタマーレビュー", "5つ星のうち4.0", "5つ星のうち2.0"),
        ("商品评价", "★★★★☆", "★★☆☆☆"),
    ] {
        let html = format!(
            "<section class=x1><h2>{heading}</h2><div class=q7><i>{one}</i><p>Schöne Stiefel, gute Sohle.</p></div>\
             <div class=q7><i>{two}</i><p>Zu eng am Spann.</p></div></section>"
        );
        assert_eq!(reviews(&html), [row("Schöne Stiefel, gute Sohle.", "4", ""), row("Zu eng am Spann.", "2", "")], "{heading}");
    }
}

#[test]
fn reviews_without_stars_need_a_name() {
    let html = "<div class=reviews><div class=review-item><b>Ann</b><p>Sent back, wrong size.</p></div><div class=review-item><p>Lovely colour.</p></div></div>";
    assert_eq!(reviews(html), [row("Sent back, wrong size.", "", ""), row("Lovely colour.", "", "")]);
    assert_eq!(reviews("<div class=reviews><p>Be the first to write a review.</p></div>"), []);
}

#[test]
fn summaries_histograms_and_hidden_reviews_are_none() {
    let html = "<div class=reviews><p>4.6 out of 5</p><p>1,234 ratings</p><ul><li>5 stars 80%</li><li><a>4 stars</a> <span>12%</span></li><li><a>3 stars</a> <span>8%</span></li></ul></div>";
    assert_eq!(reviews(html), []);
    let hidden =
        "<div class=reviews><div class=review hidden><span aria-label='5 out of 5 stars'></span><p>Nobody sees this.</p></div></div>";
    assert_eq!(reviews(hidden), []);
}

#[test]
fn reviews_are_bounded() {
    let many = "<li class=review><span aria-label='5 out of 5 stars'></span><p>Good boots.</p></li>".repeat(400);
    assert!(reviews(&format!("<ul class=reviews>{many}</ul>")).len() <= 50);
    let differ: String = (0..400)
        .map(|n| format!("<li class=review><span aria-label='5 out of 5 stars'></span><p>Good boots {n} times.</p></li>"))
        .collect();
    assert_eq!(reviews(&format!("<ul class=reviews>{differ}</ul>")).len(), 50);
}
