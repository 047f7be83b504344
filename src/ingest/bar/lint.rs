//! Is a criterion falsifiable? It is when a recording or a record can show it to be wrong: it says what must be said or
//! shown, and by whom.

use crate::domain::bar::CriterionTest;

/// Words that describe an impression. They cannot be checked, so two people never grade them alike.
#[rustfmt::skip]
const IMPRESSIONS: &[&str] = &[
    "seem", "seems", "seemed", "seemingly", "appears to", "appeared to", "looks like", "looked like",
    "feels like", "felt like", "sounds like", "sounded like", "interested", "interest", "engaged",
    "engagement", "good fit", "great fit", "right fit", "strong fit", "solid fit", "perfect fit", "nice fit",
    "a fit", "is fit", "has potential", "have potential", "high potential", "good potential",
    "great potential", "strong potential", "real potential", "shows potential", "promising", "motivated",
    "enthusiastic", "excited", "keen", "eager", "receptive", "open to", "serious about", "warm lead",
    "hot lead", "is warm", "is hot", "was warm", "curious", "likes us", "likes our", "loves",
    "positive about", "was positive", "is positive", "were positive", "good conversation",
    "great conversation", "good call", "great call", "good meeting", "rapport", "good vibe", "vibes",
    "gut feeling", "gut feel", "high intent", "buying signals", "buying signal", "intent signals",
    "ready to buy", "likely", "probably", "possibly", "maybe", "perhaps", "hopefully", "reasonable",
    "realistic", "sufficient", "adequate", "appropriate", "decent", "healthy", "good enough", "some budget",
    "some interest", "some need", "some kind of", "strong need", "clear need", "real need", "real pain",
    "strong pain", "strong champion", "good champion", "aligned", "alignment", "well qualified",
    "well-qualified", "qualified lead", "quality lead", "worth our time", "worth pursuing", "makes sense",
    "decision-maker level", "senior enough", "could benefit", "would benefit", "wants to learn",
    "good timing", "right time", "friendly", "responsive", "passionate", "committed to change",
];

/// Who can say or show something.
#[rustfmt::skip]
const ACTORS: &[&str] = &[
    "buyer", "buyers", "buyer's", "prospect", "prospects", "prospect's", "customer", "customer's", "client",
    "client's", "contact", "contacts", "contact's", "lead", "account", "company", "champion", "champion's",
    "somebody", "someone", "anybody", "person", "people", "they", "them", "both", "sides", "decision-maker",
    "decider", "signer", "sponsor", "owner", "leader", "executive", "manager", "director", "head",
    "president", "partner", "founder", "board", "committee", "attendee", "attendees", "stakeholder",
    "stakeholders", "evaluator", "evaluators", "blocker", "user", "users", "team", "teams", "seller", "sdr",
    "bdr", "ae", "rep", "we", "us", "you", "ceo", "cfo", "coo", "cto", "cio", "ciso", "cmo", "cro", "vp",
    "security", "procurement", "legal", "finance", "whoever", "who", "nobody", "everyone",
];

/// Acts that leave a trace in a recording or a record.
#[rustfmt::skip]
const ACTS: &[&str] = &[
    "say", "says", "said", "state", "states", "stated", "tell", "tells", "told", "name", "names", "named",
    "naming", "confirm", "confirms", "confirmed", "describe", "describes", "described", "give", "gives",
    "gave", "given", "put", "puts", "quote", "quotes", "quoted", "count", "counts", "counted", "measure",
    "measures", "measured", "agree", "agrees", "agreed", "accept", "accepts", "accepted", "commit",
    "commits", "committed", "promise", "promises", "promised", "sign", "signs", "signed", "approve",
    "approves", "approved", "book", "books", "booked", "schedule", "schedules", "scheduled", "invite",
    "invites", "invited", "introduce", "introduces", "introduced", "ask", "asks", "asked", "answer",
    "answers", "answered", "list", "lists", "listed", "explain", "explains", "explained", "show", "shows",
    "showed", "shown", "send", "sends", "sent", "share", "shares", "shared", "write", "writes", "wrote",
    "written", "offer", "offers", "offered", "join", "joins", "joined", "attend", "attends", "attended",
    "spoke", "speaks", "demonstrate", "demonstrates", "demonstrated", "use", "uses", "used", "set", "sets",
    "allocate", "allocates", "allocated", "own", "owns", "owned", "pay", "pays", "paid", "lost", "loses",
    "spend", "spends", "spent", "identify", "identifies", "identified", "compare", "compares", "compared",
    "admit", "admits", "admitted", "report", "reports", "reported", "refuse", "refuses", "refused", "rule",
    "rules", "ruled", "volunteer", "volunteers", "volunteered", "mention", "mentions", "mentioned",
    "is on the call", "was on the call", "were on the call", "are on the call", "took part", "takes part",
    "responded", "replied", "requested", "requests",
];

