//! Chooses which of the quotes of an item a line shows, and how much of it.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::domain::{Quote, Side};

use super::ledger::{Ledger, Origin};
use super::{clip, numbers, phrase, words};

/// Words of the call as a line shows them.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// The words between curly quotation marks.
    pub text: String,
    /// The quotes they are from: one, or two of which the second goes on where the first ends.
    pub quotes: Vec<Quote>,
}

impl Said {
    /// The quote that starts it.
    pub fn first(&self) -> Option<&Quote> {
        self.quotes.first()
    }
}

/// Utterances whose words a brief has shown already.
#[derive(Clone, Debug, Default)]
pub struct Shown(BTreeSet<(String, u32)>);

impl Shown {
    /// Whether words of the same utterance were shown.
    pub fn has(&self, quote: &Quote) -> bool {
        self.0.contains(&key(quote))
    }

    /// Notes that these were shown.
    pub fn add<'a>(&mut self, quotes: impl IntoIterator<Item = &'a Quote>) {
        self.0.extend(quotes.into_iter().map(key));
    }
}

fn key(quote: &Quote) -> (String, u32) {
    (quote.transcript().to_owned(), quote.utterance().0)
}

/// The most telling words of the quotes that were not shown yet, cut to `limit` words; `None` when nothing telling can be cut so short.
///
/// Quotes of which one goes on where the other ends are read as one. `wants` adds to the score of a run of words; the earlier of two
/// quotes as good as each other wins.
pub fn best<'a>(
    quotes: impl IntoIterator<Item = &'a Quote>,
    shown: &Shown,
    limit: usize,
    wants: impl Fn(&str) -> i32,
) -> Option<Said> {
    let quotes: Vec<&Quote> = quotes.into_iter().filter(|quote| !shown.has(quote)).collect();
    let score = |run: &str| telling(run) + wants(run);
    let mut best: Option<(i32, Said)> = None;
    for passage in passages(&quotes) {
        let Some(clip) = clip::clip(&passage.text, limit, score) else { continue };
        let late = i32::try_from(passage.index.min(2)).unwrap_or_default();
        let score = score(passage.text.get(clip.range.clone()).unwrap_or_default()) - late;
        if is_bare(&clip.text) || best.as_ref().is_some_and(|(best, _)| score <= *best) {
            continue;
        }
        best = Some((score, passage.said(&clip)));
    }
    best.map(|(_, said)| said)
}

/// Quotes that follow each other without a gap, as one text.
#[derive(Debug)]
pub(super) struct Passage<'a> {
    pub(super) text: String,
    parts: Vec<(Range<usize>, &'a Quote)>,
    /// Place of its first quote among those given.
    index: usize,
}

impl Passage<'_> {
    /// The words that score highest, cut to `limit`.
    pub(super) fn cut(&self, limit: usize, wants: impl Fn(&str) -> i32) -> Option<Said> {
        clip::clip(&self.text, limit, wants).map(|clip| self.said(&clip))
    }

    fn said(&self, clip: &clip::Clip) -> Said {
        let touched = self
            .parts
            .iter()
            .filter(|(range, _)| range.start < clip.range.end && clip.range.start < range.end)
            .map(|(_, quote)| (*quote).clone());
        Said { text: format!("“{}”", clip.text), quotes: touched.collect() }
    }
}

/// Puts quotes together of which one goes on where another ends; the passages are in the order of the quotes.
pub(super) fn passages<'a>(quotes: &[&'a Quote]) -> Vec<Passage<'a>> {
    let mut sorted: Vec<(usize, &Quote)> = quotes.iter().copied().enumerate().collect();
    sorted.sort_by(|(_, left), (_, right)| {
        let key = |quote: &Quote| (quote.utterance(), quote.range().start, quote.range().end);
        left.transcript().cmp(right.transcript()).then_with(|| key(left).cmp(&key(right)))
    });
    let mut passages: Vec<Passage<'a>> = Vec::new();
    for (index, quote) in sorted {
        if let Some(passage) = passages.last_mut()
            && passage.parts.last().is_some_and(|(_, last)| follows(last, quote) && flows(last.text()))
        {
            passage.text.push(' ');
            let start = passage.text.len();
            passage.text.push_str(quote.text());
            passage.parts.push((start..passage.text.len(), quote));
            passage.index = passage.index.min(index);
            continue;
        }
        let text = quote.text().to_owned();
        passages.push(Passage { parts: vec![(0..text.len(), quote)], text, index });
    }
    passages.sort_by_key(|passage| passage.index);
    passages
}

/// Whether a reader would take what follows for the same or the next sentence: it stops, or it was written with capitals.
fn flows(text: &str) -> bool {
    text.trim_end().ends_with(['.', '?', '!', '…', ',', ';']) || text.starts_with(|c: char| !c.is_lowercase())
}

/// Whether one quote goes on where another ends: the same voice, the next utterance, both whole to the seam.
fn follows(quote: &Quote, next: &Quote) -> bool {
    quote.transcript() == next.transcript()
        && quote.speaker() == next.speaker()
        && quote.utterance().0 + 1 == next.utterance().0
        && quote.range().end + 1 == next.range().start
}

