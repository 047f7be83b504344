//! The quotes that show a person's part.

use super::cues::Cue;
use super::mentions::Mention;
use super::roles::Account;
use crate::domain::{Quote, Quotes, Role, UtteranceId};
use crate::extract::Call;
use crate::extract::speech::{Sentence, Speech};

/// How many quotes one person gets.
const MAX_QUOTES: usize = 4;

/// An utterance of up to this many bytes is quoted whole; of a longer one the sentence.
const WHOLE: usize = 220;

/// Chooses the quotes: where the part shows, where the person is introduced, where they are first spoken of.
pub(super) fn quotes(
    call: &Call<'_>,
    speech: &Speech<'_>,
    role: Role,
    account: &Account,
    mentions: &[&Mention],
    introduced: &[usize],
    fallback: Option<usize>,
) -> Option<Quotes> {
    let mut weights: Vec<(usize, f32)> = Vec::new();
    let mut add =
        |sentence: usize, weight: f32| match weights.iter_mut().find(|(other, _)| *other == sentence) {
            Some((_, sum)) => *sum += weight,
            None => weights.push((sentence, weight)),
        };
    for (sentence, cue, weight) in &account.said {
        add(*sentence, if shows(*cue, role) { *weight } else { weight * 0.3 });
    }
    for (position, mention) in mentions.iter().filter(|mention| !mention.vocative).enumerate() {
        let Some(sentence) = speech.word(mention.span.words.start).map(|word| word.sentence) else {
            continue;
        };
        let first = if position == 0 { 0.8 } else { 0.1 };
        let said_by_buyer = if mention.side == crate::domain::Side::Seller { -0.6 } else { 0.0 };
        add(sentence, first + said_by_buyer + if mention.title.is_some() { 2.5 } else { 0.0 });
        if let Some(title) = &mention.title
            && let Some(other) = speech.word(title.words.start).map(|word| word.sentence)
            && other != sentence
        {
            add(other, 1.5);
        }
    }
    for at in introduced {
        if let Some(sentence) = speech.word(*at).map(|word| word.sentence) {
            add(sentence, 2.5);
        }
    }
    weights.retain(|(_, weight)| *weight > 0.0);
    weights.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
    let mut chosen: Vec<usize> = Vec::new();
    for (sentence, weight) in &weights {
        if chosen.len() == MAX_QUOTES || (!chosen.is_empty() && *weight < 0.5) {
            break;
        }
        chosen.push(*sentence);
    }
    if chosen.is_empty() {
        chosen.extend(fallback);
    }
    chosen.sort_unstable();
    let mut quotes: Option<Quotes> = None;
    for sentence in chosen.iter().filter_map(|number| speech.sentences().get(*number)) {
        for quote in sentence_quotes(call, speech, sentence) {
            match &mut quotes {
                Some(quotes) => quotes.add(quote),
                None => quotes = Some(Quotes::one(quote)),
            }
        }
    }
    quotes
}

/// A sentence as quotes, one for each utterance it runs over; the shortest remnants are left out.
fn sentence_quotes(call: &Call<'_>, speech: &Speech<'_>, sentence: &Sentence) -> Vec<Quote> {
    let words = speech.words_in(sentence);
    let mut ids: Vec<UtteranceId> = words.iter().map(|word| word.utterance).collect();
    ids.dedup();
    ids.iter()
        .filter_map(|id| {
            let own: Vec<_> = words.iter().filter(|word| word.utterance == *id).collect();
            let (first, last) = (own.first()?, own.last()?);
            if own.len() < 2 && ids.len() > 1 {
                return None;
            }
            let whole =
                call.transcript.utterance(*id).is_some_and(|utterance| utterance.range.len() <= WHOLE);
            if whole {
                return call.transcript.quote_all(*id);
            }
            let end = closing(call, last.range.end);
            call.transcript.quote(*id, first.range.start..end).or_else(|| call.transcript.quote_all(*id))
        })
        .collect()
}

/// Takes the full stop or question mark into the quote.
fn closing(call: &Call<'_>, end: usize) -> usize {
    let rest = call.transcript.text().get(end..).unwrap_or_default();
    end + rest.chars().next().filter(|c| matches!(c, '.' | '?' | '!')).map_or(0, char::len_utf8)
}

fn shows(cue: Cue, role: Role) -> bool {
    matches!(
        (cue, role),
        (Cue::Money | Cue::Decides | Cue::Routes, Role::EconomicBuyer | Role::DecisionMaker)
            | (Cue::Blocks, Role::Blocker)
            | (Cue::Judges, Role::TechnicalEvaluator)
            | (Cue::Works, Role::EndUser)
            | (Cue::Advises, Role::Influencer)
            | (Cue::Drives, Role::Champion)
            | (Cue::Powerless, Role::Influencer | Role::Champion | Role::EndUser)
    )
}
