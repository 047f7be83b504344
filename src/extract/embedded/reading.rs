//! A call as sentences of plain words, the way the cue readers want it.
//!
//! Fillers and stammers are dropped, contractions are spelled out (`there's` becomes `there is`), and a sentence that the
//! recording tool cut into several cues is whole again. Every word still knows the bytes it stands for, so whatever is
//! found can be quoted.

use std::ops::Range;
use std::sync::LazyLock;

use crate::domain::{Quote, Side, SpeakerId, Utterance, UtteranceId};
use crate::extract::Call;
use crate::extract::call::Token;
use crate::extract::hashing::{ByHash, Hashes, hash, hashes};

pub(super) use super::word::Word;

/// A sentence cut into cues is joined up to this many words; a speaker without punctuation would never end otherwise.
const LONGEST_JOINED: usize = 40;

/// An utterance of up to this many words is quoted whole; of a longer one, the sentence.
const QUOTED_WHOLE: usize = 32;

/// A quoted sentence shorter than this many words is quoted with its neighbour.
const TOO_SHORT: usize = 5;

/// One sentence of one speaker.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    /// Its words in [`Reading::words`].
    pub(super) words: Range<usize>,
    /// Who spoke.
    pub(super) speaker: Option<SpeakerId>,
    /// For whom they spoke.
    pub(super) side: Side,
    /// Whether it ends with a question mark.
    pub(super) question: bool,
}

/// A call as sentences.
#[derive(Debug, Default)]
pub(super) struct Reading<'c> {
    words: Vec<Word<'c>>,
    sentences: Vec<Sentence>,
}

impl<'c> Reading<'c> {
    /// Reads a call.
    pub(super) fn of(call: &'c Call<'_>) -> Self {
        let mut builder = Builder::default();
        for utterance in call.utterances() {
            builder.utterance(call, utterance);
        }
        builder.close(false);
        let mut reading = builder.reading;
        reading.mark_names();
        reading
    }

    /// Finds the names. The first word of a sentence is one when it has a capital in the middle of another sentence too, or
    /// when another name follows it.
    fn mark_names(&mut self) {
        static NO_NAME_HASHES: LazyLock<Hashes> = LazyLock::new(|| hashes(&NO_NAMES));
        let mut starts = vec![false; self.words.len() + 1];
        for sentence in &self.sentences {
            if let Some(start) = starts.get_mut(sentence.words.start) {
                *start = true;
            }
        }
        let is_start = |at: usize| starts.get(at).is_some_and(|start| *start);
        let capitals: Vec<bool> =
            self.words.iter().map(|word| word.capital && !NO_NAME_HASHES.contains(&word.hash)).collect();
        let capital = |at: usize| capitals.get(at).is_some_and(|capital| *capital);
        let inside: Hashes = self
            .words
            .iter()
            .enumerate()
            .filter(|(at, _)| capital(*at) && !is_start(*at))
            .map(|(_, word)| word.hash)
            .collect();
        let names: Vec<bool> = self
            .words
            .iter()
            .enumerate()
            .map(|(at, word)| {
                let follows = capital(at + 1) && !is_start(at + 1);
                capital(at) && (!is_start(at) || inside.contains(&word.hash) || follows)
            })
            .collect();
        for (word, name) in self.words.iter_mut().zip(names) {
            word.name = name;
        }
    }

    /// The sentences in order.
    pub(super) fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The words of a sentence.
    pub(super) fn words(&self, sentence: &Sentence) -> &[Word<'c>] {
        self.words.get(sentence.words.clone()).unwrap_or_default()
    }

    /// The quote that shows words `hit` of a sentence to a reader: the utterance they stand in when it is short, otherwise
    /// their sentence, with a neighbour when that alone says little.
    pub(super) fn quote(&self, call: &Call<'_>, sentence: &Sentence, hit: Range<usize>) -> Option<Quote> {
        let words = self.words(sentence);
        let anchor = words.get(hit.start..hit.end)?.last()?;
        let utterance = call.transcript.utterance(anchor.utterance)?;
        if call.tokens(utterance.id).len() <= QUOTED_WHOLE {
            return call.transcript.quote_all(utterance.id);
        }
        let text = call.transcript.text();
        let bounds = sentence_bounds(text, utterance.range.clone());
        let at = bounds.iter().position(|bound| bound.contains(&anchor.range.start))?;
        let mut range = bounds.get(at)?.clone();
        if word_count(text, &range) < TOO_SHORT {
            match (bounds.get(at + 1), at.checked_sub(1).and_then(|before| bounds.get(before))) {
                (Some(next), _) if word_count(text, next) < QUOTED_WHOLE => range.end = next.end,
                (_, Some(before)) => range.start = before.start,
                (Some(next), None) => range.end = next.end,
                (None, None) => {}
            }
        }
        call.transcript.quote(utterance.id, range)
    }
}

