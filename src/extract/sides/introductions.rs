//! Who says who they are, and who presents whom.

use std::ops::Range;

use crate::domain::SpeakerId;
use crate::extract::names::{Span, fold, name_at};
use crate::extract::speech::Speech;

/// A speaker's own words about who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Introduction {
    /// Who speaks.
    pub speaker: SpeakerId,
    /// The first of the words in [`Speech::words`].
    pub at: usize,
    /// The name they give.
    pub name: Option<Span>,
    /// The company they say they are with, folded and without spaces.
    pub company: Option<String>,
    /// The words of the job they name: `maintenance planner`.
    pub job: Option<Range<usize>>,
}

/// Somebody whom another speaker presents as being there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presented {
    /// Who presents.
    pub by: SpeakerId,
    /// The name.
    pub name: Span,
    /// Whether they sit beside the one who presents, at the same microphone.
    pub beside: bool,
}

/// How many words a job title may have.
const MAX_JOB: usize = 8;

/// Every introduction, in the order of the call.
pub fn introductions(speech: &Speech<'_>) -> Vec<Introduction> {
    let mut found = Vec::new();
    let mut sentences_of: Vec<(SpeakerId, usize)> = Vec::new();
    for sentence in speech.sentences() {
        let Some(speaker) = sentence.speaker else { continue };
        let spoken = count_up(&mut sentences_of, speaker);
        for at in sentence.words.clone() {
            if let Some(introduction) = introduction_at(speech, at, speaker, spoken) {
                found.push(introduction);
            }
        }
    }
    found
}

/// Counts one more for a key and gives the count.
pub(super) fn count_up<K: PartialEq>(counts: &mut Vec<(K, usize)>, key: K) -> usize {
    if let Some((_, count)) = counts.iter_mut().find(|(other, _)| *other == key) {
        *count += 1;
        return *count;
    }
    counts.push((key, 1));
    1
}

fn introduction_at(
    speech: &Speech<'_>,
    at: usize,
    speaker: SpeakerId,
    spoken: usize,
) -> Option<Introduction> {
    let word = speech.word(at)?;
    let early = spoken <= 6;
    let lead = match (word.lower, speech.near(at, 1).map(|next| next.lower)) {
        ("i'm" | "name's", _) => 1,
        ("i", Some("am")) | ("name", Some("is")) => 2,
        ("this", Some("is")) if early && (spoken == 1 || introduces_self(speech, at)) => 2,
        ("it's", _) if early && introduces_self(speech, at) => 1,
        ("i", Some("do" | "run" | "manage" | "lead" | "handle" | "head" | "oversee"))
        | ("calling", Some("from"))
            if early =>
        {
            1
        }
        _ => return named_here(speech, at, speaker, early),
    };
    let mut cursor = at + lead;
    let verb = (word.lower == "i" && lead == 1) || word.lower == "calling";
    let name = if verb { None } else { name_at(speech, cursor) };
    if let Some(name) = &name {
        cursor = name.words.end;
    } else if matches!(word.lower, "this" | "it's" | "name's" | "name") {
        return None;
    }
    let company =
        company_at(speech, cursor).or_else(|| name.as_ref().and_then(|_| company_soon(speech, cursor)));
    if matches!(word.lower, "it's" | "this") && company.is_none() && !early {
        return None;
    }
    let job = job_at(speech, cursor, name.is_some(), word.lower == "i" && lead == 1);
    if name.is_none() && company.is_none() && job.is_none() {
        return None;
    }
    Some(Introduction { speaker, at, name, company, job })
}

/// "Pete here. Maintenance." and "Ana speaking".
fn named_here(speech: &Speech<'_>, at: usize, speaker: SpeakerId, early: bool) -> Option<Introduction> {
    if !early || !speech.opens(at) && !speech.word(at)?.pause {
        return None;
    }
    let name = name_at(speech, at)?;
    let after = speech.near(name.words.end - 1, 1).filter(|word| !word.pause);
    if !after.is_some_and(|word| matches!(word.lower, "here" | "speaking")) {
        return None;
    }
    let end = speech.sentence_of(at)?.words.end;
    let short = end <= name.words.end + 3
        || speech.word(name.words.end + 1).is_some_and(|word| word.pause || word.lower == "from");
    short.then(|| {
        let company = company_at(speech, name.words.end + 1);
        Introduction { speaker, at, name: Some(name), company, job: None }
    })
}

/// Whether "this is" or "it's" at a place speaks of the speaker: not after somebody was called ("Kofi, this is Ana"), and not in answer
/// to who decides.
fn introduces_self(speech: &Speech<'_>, at: usize) -> bool {
    let Some(sentence) = speech.sentence_of(at) else { return false };
    let mut before = sentence.words.start;
    while before < at {
        match name_at(speech, before) {
            Some(name) if name.words.end == at && speech.word(at).is_some_and(|word| word.pause) => {
                let greeted = speech.word(sentence.words.start).is_some_and(|word| is_greeting(word.lower));
                return greeted;
            }
            Some(name) => before = name.words.end,
            None => before += 1,
        }
    }
    at == sentence.words.start
        || (sentence.words.start..at).all(|word| {
            speech.word(word).is_some_and(|word| {
                is_greeting(word.lower)
                    || matches!(word.lower, "yes" | "yeah" | "so" | "and" | "there" | "good" | "well" | "oh")
                    || word.capital
            })
        })
        || speech.word(at).is_some_and(|word| word.pause)
}

