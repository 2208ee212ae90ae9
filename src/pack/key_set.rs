//! A set of hashed names that is small and quick to load: about 4 bytes a name, one look a question.
//!
//! A name's hash is the first 64 bits of its SHA-256. Its highest bits choose a bucket, the next 32 are kept in it, in order. A name that
//! is not in the set is taken for one that is with a chance of its bucket's size (16 to 32 from 32 names on) in 2^32: below 1 in 100 million.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::text::folded_text;

/// Most names of a set: as many as a pack of the largest size holds, with room to spare.
const MOST_NAMES: u32 = 4_000_000;
/// Binary logarithm of the least number of names to a bucket, in the mean.
const BUCKET_BITS: u32 = 4;
/// Bytes of a bucket's size.
const SIZE_BYTES: usize = 2;
/// Bytes kept of a hash.
const KEPT_BYTES: usize = 4;

/// The hash of a host name (ASCII, lower case).
#[must_use]
pub fn host_key(host: &str) -> u64 {
    hash(&["host", host])
}

/// The hash of a seller's shown name on a known site.
#[must_use]
pub fn seller_key(site: &str, name: &str) -> u64 {
    hash(&["seller", site, &folded_text(name)])
}

fn hash(parts: &[&str]) -> u64 {
    let digest = Sha256::digest(parts.join("\n"));
    digest.iter().take(size_of::<u64>()).fold(0, |hash, byte| hash << 8 | u64::from(*byte))
}

/// The set.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "Packed", into = "Packed")]
pub struct KeySet {
    /// Where each bucket begins in `kept`, and the end of the last one; empty for the empty set.
    starts: Vec<u32>,
    /// The kept part of each hash, bucket by bucket, in order.
    kept: Vec<u32>,
}

/// The set in a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Packed {
    /// How many names.
    count: u32,
    /// Base64 (RFC 4648, section 4) of the buckets' sizes, 2 bytes each, then of what is kept, 4 bytes each, lowest byte first.
    keys: String,
}

impl KeySet {
    /// The set of some hashes.
    #[must_use]
    pub fn new(mut keys: Vec<u64>) -> Self {
        keys.sort_unstable();
        keys.dedup();
        let bits = bucket_bits(keys.len());
        let parts: Vec<(usize, u32)> = keys.into_iter().map(|key| split(key, bits)).collect();
        let mut sizes = vec![0_u32; 1 << bits];
        for (bucket, _) in &parts {
            if let Some(size) = sizes.get_mut(*bucket) {
                *size += 1;
            }
        }
        Self { starts: starts(sizes.into_iter()), kept: parts.into_iter().map(|(_, kept)| kept).collect() }
    }

    /// How many names it has.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.kept.len()
    }

    /// Whether it has none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Whether a name of this hash is in it.
    #[must_use]
    pub fn contains(&self, key: u64) -> bool {
        let buckets = self.starts.len().saturating_sub(1);
        let Some(bits) = buckets.checked_ilog2() else { return false };
        let (bucket, kept) = split(key, bits);
        let bounds = self.starts.get(bucket).zip(self.starts.get(bucket + 1));
        let names = bounds.and_then(|(start, end)| self.kept.get(*start as usize..*end as usize));
        names.is_some_and(|names| names.binary_search(&kept).is_ok())
    }
}

/// Binary logarithm of the number of buckets.
fn bucket_bits(names: usize) -> u32 {
    names.checked_ilog2().unwrap_or_default().saturating_sub(BUCKET_BITS)
}

/// Bucket and kept part of a hash.
const fn split(key: u64, bits: u32) -> (usize, u32) {
    // The bits before are the bucket's; at most 2^18 buckets.
    let bucket = match key.checked_shr(u64::BITS - bits) {
        Some(bucket) => bucket as usize,
        None => 0,
    };
    (bucket, ((key << bits) >> 32) as u32)
}

fn starts(sizes: impl Iterator<Item = u32>) -> Vec<u32> {
    let ends = sizes.scan(0_u32, |end, size| {
        *end = end.saturating_add(size);
        Some(*end)
    });
    std::iter::once(0).chain(ends).collect()
}

impl TryFrom<Packed> for KeySet {
    type Error = &'static str;

