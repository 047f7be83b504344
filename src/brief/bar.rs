//! The SQL bar held against what is known.
//!
//! Only what the buyer said in a call decides. A CRM note that says "budget confirmed" and a figure in the account record
//! change nothing: they are somebody's opinion of the buyer, and the bar asks for the buyer's own words.

use crate::domain::bar::{Criterion, CriterionFinding, CriterionState, CriterionTest};
use crate::domain::extraction::{Finding, FindingStatus};
use crate::domain::{
    BarResult, Dossier, Evidence, Extraction, Quote, Quotes, Role, Side, SqlBar, Stakeholder, StepStatus,
    Transcript,
};
use crate::extract::Call;
use crate::extract::embedded::requirements;
use crate::extract::sides::{self, Sides};

/// The most quotes that a criterion shows.
const MOST_QUOTES: usize = 2;

/// Finds each criterion met, unmet or unknown.
///
/// Met and unmet have quotes that stand in a transcript of the dossier; a criterion without one is unknown.
pub fn check(bar: &SqlBar, dossier: &Dossier, extraction: &Extraction) -> BarResult {
    let sides = |transcript| sides::assign(transcript, dossier.booking.as_ref());
    let calls = dossier.transcripts.iter().map(|transcript| (transcript, sides(transcript))).collect();
    let record = Record { dossier, calls, extraction };
    BarResult {
        name: bar.name.clone(),
        version: bar.version,
        signed: bar.is_signed(),
        findings: bar.criteria.iter().map(|criterion| record.hold(criterion)).collect(),
    }
}

/// What a test found: how it stands and the words that show it.
type Verdict = (CriterionState, Vec<Quote>);

const UNKNOWN: Verdict = (CriterionState::Unknown, Vec::new());

struct Record<'a> {
    dossier: &'a Dossier,
    /// The transcripts with who is on which side.
    calls: Vec<(&'a Transcript, Sides)>,
    extraction: &'a Extraction,
}

