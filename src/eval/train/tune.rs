//! Thresholds by cross-validation over calls: no call is scored by weights that have seen it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use super::model_of;
use super::rows::LabelledCall;
use crate::eval::gold::Case;
use crate::eval::matching;
use crate::eval::score::Counts;
use crate::eval::source::Source;
use crate::extract::Call;
use crate::extract::embedded::assembly::{self, Group};
use crate::extract::embedded::model::{Assembly, Head, Model, Thresholds};
use crate::extract::embedded::scored_call::ScoredCall;
use crate::extract::embedded::{next_steps, pains};

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
        let step = Assembly { item: self.step.limits.item - DOUBTFUL, ..self.step.limits };
        Thresholds { pain: self.pain.limits, step }
    }
}

/// A held-out call with scores by weights that have not seen it.
struct HeldOut<'a> {
    labelled: &'a LabelledCall,
    scored: ScoredCall<'a>,
    links: [RefCell<BTreeMap<(usize, usize), f32>>; 2],
}

/// Scores every call with weights of the other folds and tries a grid of thresholds.
pub fn cross_validate(cases: &[Case], labelled: &[LabelledCall], folds: usize) -> Result<Validation> {
    let models: Vec<Model> = (0..folds)
        .map(|fold| {
            let rest = labelled.iter().enumerate().filter(|(index, _)| index % folds != fold);
            model_of(&rest.map(|(_, call)| call).collect::<Vec<_>>())
        })
        .collect();
    let sources: Vec<Source> = cases.iter().map(|case| Source::read(&case.folder)).collect::<Result<_>>()?;
    let calls: Vec<Call<'_>> = sources.iter().map(Source::call).collect::<Result<_>>()?;
    let held_out: Vec<HeldOut<'_>> = labelled
        .iter()
        .zip(&calls)
        .enumerate()
        .filter_map(|(index, (labelled, call))| {
            let model = models.get(index % models.len())?;
            let scored = ScoredCall::with_families(call, model, labelled.families);
            Some(HeldOut { labelled, scored, links: Default::default() })
        })
        .collect();
    Ok(Validation {
        pain: grid(&held_out, Head::Pain).best(ROOM_TO_JOIN, |link| -link),
        step: grid(&held_out, Head::Step).best(ROOM_TO_SPLIT, |link| link),
    })
}

/// What every combination of thresholds gives.
struct Grid(Vec<Vec<Vec<Best>>>);

/// How much F1 a step's thresholds may cost for telling steps apart more strictly: owner, due date and status are read from all that
/// is taken to be one step, and a part too many may still be dropped when the groups are judged as a whole.
const ROOM_TO_SPLIT: f64 = 0.08;

/// How much less sure a group may be than the thresholds of the best F1 ask, as it is judged as a whole afterwards.
const DOUBTFUL: f32 = 0.6;

/// How much F1 a pain's thresholds may cost for joining more of what is said of one pain: a brief shows few pains, and one that stands
/// there twice takes the place of another.
const ROOM_TO_JOIN: f64 = 0.02;

const HITS: (f32, f32, u16) = (-0.8, 0.0, 9);
const LINKS: (f32, f32, u16) = (-0.6, 0.4, 6);
const ITEMS: (f32, f32, u16) = (0.4, 2.0, 9);

