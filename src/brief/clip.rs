//! Shortens somebody's words at clause boundaries without turning their meaning.
//!
//! What is shown is always one unbroken run of the original, with an ellipsis where something was left out. A run is refused when a
//! negation, a condition, a contrast or an attribution would be left out with the rest of its sentence, or when the next sentence takes
//! back what it says.

use std::ops::Range;

use super::phrase;

/// Words that turn the meaning of the clause beside them: left out, they would change what was said.
const GUARDS: &[&str] = &[
    "not", "no", "never", "none", "nothing", "nobody", "neither", "nor", "without", "hardly", "barely",
    "cannot", "if", "unless", "until", "till", "except", "provided", "assuming", "suppose", "supposed",
    "whether", "when", "whenever", "would", "could", "might", "may", "maybe", "perhaps", "should", "wish",
    "hope", "but", "though", "although", "however", "while", "whereas", "instead", "rather", "despite",
    "only", "say", "says", "said", "tell", "tells", "told", "think", "thinks", "thought", "guess", "heard",
    "hear", "used", "almost", "nearly", "joking", "kidding",
];

/// First words of a sentence that takes back, bends or answers the one before it.
const TURNS: &[&str] = &[
    "but",
    "not",
    "no",
    "nope",
    "except",
    "unless",
    "until",
    "though",
    "although",
    "however",
    "only",
    "just",
    "well",
    "or",
    "if",
    "kidding",
    "joking",
    "wait",
    "actually",
    "sorry",
    "allegedly",
    "supposedly",
];

/// Words with which a clause goes on after a comma.
const JOINTS: &[&str] = &["and", "so", "because", "which", "then", "that's", "we", "i", "it's", "they"];

/// First words that say nothing and may be left out before the clause that follows.
const OPENERS: &[&str] = &[
    "so", "and", "yeah", "yes", "um", "uh", "well", "okay", "ok", "oh", "right", "look", "honestly", "i",
    "mean", "you", "know", "like", "then", "because", "now",
];

/// A run of words as a brief shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clip {
    /// The run, with an ellipsis at the ends where something was left out.
    pub text: String,
    /// Its bytes in the original.
    pub range: Range<usize>,
    /// Words in it.
    pub words: usize,
}

/// A piece of an utterance between two places where it may be cut.
#[derive(Clone, Debug)]
struct Clause {
    range: Range<usize>,
    /// It ends a sentence.
    ends: bool,
    /// It ends a question.
    asks: bool,
}

/// The best unbroken run of at most `limit` words; `None` when no run of that length keeps the meaning.
///
/// `wants` scores a run: the higher, the more it should be chosen. Among equals the longer, then the earlier wins.
pub fn clip(text: &str, limit: usize, wants: impl Fn(&str) -> i32) -> Option<Clip> {
    let clauses = clauses(text);
    let mut best: Option<(i32, usize, Clip)> = None;
    for start in 0..clauses.len() {
        for end in start..clauses.len() {
            let Some(range) = run_range(text, &clauses, start, end) else { continue };
            let run = text.get(range.clone()).unwrap_or_default();
            let words = phrase::words(run);
            if words > limit {
                break;
            }
            if words == 0 || !keeps_meaning(text, &clauses, start, end) {
                continue;
            }
            let whole = start == 0 && end + 1 == clauses.len();
            let open = i32::from(!ends(&clauses, end) && end + 1 < clauses.len());
            let hanging = i32::from(start > 0 && !ends(&clauses, start - 1) && is_subordinate(run));
            let score = wants(run) + i32::from(whole) - 2 * open - 3 * hanging;
            if best.as_ref().is_none_or(|(best, length, _)| (score, words) > (*best, *length)) {
                let text = dressed(run, start > 0, end + 1 < clauses.len());
                best = Some((score, words, Clip { text, range, words }));
            }
        }
    }
    best.map(|(_, _, clip)| clip)
}

/// The bytes of a run of clauses without the white space around it.
fn run_range(text: &str, clauses: &[Clause], start: usize, end: usize) -> Option<Range<usize>> {
    let (start, end) = (clauses.get(start)?.range.start, clauses.get(end)?.range.end);
    let run = text.get(start..end)?;
    let lead = run.len() - run.trim_start().len();
    let tail = run.len() - run.trim_end().len();
    (lead < run.len()).then(|| start + lead..end - tail)
}