impl Record<'_> {
    fn hold(&self, criterion: &Criterion) -> CriterionFinding {
        let (state, quotes) = self.test(criterion.test);
        // A step is agreed by both sides; everything else only the buyer can show.
        let both = criterion.test == CriterionTest::NextStepDated;
        let mut evidence: Vec<Evidence> = Vec::new();
        for quote in quotes {
            let counts = self.side(&quote).is_some_and(|side| both || side != Side::Seller);
            let quote = Evidence::Quote(quote);
            if counts && evidence.len() < MOST_QUOTES && !evidence.contains(&quote) {
                evidence.push(quote);
            }
        }
        let state = if evidence.is_empty() { CriterionState::Unknown } else { state };
        let evidence = if state == CriterionState::Unknown { Vec::new() } else { evidence };
        CriterionFinding { id: criterion.id.clone(), statement: criterion.statement.clone(), state, evidence }
    }

    /// Who said a quote; `None` when it stands in no transcript of the dossier.
    fn side(&self, quote: &Quote) -> Option<Side> {
        let (transcript, sides) = self.calls.iter().find(|(transcript, _)| quote.verifies_in(transcript))?;
        let speaker = transcript.utterance(quote.utterance())?.speaker;
        Some(speaker.map_or(Side::Unknown, |speaker| sides.of(speaker).side))
    }

    fn test(&self, test: CriterionTest) -> Verdict {
        let Extraction { qualification, triggers, alternatives, .. } = self.extraction;
        match test {
            CriterionTest::BudgetConfirmed => of(&qualification.budget),
            CriterionTest::AuthorityReached => of(&qualification.authority),
            CriterionTest::NeedConfirmed => of(&qualification.need),
            CriterionTest::TimelineStated => of(&qualification.timeline),
            CriterionTest::CompetitionKnown => of(&qualification.competition),
            CriterionTest::PainQuoted => self.pains(false),
            CriterionTest::ImpactStated => self.pains(true),
            CriterionTest::EconomicBuyerNamed => self.economic_buyer(),
            CriterionTest::ChampionIdentified => met(self.people(&[Role::Champion])),
            CriterionTest::DecisionProcessKnown => self.decision_process(),
            CriterionTest::DecisionCriteriaKnown => met(self.requirements()),
            CriterionTest::NextStepDated => self.next_step(),
            CriterionTest::CriticalEvent => met(first_of(triggers.iter().map(|trigger| &trigger.evidence))),
            CriterionTest::SituationKnown => {
                let in_use = alternatives.iter().filter(|alternative| alternative.in_use);
                met(first_of(in_use.map(|alternative| &alternative.evidence)))
            }
        }
    }

    /// Pains, or only those on which the buyer put a number. Where the buyer said that nothing hurts, it is unmet.
    fn pains(&self, numbered: bool) -> Verdict {
        let need = &self.extraction.qualification.need;
        if need.status == FindingStatus::Unmet {
            return of(need);
        }
        let pains = self.extraction.pains.iter().filter(|pain| !numbered || pain.impact.is_some());
        met(first_of(pains.map(|pain| &pain.evidence)))
    }

    /// Who signs is known by name or title, or is on the call and says so.
    fn economic_buyer(&self) -> Verdict {
        let named = self.people(&[Role::EconomicBuyer, Role::DecisionMaker]);
        if !named.is_empty() {
            return met(named);
        }
        let authority = &self.extraction.qualification.authority;
        if authority.status == FindingStatus::Met { of(authority) } else { UNKNOWN }
    }

    /// Who signs, and somebody else who is asked on the way: without the second it is a name and no process.
    fn decision_process(&self) -> Verdict {
        let signs = self.people(&[Role::EconomicBuyer, Role::DecisionMaker]);
        let asked = self.people(&[Role::Blocker, Role::TechnicalEvaluator, Role::Influencer]);
        if signs.len() + asked.len() >= 2 && !signs.is_empty() {
            return met(signs.into_iter().take(1).chain(asked).collect());
        }
        UNKNOWN
    }

    /// A step that both sides agreed and dated. Where everything that was offered was refused, it is unmet.
    fn next_step(&self) -> Verdict {
        let steps = &self.extraction.next_steps;
        let dated = steps.iter().filter(|step| step.status == StepStatus::Agreed && step.due.is_some());
        let dated = first_of(dated.map(|step| &step.evidence));
        if !dated.is_empty() {
            return met(dated);
        }
        let refused = !steps.is_empty() && steps.iter().all(|step| step.status == StepStatus::Declined);
        if refused {
            return (CriterionState::Unmet, first_of(steps.iter().map(|step| &step.evidence)));
        }
        UNKNOWN
    }

    /// For each person with one of these roles, the buyer's words that show the role best.
    fn people(&self, roles: &[Role]) -> Vec<Quote> {
        let people = self.extraction.stakeholders.iter().filter(|person| roles.contains(&person.role));
        people.filter_map(|person| self.telling(person)).collect()
    }

    /// Of the buyer's quotes about a person, the first that speaks of the role, otherwise the first.
    fn telling(&self, person: &Stakeholder) -> Option<Quote> {
        const DECIDING: [&str; 10] = [
            "decid", "sign", "approv", "budget", "owns", "board", "bless", "her call", "his call", "say yes",
        ];
        const CARRYING: [&str; 7] =
            ["recommend", "carry", "push for", "take it", "bring it", "i'd like", "i want"];
        let words: &[&str] = if person.role == Role::Champion { &CARRYING } else { &DECIDING };
        let quotes = person.evidence.iter().filter(|quote| self.side(quote) != Some(Side::Seller));
        let tells = |quote: &&Quote| {
            let text = quote.text().to_lowercase();
            words.iter().any(|word| text.contains(word))
        };
        quotes.clone().find(tells).or_else(|| quotes.clone().next()).cloned()
    }

    fn requirements(&self) -> Vec<Quote> {
        let booking = self.dossier.booking.as_ref();
        let account = self.dossier.account.as_ref();
        let calls = self
            .calls
            .iter()
            .map(|(transcript, sides)| Call::new(transcript, sides.clone(), booking, account));
        calls.flat_map(|call| requirements::find(&call)).collect()
    }
}

/// A finding of qualification as a verdict.
fn of(finding: &Finding) -> Verdict {
    let state = match finding.status {
        FindingStatus::Met => CriterionState::Met,
        FindingStatus::Unmet => CriterionState::Unmet,
        FindingStatus::Unknown => CriterionState::Unknown,
    };
    (state, finding.evidence.clone())
}

/// Met when there is something to show.
fn met(quotes: Vec<Quote>) -> Verdict {
    if quotes.is_empty() { UNKNOWN } else { (CriterionState::Met, quotes) }
}

/// The first quote of each item.
fn first_of<'a>(items: impl Iterator<Item = &'a Quotes>) -> Vec<Quote> {
    items.map(|quotes| quotes.first().clone()).collect()
}
