//! The five findings: nothing is met or unmet without the buyer's words.

use super::Sorting;
use crate::domain::extraction::{Finding, FindingStatus};
use crate::domain::{Qualification, Quote, Side};
use crate::extract::llm::answer::{FoundFinding, FoundFindings};

impl Sorting<'_> {
    pub(super) fn findings(&mut self, found: FoundFindings) -> Qualification {
        Qualification {
            budget: self.finding("budget", found.budget),
            authority: self.finding("authority", found.authority),
            need: self.finding("need", found.need),
            timeline: self.finding("timeline", found.timeline),
            competition: self.finding("competition", found.competition),
        }
    }

    fn finding(&mut self, what: &str, found: FoundFinding) -> Finding {
        if found.status == FindingStatus::Unknown {
            let quotes = self.quotes(found.quotes);
            let evidence: Vec<Quote> =
                quotes.into_iter().filter(|quote| self.side(quote) == Side::Buyer).collect();
            return Finding { status: FindingStatus::Unknown, evidence };
        }
        match self.by_buyer(found.quotes, what) {
            Some(evidence) => Finding { status: found.status, evidence },
            None => Finding::default(),
        }
    }
}
