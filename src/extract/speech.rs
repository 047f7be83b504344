//! The whole call as one stream of words, cut into sentences.
//!
//! A recording tool cuts speech where it likes; people do not stop there. Here a sentence runs on over the utterances of one speaker until
//! it ends in a full stop, a question mark, or somebody else's turn. Fillers ("um"), stammered doubles ("I, I think") and notes in
//! brackets (`[laughs]`) are left out, so that patterns need not know of them.

use std::ops::Range;

use super::call::Token;
use super::hashing::hash;
use crate::domain::{SpeakerId, Transcript, UtteranceId};

/// The longest sentence, in words. Nobody speaks so long without a stop; a recognizer that sets none must not make one sentence of an hour,
/// because patterns look at a whole sentence for every word in it.
const MAX_SENTENCE_WORDS: usize = 400;

/// One word of the stream.
#[derive(Clone, Debug)]
pub struct Word<'a> {
    /// As it stands in the transcript.
    pub text: &'a str,
    /// Lower case, with its ending: `he'll`.
    pub lower: &'a str,
    /// Lower case without `'s`, `'ll`, `'d`, `'ve`, `'re` and `'m`: `he`.
    pub base: &'a str,
    /// The number of `lower`.
    pub(super) hash: u64,
    /// The number of `base`.
    pub(super) base_hash: u64,
    /// What was taken off: `'ll`, or nothing.
    pub suffix: &'a str,
    /// Whether it starts with a capital letter.
    pub capital: bool,
    /// Whether its speaker's words are written without capitals throughout, so that a missing one means nothing.
    pub lowercase: bool,
    /// Its bytes in the transcript's text.
    pub range: Range<usize>,
    /// The utterance it is in.
    pub utterance: UtteranceId,
    /// The sentence it is in.
    pub sentence: usize,
    /// Whether a comma, a dash, a colon or a filler stands before it.
    pub pause: bool,
}

/// A run of words by one speaker up to a full stop.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its words in [`Speech::words`].
    pub words: Range<usize>,
    /// Who says it.
    pub speaker: Option<SpeakerId>,
    /// The turn it belongs to, counted up at each change of speaker.
    pub turn: usize,
    /// Whether it ends in a question mark.
    pub question: bool,
}

/// The call as a stream of words.
#[derive(Debug)]
pub struct Speech<'a> {
    words: Vec<Word<'a>>,
    sentences: Vec<Sentence>,
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, Default)]
struct Gap {
    stop: bool,
    question: bool,
    pause: bool,
}

impl Gap {
    fn read(&mut self, between: &str) {
        for c in between.chars() {
            match c {
                '.' | '!' | '…' => self.stop = true,
                '?' => {
                    self.stop = true;
                    self.question = true;
                }
                ',' | ';' | ':' | '-' | '–' | '—' | '(' | ')' => self.pause = true,
                _ => {}
            }
        }
    }
}