/// The buyer's answer to the offer of a next step: the last of its quotes that is theirs, in as few words as tell something.
pub fn answer(ledger: &Ledger, step: usize) -> Option<Said> {
    answer_with(ledger, step, |_| true)
}

/// The same among the words that `fits`.
pub fn answer_with(ledger: &Ledger, step: usize, fits: impl Fn(&str) -> bool) -> Option<Said> {
    let mut theirs = ledger.quotes(Origin::NextStep(step));
    theirs.retain(|quote| ledger.cast.side(quote) != Side::Seller);
    let refusing = |run: &str| {
        let lower = format!(" {} ", run.to_lowercase().replace('’', "'"));
        let cues = [
            " no", "n't", " not ", "wait", "leave ", "rather", "please", "maybe", "hold it", "let me",
            "let's", "frozen", "freeze", "until", " till ",
        ];
        let empty = if is_back_channel(run) { 20 } else { 0 };
        let long = i32::try_from(phrase::words(run).saturating_sub(12) / 3).unwrap_or_default();
        let content = words::lower(run).filter(|word| !words::is_in(EMPTY, word)).count();
        let content = i32::try_from(content.min(5)).unwrap_or_default();
        i32::from(cues.iter().any(|cue| lower.contains(cue))) * 4 + content - long - empty
    };
    let passages = passages(&theirs);
    let cut = |limit: usize, telling: bool| {
        let mut cuts = passages.iter().rev().filter_map(|passage| passage.cut(limit, refusing));
        cuts.find(|said| {
            fits(&said.text) && if telling { !is_bare(&said.text) } else { !is_back_channel(&said.text) }
        })
    };
    [(12, true), (18, true), (12, false), (18, false)]
        .into_iter()
        .find_map(|(limit, telling)| cut(limit, telling))
}

/// What every three words beyond eight cost where few words are better.
pub fn shortness(run: &str) -> i32 {
    i32::try_from(phrase::words(run).saturating_sub(8).div_ceil(3)).unwrap_or_default()
}

/// Words of harm.
const HURTS: &str = "lost lose losing cost costs late wrong manual hand stuck wait waiting hours days weeks chase \
    chasing miss missed broke broken nobody nothing every never can't complain penalty fine overtime \
    rework behind short angry";
/// First words that hang on what was said before.
const DANGLING: &str = "and so it it's that that's they he she this which them those these";

/// How much a run of words tells by itself.
pub fn telling(run: &str) -> i32 {
    let lower: Vec<String> = words::lower(run).collect();
    let mut score = 0;
    if is_counted(run) {
        score += 4;
    }
    let hurts = lower.iter().filter(|word| words::is_in(HURTS, word)).count();
    score += i32::try_from(hurts.min(2)).unwrap_or_default();
    score += match lower.len() {
        0..=3 => -4,
        4..=6 => -1,
        7..=22 => 2,
        _ => 1,
    };
    if run.trim_end_matches('”').ends_with('?') {
        score -= 5;
    }
    if lower.first().is_some_and(|word| words::is_in(DANGLING, word)) {
        score -= 1;
    }
    if lower.last().is_some_and(|word| words::is_in(clip::HANGING, word)) {
        score -= 4;
    }
    let stumbles = lower.iter().filter(|word| words::is_in("um uh er erm", word)).count();
    score - i32::try_from(stumbles).unwrap_or_default()
}

/// Whether a run says nothing by itself: a back-channel, or too few words to stand alone.
pub fn is_bare(run: &str) -> bool {
    let content = words::lower(run)
        .filter(|word| !words::is_in(EMPTY, word) && numbers::values(word).is_empty())
        .count();
    content < if is_counted(run) { 2 } else { 3 }
}

/// Whether a number other than one is said.
fn is_counted(run: &str) -> bool {
    numbers::values(run).iter().any(|value| *value != 1000)
}

/// Words that carry no statement.
const EMPTY: &str = "yeah yes yep yup no nope okay ok right sure huh hm hmm mm mhm um uh er oh ah well so and but like \
    you know i mean exactly totally great perfect cool thanks thank wow the a an it that is it's";

/// Whether nothing but acknowledgement is said.
pub fn is_back_channel(run: &str) -> bool {
    words::lower(run).all(|word| words::is_in(EMPTY, &word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acknowledgements_are_no_statements() {
        for text in ["Yeah.", "Huh, okay.", "Right, right.", "Mm-hm.", "That's it."] {
            assert!(is_bare(text), "{text}");
        }
        assert!(!is_bare("We lose two days a week."));
        assert!(is_bare("Nine days."));
        assert!(!is_bare("It takes nine days to turn one around."));
        assert!(is_back_channel("Yeah, okay."));
        assert!(!is_back_channel("No money."));
    }

    #[test]
    fn numbers_and_harm_tell_more_than_questions() {
        assert!(
            telling("It takes us two days to turn one around.")
                > telling("It takes us long to turn one around.")
        );
        assert!(telling("We lost three accounts.") > telling("How many accounts did we lose?"));
    }
}
