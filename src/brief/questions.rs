//! What the call did not establish, as at most three questions that name something of this account.
//!
//! A question that would fit any company is not asked, and nothing is asked that the brief already says.

use std::collections::BTreeSet;

use crate::domain::bar::CriterionState;
use crate::domain::brief::Tone;
use crate::domain::extraction::{FindingStatus, StepKind};
use crate::domain::{BarResult, FactId, Instant, Role, Side, StepStatus};

use super::compose::desk::{Desk, Draft, Item};
use super::ledger::{Origin, Topic};
use super::limits::{MAX_QUESTION_WORDS, MAX_QUESTIONS};
use super::meeting::Standing;
use super::{phrase, steps};

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

/// The lines of the section.
pub(super) fn items(desk: &mut Desk<'_>, bar: &BarResult) -> Vec<Item> {
    let mut questions: Vec<Question> = Vec::new();
    questions.extend(meeting(desk));
    if is_closed(desk) {
        questions.extend(again(desk));
        return choose(desk, questions);
    }
    questions.extend(attendance(desk));
    questions.extend(deciders(desk));
    questions.extend(money(desk));
    questions.extend(blockers(desk));
    questions.extend(open_steps(desk));
    questions.extend(dates(desk));
    questions.extend(rivals(desk));
    questions.extend(newcomers(desk));
    questions.extend(champion(desk));
    questions.extend(timing(desk));
    questions.extend(record(desk));
    questions.extend(proof(desk));
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

/// When it might be worth another try.
fn again(desk: &Desk<'_>) -> Vec<Question> {
    let alternatives = desk.ledger.extraction.alternatives.iter().enumerate();
    let mut in_use =
        alternatives.filter(|(_, other)| other.in_use && other.name.starts_with(char::is_uppercase));
    let Some((index, alternative)) = in_use.next() else { return Vec::new() };
    let text = format!("When does {} come up for renewal, and who reviews it?", alternative.name.trim());
    vec![Question {
        rank: 9,
        about: About::Contract,
        person: None,
        text,
        cites: desk.cite(Origin::Alternative(index)),
    }]
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
        let spare = [0, 18, 46].get(items.len()).copied().unwrap_or(46);
        let draft =
            Draft { text: question.text, tone: Tone::Question, cites: question.cites, ..Draft::default() };
        if !desk.holds(&draft) {
            continue;
        }
        asked.insert(question.about);
        people.extend(question.person);
        items.extend(desk.item(spare, [draft]));
    }
    items
}

/// The meeting, where booking and call disagree or nothing is fixed.
fn meeting(desk: &Desk<'_>) -> Vec<Question> {
    let booked = desk.ledger.booking.as_ref().and_then(|booking| booking.starts_at.as_ref());
    let Some((index, who)) = host(desk) else { return Vec::new() };
    let step = match desk.standing {
        Standing::Moved(step)
        | Standing::Tentative(step)
        | Standing::Declined(step)
        | Standing::Cancelled(step) => desk.cite(Origin::NextStep(step)),
        _ => Vec::new(),
    };
    let at = |instant: &Instant| phrase::moment(instant, desk.year);
    let text = match (desk.standing, booked) {
        (Standing::Moved(step), Some(_)) => {
            let due = desk.ledger.extraction.next_steps.get(step).and_then(|step| step.due.as_ref());
            due.map(|due| format!("Has {who} accepted {}?", desk.when(due)))
        }
        (Standing::Declined(_) | Standing::Cancelled(_), Some(booked)) => {
            Some(format!("Is {} out of {who}'s calendar?", at(booked)))
        }
        (Standing::Tentative(_), Some(booked)) => Some(format!("Will {who} confirm {}?", at(booked))),
        (Standing::NotAgreed, Some(booked)) => {
            Some(format!("Does {who} know of {}, and what for?", at(booked)))
        }
        (Standing::NoCall, Some(_)) => Some(format!("What does {who} expect from this meeting?")),
        _ => None,
    };
    let mut cites: Vec<FactId> = desk.cite(Origin::Person(index));
    cites.extend(step);
    cites.extend(desk.cite(Origin::Meeting));
    let rank = if matches!(desk.standing, Standing::NoCall) { 40 } else { 5 };
    text.into_iter()
        .map(|text| Question { rank, about: About::Meeting, person: None, text, cites: cites.clone() })
        .collect()
}

