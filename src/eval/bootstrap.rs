//! Error bars: percentile bootstrap over calls.
//!
//! Source: Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapters 8 and 13. Calls are drawn, not items: items of one
//! call are not independent of each other. The draws depend on a seed and the number of calls only, so that the same run has the same bars
//! on every machine.

use serde::{Deserialize, Serialize};

use super::measure::Ratio;

/// A value with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

/// Calls drawn with replacement, many times over.
#[derive(Clone, Debug)]
pub struct Draws(Vec<Vec<usize>>);

impl Draws {
    /// Draws `calls` out of `calls`, `samples` times, by `SplitMix64` (Steele, Lea and Flood 2014).
    pub fn new(calls: usize, samples: usize, seed: u64) -> Self {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^ (mixed >> 31)
        };
        let one = |next: &mut dyn FnMut() -> u64| (next() % calls.max(1) as u64) as usize;
        Self((0..samples).map(|_| (0..calls).map(|_| one(&mut next)).collect()).collect())
    }

    /// The value over all calls, with its interval; `None` when no call has anything to measure.
    pub fn micro(&self, calls: &[Ratio]) -> Option<Estimate> {
        self.estimate(micro(calls.iter().copied())?, |draw| micro(chosen(calls, draw)))
    }

    /// The mean of the calls' own values, with its interval.
    pub fn per_call(&self, calls: &[Ratio]) -> Option<Estimate> {
        self.estimate(mean(calls.iter().copied())?, |draw| mean(chosen(calls, draw)))
    }

    /// How far the second run is above the first on the same calls, with its interval.
    pub fn difference(&self, before: &[Ratio], after: &[Ratio]) -> Option<Estimate> {
        let of = |before: Option<f64>, after: Option<f64>| Some(after? - before?);
        self.estimate(of(micro(before.iter().copied()), micro(after.iter().copied()))?, |draw| {
            of(micro(chosen(before, draw)), micro(chosen(after, draw)))
        })
    }

    fn estimate(&self, value: f64, statistic: impl Fn(&[usize]) -> Option<f64>) -> Option<Estimate> {
        let mut drawn: Vec<f64> = self.0.iter().filter_map(|draw| statistic(draw)).collect();
        drawn.sort_by(f64::total_cmp);
        let last = drawn.len().checked_sub(1)?;
        let low = *drawn.get(last * 25 / 1000)?;
        let high = *drawn.get(last - last * 25 / 1000)?;
        Some(Estimate { value, low, high })
    }
}

fn chosen<'a>(calls: &'a [Ratio], draw: &'a [usize]) -> impl Iterator<Item = Ratio> + 'a {
    draw.iter().filter_map(|index| calls.get(*index).copied())
}

fn micro(calls: impl Iterator<Item = Ratio>) -> Option<f64> {
    let mut sum = Ratio::default();
    calls.for_each(|call| sum.add(call));
    sum.fraction()
}

fn mean(calls: impl Iterator<Item = Ratio>) -> Option<f64> {
    let values: Vec<f64> = calls.filter_map(Ratio::fraction).collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratios(pairs: &[(usize, usize)]) -> Vec<Ratio> {
        pairs.iter().map(|(top, bottom)| Ratio::new(*top, *bottom)).collect()
    }

    #[test]
    fn the_bars_hold_the_value_and_close_where_calls_agree() {
        let draws = Draws::new(4, 500, 7);
        let mixed = draws.micro(&ratios(&[(1, 4), (4, 4), (2, 4), (3, 4)])).unwrap();
        assert!(mixed.low < mixed.value && mixed.value < mixed.high);
        let same = draws.micro(&ratios(&[(1, 2), (2, 4), (1, 2), (3, 6)])).unwrap();
        assert_eq!((same.low, same.value, same.high), (0.5, 0.5, 0.5));
    }

    #[test]
    fn micro_weighs_items_and_per_call_weighs_calls() {
        let draws = Draws::new(2, 10, 1);
        let calls = ratios(&[(0, 9), (1, 1)]);
        assert!((draws.micro(&calls).unwrap().value - 0.1).abs() < 1e-9);
        assert!((draws.per_call(&calls).unwrap().value - 0.5).abs() < 1e-9);
    }

    #[test]
    fn a_paired_difference_is_tighter_than_two_bars_apart() {
        let draws = Draws::new(3, 400, 3);
        let before = ratios(&[(1, 10), (5, 10), (9, 10)]);
        let after = ratios(&[(2, 10), (6, 10), (10, 10)]);
        let difference = draws.difference(&before, &after).unwrap();
        assert!(difference.low > 0.09 && difference.high < 0.11, "{difference:?}");
    }

    #[test]
    fn calls_with_nothing_to_measure_do_not_count() {
        let draws = Draws::new(2, 10, 1);
        assert_eq!(draws.micro(&ratios(&[(0, 0), (0, 0)])), None);
        let one = draws.per_call(&ratios(&[(0, 0), (1, 2)])).unwrap();
        assert!((one.value - 0.5).abs() < 1e-9);
    }
}
