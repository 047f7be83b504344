//! Shortens somebody's words at clause boundaries without turning their meaning.
//!
//! What is shown is always one unbroken run of the original, with an ellipsis where something was left out. A run is refused when a
//! negation, a condition, a contrast or an attribution would be left out with the rest of its sentence, or when the next sentence takes
//! back what it says.

use std::ops::Range;

use super::{phrase, words};

/// Words that turn the meaning of the clause beside them: left out, they would change what was said.
const GUARDS: &str = "not no never none nothing nobody neither nor without hardly barely cannot if unless until till \
    except provided assuming suppose supposed whether when whenever would could might may maybe perhaps \
    should wish hope but though although however while whereas instead rather despite only say says said \
    tell tells told think thinks thought guess heard hear used almost nearly joking kidding";

/// First words of a sentence that takes back, bends or answers the one before it.
const TURNS: &str = "but not no nope except unless until though although however only just well or if kidding joking wait \
    actually sorry allegedly supposedly";

/// Words with which a clause goes on after a comma.
const JOINTS: &str = "and but so because which then that's we i it's they";

/// First words that say nothing and may be left out before the clause that follows.
const OPENERS: &str =
    "so and yeah yes um uh well okay ok oh right look honestly i mean you know like then because now";

/// Words that make a clause lead up to the one behind it.
const SUBORDINATE: &str = "when if because once while after before until unless since as whenever";

/// Last words after which somebody was interrupted.
pub(super) const HANGING: &str = "or and the to for a an of so but with that if when because who i we you";

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

/// The best unbroken run of at most `limit` words; `None` when no run of that length keeps the meaning.
///
/// `wants` scores a run: the higher, the more it should be chosen. Among equals the longer, then the earlier wins.
pub fn clip(text: &str, limit: usize, wants: impl Fn(&str) -> i32) -> Option<Clip> {
    let clauses = Clause::split(text);
    let mut best: Option<(i32, usize, Clip)> = None;
    for start in 0..clauses.len() {
        for end in start..clauses.len() {
            let Some(run) = Run::new(&clauses, start, end) else { continue };
            let shown = text.get(run.range()).unwrap_or_default();
            let words = phrase::words(shown);
            if words > limit {
                break;
            }
            if words == 0 || !run.keeps_meaning() {
                continue;
            }
            let score = wants(shown) + run.roundness();
            if best.as_ref().is_none_or(|(best, length, _)| (score, words) > (*best, *length)) {
                let clip = Clip { text: run.dressed(shown), range: run.range(), words };
                best = Some((score, words, clip));
            }
        }
    }
    best.map(|(_, _, clip)| clip)
}

/// Whether words shown alone mean what they mean where they stand: they start and end at a clause, and no negation, condition, contrast
/// or attribution of their sentence is left out. `range` are their bytes in the text.
pub fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let clauses = Clause::split(text);
    let bare = |part: Option<&str>| part.is_some_and(|part| !part.contains(char::is_alphanumeric));
    let start = clauses.iter().position(|clause| {
        clause.range.start <= range.start && bare(text.get(clause.range.start..range.start))
            || range.start < clause.range.start && bare(text.get(range.start..clause.range.start))
    });
    let end = clauses.iter().rposition(|clause| {
        clause.range.end >= range.end && bare(text.get(range.end..clause.range.end))
            || range.end > clause.range.end && bare(text.get(clause.range.end..range.end))
    });
    let run = start.zip(end).filter(|(start, end)| start <= end);
    run.and_then(|(start, end)| Run::new(&clauses, start, end)).is_some_and(|run| run.keeps_meaning())
}

/// A piece of an utterance between two places where it may be cut, and what matters when it is left out or stands at an edge.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about one clause")]
struct Clause {
    /// Its bytes without the white space around it.
    range: Range<usize>,
    /// Words in it.
    words: usize,
    /// The stop that ends a sentence with it.
    stop: Option<char>,
    /// It holds a word that turns the meaning of its neighbours.
    guards: bool,
    /// It says nothing by itself.
    opens: bool,
    /// It only leads up to the next one: `so when we went to get it, …`.
    leads: bool,
    /// It takes back, bends or answers the sentence before it.
    turns: bool,
}

impl Clause {
    fn new(text: &str, range: Range<usize>, stop: Option<char>) -> Option<Self> {
        let raw = text.get(range.clone())?;
        let clause = raw.trim();
        let start = range.start + raw.find(clause)?;
        let lower: Vec<String> = words::lower(clause).collect();
        let aside = clause.starts_with('[') && clause.ends_with(']');
        let first = lower.first().map(String::as_str);
        Some(Self {
            range: start..start + clause.len(),
            words: lower.len(),
            stop,
            guards: lower.iter().any(|word| words::is_in(GUARDS, word) || word.ends_with("n't")),
            opens: aside || lower.iter().all(|word| words::is_in(OPENERS, word)),
            leads: lower.iter().take(2).any(|word| words::is_in(SUBORDINATE, word)),
            turns: first.is_some_and(|word| words::is_in(TURNS, word)) || is_denial(&lower),
        })
        .filter(|clause| !clause.range.is_empty())
    }

    fn ends(&self) -> bool {
        self.stop.is_some()
    }