/// Somebody who was to be asked to join, and nobody has said that they do.
fn attendance(desk: &Desk<'_>) -> Vec<Question> {
    let day = desk.meeting_day().map(|day| format!(" on {}", phrase::day(day, desk.year)));
    let steps = desk.ledger.extraction.next_steps.iter().enumerate();
    let agreed =
        steps.filter(|(_, step)| step.status == StepStatus::Agreed && step.kind != StepKind::Delivery);
    let mut found = Vec::new();
    for (index, step) in agreed {
        let words = step.action.to_lowercase();
        let words = step.evidence.iter().fold(words, |all, quote| all + " " + &quote.text().to_lowercase());
        let joins =
            ["join", "bring", "come", "get her", "get him", "last ten", "last half", "attend", "sit in"];
        if !joins.iter().any(|join| words.contains(join)) {
            continue;
        }
        let absent = desk.cast().players.iter().enumerate().find(|(player, person)| {
            let part = person.short.to_lowercase();
            !person.on_call
                && person.is_named()
                && words.contains(&part)
                && desk.ledger.id(Origin::KeepAway(*player)).is_none()
        });
        let Some((player, person)) = absent else { continue };
        if matches!(desk.standing, Standing::Declined(_) | Standing::Cancelled(_)) {
            continue;
        }
        let mut cites = desk.cite(Origin::NextStep(index));
        cites.extend(desk.cite(Origin::Person(player)));
        cites.extend(meeting_cites(desk));
        let text = format!("Is {} coming{}?", person.short, day.clone().unwrap_or_default());
        found.push(Question { rank: 8, about: About::Attendance, person: Some(player), text, cites });
    }
    found
}

