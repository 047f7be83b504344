//! The phrases by which people say that something makes waiting cost them.

use std::sync::LazyLock;

use crate::extract::embedded::phrases::Phrases;

/// What a phrase says about a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// An event: how much it weighs by itself, in points.
    Event(u8),
    /// Something that has to be done, which a day turns into a deadline.
    Duty,
    /// What happens otherwise.
    Consequence,
    /// What to do after the call, a hypothetical, or a wish to be left alone: no reason of the buyer's own.
    Against,
}

use Cue::{Against, Consequence, Duty, Event};

/// Cues compiled once.
pub(super) static CUES: LazyLock<Phrases<Cue>> = LazyLock::new(|| Phrases::new(&[TABLE]));

const TABLE: &[(&str, Cue)] = &[
    // Contracts that end.
    (
        "contract|agreement|lease|license|licence|subscription|policy|deal * ends|expires|renews|finishes|up|renewal|over",
        Event(6),
    ),
    ("renewal|renewals is|are|comes|date|due|window", Event(6)),
    ("renewal * %", Event(6)),
    ("up for renewal|rebid|tender|bid", Event(6)),
    ("renews|expires", Event(6)),
    ("rolls|roll for|over|into another", Event(6)),
    ("give|gave|given them|us|him| notice", Event(6)),
    ("days|months notice", Event(6)),
    ("notice period|by", Event(5)),
    ("it|that is up %", Event(6)),
    ("runs out|until|till|to ** %", Event(4)),
    ("out of contract|support|warranty", Event(5)),
    // Money that is locked or lost.
    (
        "budget|budgets|money|numbers|funding|grant * locks|lock|locked|close|closes|closed|due|frozen|expires|lapses",
        Event(6),
    ),
    ("budget|budgets * final|set|submitted|in by", Event(5)),
    ("purchase order|orders by|before", Event(6)),
    ("goes|go back in|into|to * pot|pool|general", Event(6)),
    ("use it or lose", Event(6)),
    ("spend it|this|that|the * by|before", Event(5)),
    ("lose|losing that|the|this|our money|budget|funding|grant", Event(6)),
    ("fiscal|financial year ends|closes|end|starts", Event(5)),
    ("new fiscal|financial year", Event(5)),
    ("carry|roll it|that|them|this over|forward", Event(6)),
    ("end of * fiscal|financial year", Event(5)),
    ("accountant|controller|cfo|finance wants|needs * by|before", Event(4)),
    ("forecast * by|before|at|end", Event(4)),
    // Those who check.
    (
        "audit|auditors|auditor|examiners|examiner|inspector|inspectors|inspection|surveyors|regulator * come|comes|coming|back|due|in|wants|want|again",
        Event(5),
    ),
    ("audit|inspection|survey|exam|recertification|accreditation * %", Event(5)),
    ("audit|inspection|survey is|starts|on|due", Event(5)),
    ("notice to comply", Event(6)),
    ("notice|letter of violation|default|deficiency", Event(6)),
    ("plan of correction", Event(6)),
    ("corrective action plan|by|due", Event(6)),
    ("management letter", Event(4)),
    (
        "send|give|show|file|submit them|him|her|it|the|a ** plan|report|proof|return ** by|before|due",
        Event(5),
    ),
    ("gave|gives|give|got us|me # days|weeks|months", Event(6)),
    ("# days|weeks to show|prove|fix|comply|respond|answer", Event(6)),
    ("comply|compliance|compliant * by|before|deadline|%", Event(6)),
    ("certification|certificate|accreditation|permit|registration * expires|due|lapses|up", Event(6)),
    ("report is due", Event(6)),
    ("report|report's * due", Event(5)),
    ("return|filing|plan|return's|filing's is|are| due", Event(5)),
    // New places, products and customers.
    (
        "opening|open|opens|launching|launch|launches * site|plant|branch|store|office|warehouse|clinic|dock|line|location|region|market|facility|terminal",
        Event(5),
    ),
    (
        "new site|plant|branch|store|office|warehouse|clinic|line|location|facility|terminal|building * opens|opening|starts|in|%",
        Event(5),
    ),
    ("go|goes|going live * %|in|on|by", Event(5)),
    ("go live is|date", Event(5)),
    ("coming on|online|aboard", Event(4)),
    ("we are launching|acquiring|merging|moving|opening|expanding", Event(4)),
    ("acquired|merged|acquisition|merger|integration", Event(3)),
    ("taking over|on", Event(2)),
    ("promised them|him|her|it|# ** #|by|for", Event(4)),
    // People who come and go.
    ("retires|retiring", Event(6)),
    ("is|are leaving", Event(5)),
    ("last day is|of", Event(5)),
    ("handed|gave|put in|her|his notice", Event(6)),
    (
        "new ceo|cfo|coo|cto|cio|vp|director|manager|boss|owner|controller|president|partner|chief|head",
        Event(4),
    ),
    // Systems that go away.
    ("end of life|support", Event(6)),
    ("sunset|sunsets|sunsetting|discontinued|discontinuing|decommissioned|decommissioning", Event(6)),
    ("shutting|shut|shuts|turn|turning|turns|switch|switching|switched it|that|them|us| off|down", Event(5)),
    ("no longer support|supported|supports|take|accept", Event(6)),
    ("will not take|accept|have|renew|support us|it|any|that|ours", Event(5)),
    ("migrate|migrating|migration ** %|by|before", Event(5)),
    ("closing|closes|closed|closing the", Event(3)),
    // Law and prices.
    (
        "law|regulation|regulations|rule|rules|mandate|act|directive|standard|requirement * effect|force|starts|start|kicks|comes|changes|change|takes|applies",
        Event(6),
    ),
    ("comes|come|goes|go|going in|into effect|force", Event(6)),
    ("kicks|kick in", Event(5)),
    ("group policy|rules", Event(4)),
    (
        "price|prices|rate|rates|premium|tariff|fee|fees|premiums * up|increase|going|goes|change|changes|changing|from",
        Event(5),
    ),
    ("changes|change|changing the|their|our tariff|price|prices|rate|rates|terms", Event(5)),
    ("raise|raising|reprice|repricing", Event(4)),
    ("deductible|premium", Event(2)),
    // Seasons.
    ("season|peak|rush|harvest|planting * starts|start|hits|begins|opens|is", Event(4)),
    (
        "before the|our * season|summer|winter|spring|fall|autumn|harvest|planting|holidays|peak|rush|freeze|shutdown|outage|turnaround",
        Event(5),
    ),
    ("before|by thanksgiving|christmas|easter|ramadan|diwali", Event(4)),
    ("come|comes about| the| middle|end|beginning| of| %", Event(5)),
    ("mini outage|shutdown|turnaround|freeze", Event(3)),
    ("annual|open enrollment|enrolment", Event(4)),
    ("start|starts|starting all the|our", Event(3)),
    // Customers and creditors who threaten.
    ("go|goes|going out to|for bid|tender", Event(6)),
    ("pull|pulling their|the business|contract|account|work", Event(5)),
    ("or they|he|she walk|leave|go|cancel|reprice", Event(5)),
    ("on notice|probation", Event(5)),
    ("put|puts|putting us on", Event(4)),
    ("third|next|one time|more|strike they|and", Event(4)),
    ("controlled shipping", Event(4)),
    ("threatened|threatening", Event(4)),
    // Boards that meet.
    (
        "board|committee|council|commissioners|trustees|supervisors|partners|owners|directors|shareholders * meets|meet|votes|vote|meeting|approves|decides|sits",
        Event(4),
    ),
    ("they meet|vote", Event(3)),
    ("board|committee * day|day's|offsite|review|session", Event(4)),
    ("it|enrollment|enrolment|window|registration|season|bidding opens|starts|begins|closes|close", Event(4)),
    ("rfp|tender|bid * due|closes|out", Event(5)),
    // What has happened.
    (
        "since the|that|our breach|outage|fire|flood|leak|accident|audit|recall|layoffs|merger|storm|incident|strike|claim",
        Event(5),
    ),
    (
        "last|this week|month|quarter|spring|summer|fall|winter * failed|lost|fined|sued|breached|recalled|flooded|caught",
        Event(4),
    ),
    // Duties: a day makes them deadlines.
    ("deadline", Duty),
    ("has|have|had to be|go|get|have ** by|before|in|done|out", Duty),
    ("got to be|go|get|have", Duty),
    ("got|have|has to ** by|before", Duty),
    ("have|has|need|needs|must|want|wants|like * by|before", Duty),
    (
        "need|needs|want|wants it|this|that|something|somebody|us|them * by|before|running|live|going|in|done|reading",
        Duty,
    ),
    ("running|live|up|going|in|done|on|ready|finished|installed|signed by|before", Duty),
    ("due|are on|by|in|the|%", Duty),
    ("is due", Duty),
    ("no later than", Duty),
    ("have|has|had|got until|till", Duty),
    ("want|wants|like|have|got|need to pick|decide|choose|sign|select|move", Duty),
    ("must ** by|before", Duty),
    ("if it is not * by", Duty),
    ("before january|february|march|april|may|june|july|august|september|october|november|december", Duty),
    // Otherwise.
    ("or it|they|we|he|she|else|i", Consequence),
    ("or the money|contract|deal|job|price|account|work", Consequence),
    ("otherwise", Consequence),
    ("do not bother", Consequence),
    ("not on|in|done|live|running ** till|until", Consequence),
    ("missed|miss it|that|the", Consequence),
    ("too late", Consequence),
    ("that is that|it for", Consequence),
    ("fines|fined|penalty|penalties", Consequence),
    ("a|the fine of|is|for", Consequence),
    ("lose|losing it|that|them|the|this|our|a", Consequence),
    ("might as well", Consequence),
    ("no good|use to", Consequence),
    // Against.
    ("call|ring|ping|email|text|try|catch me|us", Against),
    ("call|circle|reach|check back", Against),
    ("get|come back to", Against),
    ("i|we will send|get|have|email|forward|call|put|do|ask|bring|try", Against),
    ("i|we can send|get|do|have|pull|export|put", Against),
    ("you will have|get", Against),
    ("^ send me|us|it|him|her|them", Against),
    ("works|work|good|fine|okay for me|us", Against),
    ("see you", Against),
    ("let us do|say|talk|make|meet|try", Against),
    ("invite|calendar|zoom|teams", Against),
    ("if we ever", Against),
    ("do|does|did|will|would|can not want|need|decide|start|buy|sign|look|touch|have", Against),
    ("going to let it", Against),
    ("no rush|hurry|deadline", Against),
    ("there is no|not", Against),
    ("not touching|doing|signing|buying|talking|sitting", Against),
    ("would not|maybe|might", Against),
    ("used to", Against),
    ("i|we am|are off|out|away", Against),
];
