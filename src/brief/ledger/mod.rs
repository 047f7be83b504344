//! Numbered facts, each with evidence that verifies.

mod checked;
mod facts;
mod whole;

use jiff::civil::Date;

use crate::domain::extraction::Finding;
use crate::domain::{
    Account, Booking, Dossier, Due, Evidence, Extraction, Fact, FactId, FactKind, Instant, Quote, StepStatus,
    Touch, Transcript,
};

use super::cast::Cast;
use super::conflicts::{self, Conflict};
use super::keep_away;

/// Where a fact comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The booked meeting.
    Meeting,
    /// Somebody on the buyer's side, by their place in the cast.
    Person(usize),
    /// A pain, by its place in the extraction.
    Pain(usize),
    /// A trigger.
    Trigger(usize),
    /// A next step.
    NextStep(usize),
    /// One of the five findings.
    Finding(Topic),
    /// An objection.
    Objection(usize),
    /// Something used or looked at.
    Alternative(usize),
    /// The account record.
    Account,
    /// The products that the account record lists.
    Tech,
    /// A news item of the account.
    News(usize),
    /// A prior contact.
    Touch(usize),
    /// Somebody whom the buyer asked to leave alone, by their place in the cast.
    KeepAway(usize),
    /// Two sources that disagree.
    Conflict(usize),
}

/// One of the five findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Money.
    Budget,
    /// Who decides.
    Authority,
    /// A need of their own.
    Need,
    /// When.
    Timeline,
    /// What else.
    Competition,
}

impl Topic {
    /// All five.
    pub const ALL: [Self; 5] = [Self::Budget, Self::Authority, Self::Need, Self::Timeline, Self::Competition];

    /// What the call says about it.
    pub fn of(self, extraction: &Extraction) -> &Finding {
        let qualification = &extraction.qualification;
        match self {
            Self::Budget => &qualification.budget,
            Self::Authority => &qualification.authority,
            Self::Need => &qualification.need,
            Self::Timeline => &qualification.timeline,
            Self::Competition => &qualification.competition,
        }
    }
}

/// All that is known about one handoff.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// The facts in order of their numbers.
    pub facts: Vec<Fact>,
    /// How many were dropped because their evidence did not verify.
    pub dropped: usize,
    /// What of the extraction verified: everything after the ledger reads this, never the original.
    pub extraction: Extraction,
    /// The booking without fields that address a machine.
    pub booking: Option<Booking>,
    /// The account, likewise.
    pub account: Option<Account>,
    /// The touches, likewise.
    pub touches: Vec<Touch>,
    /// The day of the latest call, where known.
    pub call_day: Option<Date>,
    /// Who is who.
    pub cast: Cast,
    /// Where the sources disagree.
    pub conflicts: Vec<Conflict>,
    /// Where text from outside addressed a machine; none of it became a fact.
    pub intrusions: Vec<String>,
    origins: Vec<Origin>,
    dues: Vec<Vec<Due>>,
}

impl Ledger {
    /// Numbers everything that the dossier and the call say.
    pub fn new(dossier: &Dossier, extraction: &Extraction) -> Self {
        let checked = checked::check(dossier, extraction);
        let calls = &dossier.transcripts;
        let mut ledger = Self {
            dropped: checked.dropped,
            cast: Cast::new(calls, checked.booking.as_ref(), &checked.extraction),
            extraction: checked.extraction,
            booking: checked.booking,
            account: checked.account,
            call_day: call_day(calls, dossier.booking.as_ref()),
            touches: checked.touches,
            intrusions: checked.intrusions,
            ..Self::default()
        };
        facts::fill(&mut ledger);
        ledger.add_context(calls);
        ledger.complete(calls);
        ledger.keep_away(calls);
        let conflicts = conflicts::find(calls, &ledger);
        for (index, conflict) in conflicts.iter().enumerate() {
            ledger.add(
                Origin::Conflict(index),
                FactKind::Conflict,
                conflict.text.clone(),
                conflict.evidence.clone(),
                conflict.dues.clone(),
            );
        }
        ledger.conflicts = conflicts;
        ledger
    }

    /// The fact with that number.
    pub fn get(&self, id: FactId) -> Option<&Fact> {
        self.facts.get(usize::from(id.0).checked_sub(1)?)
    }

    /// The fact that was made from something.
    pub fn of(&self, origin: Origin) -> Option<&Fact> {
        let position = self.origins.iter().position(|other| *other == origin)?;
        self.facts.get(position)
    }

