//! Host names: the registrable domain and its parts.

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
