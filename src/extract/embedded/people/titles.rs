//! The grammar of job titles in speech: "our senior estimator", "VP of recycling and municipal contracts", "he does our loan review".

use std::ops::Range;

use super::tables::{DEPARTMENTS, TITLE_HEADS, TITLE_STOPS};
use crate::extract::names::{Span, name_at};
use crate::extract::speech::{Speech, Word};

/// How many words may stand before the head of a title.
const MAX_MODIFIERS: usize = 4;

/// A title and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Title {
    /// Its words in the stream.
    pub(super) words: Range<usize>,
    /// Whether the buyer's own company is meant: "our", "my".
    pub(super) ours: bool,
    /// How well it names a job: a real title is better than a department, a department better than a described duty.
    pub(super) rank: u8,
}

impl Title {
    /// The title as said, with a capital at its start.
    pub(super) fn text(&self, speech: &Speech<'_>) -> String {
        let mut text = String::new();
        for word in speech.words().get(self.words.clone()).unwrap_or_default() {
            if !text.is_empty() {
                text.push(' ');
            }
            let bare: String = word.text.chars().take(word.base.chars().count()).collect();
            text.push_str(if word.suffix == "'s" { &bare } else { word.text });
        }
        let mut chars = text.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
    }
}

/// The title that starts at a word, with or without an article or "our" before it.
pub(super) fn title_at(speech: &Speech<'_>, at: usize) -> Option<Title> {
    let (start, ours, determined) = skip_determiner(speech, at);
    let first = speech.word(start)?;
    if first.sentence != speech.word(at)?.sentence {
        return None;
    }
    let mut head: Option<(usize, u8)> = None;
    for step in 0..=MAX_MODIFIERS {
        let Some(word) = speech.near(start, step.cast_signed()) else { break };
        if step > 0 && word.pause {
            break;
        }
        let place = start + step;
        let closes = !word.suffix.is_empty();
        if TITLE_HEADS.contains(&word.base) && names_a_job(speech, start, place) {
            head = Some((place, 3));
        } else if is_department(word) {
            let follows_rank = head.is_some_and(|(before, rank)| rank == 3 && before + 1 == place);
            head = if follows_rank { Some((place, 3)) } else { head.or(Some((place, 2))) };
        } else if head.is_some_and(|(_, rank)| rank == 2)
            && stands_alone(speech, start)
            && !TITLE_STOPS.contains(&word.base)
        {
            head = Some((place, 2));
        } else if TITLE_STOPS.contains(&word.base) || closes {
            break;
        }
        if closes {
            break;
        }
    }
    let (head, rank) = head?;
    let goes_on = speech.near(head, 1).is_some_and(|next| matches!(next.lower, "of" | "for"));
    let ends = speech.near(head, 1).is_none_or(|next| next.pause);
    let bare = determined || rank == 2 || head > start || goes_on || ends || is_abbreviation(first);
    if !bare {
        return None;
    }
    Some(Title { words: start..extend(speech, head, rank), ours, rank })
}

/// Whether a noun for a job really names one here: "guy" only after a department, "head" only with "of" or after a department.
fn names_a_job(speech: &Speech<'_>, start: usize, place: usize) -> bool {
    let Some(word) = speech.word(place) else { return false };
    if !is_just_somebody(word.base) {
        return true;
    }
    let of = speech.near(place, 1).is_some_and(|next| matches!(next.lower, "of" | "for") && !next.pause);
    let before =
        place.checked_sub(1).filter(|before| *before >= start).and_then(|before| speech.word(before));
    (matches!(word.base, "head" | "lead") && of)
        || before.is_some_and(|before| is_department(before) || is_abbreviation(before))
}

/// A department; "IT" only in capitals, or where the recognizer writes none and no verb makes it a pronoun.
fn is_department(word: &Word<'_>) -> bool {
    DEPARTMENTS.contains(&word.base) && (word.base != "it" || word.text.starts_with("IT"))
}

/// Nouns that name a job only together with what stands before them: "our IT guy", but not "a guy".
pub(super) fn is_just_somebody(lower: &str) -> bool {
    matches!(
        lower,
        "guy" | "man" | "woman" | "girl" | "lady" | "fella" | "person" | "guru" | "super" | "lead" | "head"
    )
}

/// Whether a word is one that heads a title.
pub(super) fn is_title_head(lower: &str) -> bool {
    TITLE_HEADS.contains(&lower)
}