fn run<'a>(text: &'a str, clauses: &[Clause], start: usize, end: usize) -> Option<&'a str> {
    text.get(run_range(text, clauses, start, end)?)
}

/// The run with ellipses; a sentence that was kept whole needs none at its end.
fn dressed(run: &str, cut_before: bool, cut_after: bool) -> String {
    let hanging = run.trim_end_matches([',', ';', ':', '-', '–', '—', ' ']);
    let ends = hanging.ends_with(['.', '?', '!', '…']);
    let tail = if (cut_after && !ends) || hanging.len() < run.len() { "…" } else { "" };
    let starts = run.chars().next().is_some_and(char::is_uppercase);
    let head = if cut_before && !starts { "…" } else { "" };
    format!("{head}{hanging}{tail}")
}

fn keeps_meaning(text: &str, clauses: &[Clause], start: usize, end: usize) -> bool {
    let sentence_start = (0..start).rev().find(|index| ends(clauses, *index)).map_or(0, |index| index + 1);
    let left: Vec<&str> =
        (sentence_start..start).filter_map(|index| run(text, clauses, index, index)).collect();
    let left_is_opener = left.iter().all(|clause| is_opener(clause));
    if !left_is_opener && left.iter().any(|clause| guarded(clause)) {
        return false;
    }
    if !ends(clauses, end)
        && end + 1 < clauses.len()
        && run(text, clauses, end, end).is_some_and(is_subordinate)
    {
        return false;
    }
    let sentence_end = (end..clauses.len()).find(|index| ends(clauses, *index));
    let right = end + 1..sentence_end.map_or(clauses.len(), |index| index + 1);
    if right.into_iter().filter_map(|index| run(text, clauses, index, index)).any(guarded) {
        return false;
    }
    let Some(next) = sentence_end.map(|index| index + 1) else { return true };
    let turned = run(text, clauses, next, next).is_some_and(|clause| {
        first_word(clause).is_some_and(|word| TURNS.contains(&word.as_str())) || is_denial(clause)
    });
    let answered = next < clauses.len() && clauses.get(end).is_some_and(|clause| clause.asks);
    !turned && !answered
}

fn ends(clauses: &[Clause], index: usize) -> bool {
    clauses.get(index).is_some_and(|clause| clause.ends)
}

fn guarded(clause: &str) -> bool {
    lower_words(clause).any(|word| GUARDS.contains(&word.as_str()) || word.ends_with("n't"))
}

/// Whether a clause only leads up to the one behind it: `so when we went to get it, …`.
fn is_subordinate(clause: &str) -> bool {
    let leads = [
        "when", "if", "because", "once", "while", "after", "before", "until", "unless", "since", "as",
        "whenever",
    ];
    lower_words(clause).take(2).any(|word| leads.contains(&word.as_str()))
}

/// `That's not true.`, `I don't mean it.`: short sentences that answer the one before.
fn is_denial(clause: &str) -> bool {
    let words: Vec<String> = lower_words(clause).collect();
    let refers =
        words.iter().take(3).any(|word| matches!(word.as_str(), "that" | "that's" | "it" | "it's" | "this"));
    words.len() <= 8 && refers && words.iter().any(|word| word == "not" || word.ends_with("n't"))
}

fn is_opener(clause: &str) -> bool {
    let aside = clause.trim().starts_with('[') && clause.trim().ends_with(']');
    aside || lower_words(clause).all(|word| OPENERS.contains(&word.as_str()))
}

fn first_word(text: &str) -> Option<String> {
    lower_words(text).next()
}

fn lower_words(text: &str) -> impl Iterator<Item = String> {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'"))
        .filter(|word| !word.is_empty())
}

/// Clauses that are looked at: a longer utterance is cut from its beginning.
const MAX_CLAUSES: usize = 80;

