//! One call's prediction held against its annotation.

use serde::{Deserialize, Serialize};

use super::gold::{Gold, GoldStep};
use super::measure::{Measure, Ratio, Ratios};
use super::outcome::{self, Field, Item, Verdict};
use super::prediction::{PredictedQuote, Prediction};
use super::source::Scene;
use super::train::rows::is_meeting;
use super::{audit, matching};
use crate::domain::extraction::{FindingStatus, StepKind};
use crate::domain::{Due, Side};

/// Items right, found and wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Finds that match a gold item.
    pub matched: usize,
    /// Finds.
    pub found: usize,
    /// Gold items.
    pub gold: usize,
}

impl Counts {
    /// Adds another call's counts.
    pub fn add(&mut self, other: Self) {
        self.matched += other.matched;
        self.found += other.found;
        self.gold += other.gold;
    }

    /// Share of finds that are right; 1 when nothing was found.
    pub fn precision(self) -> f64 {
        share(self.matched, self.found)
    }

    /// Share of gold items that were found; 1 when there are none.
    pub fn recall(self) -> f64 {
        share(self.matched, self.gold)
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        share(2 * self.matched, self.found + self.gold)
    }
}

fn share(right: usize, of: usize) -> f64 {
    Ratio::new(right, of).fraction().unwrap_or(1.0)
}

/// Everything that one call's prediction came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CallScore {
    /// Name of the case.
    pub case: String,
    /// Why the engine gave nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// Its part of every measure.
    pub ratios: Ratios,
    /// What became of every item.
    pub items: Vec<Item>,
    /// What is wrong with the brief.
    pub violations: Vec<audit::Violation>,
}

/// Scores one call. A call that the engine failed on is scored as one where it found nothing.
pub fn score(scene: &Scene<'_>, prediction: &Prediction) -> CallScore {
    let items = outcome::items(scene, prediction);
    let violations = audit::audit(scene, prediction);
    let mut ratios = Ratios::new();
    count_items(&items, &mut ratios);
    of_pains(scene, prediction, &mut ratios);
    of_steps(scene, prediction, &mut ratios);
    of_people(scene, prediction, &mut ratios);
    of_call(scene, prediction, &mut ratios);
    audit::measure(scene, prediction, &violations, &mut ratios);
    ratios.insert(Measure::Errors, Ratio::new(usize::from(prediction.error.is_some()), 1));
    CallScore { case: scene.gold.id.clone(), error: prediction.error.clone(), ratios, items, violations }
}

fn count_items(items: &[Item], ratios: &mut Ratios) {
    for (field, [f1, precision, recall]) in [
        (Field::Pain, [Measure::PainsF1, Measure::PainsPrecision, Measure::PainsRecall]),
        (Field::NextStep, [Measure::StepsF1, Measure::StepsPrecision, Measure::StepsRecall]),
        (Field::Stakeholder, [Measure::PeopleF1, Measure::PeoplePrecision, Measure::PeopleRecall]),
    ] {
        let of = |verdict| items.iter().filter(|item| item.field == field && item.verdict == verdict).count();
        let matched = of(Verdict::Matched);
        let found = matched + of(Verdict::Wrong) + of(Verdict::Trapped);
        let gold = matched + of(Verdict::Missed);
        ratios.insert(f1, Ratio::new(2 * matched, found + gold));
        ratios.insert(precision, Ratio::new(matched, found));
        ratios.insert(recall, Ratio::new(matched, gold));
    }
    let judged = items.iter().filter(|item| item.field != Field::Stakeholder);
    let mut traps = Ratio::default();
    for item in judged.filter(|item| item.found.is_some()) {
        traps.count(item.verdict == Verdict::Trapped);
    }
    ratios.insert(Measure::Traps, traps);
}

fn of_pains(scene: &Scene<'_>, prediction: &Prediction, ratios: &mut Ratios) {
    let mut by_buyer = Ratio::default();
    for quote in prediction.pains.iter().flat_map(|pain| &pain.quotes) {
        let speaker = spoken_by(scene, quote);
        let side = scene.gold.speakers.iter().find(|gold| Some(gold.name.as_str()) == speaker);
        by_buyer.count(side.is_some_and(|gold| gold.side == Side::Buyer));
    }
    ratios.insert(Measure::PainsByBuyer, by_buyer);
}

/// The transcript's own name for who spoke the utterance that a quote says it is from.
fn spoken_by<'t>(scene: &Scene<'t>, quote: &PredictedQuote) -> Option<&'t str> {
    let utterance = scene.utterance(&quote.utterance)?;
    Some(scene.transcript.speaker(utterance)?.display())
}

