//! How each voice stands in the call: who speaks most for the buyer, and whether a meeting was agreed.

use std::sync::LazyLock;

use super::references::Rooms;
use crate::domain::{Side, SpeakerId};
use crate::extract::Call;
use crate::extract::phrases::Phrases;
use crate::extract::speech::Speech;

/// What a person's part in the call says of their role.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standing {
    /// They speak on the call.
    pub(super) on_call: bool,
    /// They speak most of the buyer's words.
    pub(super) main: bool,
    /// A meeting was agreed rather than refused, from -1 to 1.
    pub(super) agreed: f32,
}

/// The standing of every voice.
#[derive(Debug)]
pub(super) struct Standings {
    main: Option<SpeakerId>,
    agreed: f32,
    first_words: Vec<usize>,
    longest: Vec<Option<(usize, usize)>>,
}

impl Standings {
    /// Counts words and looks for the meeting.
    pub(super) fn of(call: &Call<'_>, speech: &Speech<'_>, rooms: &Rooms) -> Self {
        let voices = call.transcript.speakers().len();
        let mut words = vec![0_usize; voices];
        let mut first_words = vec![usize::MAX; voices];
        let mut longest: Vec<Option<(usize, usize)>> = vec![None; voices];
        for (number, sentence) in speech.sentences().iter().enumerate() {
            let Some(voice) = sentence.speaker.map(SpeakerId::index) else { continue };
            let length = sentence.words.len();
            if let Some(count) = words.get_mut(voice) {
                *count += length;
            }
            if let Some(first) = first_words.get_mut(voice) {
                *first = (*first).min(sentence.words.start);
            }
            if let Some(longest) = longest.get_mut(voice)
                && longest.is_none_or(|(other, _)| other < length)
            {
                *longest = Some((length, number));
            }
        }
        let buyers = call.transcript.speakers().iter().enumerate().filter_map(|(index, _)| {
            let id = SpeakerId(u16::try_from(index).ok()?);
            (rooms.side(id) == Side::Buyer).then_some(id)
        });
        let main = buyers.max_by_key(|id| (words.get(id.index()).copied(), std::cmp::Reverse(id.index())));
        Self { main, agreed: agreed(speech, rooms), first_words, longest }
    }

    /// The standing of a voice; of nobody's when they do not speak.
    pub(super) fn standing(&self, voice: Option<SpeakerId>) -> Standing {
        Standing {
            on_call: voice.is_some(),
            main: voice.is_some() && voice == self.main,
            agreed: self.agreed,
        }
    }

    /// The first word of a voice.
    pub(super) fn first_word(&self, voice: SpeakerId) -> usize {
        self.first_words.get(voice.index()).copied().unwrap_or(usize::MAX)
    }

    /// The longest sentence of a voice.
    pub(super) fn longest_sentence(&self, voice: SpeakerId) -> Option<usize> {
        self.longest.get(voice.index()).copied().flatten().map(|(_, number)| number)
    }
}

/// Above zero when a meeting was agreed, below when it was refused.
fn agreed(speech: &Speech<'_>, rooms: &Rooms) -> f32 {
    let mut total = 0.0_f32;
    for sentence in speech.sentences() {
        let Some(speaker) = sentence.speaker else { continue };
        let table = match rooms.side(speaker) {
            Side::Seller => &*SELLER,
            Side::Buyer => &*BUYER,
            Side::Unknown => continue,
        };
        for at in sentence.words.clone() {
            total += table.at(speech, at).map(|(_, weight)| weight).sum::<f32>();
        }
    }
    (total / 3.0).clamp(-1.0, 1.0)
}

static SELLER: LazyLock<Phrases<f32>> = LazyLock::new(|| {
    Phrases::new(&[
        ("i'll|i'm send|sending that|it|the|an|you|both|out|over * invite|invitation|calendar", 2.0),
        ("i'll send that for|to|over", 1.0),
        ("i'll send it to you|both|all|the", 1.0),
        ("invite|invitation", 0.5),
        ("i'll put it|that out", 1.5),
        ("is with you", 1.0),
        ("at nine|ten|eleven|one|two|three|four|eight|noon", 0.3),
        ("take you off", -3.0),
        ("off the list", -3.0),
        ("cancel", -1.0),
        ("take that|the hold off", -2.0),
        ("appreciate you being", -0.5),
        ("thanks for being straight", -1.5),
        ("thank you for being straight", -1.5),
        ("i'll call you", -0.4),
        ("tentative", -1.5),
        ("i'll leave it there|at", -1.0),
    ])
});

static BUYER: LazyLock<Phrases<f32>> = LazyLock::new(|| {
    Phrases::new(&[
        ("works for me|us", 1.0),
        ("_ works", 0.2),
        ("is good|fine", 0.2),
        ("send it to both|me|us", 0.4),
        ("send me the invite", 1.5),
        ("see you", 0.5),
        ("take me|us off", -3.0),
        ("not interested", -3.0),
        ("wrong person", -3.0),
        ("i don't want to be in", -2.0),
        ("i don't want a|another meeting|demo|call|benchmark", -2.0),
        ("i'm not sitting", -2.0),
        ("i'm going to say no", -2.0),
        ("no thank you", -1.5),
        ("circle back", -1.5),
        ("call me|us after|in|next|when|the", -1.0),
        ("not now|yet|today", -0.3),
        ("we're locked|frozen", -1.5),
        ("i'm happy|locked", -1.0),
        ("ring me sometime", -1.5),
        ("you can try me", -1.5),
    ])
});