    /// Cuts behind sentence ends, semicolons, dashes and asides, and behind commas where a clause goes on.
    fn split(text: &str) -> Vec<Self> {
        let mut found = Vec::new();
        let mut start = 0;
        for (at, c) in text.char_indices() {
            if found.len() == MAX_CLAUSES {
                return found;
            }
            let after = at + c.len_utf8();
            let rest = text.get(after..).unwrap_or_default();
            if !(rest.is_empty() || rest.starts_with(char::is_whitespace)) {
                continue;
            }
            let before = text.get(start..at).unwrap_or_default();
            let ends = matches!(c, '.' | '!' | '?' | '…') && !is_abbreviation(before);
            let joins =
                c == ',' && (words::lower(before).all(|word| words::is_in(OPENERS, &word)) || goes_on(rest));
            if ends || joins || matches!(c, ';' | '–' | '—' | ']') {
                found.extend(Self::new(text, start..after, ends.then_some(c)));
                start = after;
            }
        }
        found.extend(Self::new(text, start..text.len(), None));
        found
    }
}

/// Clauses that are looked at: a longer utterance is cut from its beginning.
const MAX_CLAUSES: usize = 80;

fn goes_on(rest: &str) -> bool {
    words::lower(rest).next().is_some_and(|word| words::is_in(JOINTS, &word))
}

/// Consecutive clauses of an utterance.
struct Run<'a> {
    clauses: &'a [Clause],
    start: usize,
    end: usize,
    first: &'a Clause,
    last: &'a Clause,
}

impl<'a> Run<'a> {
    fn new(clauses: &'a [Clause], start: usize, end: usize) -> Option<Self> {
        Some(Self { clauses, start, end, first: clauses.get(start)?, last: clauses.get(end)? })
    }

    fn range(&self) -> Range<usize> {
        self.first.range.start..self.last.range.end
    }

    fn before(&self) -> &'a [Clause] {
        self.clauses.get(..self.start).unwrap_or_default()
    }

    fn after(&self) -> &'a [Clause] {
        self.clauses.get(self.end + 1..).unwrap_or_default()
    }

    /// Whether it starts inside a sentence of which something is left out.
    fn starts_inside(&self) -> bool {
        self.before().last().is_some_and(|clause| !clause.ends())
    }

    /// Whether it stops inside a sentence of which something is left out.
    fn stops_inside(&self) -> bool {
        !self.last.ends() && !self.after().is_empty()
    }

    fn keeps_meaning(&self) -> bool {
        let left: Vec<&Clause> = self.before().iter().rev().take_while(|clause| !clause.ends()).collect();
        let left_turns = left.iter().any(|clause| clause.guards) && !left.iter().all(|clause| clause.opens);
        if left_turns || (self.stops_inside() && self.last.leads) {
            return false;
        }
        let rest = if self.last.ends() { 0 } else { self.rest_of_sentence() };
        if self.after().iter().take(rest).any(|clause| clause.guards) {
            return false;
        }
        !self.after().get(rest).is_some_and(|next| next.turns || self.last.stop == Some('?'))
    }

    /// How many clauses after the run belong to its last sentence.
    fn rest_of_sentence(&self) -> usize {
        self.after().iter().position(Clause::ends).map_or(self.after().len(), |close| close + 1)
    }

    /// Whole utterances and whole sentences read better than pieces.
    fn roundness(&self) -> i32 {
        let whole = self.before().is_empty() && self.after().is_empty();
        let hanging = self.starts_inside() && self.first.leads;
        let fragment = self.start > 0 && self.first.ends() && self.first.words == 1;
        i32::from(whole)
            - 2 * i32::from(self.stops_inside())
            - 3 * i32::from(hanging)
            - 2 * i32::from(fragment)
    }

    /// The run with ellipses; a sentence that was kept whole needs none at its end.
    fn dressed(&self, shown: &str) -> String {
        let hanging = shown.trim_end_matches([',', ';', ':', '-', '–', '—', ' ']);
        let ends = hanging.ends_with(['.', '?', '!', '…']);
        let interrupted =
            !ends && words::lower(hanging).last().is_some_and(|word| words::is_in(HANGING, &word));
        let tail = if interrupted || (!self.after().is_empty() && !ends) || hanging.len() < shown.len() {
            "…"
        } else {
            ""
        };
        let capital = shown.starts_with(char::is_uppercase);
        let head = if !self.before().is_empty() && !capital { "…" } else { "" };
        format!("{head}{hanging}{tail}")
    }
}

/// `That's not true.`, `I don't mean it.`: short sentences that answer the one before.
fn is_denial(lower: &[String]) -> bool {
    let refers = lower.iter().take(3).any(|word| words::is_in("that that's it it's this", word));
    let denies = lower.iter().any(|word| word == "not" || word.ends_with("n't"));
    lower.len() <= 8 && refers && denies
}

fn is_abbreviation(before: &str) -> bool {
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase) && last != "I";
    initial || words::is_in("Mr Mrs Ms Dr St vs", last)
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

    #[test]
    fn words_stand_alone_only_with_what_turns_them() {
        let text = "If Priya signs, we go. I'm not waiting on it, we start in May.";
        let alone = |words: &str| {
            let start = text.find(words).unwrap();
            stands_alone(text, &(start..start + words.len()))
        };
        assert!(alone("I'm not waiting on it, we start in May."));
        assert!(alone("I'm not waiting on it, we start in May"));
        assert!(alone("If Priya signs, we go"));
        assert!(!alone("waiting on it"));
        assert!(!alone("we start in May"));
        assert!(!alone("we go."));
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
            Some("she's got this workbook, it's got forty-odd tabs, and…")
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
