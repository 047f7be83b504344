//! What training found marks to be worth: one weight a mark. They stand at the end of the engine's weights.
//!
//! Layout, little-endian: the magic `BATONR1\0`; the number of marks as `u32`; their hashes in ascending order as `u32`; their weights
//! as `f32`.

use super::marks::Marks;

const MAGIC: &[u8; 8] = b"BATONR1\0";

/// Chooses among answers by the marks that speak for them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranking {
    weights: Vec<(u32, f32)>,
}

impl Ranking {
    /// A ranking of these weights, in any order.
    pub fn new(mut weights: Vec<(u32, f32)>) -> Self {
        weights.retain(|(_, weight)| *weight != 0.0);
        weights.sort_unstable_by_key(|(mark, _)| *mark);
        weights.dedup_by_key(|(mark, _)| *mark);
        Self { weights }
    }

    /// Whether nothing was learned.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// How much speaks for an answer.
    pub fn score(&self, marks: &Marks) -> f32 {
        let weight = |mark: u32| {
            let found = self.weights.binary_search_by_key(&mark, |(known, _)| *known).ok();
            found.and_then(|index| self.weights.get(index)).map_or(0.0, |(_, weight)| *weight)
        };
        marks.iter().map(|(mark, value)| weight(mark) * value).sum()
    }

    /// The position of the answer for which most speaks; of equals the first.
    pub fn best<'m>(&self, answers: impl IntoIterator<Item = &'m Marks>) -> Option<usize> {
        let scored = answers.into_iter().map(|marks| self.score(marks)).enumerate();
        scored.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(index, _)| index)
    }

    /// Reads the layout; `None` when it is not one.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC.as_slice())?;
        let (count, rest) = rest.split_first_chunk::<4>()?;
        let count = u32::from_le_bytes(*count) as usize;
        if rest.len() != count.checked_mul(8)? {
            return None;
        }
        let (marks, weights) = rest.split_at_checked(count * 4)?;
        let (marks, _) = marks.as_chunks::<4>();
        let (weights, _) = weights.as_chunks::<4>();
        let pairs = marks.iter().zip(weights);
        let weights: Vec<(u32, f32)> =
            pairs.map(|(mark, weight)| (u32::from_le_bytes(*mark), f32::from_le_bytes(*weight))).collect();
        weights.is_sorted_by(|left, right| left.0 < right.0).then_some(Self { weights })
    }

    /// Writes the layout.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend((self.weights.len() as u32).to_le_bytes());
        bytes.extend(self.weights.iter().flat_map(|(mark, _)| mark.to_le_bytes()));
        bytes.extend(self.weights.iter().flat_map(|(_, weight)| weight.to_le_bytes()));
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(names: &[u32]) -> Marks {
        let mut marks = Marks::default();
        for name in names {
            marks.set(&[*name]);
        }
        marks
    }

    fn ranking() -> Ranking {
        let weighted =
            |name: u32, weight| marks(&[name]).iter().map(|(mark, _)| (mark, weight)).next().unwrap();
        Ranking::new(vec![weighted(1, 0.5), weighted(2, -1.0), weighted(3, 0.25)])
    }

    #[test]
    fn the_answer_with_most_weight_is_the_best_and_of_equals_the_first() {
        let answers = [marks(&[2, 1]), marks(&[3]), marks(&[3, 9]), marks(&[])];
        assert_eq!(ranking().best(&answers), Some(1));
        assert_eq!(Ranking::default().best(&answers), Some(0));
        assert_eq!(ranking().best(&[]), None);
    }

    #[test]
    fn what_is_written_is_read_back_and_a_cut_file_is_refused() {
        let bytes = ranking().write();
        assert_eq!(Ranking::read(&bytes), Some(ranking()));
        for end in 0..bytes.len() {
            assert!(Ranking::read(&bytes[..end]).is_none(), "{end} bytes were accepted");
        }
    }
}
