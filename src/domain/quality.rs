//! The account executive's score of a meeting.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How good the handed-off meeting was, 1 (should not have been booked) to 5 (exactly what the bar asks for).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct QualityScore(u8);

/// The number was not 1, 2, 3, 4 or 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScoreOutOfRange(u8);

impl QualityScore {
    /// The score as a number from 1 to 5.
    pub fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for QualityScore {
    type Error = ScoreOutOfRange;

    fn try_from(value: u8) -> Result<Self, Self::Error> {
        if (1..=5).contains(&value) { Ok(Self(value)) } else { Err(ScoreOutOfRange(value)) }
    }
}

impl From<QualityScore> for u8 {
    fn from(score: QualityScore) -> Self {
        score.0
    }
}

impl fmt::Display for ScoreOutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a meeting is scored 1 to 5, not {}", self.0)
    }
}

impl std::error::Error for ScoreOutOfRange {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_to_five_is_a_score() {
        let accepted: Vec<u8> = (0..=255).filter(|n| QualityScore::try_from(*n).is_ok()).collect();
        assert_eq!(accepted, [1, 2, 3, 4, 5]);
    }
}
