//! Host names: that of an address, the registrable domain and its parts.

use url::Url;

use super::plain_host;

/// The host of an address, in ASCII; `None` for what is no address or has no host.
#[must_use]
pub fn host_of(address: &str) -> Option<String> {
    let parsed = || Url::parse(address).ok()?.host_str().map(str::to_owned);
    plain_host(address).map(str::to_owned).or_else(parsed)
}

/// The registrable domain of a host by the public suffix list, in ASCII lower case; `None` for an address, a bare suffix or a
/// name without a dot.
#[must_use]
pub fn registrable(host: &str) -> Option<String> {
    let ascii = idna::domain_to_ascii(host.trim_end_matches('.')).ok()?;
    if ascii.parse::<std::net::IpAddr>().is_ok() {
        return None;
    }
    psl::domain_str(&ascii).map(str::to_owned)
}

/// A domain in the letters that it stands for, U+FFFD for a part that stands for none.
#[must_use]
pub fn shown(domain: &str) -> String {
    idna::domain_to_unicode(domain).0
}

#[cfg(test)]
mod tests {
    use super::{registrable, shown};

    #[test]
    fn a_domain_is_shown_in_its_letters() {
        assert_eq!(shown("xn--bcher-kva.de"), "bücher.de");
        assert_eq!(shown("xn--a.de"), "\u{fffd}.de");
    }

    #[test]
    fn the_registrable_domain_follows_the_public_suffix_list() {
        assert_eq!(registrable("www.Shop.example.co.uk.").as_deref(), Some("example.co.uk"));
        assert_eq!(registrable("shop.bücher.de").as_deref(), Some("xn--bcher-kva.de"));
        assert_eq!(registrable("one.myshopify.com").as_deref(), Some("one.myshopify.com"));
        for host in ["127.0.0.1", "::1", "localhost", "co.uk", "", "..", "\0"] {
            assert_eq!(registrable(host), None, "{host}");
        }
    }
}
