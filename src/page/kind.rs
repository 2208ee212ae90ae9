//! What sort of page it is.

use super::graph::Graph;
use super::schema_org::PRODUCTS;
use crate::listing::PageKind;

/// schema.org types whose pages sell no goods, whatever they ask for: shows, programs, work, lessons, beds, money. Types that
/// shops put on product pages too (`VideoObject`, `FAQPage`) are left out.
const NO_GOODS: &[&str] = &[
    "Recipe",
    "Movie",
    "TVSeries",
    "TVSeason",
    "TVEpisode",
    "PodcastSeries",
    "PodcastEpisode",
    "SoftwareApplication",
    "WebApplication",
    "MobileApplication",
    "JobPosting",
    "Course",
    "CourseInstance",
    "FinancialProduct",
    "BankAccount",
    "CreditCard",
    "PaymentCard",
    "PaymentService",
    "LoanOrCredit",
    "MortgageLoan",
    "InvestmentOrDeposit",
    "InvestmentFund",
    "Hotel",
    "Hostel",
    "Motel",
    "Resort",
    "BedAndBreakfast",
    "VacationRental",
    "Accommodation",
    "RealEstateListing",
    "Residence",
    "House",
    "SingleFamilyResidence",
    "Apartment",
    "Flight",
    "TouristTrip",
    "Dataset",
    "ScholarlyArticle",
    "MedicalWebPage",
    "GovernmentService",
];

/// schema.org `Event` and its kinds. Their pages are about no goods, unless they sell the tickets themselves.
const EVENTS: &[&str] = &[
    "Event",
    "BusinessEvent",
    "ComedyEvent",
    "DanceEvent",
    "EducationEvent",
    "ExhibitionEvent",
    "Festival",
    "FoodEvent",
    "LiteraryEvent",
    "MusicEvent",
    "ScreeningEvent",
    "SocialEvent",
    "SportsEvent",
    "TheaterEvent",
];

/// Whether an item is of a type that is no goods.
pub(super) fn is_no_goods(graph: &Graph, item: usize) -> bool {
    (graph.is_a(item, NO_GOODS) || graph.is_a(item, EVENTS)) && !graph.is_a(item, PRODUCTS)
}

/// Whether structured data says that the page is about an event.
pub(super) fn about_event(graph: &Graph) -> bool {
    (0..graph.items.len()).any(|item| graph.is_a(item, EVENTS) && stands_alone(graph, item))
}

/// Whether structured data says that the page is about something that is no goods.
pub(super) fn about_no_goods(graph: &Graph) -> bool {
    (0..graph.items.len()).any(|item| is_no_goods(graph, item) && stands_alone(graph, item))
}

/// Whether an item is what the page is about and not a property of something else.
fn stands_alone(graph: &Graph, item: usize) -> bool {
    graph.items.get(item).is_some_and(|item| item.holder.as_ref().is_none_or(|(_, name)| name == "mainEntity"))
}

/// What speaks for one sort or another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Evidence {
    /// Structured data describes one product with an offer.
    pub offered_product: bool,
    /// Structured data or Open Graph names one product.
    pub named_product: bool,
    /// Structured data lists several products.
    pub several_products: bool,
    /// Open Graph or schema.org says article, or the text does.
    pub article: bool,
    /// Structured data is about something that is no goods.
    pub no_goods: bool,
    /// That is an event, to which tickets may be sold.
    pub event: bool,
    /// A buy button outside the cards.
    pub buy_button: bool,
    /// A button that writes to the one who offers it.
    pub contact: bool,
    /// A price stands near the heading.
    pub near_price: bool,
    /// A price stands out beside the heading.
    pub clear_price: bool,
    /// One row of a table, wherever it stands, says what the price is.
    pub labelled_price: bool,
    /// That price is one of several alike: fees, plans, rows of a table.
    pub price_list: bool,
    /// A picture stands in the main part.
    pub pictured: bool,
    /// Cards found.
    pub cards: usize,
    /// A link to a cart or checkout, or a button that fills it.
    pub cart: bool,
    /// A price is struck through: something is sold, and reduced.
    pub reduced: bool,
}

