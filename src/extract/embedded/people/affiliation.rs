//! Who of those named is on the buyer's side and still there: not the seller's people, not other companies', not those who left, not
//! family that has no part in it.

use super::cues::Cue;
use super::mentions::Mention;
use super::persons::{Origin, Person};
use super::roles::Account;
use super::tables_context::{KIN, PERSON_NOUNS};
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
            let spoken_of: Vec<&Mention> = own.iter().copied().filter(|mention| !mention.vocative).collect();
            !spoken_of.is_empty()
                && !introduced_by_seller(speech, &spoken_of)
                && !elsewhere(speech, &spoken_of, account)
                && has_buyer_words(&spoken_of)
        }
    }
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
    let power = account.total(Cue::Money) + account.total(Cue::Decides) + account.total(Cue::Blocks);
    let gone = account.total(Cue::Gone);
    if gone >= 2.0 && account.total(Cue::Money) + account.total(Cue::Decides) < 1.5 {
        return true;
    }
    let claimed = spoken_of
        .iter()
        .any(|mention| mention.title.as_ref().is_some_and(|title| title.ours && title.rank > 1));
    if claimed {
        return false;
    }
    let mut against = account.total(Cue::Elsewhere);
    for mention in spoken_of {
        against += outside(speech, mention);
    }
    against >= 2.0 && power < 2.0
}

/// How much the words around one mention speak for another company, a customer, or family.
fn outside(speech: &Speech<'_>, mention: &Mention) -> f32 {
    let start = mention.span.words.start;
    let last = mention.span.words.end.saturating_sub(1);
    let before = |steps: isize| speech.near(start, -steps).map_or("", |word| word.lower);
    let after = |steps: isize| speech.near(last, steps).map_or("", |word| word.lower);
    let suffix = speech.word(last).map_or("", |word| word.suffix);
    let mut weight = 0.0;
    if KIN.contains(&before(1)) {
        weight += 1.5;
    }
    if matches!(before(1), "named" | "called")
        && PERSON_NOUNS.contains(&before(2))
        && matches!(before(3), "a")
    {
        weight += 1.2;
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
    if friend_or_kin_after(speech, last) {
        weight += 1.5;
    }
    if at_another_company(speech, start) {
        weight += 2.5;
    }
    weight
}

/// "Ana, my sister", "Ana, she's a friend", "Ana's my cousin".
fn friend_or_kin_after(speech: &Speech<'_>, last: usize) -> bool {
    (1..=5).any(|steps| {
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