fn of_steps(scene: &Scene<'_>, prediction: &Prediction, ratios: &mut Ratios) {
    let gold = scene.gold;
    let (mut due, mut status, mut owner, mut meeting) =
        (Ratio::default(), Ratio::default(), Ratio::default(), Ratio::default());
    for (step, item) in prediction.next_steps.iter().zip(outcome::assigned_steps(scene, prediction)) {
        let Some(wanted) = item.and_then(|item| gold.next_steps.get(item)) else { continue };
        status.count(step.status == wanted.status);
        meeting.count((step.kind == StepKind::Meeting) == is_meeting(wanted));
        if wanted.due.is_some() {
            due.count(same_due(step.due.as_ref(), wanted.due.as_ref()));
        }
        if let Some(side) = owner_side(gold, wanted) {
            owner.count(step.owner_side == side);
        }
    }
    let dated = gold.next_steps.iter().filter(|step| step.due.is_some()).count();
    ratios.insert(Measure::DueOfGold, Ratio { bottom: dated as u64, ..due });
    if prediction.error.is_some() {
        due.bottom = dated as u64;
        status.bottom = gold.next_steps.len() as u64;
        owner.bottom = gold.next_steps.iter().filter_map(|step| owner_side(gold, step)).count() as u64;
        meeting.bottom = gold.next_steps.len() as u64;
    }
    ratios.insert(Measure::Due, due);
    ratios.insert(Measure::Status, status);
    ratios.insert(Measure::Owner, owner);
    ratios.insert(Measure::Meeting, meeting);
}

fn of_people(scene: &Scene<'_>, prediction: &Prediction, ratios: &mut Ratios) {
    let (mut role, mut on_call) = (Ratio::default(), Ratio::default());
    for (person, item) in prediction.stakeholders.iter().zip(outcome::assigned_people(scene, prediction)) {
        let Some(wanted) = item.and_then(|item| scene.gold.stakeholders.get(item)) else { continue };
        role.count(person.role == wanted.role);
        on_call.count(person.on_call == wanted.on_call);
    }
    if prediction.error.is_some() {
        role.bottom = scene.gold.stakeholders.len() as u64;
        on_call.bottom = role.bottom;
    }
    ratios.insert(Measure::Role, role);
    ratios.insert(Measure::OnCall, on_call);
}

fn of_call(scene: &Scene<'_>, prediction: &Prediction, ratios: &mut Ratios) {
    let mut sides = Ratio::default();
    for wanted in &scene.gold.speakers {
        let found = prediction
            .speakers
            .iter()
            .find(|speaker| speaker.name == wanted.name || speaker.label == wanted.name);
        sides.count(found.is_some_and(|speaker| speaker.side == wanted.side));
    }
    ratios.insert(Measure::Sides, sides);
    let mut findings = Ratio::default();
    for (found, wanted) in statuses(scene.gold, prediction) {
        findings.count(found == wanted && prediction.error.is_none());
    }
    ratios.insert(Measure::Qualification, findings);
    let mut verbatim = Ratio::default();
    let pains = prediction.pains.iter().flat_map(|pain| &pain.quotes);
    let steps = prediction.next_steps.iter().flat_map(|step| &step.quotes);
    let people = prediction.stakeholders.iter().flat_map(|person| &person.quotes);
    for quote in pains.chain(steps).chain(people) {
        verbatim.count(is_verbatim(scene, quote));
    }
    ratios.insert(Measure::Verbatim, verbatim);
}

/// The five findings: found and wanted.
pub fn statuses(gold: &Gold, prediction: &Prediction) -> [(FindingStatus, FindingStatus); 5] {
    let (found, wanted) = (&prediction.qualification, &gold.qualification);
    [
        (found.budget, wanted.budget.status),
        (found.authority, wanted.authority.status),
        (found.need, wanted.need.status),
        (found.timeline, wanted.timeline.status),
        (found.competition, wanted.competition.status),
    ]
}

/// Whether the utterance named says these words, and its speaker is the one named.
pub fn is_verbatim(scene: &Scene<'_>, quote: &PredictedQuote) -> bool {
    let transcript = scene.transcript;
    scene.utterance(&quote.utterance).is_some_and(|utterance| {
        let speaker = transcript.speaker(utterance).map(crate::domain::Speaker::display);
        !quote.quote.trim().is_empty()
            && transcript.words(utterance).contains(&quote.quote)
            && speaker == quote.speaker.as_deref()
    })
}

/// The same moment where both name one, otherwise the same day.
pub fn same_due(found: Option<&Due>, wanted: Option<&Due>) -> bool {
    match (found, wanted) {
        (Some(Due::At(found)), Some(Due::At(wanted))) => {
            found.zoned().timestamp() == wanted.zoned().timestamp()
        }
        (Some(Due::Day(found)), Some(Due::Day(wanted))) => found == wanted,
        _ => false,
    }
}

/// The side of a gold step's owner, where the annotation lets it be told.
pub fn owner_side(gold: &Gold, step: &GoldStep) -> Option<Side> {
    let owner = step.owner.as_deref()?;
    match owner {
        "seller" => return Some(Side::Seller),
        "buyer" => return Some(Side::Buyer),
        _ => {}
    }
    let person = |name: &str| matching::people_match(name, None, owner, None);
    if let Some(speaker) = gold.speakers.iter().find(|speaker| person(&speaker.name)) {
        return Some(speaker.side);
    }
    gold.stakeholders.iter().any(|stakeholder| person(&stakeholder.name)).then_some(Side::Buyer)
}