fn grid(held_out: &[HeldOut<'_>], head: Head) -> Grid {
    let hits = steps(HITS).map(|hit| {
        let links = steps(LINKS).map(|link| {
            let limits = Assembly { hit, link, item: 0.0 };
            let grouped: Vec<Vec<Group>> = held_out.iter().map(|one| one.group(limits, head)).collect();
            let items = steps(ITEMS).map(|item| {
                let mut counts = Counts::default();
                for (one, groups) in held_out.iter().zip(&grouped) {
                    let groups = groups.iter().filter(|group| group.score() > item).cloned().collect();
                    counts.add(one.count(groups, head));
                }
                Best { limits: Assembly { item, ..limits }, counts }
            });
            items.collect()
        });
        links.collect()
    });
    Grid(hits.collect())
}

impl Grid {
    /// The thresholds that are good together with those around them: a single peak is luck. Of those within `room` of the best, the ones
    /// whose link threshold is preferred most.
    fn best(&self, room: f64, prefer: impl Fn(f32) -> f32) -> Best {
        let mut cells: Vec<(f64, Best)> = Vec::new();
        for (hit, links) in self.0.iter().enumerate() {
            for (link, items) in links.iter().enumerate() {
                let around = |item| self.around([hit, link, item]);
                cells.extend(items.iter().enumerate().map(|(item, here)| (around(item), *here)));
            }
        }
        let top = cells.iter().map(|(around, _)| *around).fold(f64::NEG_INFINITY, f64::max);
        cells.retain(|(around, _)| *around >= top - room);
        let preferred =
            cells.iter().map(|(_, cell)| prefer(cell.limits.link)).fold(f32::NEG_INFINITY, f32::max);
        cells.retain(|(_, cell)| prefer(cell.limits.link) >= preferred);
        let better = |best: (f64, Best), next: (f64, Best)| if next.0 > best.0 { next } else { best };
        cells.into_iter().reduce(better).unwrap_or_default().1
    }

    /// The mean F1 of a cell and the cells beside it.
    fn around(&self, [hit, link, item]: [usize; 3]) -> f64 {
        let beside = |at: usize| at.saturating_sub(1)..=at + 1;
        let mut sum = (0.0, 0.0);
        for (_, links) in self.0.iter().enumerate().filter(|(at, _)| beside(hit).contains(at)) {
            for (_, items) in links.iter().enumerate().filter(|(at, _)| beside(link).contains(at)) {
                for (_, cell) in items.iter().enumerate().filter(|(at, _)| beside(item).contains(at)) {
                    sum = (sum.0 + cell.counts.f1(), sum.1 + 1.0);
                }
            }
        }
        sum.0 / sum.1
    }
}

fn steps((from, to, count): (f32, f32, u16)) -> impl Iterator<Item = f32> {
    (0..count).map(move |step| from + (to - from) * f32::from(step) / f32::from(count - 1))
}

impl HeldOut<'_> {
    fn group(&self, limits: Assembly, head: Head) -> Vec<Group> {
        let (hits, link, memo) = match head {
            Head::Pain => {
                (pains::hits(&self.scored, limits.hit, &mut Vec::new()), Head::PainLink, &self.links[0])
            }
            _ => (next_steps::hits(&self.scored), Head::StepLink, &self.links[1]),
        };
        let mut memo = memo.borrow_mut();
        assembly::group(&hits, limits, |earlier, later| {
            *memo.entry((earlier, later)).or_insert_with(|| self.scored.link(earlier, later, link))
        })
    }

    /// Holds groups against the annotation, as the engine would show them.
    fn count(&self, groups: Vec<Group>, head: Head) -> Counts {
        let (groups, gold) = match head {
            Head::Pain => (groups, self.labelled.pains),
            _ => (next_steps::settle(&self.scored, groups, &mut Vec::new()), self.labelled.steps),
        };
        let items = |at: usize| -> Option<&BTreeSet<usize>> {
            self.labelled
                .labels
                .get(at)
                .map(|labels| if head == Head::Pain { &labels.pains } else { &labels.steps })
        };
        let finds: Vec<Vec<usize>> = groups.iter().map(|group| group.telling(pains::QUOTED)).collect();
        let assigned = matching::assign(finds.len(), gold, |find, item| {
            finds.get(find).is_some_and(|telling| {
                telling.iter().any(|at| items(*at).is_some_and(|set| set.contains(&item)))
            })
        });
        Counts { matched: assigned.iter().flatten().count(), found: finds.len(), gold }
    }
}
