//! Deciding bodies and people without a name: "the board", "our CFO", "legal". Only those who decide, pay, judge or may stop it.

use std::ops::Range;

use super::cues::{Cue, cues_at};
use super::families::{Family, family};
use super::persons::Person;
use super::questions::{Asked, asked_before};
use super::roles::{Account, names_a_threshold};
use super::tables::class_of;
use super::tables_bodies::BODY_MODIFIERS_NOT;
use super::tables_context::PERSON_VERBS;
use super::titles::{is_department, title_at};
use crate::domain::Side;
use crate::extract::Call;
use crate::extract::speech::Speech;

/// A body or an unnamed person, and what was said of it.
#[derive(Clone, Debug)]
pub(super) struct Unnamed {
    /// As said, with a capital: `The board`, `CFO`.
    pub(super) display: String,
    /// What makes two mentions the same.
    key: String,
    kind: Kind,
    /// What was said.
    pub(super) account: Account,
    /// The first word of the first mention.
    pub(super) first: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Body,
    Title,
    Department,
}

/// What it takes to be kept: a committee that has a name of its own needs nothing more.
fn threshold(unnamed: &Unnamed) -> f32 {
    match unnamed.kind {
        Kind::Body if unnamed.display.starts_with("The ") => 1.0,
        Kind::Body if unnamed.key == "board" => 0.8,
        Kind::Body => 0.0,
        Kind::Title => 0.8,
        Kind::Department => 2.2,
    }
}

/// Finds them all.
pub(super) fn find(call: &Call<'_>, speech: &Speech<'_>, persons: &[&Person]) -> Vec<Unnamed> {
    let mut found: Vec<Unnamed> = Vec::new();
    for sentence in speech.sentences() {
        let side = sentence.speaker.map_or(Side::Unknown, |speaker| call.sides.of(speaker).side);
        if side == Side::Seller {
            continue;
        }
        let has_body = speech.words_in(sentence).iter().any(|word| class_of(word).is_body());
        let mut at = sentence.words.start;
        while at < sentence.words.end {
            let Some((words, kind, display)) = phrase_at(speech, at, has_body) else {
                at += 1;
                continue;
            };
            at = words.end.max(at + 1);
            let key = display.split(' ').next_back().unwrap_or_default().trim_end_matches('s').to_lowercase();
            let index =
                found.iter().position(|other| other.key == key && other.kind == kind).unwrap_or_else(|| {
                    found.push(Unnamed {
                        display: display.clone(),
                        key,
                        kind,
                        account: Account::default(),
                        first: words.start,
                    });
                    found.len() - 1
                });
            if let Some(unnamed) = found.get_mut(index) {
                if display.len() > unnamed.display.len() && kind == Kind::Body {
                    unnamed.display = display;
                }
                listen(speech, &words, kind, &mut unnamed.account);
            }
        }
    }
    found.retain(|unnamed| {
        let account = &unnamed.account;
        let listened = if unnamed.kind == Kind::Title && is_senior(&unnamed.display) {
            account.total(Cue::Advises)
        } else {
            0.0
        };
        let power = listened
            + account.total(Cue::Money)
            + account.total(Cue::Decides)
            + account.total(Cue::Blocks)
            + account.total(Cue::Routes)
            + if unnamed.kind == Kind::Body { 0.0 } else { account.total(Cue::Judges) * 0.5 };
        power >= threshold(unnamed)
            && account.total(Cue::Gone) < 2.0
            && !persons.iter().any(|person| holds(person, unnamed))
    });
    found
}

/// Whether a title is one whose opinion counts.
fn is_senior(title: &str) -> bool {
    matches!(family(title), Family::Owner | Family::FinanceChief | Family::Executive)
}

