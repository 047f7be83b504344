//! Thresholds by cross-validation over calls: no call is scored by weights that have seen it.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use super::model_of;
use super::rows::LabelledCall;
use crate::eval::matching;
use crate::eval::score::Counts;
use crate::extract::embedded::assembly::{self, Group};
use crate::extract::embedded::model::{Assembly, Head, Model, Thresholds, pairs};

/// Quotes that an item shows at the most.
const QUOTED: usize = 4;

/// The best thresholds of one kind of item with what they gave.
#[derive(Clone, Copy, Debug, Default)]
pub struct Best {
    /// The thresholds.
    pub limits: Assembly,
    /// Items right, found and wanted over all held-out calls.
    pub counts: Counts,
}

/// What cross-validation found.
#[derive(Clone, Copy, Debug, Default)]
pub struct Validation {
    /// Pains.
    pub pain: Best,
    /// Next steps.
    pub step: Best,
}

impl Validation {
    /// The thresholds for the weights file.
    pub fn thresholds(&self) -> Thresholds {
        Thresholds { pain: self.pain.limits, step: self.step.limits }
    }
}

/// A held-out call with scores.
struct Scored<'a> {
    call: &'a LabelledCall,
    hits: Vec<(usize, f32)>,
    model: &'a Model,
    links: RefCell<HashMap<(usize, usize), f32>>,
}

/// Scores every call with weights of the other folds and tries a grid of thresholds.
pub fn cross_validate(calls: &[LabelledCall], folds: usize) -> Validation {
    let models: Vec<Model> = (0..folds)
        .map(|fold| {
            let rest = calls.iter().enumerate().filter(|(index, _)| index % folds != fold);
            model_of(&rest.map(|(_, call)| call).collect::<Vec<_>>())
        })
        .collect();
    Validation {
        pain: best(calls, &models, Head::Pain, Head::PainLink),
        step: best(calls, &models, Head::Step, Head::StepLink),
    }
}

fn best(calls: &[LabelledCall], models: &[Model], head: Head, link: Head) -> Best {
    let scored: Vec<Scored<'_>> = calls
        .iter()
        .enumerate()
        .filter_map(|(index, call)| Some((call, models.get(index % models.len())?)))
        .map(|(call, model)| Scored {
            call,
            hits: call
                .scored(head)
                .into_iter()
                .filter_map(|at| Some((at, model.score(call.features.get(at)?, head))))
                .collect(),
            model,
            links: RefCell::default(),
        })
        .collect();
    let mut best = Best::default();
    for hit in steps(-0.6, 0.2, 9) {
        for join in steps(-0.2, 0.6, 5) {
            let limits = Assembly { hit, link: join, item: f32::NEG_INFINITY };
            let grouped: Vec<Vec<Group>> = scored.iter().map(|one| one.group(limits, link)).collect();
            for item in steps(0.2, 2.0, 10) {
                let mut counts = Counts::default();
                for (one, groups) in scored.iter().zip(&grouped) {
                    counts.add(count(one.call, groups.iter().filter(|group| group.score() > item), head));
                }
                if best.counts.gold == 0 || counts.f1() > best.counts.f1() {
                    best = Best { limits: Assembly { item, ..limits }, counts };
                }
            }
        }
    }
    best
}

fn steps(from: f32, to: f32, count: u16) -> impl Iterator<Item = f32> {
    (0..count).map(move |step| from + (to - from) * f32::from(step) / f32::from(count - 1))
}

impl Scored<'_> {
    fn group(&self, limits: Assembly, link: Head) -> Vec<Group> {
        let mut links = self.links.borrow_mut();
        assembly::group(&self.hits, limits, |earlier, later| {
            *links
                .entry((earlier, later))
                .or_insert_with(|| self.model.score(&pairs::of_pair(&self.call.lexed, earlier, later), link))
        })
    }
}

fn count<'g>(call: &LabelledCall, groups: impl Iterator<Item = &'g Group>, head: Head) -> Counts {
    let items = |at: usize| -> Option<&BTreeSet<usize>> {
        call.labels.get(at).map(|labels| if head == Head::Pain { &labels.pains } else { &labels.steps })
    };
    let gold = if head == Head::Pain { call.pains } else { call.steps };
    let finds: Vec<Vec<usize>> = groups.map(|group| group.telling(QUOTED)).collect();
    let assigned = matching::assign(finds.len(), gold, |find, item| {
        finds
            .get(find)
            .is_some_and(|telling| telling.iter().any(|at| items(*at).is_some_and(|set| set.contains(&item))))
    });
    Counts { matched: assigned.iter().flatten().count(), found: finds.len(), gold }
}
