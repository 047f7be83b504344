//! What the questions cost, what did not survive the checks, and where the two engines differ: shown by `--explain`.

use std::fmt;

use crate::domain::extraction::Rejected;
use crate::language::{Failure, Usage};

/// What the engines see differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// Which side somebody is on.
    Side,
    /// When something is due.
    Due,
    /// How firm a step is.
    Status,
    /// Somebody's part in the decision.
    Role,
    /// One of the five findings.
    Finding,
    /// Whether there is such an item at all.
    Item,
}

impl fmt::Display for Matter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Side => "side",
            Self::Due => "due",
            Self::Status => "status",
            Self::Role => "role",
            Self::Finding => "finding",
            Self::Item => "item",
        })
    }
}

/// One difference between what the model answers and what grammar, roster or embedded engine say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// The words or the person it is about.
    pub about: String,
    /// In what they differ.
    pub matter: Matter,
    /// The model's answer.
    pub model: String,
    /// The other's, or what is wrong with the model's.
    pub other: String,
    /// What stands in the extraction.
    pub kept: String,
}

/// The account of one call's understanding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// The model that answered, as it names itself; otherwise the one that was asked.
    pub model: String,
    /// Version of the prompts, see [`crate::language::prompts::hash`].
    pub prompt: String,
    /// Parts that the call was cut into.
    pub parts: usize,
    /// Questions asked; retries of the endpoint are its own affair.
    pub questions: usize,
    /// Tokens of all answers that came.
    pub usage: Usage,
    /// Items kept: pains, people, steps, findings that are known, objections, alternatives, triggers.
    pub kept: usize,
    /// Items and parts of items that were dropped, with why.
    pub dropped: Vec<Rejected>,
    /// Quotes that are not in the call, with why.
    pub unfounded: Vec<Rejected>,
    /// Items that were not of the form asked for.
    pub unreadable: usize,
    /// Where the engines differ.
    pub disagreements: Vec<Disagreement>,
    /// Why the extraction is the embedded engine's; `None` when it is the model's.
    pub failure: Option<Failure>,
}
