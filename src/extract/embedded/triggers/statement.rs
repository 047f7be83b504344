//! One line in the buyer's own words, cut at clauses and never inside what negates or conditions it.

use std::ops::Range;

use crate::extract::embedded::reading::Word;

/// How many words a statement has at most.
const MOST: usize = 16;

/// Words that open a sentence and say nothing.
const OPENERS: [&str; 14] =
    ["so", "and", "but", "well", "yeah", "yes", "no", "oh", "okay", "ok", "right", "because", "then", "like"];

/// The clauses around the telling words, as they were said, in at most sixteen words.
pub(super) fn of(text: &str, words: &[Word<'_>], telling: &Range<usize>) -> Option<String> {
    let spoken = spoken(words);
    let within = |words: &Range<usize>| {
        let start = spoken.iter().position(|place| place.end > words.start)?;
        let end = spoken.iter().rposition(|place| place.start < words.end)? + 1;
        Some(start..end.max(start))
    };
    let mut start = 0;
    while spoken
        .get(start)
        .and_then(|place| words.get(place.start))
        .is_some_and(|word| OPENERS.contains(&word.text))
        && start + 2 < spoken.len()
    {
        start += 1;
    }
    let whole = start..spoken.len();
    let told = within(telling)?;
    let kept = if whole.len() <= MOST { whole.clone() } else { clauses(words, &spoken, &whole, &told) };
    let mut line = String::new();
    if kept.start > whole.start {
        line.push('…');
    }
    let last = kept.end.min(kept.start + MOST);
    for (place, range) in spoken.get(kept.start..last)?.iter().enumerate() {
        let (first, end) = (words.get(range.start)?, words.get(range.end.checked_sub(1)?)?);
        if place > 0 {
            let before = kept.start + place - 1;
            let previous = spoken.get(before).and_then(|range| words.get(range.end.checked_sub(1)?))?;
            let between = text.get(previous.range.end..first.range.start).unwrap_or_default();
            line.push_str(if first.clause && between.contains([',', ';', ':', '—', '–']) {
                ", "
            } else {
                " "
            });
        }
        line.push_str(text.get(first.range.start..end.range.end)?);
    }
    if last < spoken.len() {
        line.push('…');
    }
    Some(capitalised(&line))
}

/// Two lines as one, where they fit: "July first. New fiscal year".
pub(super) fn joined(first: &str, second: &str) -> Option<String> {
    let words = first.split_whitespace().count() + second.split_whitespace().count();
    (words <= MOST && !first.ends_with('…')).then(|| format!("{first}. {second}"))
}

/// The words as they were said: a contraction that was spelled out is one of them.
fn spoken(words: &[Word<'_>]) -> Vec<Range<usize>> {
    let mut spoken: Vec<Range<usize>> = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        match spoken.last_mut() {
            Some(last) if words.get(last.start).is_some_and(|first| first.range == word.range) => {
                last.end = at + 1;
            }
            _ => spoken.push(at..at + 1),
        }
    }
    spoken
}

/// The run of clauses that holds the telling words, as many before and behind them as fit, those before first: they hold the subject,
/// the condition and the negation.
fn clauses(
    words: &[Word<'_>],
    spoken: &[Range<usize>],
    whole: &Range<usize>,
    told: &Range<usize>,
) -> Range<usize> {
    let opens = |at: usize| {
        at == whole.start
            || spoken.get(at).and_then(|place| words.get(place.start)).is_some_and(|word| {
                word.clause || matches!(word.text, "and" | "but" | "so" | "because" | "which")
            })
    };
    let mut start = told.start.clamp(whole.start, whole.end);
    while start > whole.start && !opens(start) {
        start -= 1;
    }
    let mut end = told.end.clamp(start, whole.end);
    while end < whole.end && !opens(end) {
        end += 1;
    }
    loop {
        let mut earlier = start;
        while earlier > whole.start {
            earlier -= 1;
            if opens(earlier) {
                break;
            }
        }
        if earlier == start || end - earlier > MOST {
            break;
        }
        start = earlier;
    }
    loop {
        let mut later = end;
        while later < whole.end {
            later += 1;
            if later == whole.end || opens(later) {
                break;
            }
        }
        if later == end || later - start > MOST {
            break;
        }
        end = later;
    }
    // The telling words come first, also where their clause is too long.
    if told.end > start + MOST { told.end.saturating_sub(MOST)..end } else { start..end }
}

fn capitalised(line: &str) -> String {
    let mut chars = line.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().collect::<String>() + chars.as_str(),
        None => String::new(),
    }
}
