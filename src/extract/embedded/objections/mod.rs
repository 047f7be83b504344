//! What the buyer holds against it: doubts about the product, its price, its risk, the effort and the moment, and the doubts of
//! those who have a say.
//!
//! A pain of theirs is no objection, and neither is a meeting time that does not suit.

mod clause;

use std::cmp::Reverse;
use std::sync::LazyLock;

use super::findings::Topic;
use super::heard::Heard;
use super::phrases::Phrases;
use super::reading::{Reading, Word};
use crate::domain::extraction::Objection;
use crate::domain::{Quotes, Side};
use crate::extract::Call;

/// The most that are kept.
const MOST: usize = 4;

/// The most of one kind, so that four doubts about the price leave room for the others.
const MOST_OF_A_KIND: usize = 2;

/// What a phrase must weigh.
const LEAST: u32 = 3;

/// A statement of fewer words says nothing by itself.
const LEAST_WORDS: usize = 3;

/// What an objection is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Price,
    Risk,
    Effort,
    Trust,
    Timing,
    Others,
    AsIs,
}

/// What a phrase says.
struct Doubt {
    kind: Kind,
    weight: u32,
}

struct Candidate {
    kind: Kind,
    weight: u32,
    sentence: usize,
    objection: Objection,
}

/// Finds objections, the strongest first, at most four.
pub fn find(call: &Call<'_>) -> Vec<Objection> {
    find_in(&Heard::of(call))
}

/// The same in a prepared call.
pub(super) fn find_in(heard: &Heard<'_>) -> Vec<Objection> {
    let reading = &heard.reading;
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut claimed = false;
    for (index, sentence) in reading.sentences().iter().enumerate() {
        let words = reading.words(sentence);
        if sentence.side == Side::Seller {
            claimed = (claimed && words.len() < 4) || is_claim(words);
            continue;
        }
        if sentence.side != Side::Buyer {
            continue;
        }
        let scheduling = heard.asked(index).contains(Topic::Offer) && names_a_day(words);
        if !scheduling && !heard.is_elsewhere(index) {
            let challenge = claimed && sentence.question;
            candidates.extend(candidate(heard.call, reading, index, challenge));
        }
        claimed = claimed && words.len() < 4;
    }
    candidates.sort_by_key(|candidate| (Reverse(candidate.weight), candidate.sentence));
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        let alike = kept.iter().filter(|other| other.kind == candidate.kind).count();
        let near =
            kept.iter().any(|other| other.objection.evidence.first() == candidate.objection.evidence.first());
        if kept.len() < MOST && alike < MOST_OF_A_KIND && !near {
            kept.push(candidate);
        }
    }
    kept.into_iter().map(|candidate| candidate.objection).collect()
}

/// The objection in one sentence, if there is one.
fn candidate(call: &Call<'_>, reading: &Reading<'_>, index: usize, challenge: bool) -> Option<Candidate> {
    let sentence = reading.sentences().get(index)?;
    let words = reading.words(sentence);
    let hits = DOUBTS.find(words);
    let doubt = hits.iter().max_by_key(|hit| (hit.says.weight, Reverse(hit.words.start)));
    let challenged = challenge.then(|| CHALLENGES.find(words).into_iter().next()).flatten();
    let (kind, weight, at) = match (doubt, challenged) {
        (Some(hit), None) => (hit.says.kind, hit.says.weight, hit.words.clone()),
        (Some(hit), Some(_)) => (hit.says.kind, hit.says.weight + 1, hit.words.clone()),
        (None, Some(hit)) => (Kind::Trust, *hit.says, 0..hit.words.end),
        (None, None) => return None,
    };
    if weight < LEAST {
        return None;
    }
    let statement =
        clause::around(call, words, at.clone()).filter(|line| line.split(' ').count() >= LEAST_WORDS)?;
    let evidence = Quotes::one(reading.quote(call, sentence, at)?);
    Some(Candidate { kind, weight, sentence: index, objection: Objection { statement, evidence } })
}

