//! What sort of page it is.

use crate::listing::PageKind;

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
    /// A buy button outside the cards.
    pub buy_button: bool,
    /// A price stands near the heading.
    pub near_price: bool,
    /// A price stands out beside the heading.
    pub clear_price: bool,
    /// Cards found.
    pub cards: usize,
    /// A link to a cart or checkout.
    pub cart: bool,
}

/// Decides. An article stays an article unless it has something to buy.
pub(super) const fn decide(evidence: &Evidence) -> PageKind {
    let sells = evidence.offered_product && (evidence.buy_button || evidence.clear_price || !evidence.article);
    let buys = evidence.buy_button && (evidence.near_price || evidence.clear_price || evidence.named_product);
    if sells || buys && !evidence.several_products {
        return PageKind::Product;
    }
    if evidence.article && !evidence.buy_button {
        return PageKind::Other;
    }
    if !evidence.several_products && (evidence.clear_price || evidence.named_product && evidence.cart) {
        return PageKind::Product;
    }
    if evidence.cards >= 3 {
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
        assert_eq!(decide(&Evidence { offered_product: true, ..nothing }), PageKind::Product);
        assert_eq!(decide(&Evidence { buy_button: true, clear_price: true, cards: 8, ..nothing }), PageKind::Product);
        assert_eq!(decide(&Evidence { several_products: true, cards: 12, cart: true, ..nothing }), PageKind::Cards);
        assert_eq!(decide(&Evidence { cart: true, ..nothing }), PageKind::Shop);
    }
}