#[derive(Default)]
struct Builder<'c> {
    reading: Reading<'c>,
    start: usize,
    speaker: Option<SpeakerId>,
    side: Side,
    clause: bool,
}

impl<'c> Builder<'c> {
    fn utterance(&mut self, call: &'c Call<'_>, utterance: &Utterance) {
        let tokens = call.tokens(utterance.id);
        let joined = self.open()
            && self.speaker == utterance.speaker
            && utterance.speaker.is_some()
            && tokens.first().is_some_and(|token| !token.capital);
        if !joined {
            self.close(false);
            self.speaker = utterance.speaker;
            self.side = call.side(utterance.id);
        }
        self.clause = true;
        let text = call.transcript.text();
        for (at, token) in tokens.iter().enumerate() {
            let after = tokens.get(at + 1).map_or(utterance.range.end, |next| next.range.start);
            let gap = text.get(token.range.end..after).unwrap_or_default();
            self.token(token, utterance.id);
            if gap == " " {
                continue;
            }
            if let Some(question) = ends_sentence(token, gap) {
                self.close(question);
            } else if gap.contains([',', ';', ':', '—', '–', '(', ')']) || gap.contains(" -") {
                self.clause = true;
            }
        }
        if self.reading.words.len() - self.start > LONGEST_JOINED {
            self.close(false);
        }
    }

    fn open(&self) -> bool {
        self.reading.words.len() > self.start
    }

    fn close(&mut self, question: bool) {
        if self.open() {
            let words = self.start..self.reading.words.len();
            self.reading.sentences.push(Sentence { words, speaker: self.speaker, side: self.side, question });
        }
        self.start = self.reading.words.len();
        self.clause = true;
    }

    fn token(&mut self, token: &'c Token<'_>, utterance: UtteranceId) {
        if token.lower.len() <= 3 && FILLERS.contains(&token.lower.as_str()) {
            return;
        }
        let (first, second) = spell_out(&token.lower, token.hash);
        let first_hash = if second.is_some() { hash(first) } else { token.hash };
        let second = second.map(|second| (second, hash(second), false));
        for (text, hash, capital) in [(first, first_hash, token.capital)].into_iter().chain(second) {
            let clause = std::mem::take(&mut self.clause);
            let range = token.range.clone();
            self.reading.words.push(Word::new(text, hash, capital, clause, utterance, range));
        }
        self.drop_stammer();
    }

    /// Takes back the first half of `is there is there` or `the the`.
    fn drop_stammer(&mut self) {
        let words = &mut self.reading.words;
        for length in 1..=3 {
            let Some(middle) = words.len().checked_sub(length).filter(|at| *at >= self.start + length) else {
                return;
            };
            let same = (0..length).all(|at| {
                words.get(middle + at).map(|word| word.hash)
                    == words.get(middle - length + at).map(|word| word.hash)
            });
            if same {
                let clause = words.get(middle - length).is_some_and(|word| word.clause);
                words.drain(middle - length..middle);
                if let Some(word) = words.get_mut(middle - length) {
                    word.clause = clause;
                }
                return;
            }
        }
    }
}

/// Words that have a capital without being the name of somebody or something.
#[rustfmt::skip]
const NO_NAMES: [&str; 88] = [
    "i", "me", "mine", "ok", "okay", "god", "lord", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december", "christmas", "easter", "thanksgiving", "english", "pdf",
    "yes", "no", "so", "and", "but", "it", "at", "in", "on", "from", "to", "of", "the", "a", "an", "my",
    "our", "we", "he", "she", "they", "that", "this", "there", "if", "when", "for", "with", "by", "or", "as",
    "is", "are", "was", "do", "did", "you", "your", "what", "how", "why", "who", "where", "not", "mr", "mrs",
    "ms", "dr", "his", "her", "their", "then", "just", "let", "all", "one", "two",
];

/// Sounds that are no words.
pub(super) const FILLERS: [&str; 9] = ["um", "uh", "uhm", "er", "erm", "hm", "hmm", "mm", "ah"];

/// Titles and abbreviations after which a full stop ends nothing.
const TITLES: [&str; 14] =
    ["mr", "mrs", "ms", "dr", "st", "prof", "vs", "inc", "approx", "a.i", "a.m", "p.m", "e.g", "i.e"];