/// Words of a claim about what the product does for its users.
#[rustfmt::skip]
const OURS: [&str; 16] = [
    "our", "we", "ours", "us", "customers", "clients", "users", "typically", "usually", "average", "percent", "fewer",
    "less", "more", "faster", "accurate",
];

/// Whether the seller claims a result: a number and what it does to something.
fn is_claim(words: &[Word<'_>]) -> bool {
    let counted =
        words.iter().any(|word| word.traits.number || word.text.ends_with('%') || word.text == "percent");
    counted
        && words.len() >= 5
        && words.iter().any(|word| OURS.contains(&word.text) || word.text.ends_with('%'))
}

fn names_a_day(words: &[Word<'_>]) -> bool {
    #[rustfmt::skip]
    const DAYS: [&str; 12] = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "tomorrow", "week", "morning", "afternoon",
        "o'clock", "calendar", "meeting",
    ];
    words.iter().any(|word| DAYS.contains(&word.text))
}

static DOUBTS: LazyLock<Phrases<Doubt>> = LazyLock::new(|| Phrases::new(&[TABLE]));

static CHALLENGES: LazyLock<Phrases<u32>> = LazyLock::new(|| Phrases::new(&[CHALLENGE_TABLE]));

const fn price(weight: u32) -> Doubt {
    Doubt { kind: Kind::Price, weight }
}
const fn risk(weight: u32) -> Doubt {
    Doubt { kind: Kind::Risk, weight }
}
const fn effort(weight: u32) -> Doubt {
    Doubt { kind: Kind::Effort, weight }
}
const fn trust(weight: u32) -> Doubt {
    Doubt { kind: Kind::Trust, weight }
}
const fn timing(weight: u32) -> Doubt {
    Doubt { kind: Kind::Timing, weight }
}
const fn now(weight: u32) -> Doubt {
    Doubt { kind: Kind::AsIs, weight }
}
const fn others(weight: u32) -> Doubt {
    Doubt { kind: Kind::Others, weight }
}

/// Questions that answer a claim of the seller's.
const CHALLENGE_TABLE: &[(&str, u32)] = &[
    ("of what|which|who|whom", 3),
    ("who says", 3),
    ("says who", 3),
    ("up to what", 4),
    ("or never|in|is", 3),
    ("for how many", 3),
    ("over what|how", 3),
    ("compared|against to|with| what", 3),
    ("who is paying|checking|looking|doing|losing|reading", 4),
    ("is that median|mean|aligners|average|with|before|after|including|blended", 3),
    ("is it certified|real|people|a", 3),
    ("who paid|measured|ran|did|wrote|counted", 3),
    ("measured by", 3),
    ("based on what", 4),
];

const TABLE: &[(&str, Doubt)] = &[
    // Things as they are.
    ("locked|tied in|into", now(4)),
    ("there is no|not|never a|an|any|| out|exit|break|termination", now(3)),
    ("no break|exit|termination clause", now(4)),
    ("just renewed|signed", now(4)),
    ("signed|committed through|until|till", now(4)),
    ("we have somebody|someone $", now(4)),
    ("i am happy", now(4)),
    ("happy with what|them|it|our", now(4)),
    ("nothing broken|is|to broken|wrong|fix", now(4)),
    ("not broken", now(4)),
    ("would be in breach", now(5)),
    ("going to let it", now(3)),
    ("the one|ones we have|got works|is|are", now(4)),
    ("have got our own", now(4)),
    ("rather build|do it ourselves|myself|in-house", now(4)),
    // Price.
    ("too expensive|dear|steep|rich|pricey", price(4)),
    ("it|that is way|just|| too much", price(4)),
    ("lot of money", price(3)),
    ("can|could not justify|afford", price(5)),
    ("not going ** to pay", price(5)),
    ("am|are not paying for|twice|that|another|#", price(4)),
    ("if it is # * no", price(4)),
    ("if it is over|more # ** not|no", price(4)),
    ("percent of spend", price(4)),
    ("what is the catch", price(4)),
    ("have to|would pay for itself", price(4)),
    ("have to|must cost less", price(4)),
    ("there would have to be a payback|return", price(4)),
    ("per seat|user|head is|adds|gets", price(3)),
    ("another subscription", price(5)),
    ("keeps going up", price(2)),
    // Risk.
    ("who is|would be liable|responsible|accountable", risk(6)),
    ("liability", risk(4)),
    ("on the hook", risk(5)),
    ("what happens if", risk(4)),
    (
        "what if it|your|the|you|somebody|they * wrong|down|fails|breaks|miss|misses|go|goes|stop|stops",
        risk(5),
    ),
    ("if|when ** gets|get|got it wrong", risk(6)),
    ("it|robot|model|machine|software|ai|computer|you gets|get it wrong", risk(5)),
    (
        "am|are|bit|little|get|gets|makes|make me|us| worried|nervous|uneasy|anxious|concerned about what|the|your|putting|handing|data|security|it|that",
        risk(4),
    ),
    ("makes me|us nervous|uneasy|uncomfortable", risk(5)),
    ("my|our|biggest|main|only|one worry|concern|fear|hesitation|question|reservation is|would", risk(5)),
    ("worries|scares|bothers|concerns me|us", risk(5)),
    ("concern|worry|hesitation for me|us", risk(4)),
    ("not comfortable", risk(5)),
    ("customer|client|patient|our|member data going|leaving|goes|leaves|in", risk(4)),
    ("that is client|patient|customer|member data", risk(4)),
    ("do|does|would not want ** data|email|files ** leaving|leave|cloud|outside", risk(6)),
    ("data ** has|have|got|must to|| stay|sit|be|remain", risk(4)),
    ("got to be in @ or", risk(4)),
    ("where does it|the|our live|data|sit", risk(4)),
    ("who can see it|the|our|that", risk(4)),
    ("not leave|leaving the building|country|our", risk(5)),
    ("in your cloud", risk(3)),
    ("worried about what you", risk(5)),
    ("single point of failure", risk(5)),
    ("hallucinates|hallucinate|makes things up|stuff", risk(5)),
    ("vendor lock-in", risk(4)),
    ("get out of it", risk(3)),
    ("if you go|went under|bust", risk(5)),
    // Effort.
    ("another tool|screen|login|system|window|app|portal|dashboard|inbox|platform", effort(5)),
    ("another thing to break|learn|check|log|maintain|manage", effort(6)),
    ("log|logging in|into|on|onto to|| another|yet", effort(6)),
    ("last time we|i changed|switched|moved|did|tried|put", effort(5)),
    ("tried one|it|that|this|something of|like|before|and|once|already ** not|never|nobody", effort(5)),
    ("it|they|that did not|never integrate|work|stick", effort(4)),
    (
        "they|people|guys|team|drivers|staff|users|we will|would not use|learn|open|adopt|type it|this|that|another|a",
        effort(5),
    ),
    ("nobody|no-one will|would|is going to|| use|open|read|learn|adopt", effort(5)),
    ("going to|will|would hate it|this|that", effort(4)),
    ("not going to learn", effort(5)),
    ("rip and replace", effort(6)),
    ("replace all of it", effort(3)),
    ("not have time|bandwidth|capacity|people|anyone|anybody to|for", effort(4)),
    ("how long|much * implementation|onboarding|rollout|migrate|implement", effort(3)),
    ("does it work|integrate|talk|plug with|into|to", effort(3)),
    ("throw it|that|this|everything away", effort(3)),
    ("must|has to|needs to go inside|work|run|sit of|in|inside|on|with|under", effort(3)),
    ("whatever it is my|our guys|team|people", effort(4)),
    ("migration|migrating|retraining|re-training|training is|would|will", effort(3)),
    // Trust.
    ("skeptical|sceptical", trust(6)),
    ("am|are not yet|really|| persuaded|convinced|sold", trust(6)),
    ("still waiting", trust(3)),
    ("it is wrong about|in|one", trust(4)),
    ("everybody|everyone|they all has|have got| a|an|one", trust(4)),
    ("promised a|us|me that|| * every|each|last", trust(3)),
    ("i|we do not believe|trust|buy", trust(5)),
    ("hard to believe", trust(5)),
    ("i doubt", trust(5)),
    ("till|until i|we trust", trust(6)),
    ("heard # percent|before", trust(5)),
    ("heard that|this|it before", trust(5)),
    ("everybody|everyone|they all|every vendor says|say|is|who that|twenty-eight|#|forty|calls", trust(4)),
    ("too good to be", trust(6)),
    ("take it if it is true", trust(4)),
    ("sounds like a|the pitch|brochure|sales", trust(4)),
    ("i|we would have to|| see|believe that|it|#", trust(3)),
    ("has|have got to| see|believe one|it|what|that", trust(3)),
    ("is|are not a plumber|toy", trust(2)),
    ("brochure that said", trust(4)),
    ("burned|burnt before|by|once", trust(5)),
    ("the problem|trouble|thing with you", trust(6)),
    ("do not want ** on the phone", trust(4)),
    ("it is a dashboard|list|map", trust(2)),
    ("do not like|love the idea|black", trust(5)),
    ("black box", trust(5)),
    ("different|another conversation if", trust(2)),
    ("if it is another one without", trust(5)),
    ("a short call", trust(3)),
    ("wants|want write access|in", trust(3)),
    ("too big|small for us|you|them", trust(4)),
    ("not sure it|you|this|that|we|a would|will|can|could|fits|fit|works|is", trust(4)),
    ("do not see how|why", trust(4)),
    ("why would|should i|we", trust(4)),
    // Timing.
    ("not touching|changing|switching nothing|anything|any|our|the|a ** till|until|in|before", timing(5)),
    ("if i|we change|switch|touch ** i|we will|would", timing(4)),
    ("not|nothing before the questionnaire|review|audit|security", timing(4)),
    ("nothing goes to|live|in production|before|without", timing(4)),
    ("a bad|terrible|horrible time|moment", timing(3)),
    ("middle of a|an|the migration|implementation|rollout|merger|audit|reorg|integration", timing(4)),
    ("too much change|going on", timing(4)),
    ("not in season", timing(4)),
    // The doubts of others.
    ("he|she does not like|want|believe|trust", others(5)),
    ("@ does|will|would not like|want|believe|trust|accept|let|sign", others(5)),
    ("our * will|would not accept|allow|let|sign", others(5)),
    ("he|she|they|@ will|would|can|could kill|stop|block|veto|slow it|this|that|us", others(5)),
    ("he|she|they stopped|killed|blocked|vetoed us|it|the|that|this", others(5)),
    ("turned us|it|that|the|last down", others(4)),
    ("then it is dead|finished|over", others(6)),
    ("accept anything else", others(5)),
    ("not let it in", others(5)),
    ("is a hard no", others(5)),
    ("he|she will|would not sign|pay|approve|accept|take|buy", others(5)),
    ("nothing new|else shall|will|can|gets|goes|is ** until|till|unless", others(4)),
    ("he|she|they|@ will|would ask where|who|how|whether|what", others(3)),
    ("have|has to okay|ok|approve|clear|bless anything|everything|it", others(3)),
    ("@ is a no", others(4)),
    ("union|works|staff council|works|reps will|would|has|have", others(4)),
    (
        "she|he|@ will|would just|| want|ask * who|where|how|whether|about|is|does|names|that|to see|know",
        others(3),
    ),
    ("not having|taking a|any robot|machine|ai|computer|stranger", others(5)),
];

#[cfg(test)]
mod tests;
