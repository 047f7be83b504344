//! The title that is given to somebody named: beside the name, with "is", in the next sentence, or by the question before.

use super::tables::class;
use super::titles::{Title, duty_at, is_department, title_at, title_sentence};
use crate::extract::names::{Span, name_at};
use crate::extract::speech::Speech;

/// How many words before a name a title may start.
const REACH: usize = 5;

/// The title that is given to the person named at a span, by an apposition, by "is", or in the next sentence.
pub(super) fn title_of(speech: &Speech<'_>, span: &Span) -> Option<Title> {
    let before = before_name(speech, span.words.start).or_else(|| presented_as(speech, span.words.start));
    if before.as_ref().is_some_and(|title| title.ours) {
        return before;
    }
    after_name(speech, span)
        .or(before)
        .or_else(|| next_sentence(speech, span))
        .or_else(|| named_late(speech, span))
        .or_else(|| later_pronoun(speech, span))
        .or_else(|| asked_title(speech, span))
}

fn after_name(speech: &Speech<'_>, span: &Span) -> Option<Title> {
    let last = span.words.end.checked_sub(1)?;
    let suffix = speech.word(last)?.suffix;
    let next = span.words.end;
    let Some(word) = speech.near(last, 1) else {
        return (suffix == "'s").then(|| answered_title(speech, last)).flatten();
    };
    if suffix == "'s" {
        let title = title_at(speech, next);
        if title.is_some() {
            return title.filter(|title| {
                title.rank > 2 || title.ours || speech.near(title.words.end - 1, 1).is_none()
            });
        }
        if matches!(word.lower, "the" | "your" | "a" | "our") && speech.near(last, 2).is_none() {
            return answered_title(speech, last + 1);
        }
        return None;
    }
    match word.lower {
        "is" | "was" => title_at(speech, next + 1).or_else(|| {
            let open = speech.near(last, 2).is_none_or(|word| {
                matches!(word.lower, "the" | "your" | "our") && speech.near(last, 3).is_none()
            });
            open.then(|| answered_title(speech, next)).flatten()
        }),
        "he's" | "she's" | "who's" | "that's" => {
            title_at(speech, next + 1).or_else(|| duty_at(speech, next + 1))
        }
        "he" | "she" | "who" | "that" => match speech.near(last, 2).map(|word| word.lower) {
            Some("is") => title_at(speech, next + 2),
            Some(_) => duty_at(speech, next + 1),
            None => None,
        },
        "from" | "in" | "over" | "at" => department_after(speech, next),
        "the" | "our" | "my" | "your" if word.pause => title_at(speech, next),
        _ if word.pause => title_at(speech, next)
            .filter(|title| speech.near(title.words.end - 1, 1).is_none_or(|after| after.pause)),
        "does" | "runs" | "heads" | "leads" | "manages" | "handles" | "chairs" => duty_at(speech, next),
        _ => None,
    }
}

/// "Dave in IT", "Manish from billing", "Ana over in legal".
fn department_after(speech: &Speech<'_>, at: usize) -> Option<Title> {
    let mut start = at + 1;
    while speech
        .word(start)
        .is_some_and(|word| matches!(word.lower, "in" | "at" | "from" | "our" | "the" | "my" | "over"))
    {
        start += 1;
    }
    title_at(speech, start).filter(|title| title.rank == 2)
}

/// "our CFO, Priya", "my lead Antoine", "the COO, Brigitte Vanderhoek".
fn before_name(speech: &Speech<'_>, start: usize) -> Option<Title> {
    let head = start.checked_sub(1)?;
    let word = speech.near(start, -1)?;
    if word.pause && !class(word.lower).is_head() || !class(word.lower).is_head() && !is_department(word) {
        return None;
    }
    (1..=REACH).find_map(|back| {
        let at = head.checked_sub(back)?;
        let opener = speech.near(start, -(back.cast_signed()) - 1)?;
        let determiner = matches!(opener.lower, "our" | "my" | "the" | "a");
        if !determiner {
            return None;
        }
        title_at(speech, at).filter(|title| title.words.end == start)
    })
}

/// "Procurement, that's Lorelei", "she will ask IT, that's Karthik".
fn presented_as(speech: &Speech<'_>, start: usize) -> Option<Title> {
    let that = speech.near(start, -1).is_some_and(|word| matches!(word.lower, "that's" | "it's" | "is"));
    let end = start.checked_sub(1)?;
    if !that {
        return None;
    }
    (1..=3).rev().find_map(|back| {
        let at = end.checked_sub(back)?;
        (speech.word(at)?.sentence == speech.word(start)?.sentence).then_some(())?;
        title_at(speech, at).filter(|title| title.words.end == end && title.rank >= 2)
    })
}