/// `Some(question)` when a sentence ends between a token and the next.
fn ends_sentence(token: &Token<'_>, gap: &str) -> Option<bool> {
    if gap.contains('?') {
        Some(true)
    } else if gap.contains(['!', '…', '\n']) || (stops(gap) && !TITLES.contains(&token.lower.as_str())) {
        Some(false)
    } else {
        None
    }
}

/// Whether a gap between two words holds a full stop that is none of "a.m.".
fn stops(gap: &str) -> bool {
    gap.contains('.') && gap != "."
}

/// The sentences of a stretch of text by their bytes.
pub(super) fn sentence_bounds(text: &str, within: Range<usize>) -> Vec<Range<usize>> {
    let words = text.get(within.clone()).unwrap_or_default();
    let mut bounds = Vec::new();
    let mut start = 0;
    let mut chars = words.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let stops =
            matches!(c, '.' | '?' | '!' | '…') && chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        let word = words.get(start..at).unwrap_or_default().rsplit(' ').next().unwrap_or_default();
        if stops && !(c == '.' && TITLES.contains(&word.to_lowercase().as_str())) {
            bounds.push(start..at + c.len_utf8());
            start = at + c.len_utf8();
        }
    }
    bounds.push(start..words.len());
    bounds
        .into_iter()
        .filter_map(|bound| {
            let sentence = words.get(bound.clone())?;
            let skipped = sentence.len() - sentence.trim_start().len();
            let kept = sentence.trim().len();
            let from = within.start + bound.start + skipped;
            (kept > 0).then_some(from..from + kept)
        })
        .collect()
}

fn word_count(text: &str, range: &Range<usize>) -> usize {
    text.get(range.clone()).unwrap_or_default().split_whitespace().count()
}

/// Resolves contractions, also those that a transcriber wrote without the apostrophe; `word_hash` is the word's number.
pub(super) fn spell_out(word: &str, word_hash: u64) -> (&str, Option<&'static str>) {
    static SHORT: LazyLock<ByHash<(&str, &str)>> = LazyLock::new(|| {
        CONTRACTIONS.iter().map(|(short, first, second)| (hash(short), (*first, *second))).collect()
    });
    if let Some((first, second)) = SHORT.get(&word_hash) {
        return (first, Some(second));
    }
    if !word.contains('\'') {
        return (word, None);
    }
    if let Some(host) = word.strip_suffix("n't") {
        return (host, Some("not"));
    }
    for (suffix, rest) in [("'ll", "will"), ("'d", "would"), ("'ve", "have"), ("'re", "are"), ("'m", "am")] {
        if let Some(host) = word.strip_suffix(suffix) {
            return (host, Some(rest));
        }
    }
    match word.strip_suffix("'s") {
        Some(host) if IS_HOSTS.contains(&host) => (host, Some("is")),
        _ => (word, None),
    }
}

/// Words after which `'s` is "is" and no genitive.
#[rustfmt::skip]
const IS_HOSTS: [&str; 27] = [
    "it", "that", "this", "there", "here", "he", "she", "who", "what", "where", "when", "how", "everything",
    "nothing", "something", "nobody", "everybody", "somebody", "everyone", "someone", "budget", "money",
    "contract", "timing", "decision", "deadline", "renewal",
];

const CONTRACTIONS: &[(&str, &str, &str)] = &[
    ("won't", "will", "not"),
    ("can't", "can", "not"),
    ("cannot", "can", "not"),
    ("shan't", "shall", "not"),
    ("ain't", "is", "not"),
    ("aint", "is", "not"),
    ("gonna", "going", "to"),
    ("gotta", "got", "to"),
    ("wanna", "want", "to"),
    ("let's", "let", "us"),
    ("dont", "do", "not"),
    ("doesnt", "does", "not"),
    ("didnt", "did", "not"),
    ("isnt", "is", "not"),
    ("wasnt", "was", "not"),
    ("cant", "can", "not"),
    ("couldnt", "could", "not"),
    ("wouldnt", "would", "not"),
    ("wont", "will", "not"),
    ("havent", "have", "not"),
    ("hasnt", "has", "not"),
    ("arent", "are", "not"),
    ("im", "i", "am"),
    ("ive", "i", "have"),
    ("its", "it", "is"),
    ("thats", "that", "is"),
    ("theres", "there", "is"),
    ("hes", "he", "is"),
    ("shes", "she", "is"),
    ("whats", "what", "is"),
    ("weve", "we", "have"),
    ("youre", "you", "are"),
    ("youve", "you", "have"),
    ("theyre", "they", "are"),
    ("theyve", "they", "have"),
    ("id", "i", "would"),
    ("y'all", "you", "all"),
];

#[cfg(test)]
mod tests;
