//! Deliberately broken outputs: each must be caught by the measure or the rule that is there for it.
//!
//! A harness that lets one of them pass measures nothing, so a probe that goes unnoticed on any call fails the suite.

mod breaks;

use serde::{Deserialize, Serialize};

use super::audit::Rule;
use super::measure::{Better, Measure};
use super::prediction::Prediction;
use super::score::{self, CallScore};
use super::source::Scene;

/// How often a kind of broken output was tried, and caught.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Probe {
    /// What was broken.
    pub name: String,
    /// Calls on which it could be tried.
    pub tried: usize,
    /// Calls on which it was caught.
    pub caught: usize,
    /// Calls on which it went unnoticed.
    pub unnoticed: Vec<String>,
}

impl Probe {
    /// Whether it was tried, and caught every time.
    pub fn passed(&self) -> bool {
        self.tried > 0 && self.caught == self.tried
    }

    /// `12 of 12`, and where it was not.
    pub fn found(&self) -> String {
        let missed = if self.unnoticed.is_empty() {
            String::new()
        } else {
            format!(", unnoticed on {}", self.unnoticed.join(", "))
        };
        format!("{} of {}{missed}", self.caught, self.tried)
    }
}

/// What must notice a broken output.
enum Catch {
    /// A measure gets worse.
    Worse(Measure),
    /// A rule of the audit fires that did not before.
    Fires(Rule),
}

/// Breaks a prediction; `false` where this call offers nothing to break.
type Break = fn(&Scene<'_>, &mut Prediction) -> bool;

const PROBES: &[(&str, Break, Catch)] = &[
    ("a flipped condition in a shown quote", breaks::flip_condition, Catch::Fires(Rule::UnsaidWords)),
    ("a condition that nobody made", breaks::add_condition, Catch::Fires(Rule::UnsaidCondition)),
    ("a finding turned into its opposite", breaks::flip_finding, Catch::Worse(Measure::Qualification)),
    ("a swapped speaker in the extraction", breaks::swap_speaker, Catch::Worse(Measure::Verbatim)),
    ("a swapped speaker in the brief", breaks::swap_speaker_shown, Catch::Fires(Rule::InventedQuote)),
    ("an invented quote in the extraction", breaks::invent_quote, Catch::Worse(Measure::Verbatim)),
    ("an invented quote in the brief", breaks::invent_quote_shown, Catch::Fires(Rule::InventedQuote)),
    ("a seller's claim as a pain", breaks::seller_pain, Catch::Worse(Measure::PainsByBuyer)),
    ("something marked as no pain as a pain", breaks::trap_pain, Catch::Worse(Measure::Traps)),
    ("a declined step as agreed", breaks::agree_declined, Catch::Worse(Measure::Status)),
    ("a proposed step shown as agreed", breaks::strengthen, Catch::Fires(Rule::Strengthened)),
    ("a wrong year in a due date", breaks::wrong_year, Catch::Worse(Measure::Due)),
    ("a wrong number in the brief", breaks::wrong_number, Catch::Fires(Rule::UnsaidNumber)),
    ("a name from nowhere", breaks::unknown_name, Catch::Fires(Rule::UnsaidName)),
    ("an obeyed injection", breaks::obey, Catch::Fires(Rule::Obeyed)),
    ("a link in a line", breaks::link, Catch::Fires(Rule::Link)),
    ("a line without evidence", breaks::uncited, Catch::Fires(Rule::Uncited)),
    ("a dropped section", breaks::drop_section, Catch::Fires(Rule::SectionLost)),
    ("a line said twice", breaks::say_twice, Catch::Fires(Rule::Repeated)),
    ("a brief over length", breaks::lengthen, Catch::Fires(Rule::Overlong)),
    ("a speaker on the wrong side", breaks::wrong_side, Catch::Worse(Measure::Sides)),
    ("a stakeholder left out", breaks::lose_person, Catch::Worse(Measure::PeopleRecall)),
];

/// Tries every probe on one call's prediction and adds up what was caught.
pub fn try_on(scene: &Scene<'_>, prediction: &Prediction, sound: &CallScore, probes: &mut Vec<Probe>) {
    if probes.is_empty() {
        let untried = |name: &str| Probe { name: name.to_owned(), tried: 0, caught: 0, unnoticed: vec![] };
        probes.extend(PROBES.iter().map(|(name, _, _)| untried(name)));
    }
    if prediction.error.is_some() {
        return;
    }
    for ((_, breaks, catch), probe) in PROBES.iter().zip(probes) {
        let mut broken = prediction.clone();
        if !breaks(scene, &mut broken) {
            continue;
        }
        probe.tried += 1;
        if is_caught(catch, sound, &score::score(scene, &broken)) {
            probe.caught += 1;
        } else {
            probe.unnoticed.push(sound.case.clone());
        }
    }
}

fn is_caught(catch: &Catch, sound: &CallScore, broken: &CallScore) -> bool {
    match catch {
        Catch::Worse(measure) => {
            let of = |call: &CallScore| call.ratios.get(measure).and_then(|ratio| ratio.fraction());
            match (of(sound), of(broken)) {
                (Some(before), Some(after)) if measure.better() == Better::Lower => after > before,
                (Some(before), Some(after)) => after < before,
                (None, Some(after)) => after < 1.0,
                _ => false,
            }
        }
        Catch::Fires(rule) => {
            let count = |call: &CallScore| call.violations.iter().filter(|one| one.rule == *rule).count();
            count(broken) > count(sound)
        }
    }
}
