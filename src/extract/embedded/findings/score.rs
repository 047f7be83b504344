//! Adds up what the buyer's sentences say about one topic.

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::domain::extraction::{Finding, FindingStatus};
use crate::domain::{Quote, Side};
use crate::extract::dates::{self, Anchor};
use crate::extract::embedded::heard::Heard;
use crate::extract::embedded::phrases::Phrases;
use crate::extract::embedded::reading::{Sentence, Word};
use crate::extract::hashing::{Hashes, hashes};

use super::asked::Topic;

/// What a phrase counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// The criterion is met.
    Met,
    /// It is shown not to be met.
    Unmet,
    /// It is left open, in so many words.
    Open,
}

/// A phrase's part in the score.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    pub(super) sense: Sense,
    /// 1 (a hint) to 4 (says it all).
    pub(super) weight: u8,
    /// Counts only in answer to a question about the topic.
    pub(super) answer: bool,
}

/// Counts for "met".
pub(super) const fn met(weight: u8) -> Cue {
    Cue { sense: Sense::Met, weight, answer: false }
}

/// Counts for "unmet".
pub(super) const fn unmet(weight: u8) -> Cue {
    Cue { sense: Sense::Unmet, weight, answer: false }
}

/// Counts for "open".
pub(super) const fn open(weight: u8) -> Cue {
    Cue { sense: Sense::Open, weight, answer: false }
}

/// Counts only in an answer.
pub(super) const fn answer(cue: Cue) -> Cue {
    Cue { answer: true, ..cue }
}

impl Heard<'_> {
    /// Whether a sentence is about something years back.
    pub(super) fn is_long_ago(&self, sentence: usize) -> bool {
        let words =
            self.reading.sentences().get(sentence).map_or(&[][..], |sentence| self.reading.words(sentence));
        words.windows(2).any(|pair| matches!(pair, [a, b] if a.text == "years" && b.text == "ago"))
    }

    /// Whether a sentence is about last year.
    pub(super) fn is_last_year(&self, sentence: usize) -> bool {
        let words =
            self.reading.sentences().get(sentence).map_or(&[][..], |sentence| self.reading.words(sentence));
        words.windows(2).any(|pair| matches!(pair, [a, b] if a.text == "last" && b.text == "year"))
    }

    /// Whether a sentence starts with "if".
    pub(super) fn is_conditional(&self, sentence: usize) -> bool {
        let words =
            self.reading.sentences().get(sentence).map_or(&[][..], |sentence| self.reading.words(sentence));
        words.iter().take(2).any(|word| word.text == "if")
    }

    /// Whether a sentence says what would follow if something did or did not come about, because the other side just asked that
    /// ("And if you missed it?" "Then I'm waiting till January.").
    pub(super) fn answers_a_condition(&self, sentence: usize) -> bool {
        let sentences = self.reading.sentences();
        let (Some(own), Some(asked)) =
            (sentences.get(sentence), sentence.checked_sub(1).and_then(|at| sentences.get(at)))
        else {
            return false;
        };
        let poses =
            self.reading.words(asked).iter().take(4).any(|word| matches!(word.text, "if" | "suppose"));
        asked.question && asked.speaker != own.speaker && poses
    }

    /// Whether a sentence names a year, and every date in it is more than `days` after the call.
    pub(super) fn is_far_off(&self, sentence: usize, days: i32) -> bool {
        let Some(day) = self.call.held_on else { return false };
        let Some(sentence) = self.reading.sentences().get(sentence) else { return false };
        let words = self.reading.words(sentence);
        if !words.iter().any(|word| names_year(word.text)) {
            return false;
        }
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
        let text = self.call.transcript.text().get(first.range.start..last.range.end).unwrap_or_default();
        let anchor = Anchor { day, zone: self.call.zone.clone() };
        let mentioned: Vec<Date> =
            dates::find(text, &anchor).into_iter().filter_map(|mention| mention.day).collect();
        let far = |date: &Date| day.until(*date).is_ok_and(|span| span.get_days() > days);
        if mentioned.is_empty() {
            let years = words
                .iter()
                .filter_map(|word| word.text.parse().ok().filter(|year| (2000..2100).contains(year)));
            return years.filter_map(|year: i16| Date::new(year, 1, 1).ok()).any(|start| far(&start));
        }
        mentioned.iter().all(far)
    }
}

/// A sentence that says something about the topic.
#[derive(Clone, Debug)]
struct Vote {
    sentence: usize,
    sense: Sense,
    weight: u32,
    /// Whether its phrase weighs 3 or more.
    firm: bool,
    words: std::ops::Range<usize>,
}

/// All that was said about the topic.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    votes: Vec<Vote>,
}

impl Tally {
    /// Takes back votes of one side whose phrase follows one of these words closely.
    pub(super) fn drop_after(&mut self, heard: &Heard<'_>, sense: Sense, before: &[&str]) {
        self.votes.retain(|vote| {
            let sentence = heard.reading.sentences().get(vote.sentence);
            let words = sentence.map_or(&[][..], |sentence| heard.reading.words(sentence));
            let lead = words.get(vote.words.start.saturating_sub(3)..vote.words.start).unwrap_or_default();
            vote.sense != sense || !lead.iter().any(|word| before.contains(&word.text))
        });
    }

