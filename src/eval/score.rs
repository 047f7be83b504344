//! One call's extraction held against its annotation.

use super::gold::{Gold, GoldFinding, GoldStep, Trap};
use super::matching::{self, quotes_match};
use super::train::rows::is_meeting;
use crate::domain::extraction::{Finding, StepKind};
use crate::domain::{Extraction, NextStep, Quotes, Side, Transcript};
use crate::extract::sides::Sides;

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

/// How many of how many were right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Right ones.
    pub right: usize,
    /// All.
    pub of: usize,
}

impl Share {
    /// Counts one.
    pub fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    /// Adds another call's share.
    pub fn add(&mut self, other: Self) {
        self.right += other.right;
        self.of += other.of;
    }

    /// As a fraction; 1 when there was nothing to get right.
    pub fn fraction(self) -> f64 {
        share(self.right, self.of)
    }
}

fn share(right: usize, of: usize) -> f64 {
    if of == 0 { 1.0 } else { right as f64 / of as f64 }
}

/// Everything measured on one call, or summed over several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Pains.
    pub pains: Counts,
    /// Next steps.
    pub next_steps: Counts,
    /// Stakeholders.
    pub stakeholders: Counts,
    /// Due dates of matched steps, where gold has one.
    pub due: Share,
    /// Status of matched steps.
    pub status: Share,
    /// Whether matched steps are meetings.
    pub meeting: Share,
    /// Side of the owner of matched steps.
    pub owner_side: Share,
    /// Roles of matched people.
    pub role: Share,
    /// Presence of matched people.
    pub on_call: Share,
    /// Sides of speakers.
    pub sides: Share,
    /// Status of the five findings.
    pub qualification: Share,
    /// Finds that a trap caught, of all pains and next steps found.
    pub traps: Share,
    /// Quotes that are verbatim in the transcript.
    pub verbatim: Share,
}

impl Tally {
    /// Adds another call's tally.
    pub fn add(&mut self, other: &Self) {
        self.pains.add(other.pains);
        self.next_steps.add(other.next_steps);
        self.stakeholders.add(other.stakeholders);
        self.due.add(other.due);
        self.status.add(other.status);
        self.meeting.add(other.meeting);
        self.owner_side.add(other.owner_side);
        self.role.add(other.role);
        self.on_call.add(other.on_call);
        self.sides.add(other.sides);
        self.qualification.add(other.qualification);
        self.traps.add(other.traps);
        self.verbatim.add(other.verbatim);
    }
}

/// Scores one call.
pub fn score(gold: &Gold, transcript: &Transcript, sides: &Sides, extraction: &Extraction) -> Tally {
    let mut tally = Tally::default();
    score_pains(gold, extraction, &mut tally);
    score_steps(gold, extraction, &mut tally);
    score_people(gold, extraction, &mut tally);
    score_sides(gold, transcript, sides, &mut tally);
    score_findings(gold, extraction, &mut tally);
    let quotes = extraction.pains.iter().flat_map(|pain| pain.evidence.iter());
    let quotes = quotes.chain(extraction.next_steps.iter().flat_map(|step| step.evidence.iter()));
    for quote in quotes.chain(extraction.stakeholders.iter().flat_map(|person| person.evidence.iter())) {
        tally.verbatim.count(quote.verifies_in(transcript));
    }
    tally
}

fn texts(quotes: &Quotes) -> Vec<&str> {
    quotes.iter().map(crate::domain::Quote::text).collect()
}

fn score_pains(gold: &Gold, extraction: &Extraction, tally: &mut Tally) {
    let finds: Vec<Vec<&str>> = extraction.pains.iter().map(|pain| texts(&pain.evidence)).collect();
    let assigned = matching::assign(
        finds.len(),
        gold.pains.len(),
        |find, item| matches!((finds.get(find), gold.pains.get(item)), (Some(find), Some(item)) if quotes_match(find, &item.quotes)),
    );
    tally.pains = counts(&assigned, gold.pains.len());
    for (quotes, item) in finds.iter().zip(&assigned) {
        tally.traps.count(item.is_none() && caught(quotes, &gold.not_pains));
    }
}

fn score_steps(gold: &Gold, extraction: &Extraction, tally: &mut Tally) {
    let finds: Vec<Vec<&str>> = extraction.next_steps.iter().map(|step| texts(&step.evidence)).collect();
    let assigned = matching::assign(
        finds.len(),
        gold.next_steps.len(),
        |find, item| matches!((finds.get(find), gold.next_steps.get(item)), (Some(find), Some(item)) if quotes_match(find, &item.quotes)),
    );
    tally.next_steps = counts(&assigned, gold.next_steps.len());
    for ((step, quotes), item) in extraction.next_steps.iter().zip(&finds).zip(&assigned) {
        tally.traps.count(item.is_none() && caught(quotes, &gold.not_next_steps));
        let Some(wanted) = item.and_then(|item| gold.next_steps.get(item)) else { continue };
        tally.status.count(step.status == wanted.status);
        tally.meeting.count((step.kind == StepKind::Meeting) == is_meeting(wanted));
        if wanted.due.is_some() {
            tally.due.count(same_due(step, wanted));
        }
        if let Some(side) = owner_side(gold, wanted) {
            tally.owner_side.count(step.owner_side == side);
        }
    }
}

/// The same moment, or the same day where either names only a day.
fn same_due(step: &NextStep, wanted: &GoldStep) -> bool {
    use crate::domain::Due;
    match (&step.due, &wanted.due) {
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

fn score_people(gold: &Gold, extraction: &Extraction, tally: &mut Tally) {
    let people = &extraction.stakeholders;
    let assigned = matching::assign(people.len(), gold.stakeholders.len(), |find, item| {
        matches!((people.get(find), gold.stakeholders.get(item)), (Some(find), Some(item))
            if matching::people_match(&find.name, find.title.as_deref(), &item.name, item.title.as_deref()))
    });
    tally.stakeholders = counts(&assigned, gold.stakeholders.len());
    for (person, item) in people.iter().zip(&assigned) {
        let Some(wanted) = item.and_then(|item| gold.stakeholders.get(item)) else { continue };
        tally.role.count(person.role == wanted.role);
        tally.on_call.count(person.on_call == wanted.on_call);
    }
}

fn score_sides(gold: &Gold, transcript: &Transcript, sides: &Sides, tally: &mut Tally) {
    for wanted in &gold.speakers {
        let found = transcript
            .speakers()
            .iter()
            .zip(sides.iter())
            .find(|(speaker, _)| speaker.display() == wanted.name || speaker.label == wanted.name);
        tally.sides.count(found.is_some_and(|(_, side)| side.side == wanted.side));
    }
}

fn score_findings(gold: &Gold, extraction: &Extraction, tally: &mut Tally) {
    let found = &extraction.qualification;
    let wanted = &gold.qualification;
    let pairs: [(&Finding, &GoldFinding); 5] = [
        (&found.budget, &wanted.budget),
        (&found.authority, &wanted.authority),
        (&found.need, &wanted.need),
        (&found.timeline, &wanted.timeline),
        (&found.competition, &wanted.competition),
    ];
    for (found, wanted) in pairs {
        tally.qualification.count(found.status == wanted.status);
    }
}

fn counts(assigned: &[Option<usize>], gold: usize) -> Counts {
    Counts { matched: assigned.iter().flatten().count(), found: assigned.len(), gold }
}

fn caught(quotes: &[&str], traps: &[Trap]) -> bool {
    traps.iter().any(|trap| quotes_match(quotes, &[&trap.quote]))
}
