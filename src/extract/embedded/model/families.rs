//! Features by family and the rules around them, so that training can leave one out and say what it is worth.

/// Features that say one kind of thing, or a rule of assembly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// The words of an utterance, by side.
    Words,
    /// Two words in a row.
    Bigrams,
    /// Word classes.
    Classes,
    /// A question, a broken-off end, a number with a unit.
    Marks,
    /// A date, a day that resolves, an ordinal, a clock time.
    Dates,
    /// The words of the utterances beside it.
    NeighbourWords,
    /// Word classes, questions and numbers up to three utterances away.
    NeighbourClasses,
    /// How long the neighbours are.
    NeighbourLength,
    /// The words of the question that it answers.
    Asked,
    /// Where in the call it stands.
    Position,
    /// How long it is.
    Length,
    /// Of a pair: how many utterances, words and turns lie between.
    Distance,
    /// Of a pair: how much the other side says between.
    OtherSideBetween,
    /// Of a pair: words in common.
    SharedWords,
    /// Of a pair: word classes in common and not.
    ClassContrast,
    /// Of a pair: how the later one opens.
    Opening,
    /// Of a pair: what was asked and said between.
    Between,
    /// Of a pair: where in the call it stands.
    PairPosition,
    /// Rule: what the buyer calls solved is no pain.
    Solved,
    /// Rule: offer, counter-offer and confirmation of a meeting are one step.
    JoinedMeetings,
    /// Rule: a meeting that is moved replaces the one agreed before.
    MovedMeetings,
    /// Rule: a list of what was agreed is no step of its own.
    Recaps,
}

impl Family {
    /// Every family with its name in reports.
    pub const ALL: [(Self, &'static str); 22] = [
        (Self::Words, "words"),
        (Self::Bigrams, "two words in a row"),
        (Self::Classes, "word classes"),
        (Self::Marks, "question, open end, amount"),
        (Self::Dates, "dates"),
        (Self::NeighbourWords, "neighbours' words"),
        (Self::NeighbourClasses, "neighbours' classes"),
        (Self::NeighbourLength, "neighbours' length"),
        (Self::Asked, "question answered"),
        (Self::Position, "place in the call"),
        (Self::Length, "length"),
        (Self::Distance, "pair: distance"),
        (Self::OtherSideBetween, "pair: other side between"),
        (Self::SharedWords, "pair: shared words"),
        (Self::ClassContrast, "pair: classes"),
        (Self::Opening, "pair: opening"),
        (Self::Between, "pair: words between"),
        (Self::PairPosition, "pair: place in the call"),
        (Self::Solved, "rule: solved is no pain"),
        (Self::JoinedMeetings, "rule: a meeting's talk is one step"),
        (Self::MovedMeetings, "rule: a moved meeting replaces"),
        (Self::Recaps, "rule: a recap is no step"),
    ];
}

/// A set of families.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Families(u32);

impl Families {
    /// All of them.
    pub const ALL: Self = Self(u32::MAX);

    /// All but one.
    pub fn without(family: Family) -> Self {
        Self(!(1 << family as u32))
    }

    /// Whether a family is in it.
    pub fn has(self, family: Family) -> bool {
        self.0 & (1 << family as u32) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_family_is_left_out_and_no_other() {
        for (left_out, _) in Family::ALL {
            let families = Families::without(left_out);
            assert!(Family::ALL.iter().all(|(family, _)| families.has(*family) == (*family != left_out)));
        }
    }
}