/// "of recycling and municipal contracts", "for the Midwest", "in quality".
fn extend(speech: &Speech<'_>, head: usize, rank: u8) -> usize {
    let mut end = head + 1;
    let joins =
        speech.near(head, 1).is_some_and(|word| matches!(word.lower, "of" | "for" | "in") && !word.pause);
    if rank < 3 || !joins || !speech.word(head).is_some_and(|word| word.suffix.is_empty()) {
        return end;
    }
    let mut cursor = head + 2;
    let mut added = 0;
    while let Some(word) = speech.near(head, (cursor - head).cast_signed()) {
        let conjunction = matches!(word.lower, "and" | "of" | "the" | "all");
        if (word.pause && added > 0) || (TITLE_STOPS.contains(&word.base) && !conjunction) || added == 5 {
            break;
        }
        if conjunction {
            let next = speech.near(head, (cursor + 1 - head).cast_signed());
            if next.is_none_or(|next| {
                next.pause || TITLE_STOPS.contains(&next.base) && !matches!(next.lower, "the")
            }) {
                break;
            }
        } else {
            end = cursor + 1;
            added += 1;
        }
        cursor += 1;
    }
    end
}

fn skip_determiner(speech: &Speech<'_>, at: usize) -> (usize, bool, bool) {
    let lower = |steps: isize| speech.near(at, steps).map_or("", |word| word.lower);
    match (lower(0), lower(1), lower(2)) {
        ("one", "of", "the" | "our" | "my" | "two") => {
            let more = usize::from(matches!(lower(3), "two" | "three" | "four"));
            (at + 3 + more, lower(2) != "the", true)
        }
        ("our" | "my", ..) => (at + 1, true, true),
        ("the" | "a" | "an" | "their" | "his" | "her" | "that" | "this" | "your", ..) => {
            (at + 1, false, true)
        }
        _ => (at, false, false),
    }
}

/// "CFO", "VP", "MD".
fn is_abbreviation(word: &Word<'_>) -> bool {
    let letters = word.text.chars().filter(|c| c.is_alphabetic()).count();
    letters > 1 && word.text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// A title that is all of its sentence: "President."
fn stands_alone(speech: &Speech<'_>, head: usize) -> bool {
    speech.sentence_of(head).is_some_and(|sentence| sentence.words.len() <= 3)
}

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
    if word.pause && !TITLE_HEADS.contains(&word.lower)
        || !TITLE_HEADS.contains(&word.lower) && !is_department(word)
    {
        return None;
    }
    (1..=MAX_MODIFIERS + 1).find_map(|back| {
        let at = head.checked_sub(back)?;
        let opener = speech.near(start, -(back.cast_signed()) - 1)?;
        let determiner = matches!(opener.lower, "our" | "my" | "the" | "a");
        if !determiner {
            return None;
        }
        title_at(speech, at).filter(|title| title.words.end == start)
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

/// "Chief product.", "Security architecture.": a short sentence that is all title.
fn title_sentence(speech: &Speech<'_>, words: Range<usize>) -> Option<Title> {
    let title = title_at(speech, words.start)?;
    let plain = words.clone().all(|at| {
        speech.word(at).is_some_and(|word| {
            word.suffix.is_empty()
                && (!TITLE_STOPS.contains(&word.base) || matches!(word.lower, "of" | "and" | "for"))
        })
    });
    ((words.len() <= 5 && plain) || title.words.end == words.end)
        .then(|| Title { words: title.words.start..words.end, ..title })
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

/// "does our loan review", "runs the integration office": the duty stands for the title.
fn duty_at(speech: &Speech<'_>, at: usize) -> Option<Title> {
    let verb = speech.word(at)?;
    if !matches!(
        verb.lower,
        "does" | "runs" | "heads" | "leads" | "manages" | "handles" | "run" | "do" | "oversees" | "chairs"
    ) {
        return None;
    }
    let up = usize::from(speech.near(at, 1).is_some_and(|word| matches!(word.lower, "up" | "all")));
    let (start, ours, _) = skip_determiner(speech, at + 1 + up);
    if speech.near(at, 1).is_none_or(|word| {
        matches!(word.base, "those" | "these" | "everything" | "most" | "half" | "things" | "stuff")
    }) {
        return None;
    }
    let mut end = start;
    while let Some(word) = speech.near(at, (end - at).cast_signed()) {
        if (end > start && word.pause)
            || TITLE_STOPS.contains(&word.base)
            || !word.suffix.is_empty()
            || end - start == 4
        {
            break;
        }
        end += 1;
    }
    (end > start).then_some(Title { words: start..end, ours, rank: 1 })
}
