//! Do they want to decide, or to be live, within about six months?

use std::sync::LazyLock;

use crate::domain::extraction::{Finding, FindingStatus};
use crate::extract::embedded::heard::Heard;
use crate::extract::embedded::phrases::Phrases;

use super::answers::UNDECIDED;
use super::asked::Topic;
use super::score::{Cue, Sense, answer, met, open, tally, unmet};

/// "About six months", in days.
const HORIZON_DAYS: i32 = 200;

/// Met when they name a date to be ready by; unmet when it is put off to another year. Where the money is gone, what they
/// say about a later time counts even when they leave the day open.
pub(super) fn find(heard: &Heard<'_>, no_money: bool) -> Finding {
    let mut tally = tally(heard, Some(Topic::Timeline), &PHRASES);
    tally.drop_after(heard, Sense::Met, &["until", "till", "after", "since", "last", "past", "every"]);
    tally.turn_if(Sense::Met, Sense::Unmet, |sentence| heard.is_far_off(sentence, HORIZON_DAYS));
    tally.drop_if(|tally, sentence, sense| match sense {
        // What would happen if they missed their day is why the day counts.
        Sense::Unmet if heard.answers_a_condition(sentence) => true,
        // "If it is not on by then it is not till January": the first half is what they want.
        Sense::Unmet => tally.weight(sentence, Sense::Met) >= tally.weight(sentence, Sense::Unmet),
        Sense::Met if tally.weight(sentence, Sense::Unmet) > tally.weight(sentence, Sense::Met) => true,
        // Days that are weighed for a meeting say nothing of when they buy.
        _ => heard.asked(sentence).contains(Topic::Offer),
    });
    let (met, unmet, open) = (tally.sum(Sense::Met), tally.sum(Sense::Unmet), tally.sum(Sense::Open));
    if no_money && unmet >= 2 && unmet >= met && unmet > open {
        return super::finding(FindingStatus::Unmet, tally.quotes(heard, Sense::Unmet, 2));
    }
    tally.decide(heard, 3)
}

static PHRASES: LazyLock<Phrases<Cue>> = LazyLock::new(|| Phrases::new(&[TABLE, UNDECIDED]));

