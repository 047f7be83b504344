//! The five findings of qualification: budget, authority, need, timeline, competition.
//!
//! Each topic has a table of phrases. What the buyer says counts for "met", for "unmet" or for "open"; some phrases count
//! only in answer to a question of the seller's about that topic. The strongest side wins, and a tie stays unknown.

mod answers;
mod asked;
mod authority;
mod budget;
mod competition;
mod need;
mod score;
mod timeline;

use crate::domain::extraction::{Finding, FindingStatus};
use crate::domain::{Pain, Qualification, Stakeholder};
use crate::extract::Call;
use crate::extract::embedded::heard::Heard;

pub(in crate::extract::embedded) use asked::{Topic, Topics, asked};
pub(in crate::extract::embedded) use score::is_elsewhere;

/// Holds the call against the five questions.
///
/// Only what the buyer's side says counts; a question of the seller's tells what a short answer is about.
pub fn find(call: &Call<'_>, pains: &[Pain], stakeholders: &[Stakeholder]) -> Qualification {
    find_in(&Heard::of(call), pains, stakeholders)
}

/// The same in a prepared call.
pub(super) fn find_in(heard: &Heard<'_>, pains: &[Pain], stakeholders: &[Stakeholder]) -> Qualification {
    let budget = budget::find(heard);
    let timeline = timeline::find(heard, budget.status == FindingStatus::Unmet);
    Qualification {
        budget,
        authority: authority::find(heard, stakeholders),
        need: need::find(heard, pains),
        timeline,
        competition: competition::find(heard),
    }
}

/// A finding with its quotes.
fn finding(status: FindingStatus, evidence: Vec<crate::domain::Quote>) -> Finding {
    Finding { status, evidence }
}

#[cfg(test)]
mod tests;
