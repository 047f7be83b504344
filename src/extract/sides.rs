//! Who is buyer and who is seller.

use crate::domain::{Booking, Side, SpeakerId, Transcript};

/// The strongest reason for a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SideReason {
    /// The recording tool says so.
    Affiliation,
    /// The e-mail domain of the speaker.
    Email,
    /// The name matches somebody in the booking.
    Name,
    /// The speaker said who they are and where they are from.
    Introduction,
    /// The way the speaker talks.
    Manner,
    /// Nothing tells.
    None,
}

/// One speaker's side.
#[derive(Clone, Debug, PartialEq)]
pub struct SpeakerSide {
    /// The side.
    pub side: Side,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// Why.
    pub reason: SideReason,
    /// The person's name, where it is known beyond the label (from the booking, or as they introduced themselves).
    pub name: Option<String>,
}

/// The side of every speaker of a transcript.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sides {
    speakers: Vec<SpeakerSide>,
}

static NOBODY: SpeakerSide =
    SpeakerSide { side: Side::Unknown, confidence: 0.0, reason: SideReason::None, name: None };

impl Sides {
    /// The sides in the order of the transcript's speakers.
    pub fn new(speakers: Vec<SpeakerSide>) -> Self {
        Self { speakers }
    }

    /// The side of a speaker; unknown for one who is not in the transcript.
    pub fn of(&self, speaker: SpeakerId) -> &SpeakerSide {
        self.speakers.get(speaker.index()).unwrap_or(&NOBODY)
    }
}

/// Says for every speaker which side they are on.
pub fn assign(transcript: &Transcript, booking: Option<&Booking>) -> Sides {
    let _ = booking;
    Sides::new(transcript.speakers().iter().map(|_| NOBODY.clone()).collect())
}