const TABLE: &[(&str, Cue)] = &[
    // A date to be ready by.
    (
        "want|wants|need|needs|like|have|has|got|must ** by|before * %|end|middle|start|beginning|labor|then",
        met(3),
    ),
    (
        "want|wants|need|needs|like it|this|something|them|that * by|before|running|live|going|up|in|done|sorted",
        met(2),
    ),
    ("has|have|got|needs|need to be * by|before|in|running|live|up|working|done", met(3)),
    ("by|before the|about| end|middle|start|beginning of * %|month|year|quarter|week|next", met(3)),
    ("by|before the|about| #|first|second|third|tenth|fifteenth|twentieth|thirtieth|thirty-first of", met(2)),
    ("by|before %", met(2)),
    ("about|around the|| middle|end of %", met(2)),
    ("middle|end|start|beginning of %", met(1)),
    ("want|need|needs it|this|that|them|something ** by|before|on|in|for|of|the %", met(3)),
    ("at the latest", met(3)),
    ("deadline", met(3)),
    ("is|are due * %|first|thirtieth|thirty-first", met(3)),
    ("due by|on|in %|the", met(2)),
    ("is up %", met(3)),
    ("notice by", met(3)),
    ("so it is %", met(1)),
    ("go|going|goes live", met(2)),
    ("up and running", met(2)),
    ("if it|we|i is|are|do not have|| * by|before|up|in|on|sorted|done", met(3)),
    ("if not by", met(3)),
    ("or it goes|rolls|renews", met(3)),
    ("gave|give|given us|me # days|weeks|months", met(3)),
    ("as soon as possible|we|you", met(2)),
    ("pick|decide|choose|sign somebody|someone|one|something| by|before", met(4)),
    ("decision|choice this month|quarter|week", met(3)),
    ("it is % first|fifteenth|thirtieth|thirty-first", met(2)),
    ("we open|start|close|launch|kick|begin * %", met(2)),
    ("coming on * %|first", met(2)),
    ("# days to show|comply|fix|respond", met(3)),
    ("they|it changes|change * in %", met(1)),
    // A date, where the question says what it is about.
    ("%", answer(met(1))),
    ("first|middle|end|start|beginning|early|mid|late of| %", answer(met(3))),
    ("expires|renews|lapses|ends|runs * %", answer(met(2))),
    (
        "% first|second|third|fourth|fifth|ninth|tenth|twelfth|fifteenth|eighteenth|thirtieth|thirty-first",
        answer(met(2)),
    ),
    ("first|ninth|tenth|twelfth|fifteenth|thirtieth|thirty-first of %", answer(met(2))),
    ("asap|yesterday|tomorrow|immediately|soonest", answer(met(3))),
    ("end|middle|start|beginning of the|this| month|quarter|week", answer(met(2))),
    ("before that|then", answer(met(2))),
    ("drop dead date", met(4)),
    ("in before", met(2)),
    ("got|has|have to be in|done|live|running|working before|by", met(3)),
    ("is|are|be back in #", answer(met(2))),
    ("in|within the|next| #|couple|few of| weeks|months", answer(met(2))),
    ("this quarter|month|summer|spring|week|autumn|fall", answer(met(2))),
    (
        "before the|our|we * starts|start|opens|season|holidays|audit|close|peak|move|opening|year|busy|renewal",
        answer(met(3)),
    ),
    ("that is when we decide|choose|sign|pick", answer(met(3))),
    ("switched|turned off", answer(met(2))),
    ("starts|start|opens|open|changes|begins|begin|kicks from|in|on|off| the| %", answer(met(2))),
    // Put off.
    ("next|new year", unmet(2)),
    ("next|new fiscal|financial|budget", unmet(3)),
    ("next calendar year", unmet(3)),
    ("i|we am|are|will|can|would not ** until|till", unmet(3)),
    ("not|nothing until|till * %|next|new|year|season|after|another", unmet(3)),
    ("nothing * happen|change|start|before * before|until|till", unmet(4)),
    ("nothing gets|is|goes * in %", unmet(3)),
    ("not this|in year|season", unmet(3)),
    ("not touching|changing|switching|starting|buying any|anything|nothing|our|the", unmet(2)),
    (
        "call|ring|try|catch|ping|talk|come me|us|again|to|back to| me| in|after|when|back|the| %|#|first|second|then|labor|next",
        unmet(2),
    ),
    ("call me after", unmet(3)),
    ("^ it would be %", unmet(3)),
    ("i would get in %", unmet(3)),
    ("goes|runs|through|to the end of * year", unmet(2)),
    ("goes|runs to|until|through %", unmet(3)),
    ("until|till next", unmet(2)),
    ("locked in", unmet(2)),
    ("just renewed|signed", unmet(3)),
    ("renews and|but i|we am|are|will going|let", unmet(3)),
    ("# months out|away|from", unmet(3)),
    ("a year away|out|off", unmet(3)),
    ("that is when i|we would", unmet(3)),
    ("new year's a", unmet(2)),
    ("put in a request", unmet(2)),
    // Put off, where the question says what it is about.
    ("not|nothing|nobody until|till", answer(unmet(3))),
    ("not * for at|another", answer(unmet(3))),
    ("in %", answer(unmet(1))),
    ("# years", answer(unmet(3))),
    ("half years", answer(unmet(3))),
    ("years $", answer(unmet(1))),
    ("in|maybe|about a year", answer(unmet(3))),
    ("six|nine|ten|twelve|eighteen months", answer(unmet(3))),
    ("at the earliest", answer(unmet(2))),
    ("too much on", answer(unmet(2))),
    ("do not think so", answer(unmet(3))),
    ("when * budget", answer(unmet(2))),
    ("twenty-seven|twenty-eight|twenty-nine|thirty-one", answer(unmet(2))),
    ("^ january|% first $", answer(unmet(1))),
    // Left open.
    ("circle back", open(4)),
    ("on hold|ice", open(4)),
    ("paused|parked until|till|for", open(4)),
    ("not pin", open(4)),
    ("put a date|timeline on", open(3)),
    ("do not put a date", open(4)),
    ("rather not", open(2)),
    ("have not really|| thought", answer(open(3))),
    ("no|not|any rush|hurry|date|timeline|plan|plans", answer(open(3))),
    ("there is no date|plan|timeline|hurry|rush", open(3)),
    ("when it is right|ready", answer(open(3))),
    ("do not have one|a", answer(open(3))),
    ("some time|sometime|someday|whenever|eventually|at some|one point|day", answer(open(2))),
    ("not think about it now", open(3)),
    ("am|i'm guessing", answer(open(3))),
    ("we|i will|let us see", answer(open(2))),
    ("up to my|him|her|them", answer(open(2))),
    ("kick it around", open(3)),
    ("in no hurry|rush", open(3)),
];
