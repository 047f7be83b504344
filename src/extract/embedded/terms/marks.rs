//! What speaks for an answer: named marks with their values.

use crate::extract::embedded::model::features::join;

/// Marks with their values, each once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks(Vec<(u32, f32)>);

impl Marks {
    /// Adds a mark; said twice, the larger value counts.
    pub fn put(&mut self, name: &[u32], value: f32) {
        let mark = name.iter().copied().fold(0, join);
        match self.0.iter_mut().find(|(known, _)| *known == mark) {
            Some((_, known)) => *known = known.max(value),
            None => self.0.push((mark, value)),
        }
    }

    /// Adds a mark that is there or not.
    pub fn set(&mut self, name: &[u32]) {
        self.put(name, 1.0);
    }

    /// The same marks of other names: how much they are worth is learned apart.
    #[must_use]
    pub fn under(&self, name: u32) -> Self {
        Self(self.0.iter().map(|(mark, value)| (join(name, *mark), *value)).collect())
    }

    /// Every mark with its value.
    pub fn iter(&self) -> impl Iterator<Item = (u32, f32)> {
        self.0.iter().copied()
    }
}

/// A number as part of a mark's name: the first of the bounds that it does not exceed.
pub fn step(number: i32, bounds: &[i32]) -> u32 {
    bounds.iter().take_while(|bound| number > **bound).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::embedded::model::features::hash;

    #[test]
    fn a_mark_said_twice_counts_once() {
        let mut marks = Marks::default();
        marks.put(&[hash("near"), 2], 0.5);
        marks.set(&[hash("near"), 2]);
        assert_eq!(marks.iter().map(|(_, value)| value).collect::<Vec<_>>(), [1.0]);
        marks.set(&[hash("near"), 3]);
        assert_eq!(marks.iter().count(), 2);
    }

    #[test]
    fn numbers_fall_between_bounds() {
        assert_eq!([0, 1, 2, 3, 9].map(|number| step(number, &[0, 2, 4])), [0, 1, 1, 2, 3]);
    }
}