/// Who holds the money or decides, and what they have to see.
fn deciders(desk: &Desk<'_>) -> Vec<Question> {
    let players = &desk.cast().players;
    let deciders: Vec<usize> = (0..players.len())
        .filter(|index| {
            let role = players.get(*index).map(|player| player.role);
            matches!(role, Some(Role::EconomicBuyer | Role::DecisionMaker))
        })
        .collect();
    let mut found = Vec::new();
    let names: Vec<(usize, &str, bool)> = deciders
        .iter()
        .filter_map(|index| {
            players.get(*index).map(|player| (*index, player.short.as_str(), player.is_named()))
        })
        .collect();
    let cite = |indices: &[usize]| -> Vec<FactId> {
        indices.iter().flat_map(|index| desk.cite(Origin::Person(*index))).collect()
    };
    let absent = names.iter().find(|(index, _, named)| {
        let on_call = players.get(*index).is_some_and(|player| player.on_call);
        *named && !on_call
    });
    let askable = absent.filter(|(index, ..)| {
        champion_of(desk).is_some() || desk.ledger.id(Origin::KeepAway(*index)).is_none()
    });
    if let Some((index, name, _)) = askable {
        let (before, by) = before(desk);
        let mut cites = cite(&[*index]);
        cites.extend(by);
        let champion = champion_of(desk);
        let kept_away = desk.ledger.id(Origin::KeepAway(*index)).is_some();
        let text = if let Some((champion, called)) = champion.filter(|_| kept_away) {
            cites.extend(cite(&[champion]));
            format!("{called}, when may we show it to {name}?")
        } else {
            pick(
                name,
                &[
                    format!("What does {name} need to see to say yes{before}?"),
                    format!("Which number would make {name} sign{before}?"),
                    format!("What would {name} ask first{before}?"),
                ],
            )
        };
        found.push(Question { rank: 12, about: About::Decider, person: Some(*index), text, cites });
    }
    let present = names
        .iter()
        .find(|(index, _, named)| *named && players.get(*index).is_some_and(|player| player.on_call));
    if let (Some((index, name, _)), None) = (present, askable) {
        let (before, by) = before(desk);
        let mut cites = cite(&[*index]);
        cites.extend(by);
        let text = format!("What would {name} have to see to decide{before}?");
        found.push(Question { rank: 15, about: About::Decider, person: Some(*index), text, cites });
    }
    if let [(first, one, _), (second, other, _), ..] = names.as_slice() {
        let text = format!("Whose yes comes first, {}'s or {}'s?", inside(one), inside(other));
        found.push(Question {
            rank: 22,
            about: About::Process,
            person: Some(*second),
            text,
            cites: cite(&[*first, *second]),
        });
    }
    if let Some((index, name, _)) = names.iter().find(|(_, _, named)| !*named) {
        let text = format!("Who on {} has the last word, by name?", inside(name));
        let body = name.to_lowercase().starts_with("the ") || name.split(' ').count() > 1;
        if body {
            found.push(Question {
                rank: 18,
                about: About::Process,
                person: Some(*index),
                text,
                cites: cite(&[*index]),
            });
        } else {
            let text = format!("What is the {name}'s name, and who brings it to them?");
            found.push(Question {
                rank: 18,
                about: About::Process,
                person: Some(*index),
                text,
                cites: cite(&[*index]),
            });
        }
    }
    if deciders.is_empty() && desk.has_call {
        if let Some((index, who)) = host(desk) {
            let text = pick(
                &who,
                &[
                    format!("Who signs for this, if not {who}?"),
                    format!("After {who}, who else has to say yes?"),
                    format!("How did {who} buy the last tool like this?"),
                ],
            );
            found.push(Question {
                rank: 14,
                about: About::Decider,
                person: None,
                text,
                cites: cite(&[index]),
            });
        }
    }
    found
}

/// Money that nobody spoke of, or of which nobody knew.
fn money(desk: &Desk<'_>) -> Vec<Question> {
    if !desk.has_call || Topic::Budget.of(&desk.ledger.extraction).status != FindingStatus::Unknown {
        return Vec::new();
    }
    let players = &desk.cast().players;
    let holder = players.iter().position(|player| player.role == Role::EconomicBuyer);
    let holder = holder.filter(|index| desk.ledger.id(Origin::KeepAway(*index)).is_none());
    let (before, by) = before(desk);
    let mut cites = by;
    let (person, text) = match holder.and_then(|index| Some((index, players.get(index)?))) {
        Some((index, player)) => {
            cites.extend(desk.cite(Origin::Person(index)));
            let name = inside(&player.short);
            let text = pick(
                &player.short,
                &[
                    format!("Is there a line for this in {name}'s budget{before}?"),
                    format!("Whose budget would {name} take it from{before}?"),
                ],
            );
            (Some(index), text)
        }
        None => {
            let Some((index, who)) = host(desk) else { return Vec::new() };
            cites.extend(desk.cite(Origin::Person(index)));
            (None, format!("{who}, is money set aside for this{before}, or must it be found?"))
        }
    };
    vec![Question { rank: 16, about: About::Money, person, text, cites }]
}

/// Somebody who can stop it.
fn blockers(desk: &Desk<'_>) -> Vec<Question> {
    let players = desk.cast().players.iter().enumerate();
    players
        .filter(|(_, player)| player.role == Role::Blocker && player.is_named())
        .map(|(index, player)| {
            let name = &player.short;
            let mut cites = desk.cite(Origin::Person(index));
            let kept_away = desk.ledger.id(Origin::KeepAway(index));
            cites.extend(kept_away);
            let champion = champion_of(desk).filter(|_| kept_away.is_some());
            let text = match champion {
                Some((champion, called)) => {
                    cites.extend(desk.cite(Origin::Person(champion)));
                    format!("{called}, when should {name} hear of it, and from whom?")
                }
                None => pick(
                    name,
                    &[
                        format!("What does {name} have to see not to stop it?"),
                        format!("What would {name} ask first?"),
                        format!("Which proof would satisfy {name}?"),
                    ],
                ),
            };
            Question { rank: 20, about: About::Blocker, person: Some(index), text, cites }
        })
        .collect()
}

