//! Which facts a section may rest on, and how a section may speak.

use crate::domain::{SectionKind, Side, StepStatus};

use super::super::super::ledger::{Origin, Topic};
use super::super::super::{steps, words};
use super::super::claim::Claim;
use super::Why;

pub(super) fn check(claim: &Claim<'_>) -> Result<(), Why> {
    if !claim.cited.iter().all(|cited| is_of(claim.section, cited.origin)) {
        return Err(Why::Section);
    }
    match claim.section {
        SectionKind::Owed => one_promise(claim)?,
        SectionKind::Goal | SectionKind::Ask => return Ok(()),
        _ => {}
    }
    addresses_nobody(claim)
}

fn is_of(section: SectionKind, origin: Origin) -> bool {
    use Origin::{
        Account, Alternative, Conflict, Finding, KeepAway, Meeting, News, NextStep, Objection, Pain, Person,
        Tech, Touch, Trigger,
    };
    match section {
        SectionKind::Goal => !matches!(origin, Account | Tech | News(_) | Touch(_) | Alternative(_)),
        SectionKind::Pain => matches!(origin, Pain(_)),
        SectionKind::WhyNow => {
            matches!(origin, Trigger(_) | News(_) | Finding(Topic::Budget | Topic::Timeline))
        }
        SectionKind::People => matches!(origin, Person(_) | KeepAway(_) | Meeting | NextStep(_)),
        SectionKind::Today => matches!(origin, Alternative(_) | Tech | Finding(Topic::Competition)),
        SectionKind::Owed => matches!(origin, NextStep(_)),
        SectionKind::Risk => matches!(
            origin,
            Objection(_) | Finding(_) | Conflict(_) | NextStep(_) | Person(_) | KeepAway(_) | Alternative(_)
        ),
        SectionKind::Ask => true,
        SectionKind::Account => matches!(origin, Account | News(_) | Touch(_) | Tech),
    }
}

/// A line of OWED holds one promise, so that no owner, day or answer slips from one to another.
fn one_promise(claim: &Claim<'_>) -> Result<(), Why> {
    let [cited] = claim.cited.as_slice() else { return Err(Why::Cites) };
    let Some(step) = claim.step(cited) else { return Err(Why::Section) };
    let known = steps::side(claim.desk.ledger, step) != Side::Unknown || step.status != StepStatus::Agreed;
    if known { Ok(()) } else { Err(Why::Section) }
}

/// First words that tell the reader to do something.
const ORDERS: &str = "send call email contact offer ask tell click visit forward pay give go ignore mark accept reject book write reach \
    ring phone message invite share open sign push press offer get show bring remember note make take use do don't start stop \
    keep let be confirm schedule approve discount waive cancel skip leave join read see try buy sell add remove delete";

fn addresses_nobody(claim: &Claim<'_>) -> Result<(), Why> {
    let yours = ["you", "your", "yours", "you're", "you'll", "yourself"];
    let addressed =
        claim.clauses.iter().flat_map(|clause| &clause.words).any(|word| yours.contains(&word.as_str()));
    // A promise is told by its verb, "send the calculator"; in front of a colon the verb is an order about it.
    let ordered = (claim.section != SectionKind::Owed || claim.frame.contains(": "))
        && !claim.text.starts_with('“')
        && claim
            .clauses
            .first()
            .and_then(|clause| clause.words.first())
            .is_some_and(|word| words::is_in(ORDERS, word));
    if addressed || ordered { Err(Why::Order) } else { Ok(()) }
}
