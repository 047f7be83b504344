//! Who of those named is on the buyer's side and still there: not the seller's people, not other companies', not those who left, not
//! family that has no part in it.

use super::cues::Cue;
use super::mentions::Mention;
use super::persons::{Origin, Person};
use super::roles::Account;
use super::tables_context::{KIN, OUTSIDE_JOBS, PERSON_NOUNS};
use crate::domain::Side;
use crate::extract::speech::Speech;

/// Whether a person belongs among the stakeholders.
pub(super) fn belongs(speech: &Speech<'_>, person: &Person, mentions: &[Mention], account: &Account) -> bool {
    let own: Vec<&Mention> = person.mentions.iter().filter_map(|number| mentions.get(*number)).collect();
    match person.origin {
        Origin::Voice(side) => side == Side::Buyer,
        Origin::Seller => false,
        Origin::Attendee => !own.is_empty(),
        Origin::Mentioned => {
            let spoken_of: Vec<&Mention> = own
                .iter()
                .copied()
                .filter(|mention| !mention.vocative && !shouted(speech, mention, own.len()))
                .collect();
            !spoken_of
                .iter()
                .all(|mention| mention.called && mention.title.is_none() && mention.side != Side::Seller)
                && !introduced_by_seller(speech, &spoken_of)
                && !elsewhere(speech, &spoken_of, account)
                && (has_buyer_words(&spoken_of) || !account.said.is_empty())
        }
    }
}

/// A name that is a whole sentence, answers no question, and is the only mention: somebody is called across the room.
fn shouted(speech: &Speech<'_>, mention: &Mention, mentions: usize) -> bool {
    let start = mention.span.words.start;
    let Some(sentence) = speech.sentence_of(start) else { return false };
    let Some(number) = speech.word(start).map(|word| word.sentence) else { return false };
    let answers = number
        .checked_sub(1)
        .and_then(|before| speech.sentences().get(before))
        .is_some_and(|before| before.turn != sentence.turn);
    sentence.words == mention.span.words
        && mentions == 1
        && !answers
        && mention.title.is_none()
        && mention.weight < 1.0
}

fn has_buyer_words(spoken_of: &[&Mention]) -> bool {
    spoken_of.iter().any(|mention| mention.side != Side::Seller)
}

/// The seller names them first, and not in a question: a colleague, or an example. Unless the buyer then claims them.
fn introduced_by_seller(speech: &Speech<'_>, spoken_of: &[&Mention]) -> bool {
    let Some(first) = spoken_of.first() else { return false };
    let asks = speech.sentence_of(first.span.words.start).is_some_and(|sentence| sentence.question);
    let claimed = spoken_of
        .iter()
        .any(|mention| mention.side == Side::Buyer && mention.title.as_ref().is_some_and(|title| title.ours));
    first.side == Side::Seller && !asks && !claimed
}

/// Somebody who left, who works for others, or who is family: unless they sign, decide or may stop it.
fn elsewhere(speech: &Speech<'_>, spoken_of: &[&Mention], account: &Account) -> bool {
    let power = [Cue::Money, Cue::Decides, Cue::Blocks, Cue::Routes]
        .iter()
        .map(|cue| account.total(*cue))
        .sum::<f32>();
    let gone = account.total(Cue::Gone);
    if gone >= 2.0 && account.total(Cue::Money) + account.total(Cue::Decides) < 1.5 {
        return true;
    }
    let outsider = spoken_of.iter().any(|mention| has_outside_job(speech, mention));
    let claimed = spoken_of
        .iter()
        .any(|mention| mention.title.as_ref().is_some_and(|title| title.ours && title.rank > 1));
    if claimed && !outsider {
        return false;
    }
    let part = power + account.total(Cue::Works) + account.total(Cue::Advises);
    let kin = spoken_of.iter().any(|mention| is_kin(speech, mention));
    if kin && part < 0.8 {
        return true;
    }
    let mut against = account.total(Cue::Elsewhere) + if outsider { 2.5 } else { 0.0 };
    for mention in spoken_of {
        against += outside(speech, mention);
    }
    if spoken_of.len() == 1 {
        against *= 1.5;
    }
    against >= 2.0 && power < 2.0
}

/// "Our broker, Stan": a job done for others.
fn has_outside_job(speech: &Speech<'_>, mention: &Mention) -> bool {
    mention.title.as_ref().is_some_and(|title| {
        let words = speech.words().get(title.words.clone()).unwrap_or_default();
        words.last().is_some_and(|word| OUTSIDE_JOBS.contains(&word.base))
            && !words.iter().any(|word| word.text == "IT")
    })
}

/// How much the words around one mention speak for another company, a customer, or family.
fn outside(speech: &Speech<'_>, mention: &Mention) -> f32 {
    let start = mention.span.words.start;
    let last = mention.span.words.end.saturating_sub(1);
    let before = |steps: isize| speech.near(start, -steps).map_or("", |word| word.lower);
    let after = |steps: isize| speech.near(last, steps).map_or("", |word| word.lower);
    let suffix = speech.word(last).map_or("", |word| word.suffix);
    let mut weight = 0.0;

    if matches!(before(1), "named" | "called")
        && PERSON_NOUNS.contains(&before(2))
        && matches!(before(3), "a")
    {
        weight += 1.5;
    }
    if matches!(before(1), "a" | "an" | "another") {
        weight += 2.0;
    }
    if suffix == "'s"
        && matches!(before(1), "at" | "to" | "from" | "calling")
        && !matches!(after(1), "desk" | "office" | "team")
    {
        weight += 2.0;
    }
    if suffix.is_empty()
        && matches!(after(1), "at" | "from" | "over")
        && speech.near(last, 2).is_some_and(|word| word.capital)
        && mention.title.is_none()
    {
        weight += 1.5;
    }

    if at_another_company(speech, start) {
        weight += 2.5;
    }
    weight
}

/// "My sister Ana", "Ana, my sister", "Ana's my cousin".
fn is_kin(speech: &Speech<'_>, mention: &Mention) -> bool {
    let last = mention.span.words.end.saturating_sub(1);
    if speech.near(mention.span.words.start, -1).is_some_and(|word| KIN.contains(&word.lower)) {
        return true;
    }
    (1..=3).any(|steps| {
        let word = speech.near(last, steps);
        let before = speech.near(last, steps - 1);
        word.is_some_and(|word| KIN.contains(&word.lower))
            && before.is_some_and(|word| matches!(word.lower, "my" | "his" | "her" | "their"))
    })
}

/// "At my last company", "where I was before", earlier in the same turn.
fn at_another_company(speech: &Speech<'_>, start: usize) -> bool {
    let from = start.saturating_sub(14);
    let sentence = speech.word(start).map_or(usize::MAX, |word| word.sentence);
    (from..start).any(|at| {
        speech.word(at).is_some_and(|word| {
            word.sentence + 1 >= sentence
                && matches!(word.lower, "last" | "old" | "former" | "previous" | "prior")
                && speech.word(at + 1).is_some_and(|next| {
                    matches!(next.lower, "company" | "job" | "place" | "firm" | "employer" | "shop")
                })
        })
    })
}
