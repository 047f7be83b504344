//! The grammar of job titles in speech: "our senior estimator", "VP of recycling and municipal contracts", "he does our loan review".

use std::ops::Range;

use super::tables::{class, class_of};

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
        if class_of(word).is_head() && names_a_job(speech, start, place) {
            head = Some((place, 3));
        } else if is_department(word) {
            let follows_rank = head.is_some_and(|(before, rank)| rank == 3 && before + 1 == place);
            head = if follows_rank { Some((place, 3)) } else { head.or(Some((place, 2))) };
        } else if head.is_some_and(|(_, rank)| rank == 2)
            && stands_alone(speech, start)
            && !class_of(word).is_stop()
        {
            head = Some((place, 2));
        } else if class_of(word).is_stop() || closes {
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
pub(super) fn is_department(word: &Word<'_>) -> bool {
    class_of(word).is_department() && (word.base != "it" || word.text.starts_with("IT"))
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
    class(lower).is_head()
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
        if (word.pause && added > 0) || (class_of(word).is_stop() && !conjunction) || added == 5 {
            break;
        }
        if conjunction {
            let next = speech.near(head, (cursor + 1 - head).cast_signed());
            if next.is_none_or(|next| next.pause || class_of(next).is_stop() && !matches!(next.lower, "the"))
            {
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
pub(super) fn is_abbreviation(word: &Word<'_>) -> bool {
    let letters = word.text.chars().filter(|c| c.is_alphabetic()).count();
    letters > 1 && word.text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// A title that is all of its sentence: "President."
fn stands_alone(speech: &Speech<'_>, head: usize) -> bool {
    speech.sentence_of(head).is_some_and(|sentence| sentence.words.len() <= 3)
}

/// "Chief product.", "Security architecture.": a short sentence that is all title.
pub(super) fn title_sentence(speech: &Speech<'_>, words: Range<usize>) -> Option<Title> {
    let title = title_at(speech, words.start)?;
    let plain = words.clone().all(|at| {
        speech.word(at).is_some_and(|word| {
            word.suffix.is_empty()
                && (!class_of(word).is_stop() || matches!(word.lower, "of" | "and" | "for"))
        })
    });
    ((words.len() <= 5 && plain) || title.words.end == words.end)
        .then_some(Title { words: title.words.start..words.end, ..title })
}

/// "does our loan review", "runs the integration office": the duty stands for the title.
pub(super) fn duty_at(speech: &Speech<'_>, at: usize) -> Option<Title> {
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
            || class_of(word).is_stop()
            || !word.suffix.is_empty()
            || end - start == 4
        {
            break;
        }
        end += 1;
    }
    (end > start).then_some(Title { words: start..end, ours, rank: 1 })
}
