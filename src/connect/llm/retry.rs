//! When a call is made again, and after which pause.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::language::Failure;

/// The longest pause of our own choosing.
const LONGEST: Duration = Duration::from_secs(8);
/// A call with less time than this is not begun.
pub(super) const LEAST_CALL: Duration = Duration::from_millis(20);

/// Whether the same call may go better the next time. A cut-off or too large answer would only be so again.
pub(super) fn is_worth_another(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::TimedOut
            | Failure::Unreachable(_)
            | Failure::RateLimited(_)
            | Failure::Overloaded(_)
            | Failure::Empty
            | Failure::Malformed(_)
    )
}

/// How long one call may take: a hang must leave time for one more, and after a hang that one may take all that is left.
pub(super) fn call_time(time_left: Duration, call_timeout: Duration, has_hung: bool) -> Duration {
    let share = if has_hung { time_left } else { time_left.mul_f64(0.6) };
    share.min(call_timeout)
}

/// The pauses between calls: doubling, with a random part so that callers do not come back in step.
#[derive(Debug)]
pub(super) struct Pauses {
    first: Duration,
    state: AtomicU64,
}

impl Pauses {
    /// Pauses that begin with `first`; the same seed gives the same pauses.
    pub(super) fn new(first: Duration, seed: u64) -> Self {
        Self { first, state: AtomicU64::new(seed) }
    }

    /// The pause after so many calls; `None` where it would leave no time for another call.
    ///
    /// What the endpoint asks for is respected; where it asks for more than there is, waiting less would only be refused again.
    pub(super) fn after(
        &self,
        calls: u32,
        asked_for: Option<Duration>,
        time_left: Duration,
    ) -> Option<Duration> {
        let full = self.first.saturating_mul(1 << calls.saturating_sub(1).min(16)).min(LONGEST);
        let own = full.mul_f64(0.5 + 0.5 * self.random());
        let pause = own.max(asked_for.unwrap_or_default());
        (pause.saturating_add(LEAST_CALL) <= time_left).then_some(pause)
    }

    /// A number from 0 to below 1, by `SplitMix64` (Steele, Lea and Flood, 2014).
    fn random(&self) -> f64 {
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        let mut mixed = self.state.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Duration = Duration::from_hours(24);

    #[test]
    fn pauses_double_up_to_a_limit_and_differ() {
        let first = Duration::from_millis(100);
        let pauses = Pauses::new(first, 7);
        for calls in 1..12 {
            let full = first.saturating_mul(1 << (calls - 1)).min(LONGEST);
            let pause = pauses.after(calls, None, DAY).unwrap();
            assert!(full / 2 <= pause && pause <= full, "{calls}: {pause:?}");
        }
        let drawn: Vec<Duration> = (0..8).map(|_| pauses.after(1, None, DAY).unwrap()).collect();
        assert!(drawn.windows(2).all(|two| two[0] != two[1]), "{drawn:?}");
        let again = Pauses::new(first, 7);
        assert_eq!(again.after(1, None, DAY), Pauses::new(first, 7).after(1, None, DAY));
    }

    #[test]
    fn what_the_endpoint_asks_for_is_respected_while_there_is_time() {
        let pauses = Pauses::new(Duration::from_millis(100), 7);
        let second = Duration::from_secs(1);
        assert_eq!(pauses.after(1, Some(second), second * 2), Some(second));
        assert_eq!(pauses.after(1, Some(DAY), second), None);
        assert_eq!(pauses.after(1, None, Duration::from_millis(40)), None);
    }

    #[test]
    fn a_hang_leaves_time_for_one_more_call() {
        let (second, hour) = (Duration::from_secs(1), Duration::from_hours(1));
        assert_eq!(call_time(second, hour, false), Duration::from_millis(600));
        assert_eq!(call_time(second, hour, true), second);
        assert_eq!(call_time(hour, second, false), second);
    }
}
