//! Annotated calls to training rows.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use super::solver::Row;
use crate::domain::{Side, StepStatus, Transcript};
use crate::eval::gold::{Case, Gold, GoldStep};
use crate::eval::matching;
use crate::eval::score::owner_side;
use crate::eval::source::Source;
use crate::extract::embedded::model::{Families, FeatureSet, Head, Lexed, features, pairs};

/// What the annotation says of one utterance.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// Pains that it is evidence of.
    pub pains: BTreeSet<usize>,
    /// Of what sounds like a pain and is none, that which it says.
    pub not_pains: BTreeSet<usize>,
    /// Next steps that it is evidence of.
    pub steps: BTreeSet<usize>,
    /// Whether one of those steps was declined.
    pub declined: bool,
    /// Whether one of those steps was left open.
    pub proposed: bool,
    /// Whether one of those steps is a meeting.
    pub meeting: bool,
    /// Whose those steps are, where the annotation says so.
    pub owner: Option<Side>,
}

/// One annotated call, lexed, with features and labels per utterance.
#[derive(Debug)]
pub struct LabelledCall {
    /// Name of the case.
    pub id: String,
    /// Its utterances.
    pub lexed: Vec<Lexed>,
    /// Features of each utterance.
    pub features: Vec<FeatureSet>,
    /// Labels of each utterance.
    pub labels: Vec<Labels>,
    /// How many pains the annotation has.
    pub pains: usize,
    /// How many next steps it has.
    pub steps: usize,
    /// Which families of features there are.
    pub families: Families,
}

impl LabelledCall {
    /// Reads and labels a case.
    pub fn new(case: &Case) -> Result<Self> {
        Self::with_families(case, Families::ALL)
    }

    /// The same with some families of features only.
    pub fn with_families(case: &Case, families: Families) -> Result<Self> {
        let source = Source::read(&case.folder)?;
        let call = source.call()?;
        let lexed = features::lex(&call);
        let features = (0..lexed.len()).map(|at| features::of_utterance(&lexed, at, families)).collect();
        Ok(Self {
            id: case.gold.id.clone(),
            labels: label(call.transcript, &case.gold),
            pains: case.gold.pains.len(),
            steps: case.gold.next_steps.len(),
            lexed,
            features,
            families,
        })
    }

    /// The positions whose utterances a head scores.
    pub fn scored(&self, head: Head) -> Vec<usize> {
        let fits = |at: &usize| {
            let (Some(lexed), Some(labels)) = (self.lexed.get(*at), self.labels.get(*at)) else {
                return false;
            };
            match head {
                Head::Pain => lexed.side == Side::Buyer,
                Head::Step => true,
                Head::Declined | Head::Proposed | Head::Meeting | Head::StepLink => !labels.steps.is_empty(),
                Head::BuyerActs => labels.owner.is_some(),
                Head::PainLink => !labels.pains.is_empty(),
            }
        };
        (0..self.lexed.len()).filter(fits).collect()
    }
}

fn label(transcript: &Transcript, gold: &Gold) -> Vec<Labels> {
    let texts: Vec<&str> =
        transcript.utterances().iter().map(|utterance| transcript.words(utterance)).collect();
    let mut labels = vec![Labels::default(); texts.len()];
    let mut mark = |quote: &str, set: &mut dyn FnMut(&mut Labels)| {
        let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
        for (text, labels) in texts.iter().zip(labels.iter_mut()) {
            if text.contains(&quote) {
                set(labels);
            }
        }
    };
    for (index, pain) in gold.pains.iter().enumerate() {
        for quote in &pain.quotes {
            mark(quote, &mut |labels| {
                labels.pains.insert(index);
            });
        }
    }
    for (index, trap) in gold.not_pains.iter().enumerate() {
        mark(&trap.quote, &mut |labels| {
            labels.not_pains.insert(index);
        });
    }
    for (index, step) in gold.next_steps.iter().enumerate() {
        let owner = owner_side(gold, step);
        for quote in &step.quotes {
            mark(quote, &mut |labels| {
                labels.steps.insert(index);
                labels.declined |= step.status == StepStatus::Declined;
                labels.proposed |= step.status == StepStatus::Proposed;
                labels.owner = owner.or(labels.owner);
                labels.meeting |= is_meeting(step);
            });
        }
    }
    labels
}

