//! Is there a need of the buyer's own?

use std::sync::LazyLock;

use crate::domain::Pain;
use crate::domain::extraction::{Finding, FindingStatus};
use crate::extract::embedded::heard::Heard;
use crate::extract::embedded::phrases::Phrases;

use super::score::{Cue, Sense, tally, unmet};

/// What "we have no problem" must add up to for each pain that was found all the same.
const PER_PAIN: u32 = 4;

/// Met when they told what hurts; unmet when they said that nothing does.
pub(super) fn find(heard: &Heard<'_>, pains: &[Pain]) -> Finding {
    let tally = tally(heard, None, &PHRASES);
    let content = tally.sum(Sense::Unmet);
    let pains_found = u32::try_from(pains.len()).unwrap_or(u32::MAX);
    if content >= 3 && content >= pains_found.saturating_mul(PER_PAIN) {
        return super::finding(FindingStatus::Unmet, tally.quotes(heard, Sense::Unmet, 2));
    }
    let mut told: Vec<&Pain> = pains.iter().collect();
    told.sort_by_key(|pain| pain.impact.is_none());
    let evidence: Vec<_> = told.iter().take(2).map(|pain| pain.evidence.first().clone()).collect();
    let status = if evidence.is_empty() { FindingStatus::Unknown } else { FindingStatus::Met };
    super::finding(status, evidence)
}

static PHRASES: LazyLock<Phrases<Cue>> = LazyLock::new(|| Phrases::new(&[TABLE]));

const TABLE: &[(&str, Cue)] = &[
    ("nothing broken|wrong", unmet(4)),
    ("nothing is|to broken|wrong|fix", unmet(4)),
    ("not broken", unmet(3)),
    ("not have|got a|any| problem|need|issue|complaint|complaints|pain $", unmet(3)),
    ("there is no problem|need|issue|pain $", unmet(3)),
    ("do not need it|anything|this|one|you|another", unmet(3)),
    ("i|we am|are very|really|perfectly| happy|locked|content|satisfied", unmet(4)),
    ("it works $", unmet(3)),
    ("it just works", unmet(3)),
    ("works fine|great|well|perfectly|beautifully $", unmet(2)),
    ("very|really|pretty|quite happy|pleased with", unmet(3)),
    ("happy with it|what|them|that|our", unmet(3)),
    ("waste|wasting|wasted|be * time|afternoon|coffee|morning", unmet(3)),
    ("would not change|switch|swap|touch", unmet(2)),
    ("no reason to", unmet(3)),
    ("not looking to|for|at anything|change|switch|replace", unmet(3)),
    ("not in the market", unmet(4)),
    ("with this nothing", unmet(4)),
    ("honestly nothing", unmet(3)),
    ("^ nothing $", unmet(2)),
    ("complaining about and i am not", unmet(4)),
    ("very|is boring", unmet(3)),
    ("how i like it", unmet(2)),
    ("we did that $", unmet(2)),
    ("we bought one", unmet(3)),
    ("we have somebody|someone $", unmet(3)),
    ("save your time|dime|breath", unmet(3)),
    ("not interested", unmet(4)),
    ("sorted it|that|already", unmet(2)),
    ("i|we can live with", unmet(2)),
    ("no pain|complaints", unmet(3)),
    ("i|we am|are good|fine|sorted|covered|set thanks|actually|with", unmet(2)),
    ("do not touch it", unmet(2)),
    ("not going anywhere", unmet(2)),
    ("she|he|they likes|like it too", unmet(2)),
    ("really good actually", unmet(2)),
    ("by themselves|itself $", unmet(2)),
    ("not really no", unmet(2)),
    ("think we do $", unmet(2)),
];
