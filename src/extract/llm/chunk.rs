//! A long call in parts that a model can take, cut where the speaker changes, each with the end of the one before.

use std::ops::Range;

/// A cut moves back by up to this many lines to where another voice begins.
const LOOK_BACK: usize = 6;

/// One line, as far as cutting is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Weight {
    /// Its tokens.
    pub(super) tokens: usize,
    /// Whether another voice spoke before it.
    pub(super) new_voice: bool,
}

/// All lines as the one part; of none, no part.
pub(super) fn whole(lines: usize) -> Vec<Range<usize>> {
    std::iter::once(0..lines).filter(|part| !part.is_empty()).collect()
}

/// The parts as ranges of lines, about equally long: none above `limit` tokens unless a single line is, neighbours overlapping by up to
/// `overlap` tokens. An empty call has no part.
pub(super) fn parts(lines: &[Weight], limit: usize, overlap: usize) -> Vec<Range<usize>> {
    let total: usize = lines.iter().map(|line| line.tokens).sum();
    if total <= limit {
        return whole(lines.len());
    }
    // Every part but the first begins with what the one before ended with.
    let fresh = limit.saturating_sub(overlap).max(1);
    let target = total.div_ceil(total.div_ceil(fresh));
    let mut parts = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        let end = cut(lines, start, target);
        let own: usize = lines.iter().take(end).skip(start).map(|line| line.tokens).sum();
        parts.push(back(lines, start, overlap.min(limit.saturating_sub(own)))..end);
        start = end;
    }
    parts
}

/// Where a part that begins at `start` ends: after at least one line.
fn cut(lines: &[Weight], start: usize, target: usize) -> usize {
    let mut tokens = 0;
    let mut fits = |line: &Weight| {
        tokens += line.tokens;
        tokens <= target
    };
    let end = start + lines.iter().skip(start).take_while(|line| fits(line)).count().max(1);
    if end >= lines.len() {
        return lines.len();
    }
    let lowest = end.saturating_sub(LOOK_BACK).max(start + 1);
    let turn = (lowest..=end).rev().find(|at| lines.get(*at).is_some_and(|line| line.new_voice));
    turn.unwrap_or(end)
}

/// The earliest line that still belongs to the overlap of a part beginning at `start`.
fn back(lines: &[Weight], start: usize, overlap: usize) -> usize {
    let mut tokens = 0;
    let before = lines.iter().take(start).rev();
    let fits = |line: &&Weight| {
        tokens += line.tokens;
        tokens <= overlap
    };
    start - before.take_while(fits).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn weights() -> impl Strategy<Value = Vec<Weight>> {
        let line = (1_usize..60, any::<bool>()).prop_map(|(tokens, new_voice)| Weight { tokens, new_voice });
        prop::collection::vec(line, 0..300)
    }

    #[test]
    fn a_call_that_fits_is_one_part() {
        let lines = vec![Weight { tokens: 10, new_voice: true }; 10];
        assert_eq!(parts(&lines, 100, 20).first(), Some(&(0..10)));
        assert_eq!(parts(&[], 100, 20), Vec::<Range<usize>>::new());
    }

    #[test]
    fn a_cut_is_made_where_another_voice_begins() {
        let line = |at: usize| Weight { tokens: 10, new_voice: at.is_multiple_of(4) };
        let lines: Vec<Weight> = (0..40).map(line).collect();
        for part in parts(&lines, 130, 20).iter().skip(1) {
            assert_eq!((part.start + 2) % 4, 0, "{part:?} repeats two lines and then begins a turn");
        }
    }

    proptest! {
        #[test]
        fn every_line_is_in_a_part_and_parts_overlap(lines in weights(), limit in 100_usize..400, overlap in 0_usize..80) {
            let parts = parts(&lines, limit, overlap);
            let mut covered = 0;
            for (at, part) in parts.iter().enumerate() {
                prop_assert!(part.start <= covered && part.end > covered, "{parts:?}");
                let tokens = |range: Range<usize>| lines[range].iter().map(|line| line.tokens).sum::<usize>();
                prop_assert!(tokens(part.clone()) <= limit, "{} in {part:?}", tokens(part.clone()));
                if at > 0 && part.start > 0 {
                    let more = part.start - 1;
                    let full = tokens(more..covered) > overlap || tokens(more..part.end) > limit;
                    prop_assert!(full, "{part:?} could repeat more");
                }
                covered = part.end;
            }
            prop_assert_eq!(covered, lines.len());
        }
    }
}
