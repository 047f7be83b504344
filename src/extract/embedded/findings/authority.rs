//! Is the person who decides on the call, or effectively committed?

use std::sync::LazyLock;

use crate::domain::extraction::{Finding, FindingStatus};
use crate::domain::{Role, Stakeholder};
use crate::extract::embedded::heard::Heard;
use crate::extract::embedded::phrases::{BODIES, Phrases, TITLES};

use super::answers::{Polarity, UNDECIDED, answers, polarity};
use super::asked::Topic;
use super::score::{Cue, Sense, answer, met, open, tally, unmet};

/// Met when somebody on the call decides; unmet when they say that another does. Where nobody says either, the people
/// whose part in the decision is known tell.
pub(super) fn find(heard: &Heard<'_>, stakeholders: &[Stakeholder]) -> Finding {
    let tally = tally(heard, Some(Topic::Authority), &PHRASES);
    let said = tally.decide(heard, 3);
    if said.status != FindingStatus::Unknown {
        return said;
    }
    if tally.sum(Sense::Open) == 0
        && let Some(found) = by_person(heard)
    {
        return found;
    }
    let decides = |person: &&Stakeholder| matches!(person.role, Role::EconomicBuyer | Role::DecisionMaker);
    let absent = stakeholders.iter().filter(decides).find(|person| !person.on_call);
    let present = stakeholders.iter().filter(decides).find(|person| person.on_call);
    match (absent, present) {
        (Some(person), _) => super::finding(FindingStatus::Unmet, vec![person.evidence.first().clone()]),
        (None, Some(person)) => super::finding(FindingStatus::Met, vec![person.evidence.first().clone()]),
        (None, None) => said,
    }
}

/// Whom the answer to "who decides?" is about: others, or only the speaker.
fn by_person(heard: &Heard<'_>) -> Option<Finding> {
    for answer in answers(heard, Topic::Authority) {
        let mut own = None;
        for index in answer {
            let sentence = heard.reading.sentences().get(index)?;
            let words = heard.reading.words(sentence);
            if sentence.question || words.len() < 2 {
                continue;
            }
            let other = words.iter().position(|word| {
                word.name
                    || matches!(word.text, "he" | "she" | "they")
                    || TITLES.contains(&word.text)
                    || BODIES.contains(&word.text)
            });
            if let Some(at) = other {
                let quote = heard.reading.quote(heard.call, sentence, at..at + 1)?;
                return Some(super::finding(FindingStatus::Unmet, vec![quote]));
            }
            let mine = words
                .iter()
                .position(|word| matches!(word.text, "i" | "me" | "my" | "mine" | "we" | "myself"));
            if own.is_none()
                && polarity(words) != Polarity::No
                && let Some(at) = mine
            {
                own = heard.reading.quote(heard.call, sentence, at..at + 1);
            }
        }
        if let Some(quote) = own {
            return Some(super::finding(FindingStatus::Met, vec![quote]));
        }
    }
    None
}

static PHRASES: LazyLock<Phrases<Cue>> = LazyLock::new(|| Phrases::new(&[TABLE, UNDECIDED]));

