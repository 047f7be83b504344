//! What hurts the buyer now: scored utterances of the buyer's side, gated and grouped.

use super::assembly::{self, Group};
use super::gates;
use super::model::Head;
use super::scored_call::ScoredCall;
use crate::domain::{Pain, Quote, Quotes, Rejected, Side, UtteranceId};
use crate::extract::amounts::{self, Amount, Unit};

/// Quotes that a pain shows at the most.
pub(crate) const QUOTED: usize = 4;

/// Finds pains, the surest first; what the gates stop goes to `rejected`.
pub fn find(scored: &ScoredCall<'_>, rejected: &mut Vec<Rejected>) -> Vec<Pain> {
    let limits = scored.model.thresholds.pain;
    let hits = hits(scored, limits.hit, rejected);
    let mut groups =
        assembly::group(&hits, limits, |earlier, later| scored.link(earlier, later, Head::PainLink));
    groups.retain(|group| group.score() > limits.item);
    groups.sort_by(|left, right| right.score().total_cmp(&left.score()));
    groups.iter().filter_map(|group| pain(scored, group)).collect()
}

/// Utterances that speak of a pain, with scores, and the gates' rejects.
pub fn hits(scored: &ScoredCall<'_>, above: f32, rejected: &mut Vec<Rejected>) -> Vec<(usize, f32)> {
    let mut hits = Vec::new();
    for utterance in scored.call.utterances() {
        let at = utterance.id.index();
        let score = scored.score(at, Head::Pain);
        if scored.call.side(utterance.id) == Side::Seller || score <= above {
            continue;
        }
        match gates::not_a_pain(scored, utterance.id) {
            None => hits.push((at, score)),
            Some(why) if score > 0.0 => {
                rejected
                    .push(Rejected { what: scored.call.words(utterance.id).to_owned(), why: why.to_owned() });
            }
            Some(_) => {}
        }
    }
    hits
}

fn pain(scored: &ScoredCall<'_>, group: &Group) -> Option<Pain> {
    let telling = group.telling(QUOTED);
    let quotes: Vec<Quote> =
        telling.iter().filter_map(|at| scored.call.transcript.quote_all(id(*at))).collect();
    let statement = scored.call.words(id(group.best().0)).to_owned();
    Some(Pain { statement, impact: impact(&quotes), evidence: Quotes::new(quotes)? })
}

/// The number that says most: money before shares, shares before spans of time, those before counts.
fn impact(quotes: &[Quote]) -> Option<String> {
    let rank = |amount: &Amount| match amount.unit {
        Unit::Money(_) => 0,
        Unit::Percent => 1,
        Unit::Duration => 2,
        Unit::Count => 3,
    };
    // A count without the thing counted says nothing on its own.
    let telling = |amount: &Amount| amount.unit != Unit::Count || amount.short.contains(' ');
    let mut amounts: Vec<Amount> =
        quotes.iter().flat_map(|quote| amounts::find(quote.text())).filter(telling).collect();
    amounts.sort_by_key(rank);
    amounts.first().map(|amount| amount.short.clone())
}

fn id(at: usize) -> UtteranceId {
    UtteranceId(at as u32)
}