/// Decides. An article stays an article unless it has something to buy.
pub(super) const fn decide(evidence: &Evidence) -> PageKind {
    let sells_tickets = evidence.event && evidence.buy_button && (evidence.near_price || evidence.clear_price);
    if evidence.no_goods && !sells_tickets && !evidence.offered_product && !evidence.named_product {
        return PageKind::Other;
    }
    let sells = evidence.offered_product && (evidence.buy_button || evidence.clear_price || !evidence.article);
    let buys = evidence.buy_button && (evidence.near_price || evidence.clear_price || evidence.named_product);
    if sells || buys && !evidence.several_products {
        return PageKind::Product;
    }
    // Software for ads may call each one an article.
    let is_ad = evidence.contact && evidence.clear_price && evidence.pictured;
    if evidence.article && !evidence.buy_button && !is_ad {
        return PageKind::Other;
    }
    let stands_alone = evidence.clear_price && !evidence.price_list && (evidence.pictured || evidence.cart);
    let in_cart = evidence.cart && (evidence.named_product || evidence.labelled_price && evidence.cards == 0);
    if !evidence.several_products && (stands_alone || in_cart) {
        return PageKind::Product;
    }
    // Lists of flights, jobs and rooms have cards with prices too.
    if evidence.cards >= 3 && (evidence.cart || evidence.reduced || evidence.several_products) {
        return PageKind::Cards;
    }
    if evidence.named_product {
        return PageKind::Product;
    }
    if evidence.cart || evidence.buy_button { PageKind::Shop } else { PageKind::Other }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_sell_nothing_and_products_do() {
        let nothing = Evidence::default();
        assert_eq!(decide(&nothing), PageKind::Other);
        assert_eq!(decide(&Evidence { article: true, clear_price: true, ..nothing }), PageKind::Other);
        assert_eq!(decide(&Evidence { article: true, named_product: true, ..nothing }), PageKind::Other);
        let ad = Evidence { article: true, contact: true, clear_price: true, pictured: true, ..nothing };
        assert_eq!(decide(&ad), PageKind::Product);
        assert_eq!(decide(&Evidence { contact: false, ..ad }), PageKind::Other);
        assert_eq!(decide(&Evidence { offered_product: true, ..nothing }), PageKind::Product);
        assert_eq!(decide(&Evidence { no_goods: true, buy_button: true, clear_price: true, ..nothing }), PageKind::Other);
        let ticket = Evidence { no_goods: true, event: true, buy_button: true, near_price: true, ..nothing };
        assert_eq!(decide(&ticket), PageKind::Product);
        assert_eq!(decide(&Evidence { buy_button: false, ..ticket }), PageKind::Other);
        assert_eq!(decide(&Evidence { no_goods: true, offered_product: true, ..nothing }), PageKind::Product);
        assert_eq!(decide(&Evidence { clear_price: true, ..nothing }), PageKind::Other);
        assert_eq!(decide(&Evidence { clear_price: true, pictured: true, ..nothing }), PageKind::Product);
        assert_eq!(decide(&Evidence { clear_price: true, pictured: true, price_list: true, ..nothing }), PageKind::Other);
        assert_eq!(decide(&Evidence { buy_button: true, clear_price: true, cards: 8, ..nothing }), PageKind::Product);
        assert_eq!(decide(&Evidence { several_products: true, cards: 12, cart: true, ..nothing }), PageKind::Cards);
        assert_eq!(decide(&Evidence { reduced: true, cards: 12, ..nothing }), PageKind::Cards);
        assert_eq!(decide(&Evidence { cards: 12, ..nothing }), PageKind::Other);
        assert_eq!(decide(&Evidence { cart: true, labelled_price: true, ..nothing }), PageKind::Product);
        assert_eq!(decide(&Evidence { labelled_price: true, ..nothing }), PageKind::Other);
        assert_eq!(decide(&Evidence { cart: true, ..nothing }), PageKind::Shop);
    }
}