    /// The number of the fact that was made from something.
    pub fn id(&self, origin: Origin) -> Option<FactId> {
        self.of(origin).map(|fact| fact.id)
    }

    /// Where a fact comes from.
    pub fn origin(&self, id: FactId) -> Option<Origin> {
        self.origins.get(usize::from(id.0).checked_sub(1)?).copied()
    }

    /// The days and moments that belong to a fact beyond its evidence: those that the extraction resolved.
    pub fn dues(&self, id: FactId) -> &[Due] {
        usize::from(id.0).checked_sub(1).and_then(|index| self.dues.get(index)).map_or(&[], Vec::as_slice)
    }

    /// The quotes of a fact, in their order.
    pub fn quotes(&self, origin: Origin) -> Vec<&Quote> {
        let evidence = self.of(origin).map_or(&[][..], |fact| fact.evidence.as_slice());
        evidence.iter().filter_map(quote_of).collect()
    }

    /// Adds to a next step of which only one side's words are known what the other side said before, or answered.
    fn add_context(&mut self, calls: &[Transcript]) {
        for (origin, fact) in self.origins.iter().zip(&mut self.facts) {
            let Origin::NextStep(index) = origin else { continue };
            let step = self.extraction.next_steps.get(*index);
            let agreed = step.is_some_and(|step| step.status == StepStatus::Agreed);
            let quotes: Vec<&Quote> = fact.evidence.iter().filter_map(quote_of).collect();
            let before = whole::just_before(calls, &quotes).filter(|_| agreed).map(Evidence::Quote);
            let context = whole::other_side(calls, &self.cast, &quotes, agreed);
            if let Some(before) = before.filter(|before| !fact.evidence.contains(before)) {
                fact.evidence.insert(0, before);
            }
            match context {
                Some(whole::Context::Before(quote)) => fact.evidence.insert(0, Evidence::Quote(quote)),
                Some(whole::Context::After(quote)) => fact.evidence.push(Evidence::Quote(quote)),
                None => {}
            }
        }
    }

    /// Widens every quote to whole sentences, and adds the cues that complete them.
    fn complete(&mut self, calls: &[Transcript]) {
        let styles: Vec<whole::Style<'_>> = calls.iter().map(whole::Style::new).collect();
        for fact in &mut self.facts {
            let mut evidence: Vec<Evidence> = Vec::with_capacity(fact.evidence.len());
            for item in std::mem::take(&mut fact.evidence) {
                let quote = quote_of(&item);
                let Some((quote, style)) =
                    quote.zip(quote.and_then(|quote| styles.iter().find(|style| style.is_of(quote))))
                else {
                    evidence.push(item);
                    continue;
                };
                let quote = style.rounded(quote).unwrap_or_else(|| quote.clone());
                let more = style.completing(&quote);
                evidence.push(Evidence::Quote(quote));
                evidence.extend(more.into_iter().map(Evidence::Quote));
            }
            let mut seen: Vec<Evidence> = Vec::with_capacity(evidence.len());
            for item in evidence {
                if !seen.contains(&item) {
                    seen.push(item);
                }
            }
            fact.evidence = seen;
        }
    }

    fn keep_away(&mut self, calls: &[Transcript]) {
        for (player, quote) in keep_away::find(calls, &self.cast) {
            let name = self.cast.players.get(player).map_or("", |player| player.name.as_str());
            let text = format!("Leave {name} alone: {}", quote.text());
            let evidence = vec![Evidence::Quote(quote)];
            self.add(Origin::KeepAway(player), FactKind::Person, text, evidence, Vec::new());
        }
    }

    fn add(&mut self, origin: Origin, kind: FactKind, text: String, evidence: Vec<Evidence>, dues: Vec<Due>) {
        if evidence.is_empty() {
            self.dropped += 1;
            return;
        }
        let Ok(number) = u16::try_from(self.facts.len() + 1) else {
            self.dropped += 1;
            return;
        };
        self.facts.push(Fact { id: FactId(number), kind, text, evidence });
        self.origins.push(origin);
        self.dues.push(dues);
    }
}

fn quote_of(evidence: &Evidence) -> Option<&Quote> {
    if let Evidence::Quote(quote) = evidence { Some(quote) } else { None }
}

/// The booking's `call_date`, otherwise the day on which the last recording began.
fn call_day(calls: &[Transcript], booking: Option<&Booking>) -> Option<Date> {
    let booked = booking.and_then(|booking| booking.call_date);
    booked.or_else(|| calls.last().and_then(Transcript::started_at).map(Instant::date))
}

#[cfg(test)]
mod tests;
