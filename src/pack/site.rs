//! Which known site an address belongs to.

use super::{Packs, Site};
use crate::text::domain;

impl Packs {
    /// The known site that `host` belongs to: the one with the longest matching domain.
    #[must_use]
    pub fn site_of(&self, host: &str) -> Option<&Site> {
        site_in(&self.sites, host)
    }
}

impl Site {
    /// Whether `host`, in lower case, is one of the site's.
    #[must_use]
    pub fn has(&self, host: &str) -> bool {
        let registrable = domain::registrable(host);
        self.domains.iter().any(|pattern| fits(pattern, host, registrable.as_deref()))
    }
}

/// The same of a list of sites.
pub(crate) fn site_in<'s>(sites: impl IntoIterator<Item = &'s Site>, host: &str) -> Option<&'s Site> {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let registrable = domain::registrable(&host);
    let matched = sites.into_iter().flat_map(|site| {
        let domains = site.domains.iter().filter(|pattern| fits(pattern, &host, registrable.as_deref()));
        domains.map(move |pattern| (pattern.len(), site))
    });
    // On a tie the first entry stands.
    matched.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, site)| site)
}

/// Whether a host lies under `pattern`; `amazon.*` stands for the label under any public suffix.
fn fits(pattern: &str, host: &str, registrable: Option<&str>) -> bool {
    match pattern.strip_suffix(".*") {
        Some(label) => registrable.and_then(|domain| domain.split_once('.')).is_some_and(|(first, _)| first == label),
        None => host.strip_suffix(pattern).is_some_and(|head| head.is_empty() || head.ends_with('.')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::SiteKind;

    fn packs() -> Packs {
        let site = |id: &str, domains: &[&str]| Site {
            id: id.into(),
            name: id.into(),
            kind: SiteKind::Marketplace,
            domains: domains.iter().map(|domain| (*domain).into()).collect(),
            source: "test".into(),
        };
        Packs {
            sites: vec![site("amazon", &["amazon.*"]), site("yandex", &["yandex.ru"]), site("market", &["market.yandex.ru"])],
            ..Packs::default()
        }
    }

    #[test]
    fn the_longest_domain_wins_and_neighbours_do_not_match() {
        let packs = packs();
        let id = |host| packs.site_of(host).map(|site| site.id.as_str());
        assert_eq!(id("www.amazon.co.uk"), Some("amazon"));
        assert_eq!(id("amazon.shop.example"), None);
        assert_eq!(id("market.yandex.ru"), Some("market"));
        assert_eq!(id("notyandex.ru"), None);
        assert_eq!(id("Yandex.ru."), Some("yandex"));
    }
}