/// Offers that were left open.
fn open_steps(desk: &Desk<'_>) -> Vec<Question> {
    let steps = desk.ledger.extraction.next_steps.iter().enumerate();
    let open = steps.filter(|(index, step)| {
        step.status == StepStatus::Proposed && desk.standing != Standing::Tentative(*index)
    });
    open.filter_map(|(index, step)| {
        let action = steps::action(desk.ledger, step).filter(|action| phrase::words(action) <= 8)?;
        let when = step.due.as_ref().map(|due| format!(" for {}", desk.when(due))).unwrap_or_default();
        let (person, who) = host(desk)?;
        let text = format!("{who}, yes or no{when}: {action}?");
        let mut cites = desk.cite(Origin::NextStep(index));
        cites.extend(desk.cite(Origin::Person(person)));
        Some(Question { rank: 26, about: About::OpenStep, person: None, text, cites })
    })
    .collect()
}

/// Promises of theirs without a day.
fn dates(desk: &Desk<'_>) -> Vec<Question> {
    let steps = desk.ledger.extraction.next_steps.iter().enumerate();
    let undated = steps.filter(|(_, step)| step.status == StepStatus::Agreed && step.due.is_none());
    undated
        .filter_map(|(index, step)| {
            if steps::side(desk.ledger, step) == Side::Seller || step.kind == StepKind::Meeting {
                return None;
            }
            let owner = steps::owner(desk.ledger, step)?;
            let action = steps::action(desk.ledger, step).filter(|action| starts_with_verb(action))?;
            let text = format!("By when will {owner} {action}?");
            Some(Question {
                rank: 24,
                about: About::Date,
                person: None,
                text,
                cites: desk.cite(Origin::NextStep(index)),
            })
        })
        .collect()
}

fn starts_with_verb(action: &str) -> bool {
    const VERBS: &[&str] = &[
        "ask",
        "bring",
        "call",
        "check",
        "confirm",
        "find",
        "get",
        "give",
        "introduce",
        "look",
        "open",
        "pass",
        "pull",
        "return",
        "send",
        "set",
        "share",
        "ship",
        "sign",
        "speak",
        "talk",
        "tell",
        "write",
        "forward",
        "export",
        "brief",
    ];
    action.split(' ').next().is_some_and(|first| VERBS.contains(&first))
}

/// What else is looked at, and when they could leave what they use.
fn rivals(desk: &Desk<'_>) -> Vec<Question> {
    let alternatives = desk.ledger.extraction.alternatives.iter().enumerate();
    let mut found = Vec::new();
    for (index, alternative) in alternatives {
        let name = alternative.name.trim();
        let proper = name.starts_with(char::is_uppercase) && phrase::words(name) <= 4;
        if !proper {
            continue;
        }
        let cites = desk.cite(Origin::Alternative(index));
        if alternative.in_use {
            let words =
                alternative.evidence.iter().fold(String::new(), |all, quote| all + " " + quote.text());
            let lower = words.to_lowercase();
            let known = ["contract", "month to month", "renew", "until", "expire", "notice"];
            if !known.iter().any(|word| lower.contains(word)) {
                let text = pick(
                    name,
                    &[
                        format!("What ties you to {name}, and until when?"),
                        format!("What would have to stay in {name}?"),
                        format!("Which part of {name} would you keep?"),
                    ],
                );
                found.push(Question { rank: 34, about: About::Contract, person: None, text, cites });
            }
        } else {
            let text = pick(
                name,
                &[
                    format!("Is {name} still in the running?"),
                    format!("What speaks for {name} today?"),
                    format!("Where does {name} stand with you now?"),
                ],
            );
            found.push(Question { rank: 28, about: About::Rival, person: None, text, cites });
        }
    }
    found
}

