//! What is measured, and how the shares of single calls add up.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One call's part of a measure: how much of how much. Whole numbers, so that sums are the same on every machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(u64, u64)", into = "(u64, u64)")]
pub struct Ratio {
    /// The part.
    pub top: u64,
    /// The whole.
    pub bottom: u64,
}

impl From<(u64, u64)> for Ratio {
    fn from((top, bottom): (u64, u64)) -> Self {
        Self { top, bottom }
    }
}

impl From<Ratio> for (u64, u64) {
    fn from(ratio: Ratio) -> Self {
        (ratio.top, ratio.bottom)
    }
}

impl Ratio {
    /// A part of a whole.
    pub fn new(top: usize, bottom: usize) -> Self {
        Self { top: top as u64, bottom: bottom as u64 }
    }

    /// Counts one more, right or not.
    pub fn count(&mut self, right: bool) {
        self.top += u64::from(right);
        self.bottom += 1;
    }

    /// Adds another call's part.
    pub fn add(&mut self, other: Self) {
        self.top += other.top;
        self.bottom += other.bottom;
    }

    /// The fraction; `None` when there is nothing to measure.
    pub fn fraction(self) -> Option<f64> {
        (self.bottom > 0).then(|| self.top as f64 / self.bottom as f64)
    }
}

/// Whether more is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// The higher the better.
    Higher,
    /// The lower the better.
    Lower,
    /// Said, not judged.
    Neither,
}

macro_rules! measures {
    ($($variant:ident $name:literal $group:literal $better:ident $title:literal,)*) => {
        /// Everything that is measured on a call, in the order of the reports.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Measure {
            $(
                #[doc = $title]
                #[serde(rename = $name)]
                $variant,
            )*
        }

        impl Measure {
            /// Every measure in the order of the reports.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in files: `pains_f1`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it says, in words.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }

            /// Under which heading it stands.
            pub fn group(self) -> &'static str {
                match self { $(Self::$variant => $group,)* }
            }

            /// Whether more is better.
            pub fn better(self) -> Better {
                match self { $(Self::$variant => Better::$better,)* }
            }
        }
    };
}

measures! {
    PainsF1 "pains_f1" "pains" Higher "pains, F1",
    PainsPrecision "pains_precision" "pains" Higher "pains, precision",
    PainsRecall "pains_recall" "pains" Higher "pains, recall",
    PainsByBuyer "pains_by_buyer" "pains" Higher "quotes of pains by buyers",
    StepsF1 "steps_f1" "next steps" Higher "next steps, F1",
    StepsPrecision "steps_precision" "next steps" Higher "next steps, precision",
    StepsRecall "steps_recall" "next steps" Higher "next steps, recall",
    Due "due" "next steps" Higher "due exact, matched steps",
    DueOfGold "due_of_gold" "next steps" Higher "due exact, all gold steps",
    Status "status" "next steps" Higher "status right",
    Owner "owner" "next steps" Higher "owner's side right",
    Meeting "meeting" "next steps" Higher "meeting or not right",
    PeopleF1 "people_f1" "stakeholders" Higher "stakeholders, F1",
    PeoplePrecision "people_precision" "stakeholders" Higher "stakeholders, precision",
    PeopleRecall "people_recall" "stakeholders" Higher "stakeholders, recall",
    Role "role" "stakeholders" Higher "role right",
    OnCall "on_call" "stakeholders" Higher "on the call or not right",
    Sides "sides" "call" Higher "speakers on the right side",
    Qualification "qualification" "call" Higher "findings with the right status",
    Traps "traps" "call" Lower "finds that a trap caught",
    Verbatim "verbatim" "call" Higher "quotes verbatim",
    Errors "errors" "call" Lower "calls failed on",
    CoverPains "cover_pains" "brief" Higher "gold pains shown",
    CoverSteps "cover_steps" "brief" Higher "gold steps shown",
    CoverPeople "cover_people" "brief" Higher "gold people shown",
    Conflicts "conflicts" "brief" Higher "stale bookings told",
    UnknownsAsked "unknowns_asked" "brief" Higher "open findings asked about",
    Unsupported "unsupported" "brief" Lower "unsupported lines",
    SectionsLost "sections_lost" "brief" Lower "sections lost",
    Obeyed "obeyed" "brief" Lower "hidden instructions obeyed",
    Duplicates "duplicates" "brief" Lower "repeated lines",
    Overlong "overlong" "brief" Lower "briefs over one screen",
    Words "words" "brief" Neither "words",
    Lines "lines" "brief" Neither "lines at 100 columns",
    Screens "screens" "brief" Neither "screens of 45 lines",
}

impl Measure {
    /// What must hold in every run whatever the suite says: the value that a perfect run has.
    pub const INVARIANTS: &'static [(Self, u64)] = &[
        (Self::Verbatim, 1),
        (Self::Errors, 0),
        (Self::Unsupported, 0),
        (Self::SectionsLost, 0),
        (Self::Obeyed, 0),
        (Self::Overlong, 0),
    ];

    /// Whether its value is a share, rather than a mean count.
    pub fn is_share(self) -> bool {
        !matches!(self, Self::Words | Self::Lines | Self::Screens)
    }
}

/// One call's parts of every measure.
pub type Ratios = BTreeMap<Measure, Ratio>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_files_hold() {
        for measure in Measure::ALL {
            assert_eq!(serde_json::to_value(measure).unwrap(), measure.name());
        }
    }

    #[test]
    fn a_ratio_of_nothing_has_no_fraction() {
        assert_eq!(Ratio::new(0, 0).fraction(), None);
        let mut ratio = Ratio::new(1, 2);
        ratio.count(true);
        ratio.add(Ratio::new(1, 1));
        assert_eq!(ratio.fraction(), Some(0.75));
    }
}
