//! Small calls for the tests of this engine, and the annotated ones.

use std::path::Path;

use crate::domain::transcript::{TranscriptBuilder, TranscriptFormat};
use crate::domain::{Account, Booking, Side, Transcript};
use crate::eval::gold::load_cases;
use crate::eval::source::Source;
use crate::extract::Call;
use crate::extract::sides::{SideReason, Sides, SpeakerSide};

/// A call made up line by line; the speaker `S` sells, everybody else buys.
pub(super) struct Scene {
    transcript: Transcript,
    booking: Booking,
    account: Account,
}

impl Scene {
    pub(super) fn new(lines: &[(&str, &str)]) -> Self {
        let mut builder = TranscriptBuilder::new("scene".to_owned(), TranscriptFormat::NameText);
        for (speaker, words) in lines {
            let speaker = builder.speaker(speaker);
            builder.push(Some(speaker), words, None, None, 0);
        }
        Self { transcript: builder.finish(), booking: Booking::default(), account: Account::default() }
    }

    /// The account record knows these products.
    pub(super) fn tech(mut self, products: &[&str]) -> Self {
        self.account.tech = products.iter().map(|product| (*product).to_owned()).collect();
        self
    }

    /// The call was on that day.
    pub(super) fn on(mut self, day: Option<&str>) -> Self {
        self.booking.call_date = day.map(|day| day.parse().unwrap());
        self
    }

    pub(super) fn with<T>(&self, read: impl FnOnce(&Call<'_>) -> T) -> T {
        let side = |label: &str| if label == "S" { Side::Seller } else { Side::Buyer };
        let speakers = self.transcript.speakers().iter().map(|speaker| SpeakerSide {
            side: side(&speaker.label),
            confidence: 1.0,
            reason: SideReason::Name,
            name: None,
        });
        let sides = Sides::new(speakers.collect());
        read(&Call::new(&self.transcript, sides, Some(&self.booking), Some(&self.account)))
    }
}

/// Reads every annotated call.
pub(super) fn each_case(mut read: impl FnMut(&Call<'_>)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("evals/cases");
    for case in load_cases(&folder).unwrap() {
        let source = Source::read(&case.folder).unwrap();
        read(&source.call().unwrap());
    }
}