/// Cuts behind sentence ends, behind semicolons and dashes, and behind commas where a clause goes on.
fn clauses(text: &str) -> Vec<Clause> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = at + c.len_utf8();
        let spaced =
            text.get(after..).is_none_or(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
        if !spaced {
            continue;
        }
        let rest = text.get(after..).unwrap_or_default();
        let ends =
            matches!(c, '.' | '!' | '?' | '…') && !is_abbreviation(text.get(start..at).unwrap_or_default());
        let opener = text.get(start..at).is_some_and(is_opener);
        let joint = c == ','
            && (opener
                || first_word(rest).is_some_and(|word| JOINTS.contains(&word.as_str()) || word == "but"));
        if ends || joint || matches!(c, ';' | '–' | '—' | ']') {
            found.push(Clause { range: start..after, ends, asks: c == '?' });
            start = after;
            if found.len() == MAX_CLAUSES {
                break;
            }
        }
    }
    if found.len() < MAX_CLAUSES && text.get(start..).is_some_and(|rest| !rest.trim().is_empty()) {
        found.push(Clause { range: start..text.len(), ends: false, asks: false });
    }
    found
}

fn is_abbreviation(before: &str) -> bool {
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    matches!(last, "Mr" | "Mrs" | "Ms" | "Dr" | "St" | "vs" | "No" if last != "No")
        || (last.chars().count() == 1 && last.chars().all(char::is_uppercase) && last != "I")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(text: &str, limit: usize) -> Option<String> {
        clip(text, limit, |_| 0).map(|clip| clip.text)
    }

    fn with(text: &str, limit: usize, word: &str) -> Option<String> {
        clip(text, limit, |run| i32::from(run.contains(word)) * 10).map(|clip| clip.text)
    }

    #[test]
    fn short_words_are_shown_whole() {
        let text = "Because it takes us two days to turn one around. Sometimes more.";
        assert_eq!(plain(text, 20).as_deref(), Some(text));
    }

    #[test]
    fn a_long_utterance_is_cut_between_clauses() {
        let text = "And there was a claim, and we ended up eating eighty-five thousand dollars. That was our E and O deductible.";
        assert_eq!(
            with(text, 9, "eighty").as_deref(),
            Some("…and we ended up eating eighty-five thousand dollars.")
        );
    }

    #[test]
    fn a_condition_is_never_cut_off() {
        let text = "If I can get it to him before they lock it, and the partners agree, I've got a shot.";
        assert_eq!(with(text, 6, "shot"), None);
    }

    /// No run of that length holds the word without what turns its meaning.
    fn never_alone(text: &str, limit: usize, word: &str) {
        let clip = with(text, limit, word);
        assert!(clip.as_deref().is_none_or(|clip| !clip.contains(word)), "{clip:?}");
    }

    #[test]
    fn a_negation_is_never_cut_off() {
        never_alone("I'm not saying she can kill it, and we lose every deal she touches.", 9, "lose");
    }

    #[test]
    fn a_contrast_that_follows_is_never_cut_off() {
        never_alone("We have the money for it, but not before April.", 7, "money");
        never_alone("We have the budget. Not this year.", 5, "budget");
    }

    #[test]
    fn an_attribution_is_never_cut_off() {
        assert_eq!(
            with("The vendor told us, and I quote, it would take two days and nothing broke.", 7, "days"),
            None
        );
    }

    #[test]
    fn a_sentence_that_is_taken_back_is_not_shown_alone() {
        never_alone("Sign me up for forty licences. Just kidding.", 6, "forty");
        never_alone("It costs us a fortune. That's not the point though, honestly.", 5, "fortune");
        never_alone("Is it forty a week? Could be.", 5, "forty");
    }

    #[test]
    fn a_hanging_end_is_marked() {
        assert_eq!(
            plain("she's got this workbook, it's got forty-odd tabs, and", 20).as_deref(),
            Some("she's got this workbook, it's got forty-odd tabs, and")
        );
        assert_eq!(plain("the broker says,", 20).as_deref(), Some("the broker says…"));
    }

    proptest! {
        #[test]
        fn every_clip_is_an_unbroken_run_within_the_limit(text in "[a-zA-Z ,.;?!'é—]{0,160}", limit in 1usize..30) {
            if let Some(clip) = clip(&text, limit, |_| 0) {
                let bare = clip.text.trim_matches('…');
                prop_assert!(text.contains(bare));
                prop_assert!(clip.words <= limit);
                prop_assert!(phrase::words(&clip.text) <= limit);
            }
        }
    }
}
