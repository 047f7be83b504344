//! Words as numbers, so that a word is looked up in a table at the cost of one multiplication.
//!
//! The numbers are the same on every machine, and none of them is ever stored.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A number for a text, by which unequal texts are told apart quickly.
pub(super) fn hash(text: &str) -> u64 {
    hash_bytes(text.as_bytes())
}

/// The same for a text in bytes.
pub(super) fn hash_bytes(bytes: &[u8]) -> u64 {
    let (eights, rest) = bytes.as_chunks::<8>();
    let last = rest.iter().fold(rest.len() as u64, |last, byte| (last << 8) | u64::from(*byte));
    let first = eights.iter().fold(0, |sum, eight| stir(sum, u64::from_le_bytes(*eight)));
    stir(first, last)
}

/// Takes eight more bytes in. The upper half of a product depends on every bit of its factors, the lower half does not.
fn stir(sum: u64, eight: u64) -> u64 {
    let product = (sum.rotate_left(23) ^ eight).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    product ^ (product >> 32)
}

/// A map whose keys are such numbers already.
pub(super) type ByHash<T> = HashMap<u64, T, BuildHasherDefault<Unchanged>>;

/// A set of such numbers.
pub(super) type Hashes = HashSet<u64, BuildHasherDefault<Unchanged>>;

/// The set of the numbers of some texts.
pub(super) fn hashes(texts: &[&str]) -> Hashes {
    texts.iter().map(|text| hash(text)).collect()
}

/// A set of words.
#[derive(Debug)]
pub(super) struct WordSet(Hashes);

impl WordSet {
    /// The words of a list in which white space stands between them.
    pub(super) fn of_list(list: &str) -> Self {
        Self(list.split_whitespace().map(hash).collect())
    }

    /// Whether a word is in it.
    pub(super) fn contains(&self, word: &str) -> bool {
        self.has(hash(word))
    }

    /// Whether the word with that number is in it.
    pub(super) fn has(&self, hash: u64) -> bool {
        self.0.contains(&hash)
    }
}

/// Leaves a number as it is.
#[derive(Default)]
pub(super) struct Unchanged(u64);

impl Hasher for Unchanged {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(*byte)));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}