    /// Takes back votes.
    pub(super) fn drop_if(&mut self, unwanted: impl Fn(&Self, usize, Sense) -> bool) {
        let kept =
            self.votes.iter().filter(|vote| !unwanted(self, vote.sentence, vote.sense)).cloned().collect();
        self.votes = kept;
    }

    /// Turns the votes of one side around, but for a sentence that already counts for the other.
    pub(super) fn turn_if(&mut self, from: Sense, to: Sense, turns: impl Fn(usize) -> bool) {
        let settled: Vec<usize> =
            self.votes.iter().filter(|vote| vote.sense == to).map(|vote| vote.sentence).collect();
        for vote in self.votes.iter_mut().filter(|vote| vote.sense == from && turns(vote.sentence)) {
            vote.sense = if settled.contains(&vote.sentence) { Sense::Open } else { to };
            vote.weight = if settled.contains(&vote.sentence) { 0 } else { vote.weight };
        }
    }

    /// Leaves open what the same sentence takes back: "sixty thousand is in a pot, but nobody has decided".
    ///
    /// Money that is "not spent" is there all the same.
    pub(super) fn turn_taken_back(&mut self, heard: &Heard<'_>) {
        const KEEPS: [&str; 10] =
            ["touched", "touch", "spent", "used", "more", "over", "beg", "begging", "go", "problem"];
        for vote in self.votes.iter_mut().filter(|vote| vote.sense == Sense::Met) {
            let sentence = heard.reading.sentences().get(vote.sentence);
            let words = sentence.map_or(&[][..], |sentence| heard.reading.words(sentence));
            let after = words.get(vote.words.end..).unwrap_or_default();
            let denied = after
                .iter()
                .position(|word| matches!(word.text, "not" | "no" | "nothing" | "nobody" | "none"));
            let taken_back = denied.is_some_and(|at| {
                let what = after.get(at + 1..).unwrap_or_default();
                !what.iter().take(4).any(|word| KEEPS.contains(&word.text))
            });
            if taken_back {
                vote.sense = Sense::Open;
            }
        }
    }

    /// The sum of one side, counting only phrases that say it by themselves.
    pub(super) fn firm(&self, sense: Sense) -> u32 {
        self.votes.iter().filter(|vote| vote.sense == sense && vote.firm).map(|vote| vote.weight).sum()
    }

    /// The weightiest sentence of one side.
    pub(super) fn most(&self, sense: Sense) -> u32 {
        self.votes.iter().filter(|vote| vote.sense == sense).map(|vote| vote.weight).max().unwrap_or(0)
    }

    /// The weight of one side in one sentence.
    pub(super) fn weight(&self, sentence: usize, sense: Sense) -> u32 {
        let vote = self.votes.iter().find(|vote| vote.sentence == sentence && vote.sense == sense);
        vote.map_or(0, |vote| vote.weight)
    }

    /// The sum of one side.
    pub(super) fn sum(&self, sense: Sense) -> u32 {
        self.votes.iter().filter(|vote| vote.sense == sense).map(|vote| vote.weight).sum()
    }

    /// The sentences of one side, as quotes, the weightiest first and at most `most`.
    pub(super) fn quotes(&self, heard: &Heard<'_>, sense: Sense, most: usize) -> Vec<Quote> {
        let mut votes: Vec<&Vote> = self.votes.iter().filter(|vote| vote.sense == sense).collect();
        // A hint is shown only where nothing says it outright.
        if votes.iter().any(|vote| vote.firm) {
            votes.retain(|vote| vote.firm);
        }
        votes.sort_by_key(|vote| (std::cmp::Reverse(vote.weight), vote.sentence));
        let mut quotes: Vec<Quote> = Vec::new();
        for vote in votes {
            let Some(sentence) = heard.reading.sentences().get(vote.sentence) else { continue };
            let Some(quote) = heard.reading.quote(heard.call, sentence, vote.words.clone()) else { continue };
            let known = |other: &Quote| other.utterance() == quote.utterance();
            if quotes.len() < most && !quotes.iter().any(known) {
                quotes.push(quote);
            }
        }
        quotes
    }

    /// The side that wins, with its quotes: the stronger one when it reaches `least` and nothing as strong leaves it open.
    pub(super) fn decide(&self, heard: &Heard<'_>, least: u32) -> Finding {
        let (met, unmet, open) = (self.sum(Sense::Met), self.sum(Sense::Unmet), self.sum(Sense::Open));
        let strongest = met.max(unmet);
        let (status, sense) = if strongest < least || open >= strongest || met == unmet {
            (FindingStatus::Unknown, Sense::Open)
        } else if met > unmet {
            (FindingStatus::Met, Sense::Met)
        } else {
            (FindingStatus::Unmet, Sense::Unmet)
        };
        super::finding(status, self.quotes(heard, sense, 2))
    }
}

