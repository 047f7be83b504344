//! The words of the handoff as types that cannot hold nonsense.
//!
//! Nothing here reads, writes, or knows the time; it imports `std`, `serde`, `jiff` and the `JsonSchema` derive, nothing else.

pub mod bar;
pub mod brief;
pub mod dossier;
pub mod extraction;
pub mod quality;
pub mod quote;
pub mod time;
pub mod transcript;

pub use bar::{BarResult, Criterion, CriterionFinding, CriterionState, SignOff, SqlBar};
pub use brief::{Brief, Evidence, Fact, FactId, FactKind, Line, Section, SectionKind};
pub use dossier::{Account, Attendee, Booking, Dossier, Person, Touch};
pub use extraction::{Extraction, NextStep, Pain, Qualification, Rejected, Role, Stakeholder, StepStatus};
pub use quality::QualityScore;
pub use quote::{Quote, Quotes};
pub use time::{Due, Instant};
pub use transcript::{Side, Speaker, SpeakerId, Transcript, Utterance, UtteranceId};