impl<'a> Speech<'a> {
    /// Reads a transcript whose utterances were tokenized before; `tokens` gives those of one utterance.
    pub fn new(transcript: &'a Transcript, tokens: impl Fn(UtteranceId) -> &'a [Token<'a>]) -> Self {
        let text = transcript.text();
        let mut speech = Self { words: Vec::new(), sentences: Vec::new() };
        let mut gap = Gap::default();
        let mut turn = 0_usize;
        let mut last_speaker: Option<Option<SpeakerId>> = None;
        for utterance in transcript.utterances() {
            if last_speaker.is_some_and(|last| last != utterance.speaker) {
                speech.close(gap);
                gap = Gap::default();
                turn += 1;
            }
            last_speaker = Some(utterance.speaker);
            let mut at = utterance.range.start;
            let mut bracketed = false;
            for token in tokens(utterance.id) {
                let between = text.get(at..token.range.start).unwrap_or_default();
                at = token.range.end;
                if between != " " {
                    for c in between.chars() {
                        bracketed = (bracketed || c == '[') && c != ']';
                    }
                    gap.read(between.rsplit(']').next().unwrap_or_default());
                }
                if bracketed {
                    continue;
                }
                if is_filler(&token.lower) {
                    gap.pause = true;
                    continue;
                }
                if gap.stop && !speech.ends_in_abbreviation() {
                    speech.close(gap);
                }
                let pause = gap.pause;
                gap = Gap::default();
                let word = text.get(token.range.clone()).unwrap_or_default();
                speech.push(word, token, utterance.id, utterance.speaker, turn, pause);
            }
            gap.read(text.get(at..utterance.range.end).unwrap_or_default());
        }
        speech.close(gap);
        speech.mark_lowercase();
        speech
    }

    /// Finds the speakers whose words the recognizer wrote without capitals: hardly one sentence in ten starts with one.
    fn mark_lowercase(&mut self) {
        let mut counts: Vec<(Option<SpeakerId>, usize, usize)> = Vec::new();
        for sentence in &self.sentences {
            let capital = self.words.get(sentence.words.start).is_some_and(|word| word.capital);
            match counts.iter_mut().find(|(speaker, ..)| *speaker == sentence.speaker) {
                Some((_, capitals, all)) => {
                    *capitals += usize::from(capital);
                    *all += 1;
                }
                None => counts.push((sentence.speaker, usize::from(capital), 1)),
            }
        }
        counts.retain(|(_, capitals, all)| capitals * 10 < *all);
        if counts.is_empty() {
            return;
        }
        for word in &mut self.words {
            let speaker = self.sentences.get(word.sentence).and_then(|sentence| sentence.speaker);
            word.lowercase = counts.iter().any(|(other, ..)| *other == speaker);
        }
    }

    fn push(
        &mut self,
        text: &'a str,
        token: &'a Token<'a>,
        utterance: UtteranceId,
        speaker: Option<SpeakerId>,
        turn: usize,
        pause: bool,
    ) {
        let at = self.words.len();
        let is_full = |sentence: &Sentence| at.saturating_sub(sentence.words.start) >= MAX_SENTENCE_WORDS;
        if self.sentences.last().is_some_and(is_full) {
            self.close(Gap::default());
        }
        let open = self.sentences.last().is_some_and(|sentence| sentence.words.end == usize::MAX);
        if !open {
            let words = at..usize::MAX;
            self.sentences.push(Sentence { words, speaker, turn, question: false });
        }
        let sentence = self.sentences.len() - 1;
        let (base, suffix) = split_suffix(&token.lower);
        let repeats = open
            && is_stammered(base)
            && self.words.last().is_some_and(|last| last.base == base && last.sentence == sentence);
        let word = Word {
            text,
            lower: &token.lower,
            base,
            hash: token.hash,
            base_hash: if suffix.is_empty() { token.hash } else { hash(base) },
            suffix,
            capital: token.capital,
            lowercase: false,
            range: token.range.clone(),
            utterance,
            sentence,
            pause,
        };
        match self.words.last_mut() {
            Some(last) if repeats => {
                let (pause, capital) = (last.pause, last.capital);
                *last = Word { capital, pause, ..word };
            }
            _ => self.words.push(word),
        }
    }

    fn close(&mut self, gap: Gap) {
        let end = self.words.len();
        if let Some(sentence) = self.sentences.last_mut()
            && sentence.words.end == usize::MAX
        {
            sentence.words.end = end;
            sentence.question = gap.question;
        }
    }

    /// Whether the full stop that was just read belongs to "Dr." or to an initial rather than to the end of a sentence.
    fn ends_in_abbreviation(&self) -> bool {
        self.words.last().is_some_and(|last| {
            matches!(last.lower, "dr" | "mr" | "mrs" | "ms" | "prof" | "st" | "vs" | "sr" | "jr")
                || (last.capital && last.text.chars().count() == 1 && last.lower != "i")
        })
    }

    /// All words.
    pub fn words(&self) -> &[Word<'a>] {
        &self.words
    }

    /// All sentences.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The word at a place.
    pub fn word(&self, at: usize) -> Option<&Word<'a>> {
        self.words.get(at)
    }

