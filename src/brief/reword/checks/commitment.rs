//! Nothing counts as agreed that was only proposed, hoped for or refused.

use crate::domain::{SectionKind, StepStatus};

use super::super::super::ledger::Origin;
use super::super::super::words;
use super::super::claim::{Cited, Claim};
use super::super::speech::{self, Clause};
use super::Why;

/// Words that bind.
const FIRM: &str = "agreed agrees agree agreement committed commit commits commitment confirmed confirms confirm promised promises promise \
    guaranteed guarantee guarantees will won't going approved approves approve approval booked books scheduled accepted accepts accept \
    secured secures finalized finalised certain certainly definitely surely decided settled signed ready pledged assured vowed sworn \
    bound done finished sealed on-board aboard fixed set shall must";
/// Words that say that something is not agreed.
const LOOSE: &str = "proposed proposes proposal offered offers suggested suggests open unconfirmed tentative asked asks wants wanted unsettled \
    pending";
/// Words that say that something was refused.
const REFUSED: &str = "declined declines refused refuses rejected turned against";

pub(super) fn check(claim: &Claim<'_>) -> Result<(), Why> {
    says_how_it_stands(claim)?;
    for (number, clause) in claim.clauses.iter().enumerate() {
        if clause.negated {
            continue;
        }
        let firm = clause.words.iter().find(|word| words::is_in(FIRM, word) || word.ends_with("'ll"));
        let Some(word) = firm else { continue };
        // "Confirm who joins" is a task for the reader.
        let task = claim.section == SectionKind::Goal && number == 0 && clause.words.first() == Some(word);
        let open = words_before(clause, word).iter().any(|word| words::is_in(UNTIL, word));
        if !task && !open && !bears(claim, clause, word) {
            return Err(Why::Strengthened(word.clone()));
        }
    }
    Ok(())
}

/// Words after which nothing is said to be so: "until the budget is confirmed".
const UNTIL: &str = "if unless until till whether pending";

fn words_before<'c>(clause: &'c Clause, word: &String) -> &'c [String] {
    let place = clause.words.iter().position(|other| other == word).unwrap_or_default();
    clause.words.get(..place).unwrap_or_default()
}

/// A step that was not agreed is told as such; in OWED its label says so.
fn says_how_it_stands(claim: &Claim<'_>) -> Result<(), Why> {
    if claim.section == SectionKind::Owed {
        return Ok(());
    }
    let has = |list: &str| {
        claim.clauses.iter().flat_map(|clause| &clause.words).any(|word| words::is_in(list, word))
    };
    let negated = claim.clauses.iter().any(|clause| clause.negated);
    for step in claim.steps() {
        let told = match step.status {
            StepStatus::Agreed => true,
            StepStatus::Proposed => has(LOOSE) || negated,
            StepStatus::Declined => has(REFUSED) || negated,
        };
        if !told {
            return Err(Why::Strengthened(step.status.to_string()));
        }
    }
    Ok(())
}

/// Whether what is cited is as firm as the word.
fn bears(claim: &Claim<'_>, clause: &Clause, word: &str) -> bool {
    let open = claim.steps().any(|step| step.status != StepStatus::Agreed);
    let agreed = claim.steps().any(|step| step.status == StepStatus::Agreed);
    if agreed && !open && words::is_in(OF_A_STEP, word) && shares_with_a_step(claim, clause) {
        return true;
    }
    let booked = matches!(word, "booked" | "scheduled");
    if booked && claim.cited.iter().any(|cited| cited.origin == Origin::Meeting) {
        return true;
    }
    let future = matches!(word, "will" | "going" | "shall") || word.ends_with("'ll");
    let stem = speech::stem(word);
    let said = claim.pieces.iter().flat_map(|piece| &piece.clauses).any(|other| {
        let same = if future {
            let future = other
                .words
                .iter()
                .any(|word| matches!(word.as_str(), "will" | "going") || word.ends_with("'ll"));
            future && clause.stems.intersection(&other.stems).next().is_some()
        } else {
            other.words.iter().any(|word| speech::stem(word) == stem)
        };
        same && !other.negated && !other.hedged && !other.words.iter().any(|word| is_open_end(word))
    });
    said && !open
}

/// Binding words that a step both sides agreed on bears by itself; the others somebody must have said.
const OF_A_STEP: &str = "agreed agrees agree agreement set";

/// Words that leave a promise open beyond what leaves a statement open.
fn is_open_end(word: &str) -> bool {
    words::is_in("until till once could would should may think want wants like", word)
}

/// Whether the clause speaks of an agreed step, or of nothing but its day.
fn shares_with_a_step(claim: &Claim<'_>, clause: &Clause) -> bool {
    let other: Vec<&String> = clause.stems.iter().filter(|stem| !is_about_agreeing(stem)).collect();
    let steps = |cited: &&Cited<'_>| matches!(cited.origin, Origin::NextStep(_) | Origin::Meeting);
    let origins: Vec<Origin> = claim.cited.iter().filter(steps).map(|cited| cited.origin).collect();
    let pieces = claim.pieces.iter().filter(|piece| origins.contains(&piece.origin));
    let mut stems = pieces.flat_map(|piece| &piece.clauses).flat_map(|said| &said.stems);
    other.is_empty() || stems.any(|stem| other.contains(&stem))
}

fn is_about_agreeing(stem: &str) -> bool {
    ["agre", "meet", "call", "demo", "confirm", "book", "schedul", "next", "step"]
        .iter()
        .any(|word| stem.starts_with(word))
}