/// Somebody who is invited and was not on the call.
fn newcomers(desk: &Desk<'_>) -> Vec<Question> {
    if !desk.has_call {
        return Vec::new();
    }
    let players = desk.cast().players.iter().enumerate();
    players
        .filter(|(_, player)| player.invited() && !player.on_call && player.is_named())
        .map(|(index, player)| {
            let text = pick(
                &player.short,
                &[
                    format!("What has {} heard of this so far?", player.short),
                    format!("What does {} want from this meeting?", player.short),
                ],
            );
            let cites = desk.cite(Origin::Person(index));
            Question { rank: 30, about: About::Newcomer, person: Some(index), text, cites }
        })
        .collect()
}

/// Nobody works for it inside, as far as the call shows.
fn champion(desk: &Desk<'_>) -> Vec<Question> {
    if !desk.has_call || champion_of(desk).is_some() {
        return Vec::new();
    }
    let Some((index, who)) = host(desk) else { return Vec::new() };
    let role = desk.cast().players.get(index).map(|player| player.role);
    if matches!(role, Some(Role::EconomicBuyer | Role::DecisionMaker)) {
        return Vec::new();
    }
    let text = format!("Would {who} put this forward, or who would?");
    vec![Question {
        rank: 36,
        about: About::Champion,
        person: None,
        text,
        cites: desk.cite(Origin::Person(index)),
    }]
}

/// By when, where neither an event nor a day is known.
fn timing(desk: &Desk<'_>) -> Vec<Question> {
    let dated = desk.ledger.extraction.triggers.iter().any(|trigger| trigger.due.is_some());
    let known = Topic::Timeline.of(&desk.ledger.extraction).status != FindingStatus::Unknown;
    if !desk.has_call || dated || known {
        return Vec::new();
    }
    let Some((index, who)) = host(desk) else { return Vec::new() };
    let text = pick(
        &who,
        &[
            format!("By when does {who} want it running, and what happens if not?"),
            format!("What would make {who} act this quarter rather than next?"),
        ],
    );
    vec![Question {
        rank: 19,
        about: About::Timing,
        person: None,
        text,
        cites: desk.cite(Origin::Person(index)),
    }]
}

/// What the products on record leave undone, where the call names none in use.
fn record(desk: &Desk<'_>) -> Vec<Question> {
    let in_use = desk.ledger.extraction.alternatives.iter().any(|other| other.in_use);
    let tech = desk.ledger.account.as_ref().and_then(|account| account.tech.first());
    let Some(name) = tech.filter(|name| desk.has_call && !in_use && phrase::words(name) <= 4) else {
        return Vec::new();
    };
    let name = name.split(" (").next().unwrap_or(name);
    let text = pick(
        name,
        &[
            format!("How much of this does {name} do for you today?"),
            format!("What does {name} leave you to do by hand?"),
        ],
    );
    vec![Question { rank: 33, about: About::Contract, person: None, text, cites: desk.cite(Origin::Tech) }]
}

/// What has to be shown, asked of the one who recommends.
fn proof(desk: &Desk<'_>) -> Vec<Question> {
    let players = desk.cast().players.iter().enumerate();
    players
        .filter(|(_, player)| player.role == Role::TechnicalEvaluator && player.is_named())
        .map(|(index, player)| {
            let text = pick(
                &player.short,
                &[
                    format!("What does {} have to check first?", player.short),
                    format!("Which test does it have to pass for {}?", player.short),
                ],
            );
            Question {
                rank: 32,
                about: About::Proof,
                person: Some(index),
                text,
                cites: desk.cite(Origin::Person(index)),
            }
        })
        .collect()
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