/// "Rafferty. He's my dockmaster." and "It went to Marcel. That's our CFO."
fn next_sentence(speech: &Speech<'_>, span: &Span) -> Option<Title> {
    let sentence = speech.sentence_of(span.words.start)?;
    let next = speech.sentences().get(speech.word(span.words.start)?.sentence + 1)?;
    let near_end = sentence.words.end - span.words.end <= 6;
    let start = next.words.start;
    let word = speech.word(start)?;
    if next.turn != sentence.turn || !near_end {
        return None;
    }
    let alone = sentence.words.len() <= span.words.len() + 2;
    match word.lower {
        "he's" | "she's" | "that's" => title_at(speech, start + 1).or_else(|| duty_at(speech, start + 1)),
        "he" | "she" => match speech.near(start, 1).map(|word| word.lower) {
            Some("is") => title_at(speech, start + 2),
            _ => duty_at(speech, start + 1),
        },
        _ if alone => title_sentence(speech, next.words.clone()).or_else(|| {
            title_at(speech, start)
                .filter(|title| speech.word(title.words.end).is_some_and(|word| word.pause))
        }),
        _ => None,
    }
}

/// "Dr. Lind signs, he's the managing director": in the same sentence, before anybody else is named.
fn later_pronoun(speech: &Speech<'_>, span: &Span) -> Option<Title> {
    let sentence = speech.sentence_of(span.words.start)?;
    let reach = (span.words.end + 8).min(sentence.words.end);
    for at in span.words.end..reach {
        let word = speech.word(at)?;
        if matches!(word.lower, "he's" | "she's") {
            return title_at(speech, at + 1).filter(|title| title.rank == 3 || title.ours);
        }
        if matches!(word.lower, "he" | "she" | "who")
            && let Some(title) = duty_at(speech, at + 1)
        {
            return Some(title);
        }
        if word.capital && name_at(speech, at).is_some() {
            return None;
        }
    }
    None
}

/// "Our CFO has to sign too, Greta": the name comes when the clause about the title is over.
fn named_late(speech: &Speech<'_>, span: &Span) -> Option<Title> {
    let start = span.words.start;
    let sentence = speech.sentence_of(start)?;
    let last = span.words.end.checked_sub(1)?;
    let closes = speech.near(last, 1).is_none_or(|word| word.pause) && speech.word(last)?.suffix.is_empty();
    if !closes || !speech.word(start)?.pause {
        return None;
    }
    let from = sentence.words.start.max(start.saturating_sub(10));
    (from..start).rev().find_map(|at| {
        let word = speech.word(at)?;
        let determined = matches!(word.lower, "our" | "my" | "the");
        let title = if determined { title_at(speech, at)? } else { return None };
        let between = (title.words.end..start).any(|at| {
            speech.word(at).is_some_and(|word| matches!(word.lower, "and" | "or" | "but") && word.pause)
        });
        (title.rank == 3 && !between && title.words.end < start).then_some(title)
    })
}

/// "And IT?" "Piers Lovell.": the department that was asked for, for a name that opens the answer.
fn asked_title(speech: &Speech<'_>, span: &Span) -> Option<Title> {
    let number = speech.word(span.words.start)?.sentence;
    let sentence = speech.sentences().get(number)?;
    let before_name = speech.near(span.words.start, -1).map_or("", |word| word.lower);
    let opens = match span.words.start - sentence.words.start {
        0 => true,
        1 => matches!(before_name, "that's" | "it's" | "then"),
        _ => false,
    };
    let before = speech.sentences().get(number.checked_sub(1)?)?;
    let continues = before.turn == sentence.turn && before.words.len() > 3;
    if !opens || continues || !(before.question || before.words.len() <= 4) {
        return None;
    }
    let own = before.words.clone().find(|at| {
        speech.word(*at).is_some_and(|word| {
            let vague =
                matches!(word.base, "data" | "operations" | "sales" | "support" | "training" | "production");
            is_department(word) && !vague
        })
    })?;
    Some(Title { words: own..own + 1, ours: false, rank: 1 })
}

/// A question left open ("And Everett's the", "Ines is") and the title that opens the answer.
fn answered_title(speech: &Speech<'_>, last: usize) -> Option<Title> {
    let number = speech.word(last)?.sentence;
    let asked = speech.sentences().get(number)?;
    speech
        .sentences()
        .iter()
        .skip(number + 1)
        .take(3)
        .filter(|sentence| sentence.turn == asked.turn + 1)
        .find_map(|sentence| {
            let start = sentence.words.start;
            let pronoun =
                speech.word(start).is_some_and(|word| matches!(word.lower, "he's" | "she's" | "that's"));
            let title = title_at(speech, if pronoun { start + 1 } else { start })?;
            let whole = title.words.end == sentence.words.end
                || speech.word(title.words.end).is_some_and(|word| word.pause);
            (pronoun || whole).then_some(title)
        })
}