fn is_greeting(lower: &str) -> bool {
    matches!(
        lower,
        "hi" | "hello"
            | "hey"
            | "morning"
            | "afternoon"
            | "evening"
            | "sorry"
            | "yes"
            | "yeah"
            | "operations"
            | "okay"
    )
}

/// "from Acme", "with Acme", "over at Acme", "calling from Acme", "I'm with Acme".
fn company_at(speech: &Speech<'_>, at: usize) -> Option<String> {
    let before = at.checked_sub(1)?;
    let mut steps = 1;
    while speech
        .near(before, steps)
        .is_some_and(|word| matches!(word.lower, "calling" | "over" | "here" | "and" | "i'm"))
    {
        steps += 1;
    }
    let preposition = speech.near(before, steps)?;
    if !matches!(preposition.lower, "from" | "with" | "at" | "of") {
        return None;
    }
    let first = before.checked_add_signed(steps + 1)?;
    company_words(speech, first)
}

/// "I'm Ana. I'm with Acme", "I'm Ana, I'm with Acme".
fn company_soon(speech: &Speech<'_>, at: usize) -> Option<String> {
    let speaker = speech.sentence_of(at.checked_sub(1)?)?.speaker;
    (at..at + 5).find_map(|place| {
        let sentence = speech.sentence_of(place)?;
        let word = speech.word(place)?;
        let next = speech.word(place + 1)?;
        (sentence.speaker == speaker && word.lower == "i'm" && matches!(next.lower, "with" | "from" | "at"))
            .then(|| company_words(speech, place + 2))
            .flatten()
    })
}

fn company_words(speech: &Speech<'_>, first: usize) -> Option<String> {
    let mut company = String::new();
    let start = speech.word(first)?;
    for steps in 0..3 {
        let Some(word) = speech.near(first, steps) else { break };
        if (steps > 0 && word.pause) || !(word.capital || word.lowercase) || (word.lowercase && steps > 0) {
            break;
        }
        company.push_str(&fold(word.base));
    }
    (!company.is_empty() && (start.capital || start.lowercase)).then_some(company)
}

/// The job after "I'm (Ana), I'm the …", "I'm our …", "I do …", "I run …", "I'm VP of …".
fn job_at(speech: &Speech<'_>, at: usize, named: bool, verb: bool) -> Option<Range<usize>> {
    let mut start = at;
    if verb {
        start += 1;
    } else {
        if named && speech.word(start).is_some_and(|word| matches!(word.lower, "i'm" | "and")) {
            start += 1;
        }
        if named && speech.word(start).is_some_and(|word| word.lower == "i'm") {
            start += 1;
        }
        let article =
            speech.word(start).is_some_and(|word| matches!(word.lower, "the" | "a" | "an" | "our" | "their"));
        let inside = !named && speech.word(start).is_some_and(|word| word.lower == "in");
        start += usize::from(article || inside);
    }
    let sentence = speech.sentence_of(start)?;
    if start < sentence.words.start || speech.sentence_of(at.checked_sub(1)?)?.words != sentence.words {
        return None;
    }
    let mut end = start;
    while end < sentence.words.end && end < start + MAX_JOB {
        let word = speech.word(end)?;
        if end > start
            && (word.pause
                || matches!(word.lower, "and" | "so" | "but" | "here" | "at" | "who" | "that" | "because"))
        {
            break;
        }
        end += 1;
    }
    (end > start).then_some(start..end)
}

/// Everybody among those named who is presented, in the order of the call.
pub fn presented(speech: &Speech<'_>, names: &[Span]) -> Vec<Presented> {
    let presented = |name: &Span| {
        let by = speech.sentence_of(name.words.start)?.speaker?;
        presents(speech, name).map(|beside| Presented { by, name: name.clone(), beside })
    };
    names.iter().filter_map(presented).collect()
}

/// Whether the words around a name say that somebody is there; `true` when at the same microphone.
fn presents(speech: &Speech<'_>, name: &Span) -> Option<bool> {
    let last = name.words.end.checked_sub(1)?;
    let after = |steps: isize| speech.near(last, steps).map_or("", |word| word.lower);
    let suffix = speech.word(last).map_or("", |word| word.suffix);
    let before = |steps: isize| speech.near(name.words.start, -steps).map_or("", |word| word.lower);
    let here = (1..=3).any(|steps| {
        after(steps) == "here" || (after(steps) == "with" && matches!(after(steps + 1), "me" | "us"))
    });
    let got = (1..=3).any(|steps| matches!(before(steps), "got" | "have" | "i've" | "we've" | "brought"));
    if here && (got || suffix == "'s" || after(1) == "is") {
        return Some(true);
    }
    if matches!(
        (suffix, after(1), after(2)),
        ("'s", "next", "to") | ("", "is", "next") | ("'s", "in", "the" | "here")
    ) {
        return Some(true);
    }
    if matches!(before(1), "that's" | "that")
        && speech.opens(name.words.start.saturating_sub(1))
        && after(1).is_empty()
    {
        return Some(false);
    }
    let joins = matches!(after(1), "joining" | "calling" | "on" | "dialing" | "dialled")
        && (suffix == "'s" || matches!(after(1), "joining"))
        || matches!((after(1), after(2)), ("is", "joining" | "on" | "calling" | "here"));
    let added = matches!(before(1), "merging" | "admitting" | "adding" | "patching");
    (joins || added).then_some(false)
}