    /// The word `steps` after (or before) another one, `None` outside the sentence.
    pub fn near(&self, at: usize, steps: isize) -> Option<&Word<'a>> {
        let other = self.words.get(at.checked_add_signed(steps)?)?;
        (other.sentence == self.words.get(at)?.sentence).then_some(other)
    }

    /// The sentence a word is in.
    pub fn sentence_of(&self, at: usize) -> Option<&Sentence> {
        self.sentences.get(self.words.get(at)?.sentence)
    }

    /// Whether a word opens its sentence.
    pub fn opens(&self, at: usize) -> bool {
        self.sentence_of(at).is_some_and(|sentence| sentence.words.start == at)
    }

    /// The words of a sentence.
    pub fn words_in(&self, sentence: &Sentence) -> &[Word<'a>] {
        self.words.get(sentence.words.clone()).unwrap_or_default()
    }
}

fn is_filler(lower: &str) -> bool {
    lower.len() <= 3
        && matches!(
            lower,
            "um" | "uh" | "uhm" | "umm" | "uhh" | "er" | "erm" | "ah" | "eh" | "hm" | "hmm" | "mm"
        )
}

/// The small words that people say twice while they think.
fn is_stammered(base: &str) -> bool {
    matches!(
        base,
        "i" | "the"
            | "a"
            | "an"
            | "we"
            | "it"
            | "he"
            | "she"
            | "they"
            | "you"
            | "and"
            | "to"
            | "of"
            | "in"
            | "my"
            | "our"
            | "that"
            | "is"
            | "so"
            | "but"
            | "with"
            | "for"
            | "there"
    )
}

fn split_suffix(lower: &str) -> (&str, &str) {
    // Most words have no apostrophe near their end.
    if !lower.bytes().rev().take(3).any(|byte| byte == b'\'') {
        return (lower, "");
    }
    for suffix in ["'s", "'ll", "'d", "'ve", "'re", "'m"] {
        if let Some(base) = lower.strip_suffix(suffix)
            && !base.is_empty()
        {
            return (base, lower.get(base.len()..).unwrap_or_default());
        }
    }
    (lower, "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::transcript::{TranscriptBuilder, TranscriptFormat};
    use crate::extract::call::tokenize;

    fn sentences(turns: &[(&str, &str)]) -> Vec<String> {
        let mut builder = TranscriptBuilder::new("00".into(), TranscriptFormat::NameText);
        for (speaker, text) in turns {
            let id = builder.speaker(speaker);
            builder.push(Some(id), text, None, None, 1);
        }
        let transcript = builder.finish();
        let tokens: Vec<Vec<Token<'_>>> =
            transcript.utterances().iter().map(|u| tokenize(transcript.words(u), u.range.start)).collect();
        let speech = Speech::new(&transcript, |id| tokens[id.index()].as_slice());
        speech
            .sentences()
            .iter()
            .map(|s| speech.words_in(s).iter().map(|w| w.lower).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn a_sentence_runs_on_over_the_cues_of_one_speaker() {
        assert_eq!(
            sentences(&[("A", "We got a guy named"), ("A", "Rusty. He'll see."), ("B", "Okay")]),
            ["we got a guy named rusty", "he'll see", "okay"]
        );
    }

    #[test]
    fn fillers_doubles_and_notes_are_left_out() {
        assert_eq!(
            sentences(&[("A", "[laughs] I, I mean, um, the, the board. [phone rings] Right?")]),
            ["i mean the board", "right"]
        );
    }

    #[test]
    fn speech_without_a_stop_is_cut_into_sentences_of_bearable_length() {
        let spoken = sentences(&[("A", &"go on ".repeat(500)), ("B", "Okay")]);
        let lengths: Vec<usize> = spoken.iter().map(|sentence| sentence.split(' ').count()).collect();
        assert_eq!(lengths, [400, 400, 200, 1]);
    }

    #[test]
    fn a_title_with_a_full_stop_does_not_end_the_sentence() {
        assert_eq!(sentences(&[("A", "Ask Dr. Bly. J. Smith said so.")]), ["ask dr bly", "j smith said so"]);
    }
}
