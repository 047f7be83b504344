//! The part of a sentence that says it, short enough for one line and with its sense whole.

use std::ops::Range;

use crate::extract::Call;
use crate::extract::embedded::reading::{FILLERS, Word};

/// The longest statement, in words.
const MOST_WORDS: usize = 16;

/// The clauses of a sentence around some of its words, as the buyer said them but for fillers and stammers.
///
/// A sentence that is short enough stays whole. Of a longer one the clause with the words stays, with what it hangs on: the
/// clauses after an "if" and those before it as long as there is room. What is cut at the end is marked.
pub(super) fn around(call: &Call<'_>, words: &[Word<'_>], hit: Range<usize>) -> Option<String> {
    let (first, last) = (words.first()?, words.last()?);
    if first.utterance != last.utterance {
        let home = words.get(hit.start)?.utterance;
        let start = words.iter().position(|word| word.utterance == home)?;
        let end = words.iter().rposition(|word| word.utterance == home)? + 1;
        let inside = hit.start.max(start) - start..hit.end.min(end) - start;
        return around(call, words.get(start..end)?, inside);
    }
    let clauses = clauses(words);
    let holds = |clause: &Range<usize>| clause.start < hit.end && hit.start < clause.end;
    let mut from = clauses.iter().position(holds)?;
    let mut to = clauses.iter().rposition(holds)?;
    let spoken = |from: usize, to: usize| {
        let (start, end) = (clauses.get(from)?.start, clauses.get(to)?.end);
        text_of(call, words.get(start..end)?)
    };
    let fits =
        |from: usize, to: usize| spoken(from, to).is_some_and(|text| text.split(' ').count() <= MOST_WORDS);
    while to + 1 < clauses.len() && fits(from, to + 1) {
        to += 1;
    }
    while from > 0 && fits(from - 1, to) {
        from -= 1;
    }
    let text = spoken(from, to)?;
    let kept: Vec<&str> = text.split(' ').take(MOST_WORDS).collect();
    let cut = kept.len() < text.split(' ').count();
    let line = kept.join(" ");
    let line = line.trim_end_matches([',', ';', ':', '.', '-', ' ']);
    Some(if cut { format!("{line} …") } else { line.to_owned() })
}

/// The clauses of a sentence: commas part them.
fn clauses(words: &[Word<'_>]) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> =
        words.iter().enumerate().filter(|(at, word)| *at == 0 || word.clause).map(|(at, _)| at).collect();
    starts.dedup();
    let ends = starts.iter().skip(1).copied().chain([words.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// The words as they stand in the transcript, with their punctuation, without fillers, stammers and a leading "and".
fn text_of(call: &Call<'_>, words: &[Word<'_>]) -> Option<String> {
    let (first, last) = (words.first()?, words.last()?);
    let utterance = call.transcript.utterance(last.utterance)?;
    let after = call.transcript.text().get(last.range.end..utterance.range.end)?;
    let mark = after.chars().next().filter(|c| matches!(c, '?' | '!')).map_or(0, char::len_utf8);
    let text = call.transcript.text().get(first.range.start..last.range.end + mark)?;
    // The range may start inside "[laughs]".
    let text = match text.split_once(']') {
        Some((tag, rest)) if !tag.contains('[') => rest,
        _ => text,
    };
    let mut kept: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let stammer = kept.last().is_some_and(|before| bare(before) == bare(word));
        if FILLERS.contains(&bare(word).as_str()) {
            continue;
        }
        if stammer {
            kept.pop();
        }
        kept.push(word);
    }
    let leading = |word: &str| {
        matches!(word.trim_end_matches(',').to_lowercase().as_str(), "and" | "so" | "but" | "well")
    };
    let skipped = usize::from(kept.len() > 3 && kept.first().is_some_and(|word| leading(word)));
    Some(kept.get(skipped..)?.join(" "))
}