/// Whether a named person has that title or stands for that department.
fn holds(person: &Person, unnamed: &Unnamed) -> bool {
    let Some((title, _)) = &person.title else { return false };
    match unnamed.kind {
        Kind::Body => {
            let individuals = matches!(unnamed.key.as_str(), "owner" | "partner" | "director" | "supervisor");
            individuals && title.to_lowercase().contains(&unnamed.key)
        }
        Kind::Title => {
            let wanted = family(&unnamed.display);
            let words = |text: &str| {
                text.to_lowercase()
                    .split(|c: char| !c.is_alphanumeric())
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            let own = words(title);
            words(&unnamed.display).iter().any(|word| own.contains(word))
                || (wanted != Family::None && wanted == family(title))
        }
        Kind::Department => {
            family(&unnamed.display) == family(title) || title.to_lowercase().contains(&unnamed.key)
        }
    }
}

/// The body, title or department that starts at a word; `has_body` says whether its sentence holds a noun for a body at all.
fn phrase_at(speech: &Speech<'_>, at: usize, has_body: bool) -> Option<(Range<usize>, Kind, String)> {
    let word = speech.word(at)?;
    let determiner = matches!(word.lower, "the" | "our" | "my" | "whole" | "full" | "entire");
    let start = if determiner { at + 1 } else { at };
    // What a determiner at the end of a sentence goes with is in the next one.
    let near_body = (has_body || determiner)
        && (0..5).any(|steps| speech.near(start, steps).is_some_and(|word| class_of(word).is_body()));
    for steps in 0..if near_body { 3_usize } else { 0 } {
        let Some(head) = speech.near(start, steps.cast_signed()) else { break };
        if steps > 0 && head.pause {
            break;
        }
        let goes_on = (1..=2).any(|more| {
            speech
                .near(start, (steps + more).cast_signed())
                .is_some_and(|word| class_of(word).is_body() && !word.pause)
        });
        if class_of(head).is_body() && !goes_on {
            if steps > 0
                && speech.word(start + steps - 1).is_some_and(|word| BODY_MODIFIERS_NOT.contains(&word.base))
            {
                return None;
            }
            let individuals = matches!(
                head.base,
                "partners" | "owners" | "directors" | "supervisors" | "leadership" | "investors"
            );
            if !determiner && (steps == 0 || individuals) {
                return None;
            }
            let words = start..start + steps + 1;
            let name = capitalised(&join(speech, &words));
            let display = if steps == 0 { format!("The {}", name.to_lowercase()) } else { name };
            return Some((at..words.end, Kind::Body, display));
        }
        if class_of(head).is_not_modifier() {
            break;
        }
    }
    if determiner && matches!(word.lower, "our" | "my" | "the") {
        let title = title_at(speech, at)?;
        let named =
            speech.word(title.words.end).is_some_and(|next| next.capital && next.sentence == word.sentence);
        let ours = title.ours || word.lower == "the" && title.rank == 3;
        if title.rank == 3 && ours && !named {
            let text = title.text(speech);
            return Some((at..title.words.end, Kind::Title, text));
        }
    }
    let department = is_department(word);
    if department
        && (speech.opens(at)
            || speech.near(at, -1).is_some_and(|before| {
                before.pause
                    || matches!(
                        before.lower,
                        "to" | "through"
                            | "by"
                            | "and"
                            | "then"
                            | "past"
                            | "with"
                            | "from"
                            | "our"
                            | "it's"
                            | "that"
                            | "until"
                            | "till"
                            | "unless"
                            | "if"
                            | "because"
                            | "when"
                    )
            }))
    {
        return Some((at..at + 1, Kind::Department, capitalised(word.text)));
    }
    None
}

fn join(speech: &Speech<'_>, words: &Range<usize>) -> String {
    let words = speech.words().get(words.clone()).unwrap_or_default();
    words.iter().map(|word| word.base).collect::<Vec<_>>().join(" ")
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Reads the cues at a mention, and at "they" (or "he", "she") in what the speaker says next.
fn listen(speech: &Speech<'_>, words: &Range<usize>, kind: Kind, account: &mut Account) {
    let Some(sentence) = speech.word(words.start).map(|word| word.sentence) else { return };
    let mut hear = |start: usize, end: usize, factor: f32| {
        let Some(number) = speech.word(start).map(|word| word.sentence) else { return };
        let threshold = names_a_threshold(speech, number);
        for (cue, weight) in cues_at(speech, start, end) {
            let raised = threshold && matches!(cue, Cue::Money | Cue::Decides | Cue::Routes);
            if !matches!(cue, Cue::Drives | Cue::Powerless) {
                account.add(number, cue, (weight + if raised { 1.0 } else { 0.0 }) * factor);
            }
        }
    };
    hear(words.start, words.end, 1.0);
    let turn = speech.sentence_of(words.start).map_or(0, |sentence| sentence.turn);
    for at in words.end..words.end + 24 {
        let Some(word) = speech.word(at) else { break };
        let Some(other) = speech.sentence_of(at) else { break };
        if other.turn != turn || word.sentence > sentence + 1 {
            break;
        }
        let pronoun = match kind {
            Kind::Title => matches!(word.base, "he" | "she" | "his" | "her"),
            _ => matches!(word.base, "they" | "their"),
        };
        if pronoun {
            hear(at, at + 1, 0.8);
        }
    }
    if kind == Kind::Title
        && speech
            .near(words.end - 1, 1)
            .is_some_and(|word| !word.pause && (PERSON_VERBS.contains(&word.lower) || word.lower == "has"))
    {
        account.add(sentence, Cue::Advises, 0.9);
    }
    let answers = kind != Kind::Title || is_senior(&join(speech, words));
    match asked_before(speech, sentence).filter(|_| answers) {
        Some(Asked::Pays) => account.add(sentence, Cue::Money, 1.2),
        Some(Asked::Decides) => account.add(sentence, Cue::Decides, 1.2),
        Some(Asked::Stops) => account.add(sentence, Cue::Blocks, 2.0),
        _ => {}
    }
}

impl Unnamed {
    /// The title that the role is judged by.
    pub(super) fn title(&self) -> Option<String> {
        match self.kind {
            Kind::Body => None,
            Kind::Title | Kind::Department => Some(self.display.clone()),
        }
    }

    /// Whether it is a body rather than one person.
    pub(super) fn is_body(&self) -> bool {
        self.kind == Kind::Body
    }
}
