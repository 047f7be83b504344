//! A question is short, one, and about this account.

use crate::domain::Due;

use super::super::super::{phrase, words};
use super::super::claim::Claim;
use super::Why;

/// Words of questions that would fit any company.
const GENERAL: &str = "goal goals priority priorities challenge challenges success pain points timeline budget decision process team company \
    business need needs solution product meeting call demo step steps stakeholder stakeholders everyone next";

pub(super) fn check(claim: &Claim<'_>) -> Result<(), Why> {
    let one = claim.text.ends_with('?')
        && claim.text.matches('?').count() == 1
        && !claim.text.contains(['.', '!', ';', ':', '·', '→', '(']);
    let opens = claim.text.starts_with(char::is_uppercase) && asks(claim);
    if one && opens && is_of_this_account(claim) && !presumes(claim) { Ok(()) } else { Err(Why::Question) }
}

/// First words of a question.
const OPENERS: &str = "who whom whose what which when where why how is are was were do does did has have had can could will would should \
    by for in on from to with at";

/// Whether it begins as a question does, perhaps behind the name of the person asked.
fn asks(claim: &Claim<'_>) -> bool {
    let mut words = claim.clauses.iter().flat_map(|clause| &clause.words);
    let (first, second) = (words.next(), words.next());
    let opens = |word: Option<&String>| {
        word.is_some_and(|word| words::is_in(OPENERS, word.split('\'').next().unwrap_or(word)))
    };
    let called = claim.text.split_once(", ").is_some_and(|(name, _)| !name.contains(' '))
        && first.is_some_and(|word| !claim.named(std::slice::from_ref(word)).is_empty());
    opens(first) || (called && opens(second))
}

/// Whether it names somebody, a day, or a thing that the cited facts speak of.
fn is_of_this_account(claim: &Claim<'_>) -> bool {
    let all: Vec<String> = claim.clauses.iter().flat_map(|clause| clause.words.iter().cloned()).collect();
    let named = !claim.named(&all).is_empty();
    let dues = claim.cited.iter().flat_map(|cited| claim.dues(cited));
    let dated = dues.map(|due: Due| phrase::day(due.date(), None)).any(|day| claim.text.contains(&day));
    let things = claim.clauses.iter().flat_map(|clause| &clause.stems);
    let own = things.filter(|stem| claim.stems.contains(*stem) && stem.chars().count() > 3);
    named
        || dated
        || own.into_iter().any(|stem| !GENERAL.split_whitespace().any(|word| word.starts_with(stem.as_str())))
}

/// Words with which a question takes for settled what is not.
const PRESUMING: &str =
    "why since now that agreed committed confirmed promised approved signed bought accepted";

fn presumes(claim: &Claim<'_>) -> bool {
    let words = claim.clauses.iter().flat_map(|clause| &clause.words);
    let mut firm = words.filter(|word| {
        words::is_in(PRESUMING, word) && !matches!(word.as_str(), "why" | "since" | "now" | "that")
    });
    // "Has Priya signed?" asks; "When will the signed contract come?" takes it for signed.
    let asks = claim.clauses.first().and_then(|clause| clause.words.first());
    let open = asks.is_some_and(|word| words::is_in("has have is are was were did does do who", word));
    firm.any(|word| !open && !claim.words.contains(word))
}
