//! What may become a fact: items whose every quote verifies, and outside text that addresses people, not machines.

use crate::domain::dossier::{Channel, Touch};
use crate::domain::extraction::{Finding, FindingStatus, Qualification};
use crate::domain::{Account, Booking, Dossier, Extraction, Quote, Transcript};
use crate::extract::embedded::suspicious;

use super::super::phrase;

/// Dossier and extraction without what does not verify or tries to give orders.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) booking: Option<Booking>,
    pub(super) account: Option<Account>,
    pub(super) touches: Vec<Touch>,
    pub(super) extraction: Extraction,
    /// Items left out because a quote of theirs does not verify.
    pub(super) dropped: usize,
    /// One sentence for each place with instructions in it.
    pub(super) intrusions: Vec<String>,
}

/// Leaves out what may not become a fact.
pub(super) fn check(dossier: &Dossier, extraction: &Extraction) -> Checked {
    let mut gate = Gate { transcripts: &dossier.transcripts, orders: &extraction.suspicious, dropped: 0 };
    let kept = Extraction {
        pains: gate.keep(&extraction.pains, |pain| pain.evidence.as_slice()),
        stakeholders: gate.keep(&extraction.stakeholders, |person| person.evidence.as_slice()),
        next_steps: gate.keep(&extraction.next_steps, |step| step.evidence.as_slice()),
        qualification: Qualification {
            budget: gate.finding(&extraction.qualification.budget),
            authority: gate.finding(&extraction.qualification.authority),
            need: gate.finding(&extraction.qualification.need),
            timeline: gate.finding(&extraction.qualification.timeline),
            competition: gate.finding(&extraction.qualification.competition),
        },
        objections: gate.keep(&extraction.objections, |objection| objection.evidence.as_slice()),
        alternatives: gate.keep(&extraction.alternatives, |alternative| alternative.evidence.as_slice()),
        triggers: gate.keep(&extraction.triggers, |trigger| trigger.evidence.as_slice()),
        suspicious: extraction.suspicious.clone(),
        rejected: Vec::new(),
    };
    let dropped = gate.dropped;
    let mut intrusions = Vec::new();
    if !extraction.suspicious.is_empty() {
        intrusions.push("A passage of the call tried to instruct this brief; ignored.".to_owned());
    }
    let touches = tame_touches(&dossier.touches, &mut intrusions);
    let account = dossier.account.as_ref().map(|account| tame_account(account, &mut intrusions));
    let booking = dossier.booking.as_ref().map(|booking| tame_booking(booking, &mut intrusions));
    Checked { booking, account, touches, extraction: kept, dropped, intrusions }
}

struct Gate<'a> {
    transcripts: &'a [Transcript],
    orders: &'a [String],
    dropped: usize,
}

impl Gate<'_> {
    fn keep<T: Clone>(&mut self, items: &[T], quotes: impl Fn(&T) -> &[Quote]) -> Vec<T> {
        let kept: Vec<T> = items.iter().filter(|item| self.passes(quotes(item))).cloned().collect();
        self.dropped += items.len() - kept.len();
        kept
    }

    fn finding(&mut self, finding: &Finding) -> Finding {
        if finding.evidence.is_empty() && finding.status == FindingStatus::default() {
            return Finding::default();
        }
        if !finding.evidence.is_empty() && self.passes(&finding.evidence) {
            return finding.clone();
        }
        self.dropped += 1;
        Finding::default()
    }

    fn passes(&self, quotes: &[Quote]) -> bool {
        quotes.iter().all(|quote| self.verifies(quote) && !self.is_order(quote))
    }

    fn verifies(&self, quote: &Quote) -> bool {
        let source = self.transcripts.iter().find(|transcript| transcript.sha256() == quote.transcript());
        source.is_some_and(|transcript| quote.verifies_in(transcript))
    }

    fn is_order(&self, quote: &Quote) -> bool {
        let text = quote.text();
        self.orders.iter().any(|order| {
            let order = order.trim();
            !order.is_empty() && (text.contains(order) || order.contains(text.trim()))
        })
    }
}

/// The touches that address people; each other one is noted with its place.
fn tame_touches(touches: &[Touch], intrusions: &mut Vec<String>) -> Vec<Touch> {
    let mut kept = Vec::new();
    for touch in touches {
        if [&touch.summary, &touch.who].into_iter().flatten().any(|text| gives_orders(text)) {
            let day = phrase::day_with_year(touch.at.date());
            let place = channel_note(touch.channel);
            intrusions.push(format!("{place} of {day} tried to instruct this brief; ignored."));
        } else {
            kept.push(touch.clone());
        }
    }
    kept
}

fn tame_account(account: &Account, intrusions: &mut Vec<String>) -> Account {
    let mut account = account.clone();
    let before = account.news.len() + account.tech.len();
    account.news.retain(|news| !gives_orders(&news.headline));
    account.tech.retain(|tech| !gives_orders(tech));
    let mut removed = before != account.news.len() + account.tech.len();
    for field in [&mut account.name, &mut account.industry, &mut account.hq, &mut account.funding] {
        removed |= tame(field);
    }
    if removed {
        intrusions.push("A field of the account record tried to instruct this brief; ignored.".to_owned());
    }
    account
}

fn tame_booking(booking: &Booking, intrusions: &mut Vec<String>) -> Booking {
    let mut booking = booking.clone();
    let mut removed = tame(&mut booking.title);
    for attendee in &mut booking.attendees {
        removed |= tame(&mut attendee.name);
        removed |= tame(&mut attendee.title);
    }
    if removed {
        intrusions.push("A field of the booking tried to instruct this brief; ignored.".to_owned());
    }
    booking
}

fn tame(field: &mut Option<String>) -> bool {
    let orders = field.as_deref().is_some_and(gives_orders);
    if orders {
        *field = None;
    }
    orders
}

fn gives_orders(text: &str) -> bool {
    !suspicious::find_in_text(text).is_empty()
}

fn channel_note(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "An e-mail",
        Channel::Call => "A call note",
        Channel::Linkedin => "A LinkedIn message",
        Channel::Event => "An event note",
        Channel::Web => "A web-form note",
        Channel::Other => "A CRM note",
    }
}
