//! What the call did not establish, as at most three questions that name something of this account.
//!
//! A question that would fit any company is not asked, and nothing is asked that the brief already says.

mod agenda;
mod people;
mod products;

use std::collections::BTreeSet;

use crate::domain::bar::CriterionState;
use crate::domain::brief::Tone;
use crate::domain::extraction::FindingStatus;
use crate::domain::{BarResult, FactId, FactKind, Role};

use super::compose::desk::{Desk, Draft, Item};
use super::ledger::{Origin, Topic};
use super::limits::{MAX_QUESTION_WORDS, MAX_QUESTIONS};
use super::meeting::Standing;
use super::phrase;

/// What a question is about: two of one kind are never asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    Meeting,
    Attendance,
    Decider,
    Money,
    Process,
    Blocker,
    OpenStep,
    Date,
    Rival,
    Contract,
    Champion,
    Newcomer,
    Proof,
    Timing,
}

/// A question that may be asked.
#[derive(Clone, Debug)]
struct Question {
    /// The smaller, the sooner it is asked.
    rank: u8,
    about: About,
    /// The person it is about, so that two questions are not about one.
    person: Option<usize>,
    text: String,
    cites: Vec<FactId>,
}

impl Question {
    fn new(rank: u8, about: About, text: String, cites: Vec<FactId>) -> Self {
        Self { rank, about, person: None, text, cites }
    }
}

/// The lines of the section.
pub(super) fn items(desk: &mut Desk<'_>, bar: &BarResult) -> Vec<Item> {
    let mut questions: Vec<Question> = Vec::new();
    questions.extend(agenda::meeting(desk));
    if is_closed(desk) {
        questions.extend(products::again(desk));
        return choose(desk, questions);
    }
    questions.extend(agenda::attendance(desk));
    questions.extend(people::deciders(desk));
    questions.extend(people::money(desk));
    questions.extend(people::blockers(desk));
    questions.extend(agenda::open_steps(desk));
    questions.extend(agenda::dates(desk));
    questions.extend(products::rivals(desk));
    questions.extend(people::newcomers(desk));
    questions.extend(people::champion(desk));
    questions.extend(agenda::timing(desk));
    questions.extend(products::record(desk));
    questions.extend(people::proof(desk));
    for question in &mut questions {
        // What the bar still misses is asked before what would merely be good to know.
        if unknown(bar, question.about) {
            question.rank = question.rank.saturating_sub(6);
        }
    }
    choose(desk, questions)
}

/// Whether the question would settle a criterion of the bar that is not established.
fn unknown(bar: &BarResult, about: About) -> bool {
    let words: &[&str] = match about {
        About::Money => &["budget", "money"],
        About::Decider | About::Process => &["authority", "economic", "decision", "decid"],
        About::Rival | About::Contract => &["competition", "situation"],
        About::Champion => &["champion"],
        _ => return false,
    };
    let open = bar.findings.iter().filter(|finding| finding.state == CriterionState::Unknown);
    open.into_iter().any(|finding| words.iter().any(|word| finding.id.contains(word)))
}

/// Whether the call closed the matter: the meeting was refused, and there is no need or a rival holds them.
fn is_closed(desk: &Desk<'_>) -> bool {
    let refused =
        matches!(desk.standing, Standing::Declined(_) | Standing::Cancelled(_) | Standing::NotAgreed);
    let status = |topic: Topic| topic.of(&desk.ledger.extraction).status;
    refused
        && (status(Topic::Need) == FindingStatus::Unmet || status(Topic::Competition) == FindingStatus::Unmet)
}

/// Asks the first of the questions, one about each matter and each person.
fn choose(desk: &mut Desk<'_>, mut questions: Vec<Question>) -> Vec<Item> {
    questions.sort_by_key(|question| question.rank);
    let mut asked: BTreeSet<About> = BTreeSet::new();
    let mut people: Vec<usize> = Vec::new();
    let mut items = Vec::new();
    for question in questions {
        let repeated = question.person.is_some_and(|person| people.contains(&person));
        let fits = phrase::words(&question.text) <= MAX_QUESTION_WORDS;
        if items.len() == MAX_QUESTIONS || repeated || !fits || asked.contains(&question.about) {
            continue;
        }
        let dated = question.text.contains(" before ");
        let is_trigger =
            |cite: &FactId| desk.ledger.get(*cite).is_some_and(|fact| fact.kind == FactKind::Trigger);
        let cites = question.cites.into_iter().filter(|cite| dated || !is_trigger(cite)).collect();
        let spare = [0, 18, 46].get(items.len()).copied().unwrap_or(46);
        let draft = Draft { text: question.text, tone: Tone::Question, cites, ..Draft::default() };
        if !desk.holds(&draft) {
            continue;
        }
        asked.insert(question.about);
        people.extend(question.person);
        items.extend(desk.item(spare, [draft]));
    }
    items
}

/// The person to whom questions are put: the champion, otherwise the first who was on the call, otherwise the first invited.
fn host(desk: &Desk<'_>) -> Option<(usize, String)> {
    let players = &desk.cast().players;
    let position = champion_of(desk).map(|(index, _)| index);
    let spoke = || players.iter().position(|player| player.on_call && player.is_named());
    let invited = || players.iter().position(|player| player.invited() && player.is_named());
    let index = position.or_else(spoke).or_else(invited)?;
    Some((index, players.get(index)?.short.clone()))
}

fn champion_of(desk: &Desk<'_>) -> Option<(usize, String)> {
    let players = desk.cast().players.iter().enumerate();
    let mut champions = players.filter(|(_, player)| player.role == Role::Champion && player.is_named());
    champions.next().map(|(index, player)| (index, player.short.clone()))
}

/// ` before Fri 13 Feb`, with what the day rests on, when a trigger has one after the meeting.
fn before(desk: &Desk<'_>) -> (String, Vec<FactId>) {
    let meeting = desk.meeting_day();
    let triggers = desk.ledger.extraction.triggers.iter().enumerate();
    let days = triggers.filter_map(|(index, trigger)| Some((trigger.due.as_ref()?.date(), index)));
    match days.filter(|(date, _)| meeting.is_none_or(|meeting| *date > meeting)).min() {
        Some((date, index)) => {
            (format!(" before {}", phrase::day(date, desk.year)), desk.cite(Origin::Trigger(index)))
        }
        None => (String::new(), Vec::new()),
    }
}

fn meeting_cites(desk: &Desk<'_>) -> Vec<FactId> {
    let step = match desk.standing {
        Standing::Agreed(step) | Standing::Moved(step) | Standing::Tentative(step) => {
            desk.cite(Origin::NextStep(step))
        }
        _ => Vec::new(),
    };
    step.into_iter().chain(desk.cite(Origin::Meeting)).collect()
}

/// A body's name inside a sentence: `the board`.
fn inside(name: &str) -> String {
    let body =
        !name.contains(' ') || name.split(' ').skip(1).any(|word| word.starts_with(char::is_lowercase));
    match name.strip_prefix("The ") {
        Some(rest) => format!("the {rest}"),
        None if body && name.contains(' ') => format!("the {}", phrase::lower_first(name, &[])),
        None => name.to_owned(),
    }
}

/// One of the ways to ask, always the same for the same name.
fn pick(name: &str, ways: &[String]) -> String {
    let sum: usize = name.bytes().map(usize::from).sum();
    ways.get(sum % ways.len().max(1)).cloned().unwrap_or_default()
}