const TABLE: &[(&str, Cue)] = &[
    // Mine.
    ("it|that is|would|will be| me $", met(3)),
    ("just|only me", answer(met(3))),
    ("it|that|equipment|software is all| mine", met(3)),
    ("is my call|decision|signature", met(4)),
    ("my <money> and my", met(4)),
    ("my department|team|shop and my <money>", met(4)),
    ("i sign anything|everything|it|them|those|off", met(4)),
    ("i|we can|could just| <decide>", met(3)),
    ("i|we make|have the call|decision|final|last", met(4)),
    ("i|we decide|approve everything|it|together|that", met(4)),
    ("final|last say is mine|me", met(4)),
    ("i just do it", met(4)),
    ("approve|sign|do it myself", met(3)),
    ("approve myself", met(4)),
    ("up to # * i|me|my|mine", met(5)),
    ("under|below # * i|me|my|mine", met(4)),
    ("own it|this|the|# company|business|place|practice|myself|$", met(2)),
    ("i own it|#|both|half", met(3)),
    ("i am the|an owner|founder|ceo|president|boss|decision-maker|principal", met(3)),
    ("i am the managing|decision partner|director|maker", met(3)),
    ("i am the|our <title>", answer(met(2))),
    ("not have|need to ask|check|anybody|anyone|anything|permission|approval", met(4)),
    ("nobody|no-one else has|needs|decides|signs", met(3)),
    ("buck stops with|here|at", met(4)),
    ("decision|it sits|rests with me|us", met(4)),
    ("only have to deal with me", met(3)),
    ("signing authority", met(3)),
    ("i pick|choose|buy the|it|them|what|whatever", met(3)),
    ("has|have|is already|| said yes", met(4)),
    ("told me to go|get|buy|pick|just", met(3)),
    ("sign whatever|anything i|we", met(4)),
    // Mine, where the question says what it is about.
    ("^ me $", answer(met(3))),
    ("^ mine $", answer(met(4))),
    ("^ i do|would|will|am $", answer(met(4))),
    ("^ i|we decide|approve|choose|sign|pick", answer(met(3))),
    ("you are talking|looking|speaking to|at it|him|her|them|me", answer(met(4))),
    ("@ and i decide", met(3)),
    ("and i decide", answer(met(3))),
    ("the two of us", answer(met(4))),
    ("i run this|the|it", answer(met(2))),
    ("sits with me|us", met(3)),
    ("full discretion", answer(met(4))),
    ("not at this|that price|level|amount", answer(met(3))),
    ("i say yes|so", answer(met(3))),
    ("i tell them|finance|him|her", answer(met(2))),
    ("^ it is $", answer(met(3))),
    ("family business", answer(met(1))),
    ("only partners|owners", answer(met(2))),
    ("^ nobody|no-one $", answer(met(3))),
    // Somebody else's.
    ("i|we only|just|can| recommend", unmet(4)),
    ("my|our recommendation", unmet(4)),
    ("make|makes|making the|a recommendation", unmet(3)),
    ("@ <decides>", unmet(4)),
    ("@ has|have|would|will|must|needs to| <decide>", unmet(3)),
    ("he|she <decides>", unmet(4)),
    ("<title> <decides>", unmet(4)),
    ("<title> has|have|would|will|must|needs to| <decide>", unmet(4)),
    ("<body> has|have|would|will|must|needs to| <decide>", unmet(4)),
    ("<body> <decides>", unmet(4)),
    ("still signs", unmet(4)),
    ("then @ says|signs", unmet(3)),
    ("says yes or no", unmet(4)),
    ("he|she|they|who will|would|has|have|must|needs to| <decide>", unmet(3)),
    ("@ owns it|the", unmet(3)),
    ("it is him|her|them that|who", unmet(4)),
    ("is|comes|be his|her|their call|decision|budget|money|freeze|company", unmet(3)),
    ("out of his|her|their budget|money", unmet(3)),
    (
        "goes|go|went|take|taking|takes|bring|brings|brought it|everything|that|this|all| to|through|before the|our|a|| <body>",
        unmet(4),
    ),
    (
        "goes|go|went|take|taking|takes|bring|brings|brought it|everything|that|this|all| to|through|before the|our|a|my| <title>",
        unmet(4),
    ),
    ("goes|go to|through * <body>", unmet(3)),
    ("goes|going to|through @|him|her|them", unmet(3)),
    ("have|has to go to|through @|him|her|them", unmet(3)),
    ("nothing|nobody ** without @|him|her|them|the|his", unmet(4)),
    ("with the chequebook|checkbook|cheque-book|wallet|pen is @|my|our|the|$", unmet(3)),
    ("his|her|their cost centre|center|budget", unmet(3)),
    ("in front of the|our", answer(unmet(3))),
    ("take|taking it to @", unmet(3)),
    ("have|has|had to take|bring|run|put|get it|this|that to|by|past|through", unmet(3)),
    ("run it|this|that by|past", unmet(3)),
    ("it|that is|would be|have the|our|to| a| <body>", unmet(3)),
    ("it|that is|would be| our|the|my|her|his <title>", answer(unmet(4))),
    (
        "capital|finance|investment|steering|architecture|buying|purchasing|tools|leadership|management committee|board|council|group|team",
        unmet(3),
    ),
    ("above him|her|me|them|my", unmet(3)),
    ("not my|mine call|decision|money|budget|department", unmet(3)),
    ("is not mine", unmet(3)),
    ("not up to me|us", unmet(4)),
    ("i do not buy|approve anything|it|things", unmet(4)),
    ("i do not decide|sign", unmet(4)),
    ("i|he|she|we can|could not sign|say|approve|decide|buy", unmet(5)),
    ("not going to speak for", unmet(3)),
    ("wrong person", unmet(4)),
    ("it is me and|plus|then and| @|then|my|our", unmet(4)),
    ("over # it|he|she|they|has|both", unmet(3)),
    ("over that", unmet(1)),
    ("wants to look you in", unmet(3)),
    ("# votes", unmet(3)),
    ("both|all have|has|need|of to| sign", unmet(3)),
    (
        "need|needs|get|gets|wait|waiting her|his|their|the|for|on board's|cfo's|ceo's|| okay|ok|approval|sign-off|signoff|blessing",
        unmet(3),
    ),
    ("has|have|needs to okay|ok|bless|clear", unmet(3)),
    ("the check is|comes", unmet(3)),
    ("all the money is", unmet(4)),
    ("in the|our franchise|group|parent agreement|policy|company", unmet(4)),
    ("corporate|headquarters|group|hq|parent decides|picks|chooses|signs|tells", unmet(4)),
    ("a committee now", unmet(3)),
    ("she|he says no", unmet(3)),
    ("nothing|nobody gets bought|buys without|anything", unmet(4)),
    ("# signatures", unmet(4)),
    ("countersign|countersigns", unmet(4)),
    ("i am just|only collecting|gathering|doing|looking", unmet(3)),
    // Somebody else's, where the question says what it is about.
    ("i|we prepare|put|write it|together|the", answer(unmet(2))),
    ("he|she|they owns|own it|the|this|that", answer(unmet(3))),
    ("i|we do not decide|buy|sign|make|approve|purchase|have", answer(unmet(3))),
    ("^ i can not $", answer(unmet(3))),
    ("not * myself|alone|own", answer(unmet(3))),
    ("you will|would want|wanted|need @|to|our|my", answer(unmet(3))),
    ("not the|your right person|buyer|decision", answer(unmet(3))),
    ("it|that is|would|will be| @", answer(unmet(2))),
    ("^ @ $", answer(unmet(2))),
    ("my|our|the|her|his <title>", answer(unmet(2))),
    ("<body>", answer(unmet(2))),
    ("head|home|central|regional|national office", answer(unmet(3))),
    ("out of the * office", answer(unmet(3))),
    ("go|goes|going up to", answer(unmet(3))),
    ("pulls the trigger", unmet(4)),
    ("whatever @|he|she|they wants|want|says|say", answer(unmet(3))),
    ("get|gets|got a vote|say", answer(unmet(2))),
    ("i influence", answer(unmet(3))),
    ("my <title> approves|approve|signs", unmet(4)),
    ("not make any|those|these|that|the of| those| calls|decisions|call|decision", unmet(3)),
    ("just|only the assistant|messenger|secretary", unmet(4)),
    ("legal|compliance|procurement|purchasing", answer(unmet(1))),
    ("reports|report to", answer(unmet(2))),
    ("anything|everything over|above|past # **", answer(unmet(2))),
    (
        "have|need|got to ask|convince|persuade|check|talk|clear|get @|my|our|him|her|them|the|with",
        answer(unmet(3)),
    ),
    ("get the|our|my @|<title> on board", answer(unmet(3))),
    ("i would|will ask @", answer(unmet(2))),
    ("sell|present|pitch it|this|that to", answer(unmet(3))),
    ("it is corporate|headquarters", answer(unmet(3))),
    ("you would|will have to ask", answer(unmet(2))),
    ("i|we would have to ask|check", answer(unmet(2))),
    ("has|have|had the final|last word|say", answer(unmet(4))),
    ("i wish", answer(unmet(2))),
    ("they|committee|board vote", answer(unmet(3))),
    ("tell|tells us what", answer(unmet(2))),
    ("not really", answer(unmet(1))),
    // Left open.
    ("do|does|would not honestly|genuinely|really| know who|how|$", answer(open(3))),
    ("have not|never thought|got|decided|bought", answer(open(2))),
];