const MIN_WORDS: usize = 5;

/// Why a statement is not falsifiable; `None` when it is. Words inside quotation marks are somebody's and are not held
/// against it.
pub(super) fn fault(statement: &str) -> Option<String> {
    let plain = without_quotations(statement);
    let words: Vec<String> = plain
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\'' | '’')))
        .filter(|word| !word.is_empty())
        .map(|word| word.to_lowercase().replace('’', "'"))
        .collect();
    let padded = format!(" {} ", words.join(" "));
    let finds = |phrases: &[&'static str]| {
        phrases.iter().copied().find(|phrase| padded.contains(&format!(" {phrase} ")))
    };
    if let Some(phrase) = finds(IMPRESSIONS) {
        return Some(format!(
            "\"{phrase}\" is an impression; two graders can disagree on it and both be right"
        ));
    }
    if words.len() < MIN_WORDS {
        return Some("it is too short to say what was said or shown, and by whom".to_owned());
    }
    let counted = words.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    if finds(ACTS).is_none() && !counted {
        return Some("it names no act: what must be said or shown?".to_owned());
    }
    let it_department = plain.split_whitespace().any(|word| word == "IT");
    if finds(ACTORS).is_none() && !it_department {
        return Some("it names nobody: who must say or show it?".to_owned());
    }
    None
}

/// A falsifiable statement for each test, shown with a refusal.
pub(super) fn example(test: CriterionTest) -> &'static str {
    match test {
        CriterionTest::PainQuoted => {
            "\"The buyer described, in words we can quote, a problem that they have today.\""
        }
        CriterionTest::ImpactStated => {
            "\"The buyer put a number on the problem: money, hours, people or customers.\""
        }
        CriterionTest::BudgetConfirmed => {
            "\"The buyer said that money is set aside: an amount, a budget line, or spending that this replaces.\""
        }
        CriterionTest::EconomicBuyerNamed => "\"The buyer named the person who signs for the money.\"",
        CriterionTest::AuthorityReached => {
            "\"The person who signs was on the call, or was quoted as having said yes.\""
        }
        CriterionTest::NeedConfirmed => {
            "\"The buyer named a specific problem that they want solved, and that is theirs to solve.\""
        }
        CriterionTest::TimelineStated => {
            "\"The buyer named a date within six months by which they want to be live.\""
        }
        CriterionTest::CriticalEvent => {
            "\"The buyer named an event or a date after which waiting costs them something.\""
        }
        CriterionTest::NextStepDated => "\"Both sides agreed on a next step with an owner and a date.\"",
        CriterionTest::CompetitionKnown => {
            "\"The buyer named what they use today and whom else they are talking to.\""
        }
        CriterionTest::ChampionIdentified => {
            "\"Somebody on the call offered to carry it inside: to introduce, to defend, or to ask for the money.\""
        }
        CriterionTest::DecisionProcessKnown => {
            "\"The buyer described how they decide: who is asked, in which order, by when.\""
        }
        CriterionTest::DecisionCriteriaKnown => {
            "\"The buyer listed what the product has to show before they buy.\""
        }
        CriterionTest::SituationKnown => {
            "\"The buyer described how the work is done today: system, volume, team.\""
        }
    }
}

/// The text without what stands between quotation marks.
fn without_quotations(text: &str) -> String {
    let mut inside = false;
    text.chars()
        .map(|c| match c {
            '"' => {
                inside = !inside;
                ' '
            }
            '“' => {
                inside = true;
                ' '
            }
            '”' => {
                inside = false;
                ' '
            }
            _ if inside => ' ',
            c => c,
        })
        .collect()
}