    fn try_from(Packed { count, keys }: Packed) -> Result<Self, Self::Error> {
        if count > MOST_NAMES {
            return Err("more than 4 million keys");
        }
        let bytes = STANDARD.decode(keys).map_err(|_| "\"keys\" is no base64")?;
        let buckets = 1_usize << bucket_bits(count as usize);
        if bytes.len() != buckets * SIZE_BYTES + count as usize * KEPT_BYTES {
            return Err("\"keys\" is not as long as its \"count\" asks for");
        }
        let (sizes, kept) = bytes.split_at(buckets * SIZE_BYTES);
        let (sizes, _) = sizes.as_chunks::<SIZE_BYTES>();
        let (kept, _) = kept.as_chunks::<KEPT_BYTES>();
        let set = Self {
            starts: starts(sizes.iter().map(|size| u32::from(u16::from_le_bytes(*size)))),
            kept: kept.iter().map(|kept| u32::from_le_bytes(*kept)).collect(),
        };
        if set.starts.last() != Some(&count) {
            return Err("the sizes in \"keys\" do not add up to its \"count\"");
        }
        let names = |bounds: &[u32]| set.kept.get(*bounds.first()? as usize..*bounds.last()? as usize);
        if !set.starts.windows(2).all(|bounds| names(bounds).is_some_and(|names| names.is_sorted())) {
            return Err("\"keys\" are not in order");
        }
        Ok(set)
    }
}

impl From<KeySet> for Packed {
    fn from(set: KeySet) -> Self {
        let starts = if set.starts.is_empty() { vec![0, 0] } else { set.starts };
        // More than 65,535 names to a bucket of some 30 take someone who looked for them; such a set is refused on its way back.
        let sizes = starts.windows(2).filter_map(|bounds| Some(bounds.last()?.saturating_sub(*bounds.first()?)));
        let mut bytes: Vec<u8> = sizes.flat_map(|size| u16::try_from(size).unwrap_or(u16::MAX).to_le_bytes()).collect();
        bytes.extend(set.kept.iter().flat_map(|kept| kept.to_le_bytes()));
        Self { count: u32::try_from(set.kept.len()).unwrap_or(u32::MAX), keys: STANDARD.encode(bytes) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(count: usize) -> Vec<u64> {
        (0..count).map(|index| host_key(&format!("shop-{index}.example"))).collect()
    }

    #[test]
    fn what_was_put_in_is_found_and_nothing_else() {
        for count in [0, 1, 2, 31, 32, 33, 1000, 20_000] {
            let set = KeySet::new(keys(count));
            assert_eq!((set.len(), set.is_empty()), (count, count == 0));
            assert!(keys(count).into_iter().all(|key| set.contains(key)), "{count}");
            let others = (0..10_000).filter(|index| set.contains(host_key(&format!("other-{index}.example")))).count();
            assert_eq!(others, 0, "{count}");
        }
        assert!(!KeySet::default().contains(0));
    }

    #[test]
    fn a_million_names_leave_as_little_to_look_at() {
        let steps = |count| {
            let set = KeySet::new(keys(count));
            let sizes = set.starts.windows(2).map(|bounds| bounds[1] - bounds[0]);
            sizes.max().and_then(u32::checked_ilog2).map_or(0, |log| log + 1)
        };
        // Halvings of the fullest bucket.
        assert_eq!([1000, 1_000_000].map(steps), [6, 6]);
    }

    #[test]
    fn a_set_is_the_same_after_a_pack() {
        for count in [0, 1, 32, 5000] {
            let set = KeySet::new(keys(count));
            let text = serde_json::to_string(&set).unwrap();
            let back: KeySet = serde_json::from_str(&text).unwrap();
            assert!(keys(count).into_iter().all(|key| back.contains(key)), "{count}");
            assert_eq!(serde_json::to_string(&back).unwrap(), text);
        }
    }

    #[test]
    fn broken_keys_are_refused() {
        let read = |count: u32, keys: &[u8]| KeySet::try_from(Packed { count, keys: STANDARD.encode(keys) }).err();
        assert_eq!(read(1, &[1, 0, 9, 9, 9, 9]), None);
        assert_eq!(read(2, &[2, 0, 1, 0, 0, 0, 0, 0, 0, 0]), Some("\"keys\" are not in order"));
        assert_eq!(read(1, &[2, 0, 9, 9, 9, 9]), Some("the sizes in \"keys\" do not add up to its \"count\""));
        assert_eq!(read(1, &[1, 0, 9, 9, 9]), Some("\"keys\" is not as long as its \"count\" asks for"));
        assert_eq!(read(u32::MAX, &[]), Some("more than 4 million keys"));
        let text = Packed { count: 0, keys: "?".into() };
        assert_eq!(KeySet::try_from(text).err(), Some("\"keys\" is no base64"));
    }

    #[test]
    fn hosts_and_sellers_are_different_names() {
        assert_ne!(host_key("market"), seller_key("market", ""));
        assert_eq!(seller_key("market", "Ａ Shop"), seller_key("market", "a shop"));
        assert_ne!(seller_key("market", "a shop"), seller_key("other", "a shop"));
    }
}