/// Holds every sentence of the buyer's against a table of phrases.
pub(super) fn tally(heard: &Heard<'_>, topic: Option<Topic>, table: &Phrases<Cue>) -> Tally {
    let mut tally = Tally::default();
    for (index, sentence) in heard.reading.sentences().iter().enumerate() {
        if sentence.side != Side::Buyer {
            continue;
        }
        let answers = topic.is_some_and(|topic| heard.asked(index).contains(topic));
        let words = heard.reading.words(sentence);
        if heard.is_elsewhere(index) {
            continue;
        }
        let found = table.find(words);
        for sense in [Sense::Met, Sense::Unmet, Sense::Open] {
            let hits: Vec<_> = found
                .iter()
                .filter(|hit| hit.says.sense == sense && (answers || !hit.says.answer))
                .filter(|hit| sense != Sense::Met || is_stated(sentence, words, hit.words.start))
                .filter(|hit| sense != Sense::Unmet || !is_self(words, hit.words.start))
                .collect();
            let Some(best) = hits.iter().max_by_key(|hit| hit.says.weight) else { continue };
            let apart = hits
                .iter()
                .filter(|hit| hit.words.end <= best.words.start || hit.words.start >= best.words.end);
            let weight = u32::from(best.says.weight) + u32::from(apart.count() > 0);
            let weight = if answers { 2 * weight + 2 } else { weight };
            let firm = best.says.weight >= 3;
            tally.votes.push(Vote { sentence: index, sense, weight, firm, words: best.words.clone() });
        }
    }
    tally
}

/// Whether the words before a phrase leave it a plain statement: no question, no negation, no "if".
fn is_stated(sentence: &Sentence, words: &[Word<'_>], start: usize) -> bool {
    if sentence.question {
        return false;
    }
    let before = words.get(..start).unwrap_or_default();
    let clause = before.iter().rposition(|word| word.clause).unwrap_or(0);
    let own_clause = if words.get(start).is_some_and(|word| word.clause) { before.len() } else { clause };
    let lead = before.get(own_clause..).unwrap_or_default();
    let hypothetical = lead.iter().any(|word| {
        matches!(word.text, "if" | "unless" | "suppose" | "wish" | "hope" | "whether" | "when" | "once")
    });
    let negated = lead.iter().rev().take(4).any(|word| {
        matches!(
            word.text,
            "not" | "no" | "never" | "nobody" | "none" | "nothing" | "without" | "hardly" | "neither"
        )
    });
    !hypothetical && !negated
}

fn names_year(word: &str) -> bool {
    (word.len() == 4 && word.starts_with("20") && word.bytes().all(|byte| byte.is_ascii_digit()))
        || matches!(
            word,
            "twenty-six" | "twenty-seven" | "twenty-eight" | "twenty-nine" | "thirty-one" | "next"
        )
}

/// Whether a phrase is what the speaker is: "I am the owner".
fn is_self(words: &[Word<'_>], start: usize) -> bool {
    let before = |back: usize| start.checked_sub(back).and_then(|at| words.get(at)).map(|word| word.text);
    before(1) == Some("am") || (before(2) == Some("i") && before(1) == Some("am"))
}

/// Whether a sentence is about somebody else's company or a past one.
pub(in crate::extract::embedded) fn is_elsewhere(words: &[Word<'_>]) -> bool {
    static STARTS: LazyLock<Hashes> =
        LazyLock::new(|| hashes(&["my", "her", "his", "last", "friend", "buddy", "other"]));
    const FORMER: [&str; 5] = ["last", "previous", "old", "former", "prior"];
    const WORKPLACES: [&str; 7] = ["company", "job", "place", "firm", "shop", "employer", "office"];
    const FRIENDS: [&str; 7] = ["sister", "cousin", "buddy", "friend", "neighbour", "neighbor", "mate"];
    const RELATIVES: [&str; 7] =
        ["brother's", "nephew's", "niece's", "uncle's", "brother-in-law's", "sister's", "cousin's"];
    let text = |at: usize| words.get(at).map_or("", |word| word.text);
    let bare = |word: &'static str, at: usize| text(at).trim_end_matches("'s") == word;
    let starts = words.iter().enumerate().filter(|(_, word)| STARTS.contains(&word.hash));
    starts.map(|(at, _)| at).any(|at| match text(at) {
        "my" | "her" | "his" => {
            (FORMER.contains(&text(at + 1)) && WORKPLACES.contains(&text(at + 2)))
                || RELATIVES.contains(&text(at + 1))
                || (text(at) == "my" && FRIENDS.iter().any(|friend| bare(friend, at + 1)))
        }
        "last" => text(at + 1) == "place" && text(at + 2) == "i",
        "friend" | "buddy" => text(at + 1) == "of" && text(at + 2) == "mine",
        "other" => text(at + 1) == "companies",
        _ => false,
    })
}
