//! A circuit breaker: an endpoint that fails again and again is left alone for a while, then tried with one question.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::clock;
use crate::language::{Answering, Failure, LanguageModel, Question, Stage};

/// Counts failures in a row.
#[derive(Debug)]
pub struct Breaker {
    state: Mutex<State>,
    failures: u32,
    pause: Duration,
}

#[derive(Clone, Copy, Debug)]
enum State {
    /// Questions pass; so many have failed in a row.
    Closed(u32),
    /// No question passes before that time.
    Open(Instant),
    /// One question is under way to see whether it works again.
    Probing,
}

/// A question that may pass; tells the breaker when it is given up without an outcome.
#[derive(Debug)]
struct Admission<'a> {
    breaker: &'a Breaker,
    probes: bool,
}

impl Breaker {
    /// A closed breaker that opens after so many failures in a row (at least 1), for that long.
    pub fn new(failures: u32, pause: Duration) -> Self {
        Self { state: Mutex::new(State::Closed(0)), failures: failures.max(1), pause }
    }

    fn admit(&self, now: Instant) -> Option<Admission<'_>> {
        let mut state = self.state();
        let probes = match *state {
            State::Closed(_) => false,
            State::Open(until) if now >= until => {
                *state = State::Probing;
                true
            }
            State::Open(_) | State::Probing => return None,
        };
        Some(Admission { breaker: self, probes })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Admission<'_> {
    /// Takes note of how the question ended.
    fn end(mut self, works: bool, now: Instant) {
        let breaker = self.breaker;
        let mut state = breaker.state();
        let probes = std::mem::take(&mut self.probes);
        *state = match *state {
            // An answer is an answer, even to a question from before.
            _ if works => State::Closed(0),
            State::Closed(failed) if failed + 1 < breaker.failures => State::Closed(failed + 1),
            State::Closed(_) => State::Open(now + breaker.pause),
            State::Probing if probes => State::Open(now + breaker.pause),
            state @ (State::Open(_) | State::Probing) => state,
        };
    }
}

impl Drop for Admission<'_> {
    fn drop(&mut self) {
        if self.probes {
            let mut state = self.breaker.state();
            if matches!(*state, State::Probing) {
                // Nothing was learned: the next question may try.
                *state = State::Open(clock::ticks());
            }
        }
    }
}

/// Whether a failure says that the endpoint does not work, rather than that it did not like the question.
fn is_down(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::TimedOut
            | Failure::Unreachable(_)
            | Failure::RateLimited(_)
            | Failure::Overloaded(_)
            | Failure::Unauthorized(_)
    )
}

/// A model behind a breaker.
#[derive(Debug)]
pub struct Guarded<M> {
    model: M,
    breaker: Breaker,
}

impl<M> Guarded<M> {
    /// Puts a breaker before a model.
    pub fn new(model: M, breaker: Breaker) -> Self {
        Self { model, breaker }
    }
}

impl<M: LanguageModel> LanguageModel for Guarded<M> {
    fn name(&self, stage: Stage) -> &str {
        self.model.name(stage)
    }

    fn ask<'a>(&'a self, question: &'a Question) -> Answering<'a> {
        Box::pin(async move {
            let Some(admission) = self.breaker.admit(clock::ticks()) else {
                return Err(Failure::CircuitOpen);
            };
            let outcome = self.model.ask(question).await;
            match &outcome {
                // Nothing was sent, nothing was learned.
                Err(Failure::OverBudget) => drop(admission),
                Err(failure) => admission.end(!is_down(failure), clock::ticks()),
                Ok(_) => admission.end(true, clock::ticks()),
            }
            outcome
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAUSE: Duration = Duration::from_mins(1);

    #[test]
    fn opens_after_failures_in_a_row_and_lets_one_question_probe() {
        let (breaker, start) = (Breaker::new(3, PAUSE), clock::ticks());
        let fails = |now| breaker.admit(now).unwrap().end(false, now);
        fails(start);
        fails(start);
        breaker.admit(start).unwrap().end(true, start);
        for _ in 0..3 {
            fails(start);
        }
        assert!(breaker.admit(start + PAUSE / 2).is_none());
        let probe = breaker.admit(start + PAUSE).unwrap();
        assert!(breaker.admit(start + PAUSE).is_none(), "one probe at a time");
        probe.end(false, start + PAUSE);
        assert!(breaker.admit(start + PAUSE + PAUSE / 2).is_none());
        breaker.admit(start + PAUSE * 2).unwrap().end(true, start + PAUSE * 2);
        fails(start + PAUSE * 2);
        assert!(breaker.admit(start + PAUSE * 2).is_some(), "closed again, and counting from nothing");
    }

    #[test]
    fn a_probe_that_is_given_up_does_not_keep_it_shut() {
        let (breaker, start) = (Breaker::new(1, Duration::ZERO), clock::ticks());
        breaker.admit(start).unwrap().end(false, start);
        drop(breaker.admit(start).unwrap());
        assert!(breaker.admit(clock::ticks()).is_some());
    }

    #[test]
    fn late_failures_from_before_do_not_end_a_probe() {
        let (breaker, start) = (Breaker::new(1, Duration::ZERO), clock::ticks());
        let late = breaker.admit(start).unwrap();
        breaker.admit(start).unwrap().end(false, start);
        let probe = breaker.admit(start).unwrap();
        late.end(false, start);
        assert!(breaker.admit(start).is_none());
        probe.end(true, start);
        assert!(breaker.admit(start).is_some());
    }
}
