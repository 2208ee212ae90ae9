//! Addresses that parsing would give back unchanged. Most links of a shop are such, and parsing each of them as the standard demands
//! took a seventh of the time of a page.

/// The host of an address of the web that is written the way parsing would write it; `None` for any other address.
#[must_use]
pub fn plain_host(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let (host, path) = rest.split_at(rest.find('/')?);
    (is_plain_name(host) && is_plain_path(path)).then_some(host)
}

/// Whether a path, with what follows it, is written the way parsing would write it: from the root, without steps to the same or the
/// outer folder, without anything that would be escaped.
#[must_use]
pub fn is_plain_path(path: &str) -> bool {
    let bytes = path.as_bytes();
    let steps = |pair: &[u8]| matches!(pair, [b'/', b'.'] | [b'%', b'2']);
    bytes.first() == Some(&b'/') && bytes.get(1) != Some(&b'/') && bytes.iter().all(|byte| is_kept(*byte)) && !bytes.windows(2).any(steps)
}

/// ASCII labels in lower case, the last beginning with a letter, so that it is no number, and none in the form of other scripts.
fn is_plain_name(host: &str) -> bool {
    let is_label = |label: &str| {
        label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.get(2..4) != Some("--")
            && !label.is_empty()
    };
    let last = host.rsplit('.').next().unwrap_or_default();
    host.contains('.') && host.split('.').all(is_label) && last.starts_with(|c: char| c.is_ascii_lowercase())
}

/// Neither escaped nor changed in a path, a query or a fragment.
const fn is_kept(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'-' | b'.' | b'_' | b'~' | b'/' | b'!' | b'$' | b'&' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=' | b':' | b'@' | b'%'
        )
        || matches!(byte, b'?' | b'#')
}

#[cfg(test)]
mod tests {
    use super::{is_plain_path, plain_host};
    use url::Url;

    const BASES: [&str; 3] = ["https://shop.example.com/a/b?c#d", "http://u:p@shop.example.com:8080/", "https://127.0.0.1/x"];

    fn check_address(address: &str) -> bool {
        let Some(host) = plain_host(address) else { return false };
        let url = Url::parse(address);
        assert_eq!(url.as_ref().ok().map(Url::as_str), Some(address));
        assert_eq!(url.as_ref().ok().and_then(Url::host_str), Some(host), "{address}");
        true
    }

    fn check_path(path: &str) -> bool {
        if !is_plain_path(path) {
            return false;
        }
        for base in BASES.map(|base| Url::parse(base).unwrap()) {
            let root = &base[..url::Position::BeforePath];
            assert_eq!(base.join(path).ok().map(String::from), Some(format!("{root}{path}")), "{path:?}");
        }
        check_address(&format!("https://shop.example.com{path}"))
    }

    #[test]
    fn what_counts_as_plain_is_what_parsing_leaves_alone() {
        for path in ["/", "/shoes/red-boots.html?size=42&c=%E4%BA%AC#top", "/a//b", "/a?b?c#d#e", "/p/1;v=2:3@4", "/a.b/..c?x=./..y"] {
            assert_eq!(check_path(path), !path.contains("/."), "{path}");
        }
        let pieces = ["a", ".", "..", "%2e", "%2E.", "%", "//", "/", "?", "#", "\\", "é", "'", ":", "@", "[", "|", "^", " ", "a b", "\t"];
        for first in pieces {
            for second in pieces {
                for third in pieces {
                    check_path(&format!("/{first}{second}/{third}"));
                    check_path(&format!("/{first}?{second}#{third}"));
                    check_path(&format!("{first}{second}{third}"));
                    check_address(&format!("https://{first}{second}.com/{third}"));
                }
            }
        }
        for byte in 0..128_u8 {
            let byte = char::from(byte);
            for path in [format!("/a{byte}b"), format!("/?a{byte}b"), format!("/#a{byte}b"), format!("/{byte}"), format!("/a{byte}")] {
                check_path(&path);
            }
            for host in
                [format!("a{byte}b.com"), format!("a.c{byte}m"), format!("{byte}a.com"), format!("a.{byte}"), format!("a.com{byte}")]
            {
                check_address(&format!("https://{host}/"));
            }
        }
    }

    #[test]
    fn hosts_that_parsing_would_change_or_refuse_are_left_to_it() {
        assert_eq!(plain_host("https://www.shop-24.example/boots"), Some("www.shop-24.example"));
        for address in [
            "https://Shop.example/",
            "https://shop.example",
            "https://shop.example:443/",
            "https://u@shop.example/",
            "https://1.2.3.4/",
            "https://a.0x7f/",
            "https://xn--a.example/",
            "https://shop..example/",
            "https://localhost/",
            "https://bücher.de/",
            "ftp://shop.example/",
            "//shop.example/",
            "https:/shop.example/",
            "https://shop.example/../a",
        ] {
            assert_eq!(plain_host(address), None, "{address}");
        }
    }
}