/// A meeting is the seller's in the annotation, and called one in its paraphrase.
pub(crate) fn is_meeting(step: &GoldStep) -> bool {
    const WORDS: [&str; 22] = [
        "audit",
        "briefing",
        "call",
        "chat",
        "conversation",
        "demo",
        "demonstration",
        "discovery",
        "half",
        "hour",
        "intro",
        "meet",
        "meeting",
        "minutes",
        "onsite",
        "review",
        "session",
        "visit",
        "walk",
        "walkthrough",
        "workshop",
        "demos",
    ];
    step.owner.as_deref() == Some("seller")
        && matching::words(&step.action).iter().any(|word| WORDS.contains(&word.as_str()))
}

/// Numbers the features that occur in at least `min_calls` calls, in ascending order of their hashes.
pub fn vocabulary(calls: &[&LabelledCall], min_calls: usize) -> BTreeMap<u32, u32> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for call in calls {
        let mut seen: BTreeSet<u32> = BTreeSet::new();
        for set in &call.features {
            seen.extend(set.0.iter().map(|(feature, _)| *feature));
        }
        for (earlier, later) in
            pair_positions(call, Head::PainLink).chain(pair_positions(call, Head::StepLink))
        {
            let set = pairs::of_pair(&call.lexed, earlier, later, call.families);
            seen.extend(set.0.iter().map(|(feature, _)| *feature));
        }
        for feature in seen {
            *counts.entry(feature).or_default() += 1;
        }
    }
    let kept = counts.into_iter().filter(|(_, count)| *count >= min_calls);
    kept.enumerate().map(|(column, (feature, _))| (feature, column as u32)).collect()
}

/// How much more it costs to take a trap for a pain than any other utterance. Chosen by cross-validation; the same for steps loses more
/// steps than traps.
const TRAP: f64 = 3.0;

/// The training rows of a head.
pub fn rows(calls: &[&LabelledCall], head: Head, vocabulary: &BTreeMap<u32, u32>) -> Vec<Row> {
    let mut rows = Vec::new();
    for call in calls {
        if matches!(head, Head::PainLink | Head::StepLink) {
            for (earlier, later) in pair_positions(call, head) {
                let set = pairs::of_pair(&call.lexed, earlier, later, call.families);
                rows.push(row(&set, same_item(call, head, earlier, later), vocabulary));
            }
            continue;
        }
        for at in call.scored(head) {
            let (Some(set), Some(labels)) = (call.features.get(at), call.labels.get(at)) else { continue };
            let positive = match head {
                Head::Pain => !labels.pains.is_empty(),
                Head::Step => !labels.steps.is_empty(),
                Head::Declined => labels.declined,
                Head::Proposed => labels.proposed,
                Head::BuyerActs => labels.owner == Some(Side::Buyer),
                Head::Meeting => labels.meeting,
                Head::PainLink | Head::StepLink => false,
            };
            let trap = head == Head::Pain && !labels.not_pains.is_empty() && !positive;
            let row = row(set, positive, vocabulary);
            rows.push(Row { weight: if trap { TRAP } else { row.weight }, ..row });
        }
    }
    rows
}

/// How far back, in labelled utterances, a pair reaches.
const PAIR_REACH: usize = 10;

fn pair_positions(call: &LabelledCall, head: Head) -> impl Iterator<Item = (usize, usize)> {
    let positions = call.scored(head);
    let mut found = Vec::new();
    for (index, &later) in positions.iter().enumerate() {
        let from = index.saturating_sub(PAIR_REACH);
        found.extend(positions.get(from..index).unwrap_or_default().iter().map(|earlier| (*earlier, later)));
    }
    found.into_iter()
}

fn same_item(call: &LabelledCall, head: Head, earlier: usize, later: usize) -> bool {
    let (Some(first), Some(second)) = (call.labels.get(earlier), call.labels.get(later)) else {
        return false;
    };
    if head == Head::PainLink {
        !first.pains.is_disjoint(&second.pains)
    } else {
        !first.steps.is_disjoint(&second.steps)
    }
}

fn row(set: &FeatureSet, positive: bool, vocabulary: &BTreeMap<u32, u32>) -> Row {
    let mut columns: BTreeMap<u32, f32> = BTreeMap::new();
    for (feature, value) in &set.0 {
        if let Some(column) = vocabulary.get(feature) {
            *columns.entry(*column).or_default() += value;
        }
    }
    Row { features: columns.into_iter().collect(), positive, weight: 1.0 }
}
