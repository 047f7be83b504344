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
use crate::extract::embedded::reading::Reading;

pub(in crate::extract::embedded) use asked::{Topic, Topics, asked};
pub(in crate::extract::embedded) use score::is_elsewhere;

/// Holds the call against the five questions.
///
/// Only what the buyer's side says counts; a question of the seller's tells what a short answer is about.
pub fn find(call: &Call<'_>, pains: &[Pain], stakeholders: &[Stakeholder]) -> Qualification {
    let reading = Reading::of(call);
    let asked = asked(&reading);
    let elsewhere: Vec<bool> =
        reading.sentences().iter().map(|sentence| is_elsewhere(reading.words(sentence))).collect();
    let scene = score::Scene { call, reading: &reading, asked: &asked, elsewhere: &elsewhere };
    let budget = budget::find(&scene);
    let timeline = timeline::find(&scene, budget.status == FindingStatus::Unmet);
    Qualification {
        budget,
        authority: authority::find(&scene, stakeholders),
        need: need::find(&scene, pains),
        timeline,
        competition: competition::find(&scene),
    }
}

/// A finding with its quotes.
fn finding(status: FindingStatus, evidence: Vec<crate::domain::Quote>) -> Finding {
    Finding { status, evidence }
}

#[cfg(test)]
mod tests;
