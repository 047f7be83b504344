//! Next steps: what is agreed needs the words of whoever agrees.

use super::Sorting;
use crate::domain::extraction::StepKind;
use crate::domain::{NextStep, Quote, Quotes, Side, StepStatus};
use crate::extract::llm::account::{Disagreement, Matter};
use crate::extract::llm::answer::FoundStep;
use crate::extract::llm::cross::share_words;
use crate::extract::llm::due::{self, Checked};
use crate::extract::llm::supported::{Negation, closest, is_plain, supports};

impl Sorting<'_> {
    pub(super) fn step(&mut self, found: FoundStep) -> Option<NextStep> {
        let mut quotes = self.quotes(found.quotes);
        if quotes.is_empty() {
            self.drop(&found.action, "none of its quotes is in the call");
            return None;
        }
        quotes = self.telling(quotes, &found.action)?;
        if quotes.iter().all(|quote| self.side(quote) == Side::Unknown) {
            self.drop(&found.action, "it is not known which side speaks");
            return None;
        }
        let (owner, owner_side) = self.owner(found.owner.as_deref(), found.owner_side, found.kind, &quotes);
        let status = self.status(found.status, found.kind, owner_side, &mut quotes);
        let checked = due::check(self.call, found.due.as_deref(), &quotes);
        let action = self.action(&found.action, &quotes, status)?;
        if let Some(objection) = checked.objection {
            self.day_differs(&action, found.due.as_deref(), &checked, objection);
        }
        Some(NextStep {
            action,
            kind: found.kind,
            owner,
            owner_side,
            due: checked.due,
            due_ambiguous: checked.ambiguous,
            status,
            evidence: Quotes::new(quotes)?,
        })
    }

    /// The model's line where the words in and around the quotes carry it, otherwise the quote that says most of it.
    fn action(&mut self, line: &str, quotes: &[Quote], status: StepStatus) -> Option<String> {
        let negation = if status == StepStatus::Declined { Negation::Refused } else { Negation::NoneAdded };
        if supports(quotes, &self.near(quotes), line, negation) {
            return Some(line.trim().to_owned());
        }
        closest(quotes, line).map(|quote| quote.text().to_owned())
    }

    /// Whose it is. The side of a known person is the roster's; a meeting on the seller's side is nobody's in person.
    fn owner(
        &mut self,
        name: Option<&str>,
        side: Side,
        kind: StepKind,
        quotes: &[Quote],
    ) -> (Option<String>, Side) {
        let name = name.map(str::trim).filter(|name| is_plain(name) && self.cast.knows(name));
        let known = name.and_then(|name| self.cast.find(name));
        let known_side = known.map_or(Side::Unknown, |known| known.side);
        let name = known.map(|known| known.full.clone()).or_else(|| name.map(str::to_owned));
        if known_side != Side::Unknown && side != Side::Unknown && known_side != side {
            self.disagreements.push(Disagreement {
                about: super::listed(quotes.first().map_or("", Quote::text)),
                matter: Matter::Side,
                model: side.to_string(),
                other: known_side.to_string(),
                kept: known_side.to_string(),
            });
        }
        let side = if known_side == Side::Unknown { side } else { known_side };
        let of_seller = kind == StepKind::Meeting && side == Side::Seller;
        (name.filter(|_| !of_seller), side)
    }

    /// The status that the quotes carry. What the buyer agrees to, the buyer has to say; where the model does not quote the answer, the
    /// embedded engine may have heard it in the same step.
    fn status(&self, said: StepStatus, kind: StepKind, owner: Side, quotes: &mut Vec<Quote>) -> StepStatus {
        let needs_buyer = kind == StepKind::Meeting || owner != Side::Seller;
        let by_buyer = |quote: &Quote| self.side(quote) == Side::Buyer;
        if said != StepStatus::Agreed || !needs_buyer || quotes.iter().any(by_buyer) {
            return said;
        }
        let heard = self.embedded.next_steps.iter().filter(|step| step.status == StepStatus::Agreed);
        let answer = heard
            .filter(|step| share_words(step.evidence.as_slice(), quotes))
            .flat_map(|step| step.evidence.iter())
            .find(|quote| by_buyer(quote));
        match answer {
            Some(answer) => {
                quotes.push(answer.clone());
                StepStatus::Agreed
            }
            None => StepStatus::Proposed,
        }
    }

    /// Notes that the model's day does not stand.
    pub(super) fn day_differs(&mut self, what: &str, said: Option<&str>, checked: &Checked, objection: &str) {
        let kept = checked.due.as_ref().map_or_else(|| "no day".to_owned(), ToString::to_string);
        self.disagreements.push(Disagreement {
            about: super::listed(what),
            matter: Matter::Due,
            model: super::listed(said.unwrap_or("no day")),
            other: objection.to_owned(),
            kept,
        });
    }
}
