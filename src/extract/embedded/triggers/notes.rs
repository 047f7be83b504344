//! What is noted of every sentence of the buyer's: its phrases, and its dates where they are asked for, each read once.

use std::cell::OnceCell;
use std::ops::Range;

use jiff::civil::Date;

use super::cues::{CUES, Cue};
use crate::domain::Side;
use crate::extract::Call;
use crate::extract::dates::{self, Anchor, Conversation, Mention, Sense};
use crate::extract::embedded::reading::{Reading, Sentence, Word};

/// A time spoken of in a sentence.
pub(super) enum When {
    /// A day that is still to come, and its words.
    Day(Date, Range<usize>),
    /// A month or another stretch that is still to come.
    Stretch {
        /// Its first day.
        from: Date,
        /// Its last day.
        until: Date,
        /// The words that say it.
        words: Range<usize>,
    },
}

/// What the phrases of a sentence say together.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// Points of its strongest event.
    pub(super) event: i32,
    /// Whether it speaks of something that has to be done.
    pub(super) duty: bool,
    /// Whether it says what happens otherwise.
    pub(super) consequence: bool,
    /// Whether it begins with that.
    pub(super) opens_with_consequence: bool,
    /// How much speaks against it.
    pub(super) against: i32,
    /// The words of the strongest event, otherwise of the duty.
    pub(super) telling: Option<Range<usize>>,
}

impl Marks {
    fn of(words: &[Word<'_>]) -> Self {
        let mut marks = Self::default();
        for hit in CUES.find(words) {
            match hit.says {
                Cue::Event(weight) if i32::from(*weight) > marks.event => {
                    marks.event = i32::from(*weight);
                    marks.telling = Some(hit.words.clone());
                }
                Cue::Event(_) => {}
                Cue::Duty => {
                    marks.duty = true;
                    marks.telling.get_or_insert(hit.words.clone());
                }
                Cue::Consequence => {
                    marks.consequence = true;
                    marks.opens_with_consequence |= hit.words.start <= 3;
                }
                Cue::Against => marks.against += 1,
            }
        }
        marks
    }
}

/// A date, and its words counted from the start of its sentence.
type Dated = (Mention, Range<usize>);

/// Notes on one sentence.
struct Note {
    marks: Marks,
    dates: OnceCell<Vec<Dated>>,
}

/// Notes on a call.
pub(super) struct Notes<'r> {
    call: &'r Call<'r>,
    reading: &'r Reading<'r>,
    anchor: Option<Anchor>,
    /// For each sentence its note; nothing for those of other sides.
    sentences: Vec<Option<Note>>,
}

impl<'r> Notes<'r> {
    /// Reads every sentence of the buyer's once.
    pub(super) fn of(call: &'r Call<'r>, reading: &'r Reading<'r>) -> Self {
        let anchor = call.held_on.map(|day| Anchor { day, zone: call.zone.clone() });
        let note = |sentence: &Sentence| {
            let marks = || Marks::of(reading.words(sentence));
            (sentence.side == Side::Buyer).then(|| Note { marks: marks(), dates: OnceCell::new() })
        };
        let sentences = reading.sentences().iter().map(note).collect();
        Self { call, reading, anchor, sentences }
    }

    /// The day of the call.
    pub(super) fn held_on(&self) -> Option<Date> {
        self.anchor.as_ref().map(|anchor| anchor.day)
    }

    /// A sentence.
    pub(super) fn sentence(&self, at: usize) -> Option<&Sentence> {
        self.reading.sentences().get(at)
    }

    /// What the phrases of a sentence of the buyer's say.
    pub(super) fn marks(&self, at: usize) -> Option<&Marks> {
        self.sentences.get(at)?.as_ref().map(|note| &note.marks)
    }

    /// Whether one person says both sentences.
    pub(super) fn same_speaker(&self, at: usize, other: usize) -> bool {
        matches!((self.sentence(at), self.sentence(other)), (Some(one), Some(two)) if one.speaker == two.speaker)
    }

    fn dates(&self, at: usize) -> &[Dated] {
        let note = self.sentences.get(at).and_then(Option::as_ref);
        let (Some(note), Some(sentence), Some(anchor)) = (note, self.sentence(at), &self.anchor) else {
            return &[];
        };
        note.dates.get_or_init(|| mentions(self.call, self.reading, sentence, anchor))
    }

    /// The day in a short sentence of the same speaker's close by: "July first. New fiscal year.", "It's a notice. So, February eighteenth."
    pub(super) fn beside(&self, at: usize, own: Option<&When>) -> Option<(Date, usize)> {
        let before = at.checked_sub(1).into_iter();
        before.chain(at + 1..=at + 3).filter(|near| self.same_speaker(at, *near)).find_map(|near| {
            let length = self.sentence(near)?.words.len();
            let marks = self.marks(near)?;
            if length > if near < at { 5 } else { 10 } || marks.against > 0 || marks.event > 0 && near > at {
                return None;
            }
            let fits = |day: Date| match own {
                Some(When::Stretch { until, from, .. }) => (*from..=*until).contains(&day),
                _ => true,
            };
            match self.when(near) {
                (Some(When::Day(day, _)), false) if fits(day) => Some((day, near)),
                _ => None,
            }
        })
    }

    /// The first day or stretch to come in a sentence with its words, and whether a time of day is said, as when a meeting is agreed on.
    pub(super) fn when(&self, at: usize) -> (Option<When>, bool) {
        let (Some(anchor), false) = (&self.anchor, self.dates(at).is_empty()) else { return (None, false) };
        // What the same person said just before tells the month of "the tenth".
        let mut conversation = Conversation::new(anchor);
        for earlier in at.saturating_sub(2)..at {
            if self.same_speaker(at, earlier) {
                self.dates(earlier).iter().for_each(|(mention, _)| conversation.absorb(mention));
            }
        }
        let mut found: Option<(u8, When)> = None;
        let mut agreed_time = false;
        for (mention, words) in self.dates(at) {
            agreed_time |= mention.time.is_some();
            conversation.absorb(mention);
            let words = words.clone();
            let (rank, when) = match (mention.sense, mention.day) {
                (Sense::Absolute, Some(_)) => match conversation.due() {
                    Some((due, _)) if due.date() > anchor.day => (2, When::Day(due.date(), words)),
                    _ => continue,
                },
                (Sense::Span { until }, Some(from)) if until > anchor.day => {
                    (1, When::Stretch { from, until, words })
                }
                (Sense::Bound, Some(day)) if day > anchor.day => (0, When::Day(day, words)),
                _ => continue,
            };
            if found.as_ref().is_none_or(|(best, _)| rank > *best) {
                found = Some((rank, when));
            }
        }
        (found.map(|(_, when)| when), agreed_time)
    }
}

/// The dates of a sentence, each with its words counted from the start of the sentence.
fn mentions(call: &Call<'_>, reading: &Reading<'_>, sentence: &Sentence, anchor: &Anchor) -> Vec<Dated> {
    let words = reading.words(sentence);
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
    let from = first.range.start;
    // The cues of one sentence are separate lines of the transcript.
    let text = call.transcript.text().get(from..last.range.end).unwrap_or_default().replace('\n', " ");
    let place = |mention: &Mention| {
        let (start, end) = (from + mention.range.start, from + mention.range.end);
        let begins = words.iter().position(|word| word.range.end > start).unwrap_or(0);
        let ends = words.iter().rposition(|word| word.range.start < end).map_or(words.len(), |last| last + 1);
        begins..ends
    };
    dates::find(&text, anchor).into_iter().map(|mention| (mention.clone(), place(&mention))).collect()
}
