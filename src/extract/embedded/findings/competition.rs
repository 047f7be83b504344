//! Is the picture of rivals and alternatives known, and are they free to change?

use std::sync::LazyLock;

use crate::domain::extraction::{Finding, FindingStatus};
use crate::extract::embedded::heard::Heard;
use crate::extract::embedded::phrases::Phrases;

use super::answers::{UNDECIDED, answers};
use super::asked::Topic;
use super::score::{Cue, Sense, answer, met, open, tally, unmet};

/// What being bound to a rival must add up to.
const BOUND: u32 = 5;

/// Met when it is known what they use or look at; unmet when a contract binds them to a rival.
pub(super) fn find(heard: &Heard<'_>) -> Finding {
    let mut tally = tally(heard, Some(Topic::Competition), &PHRASES);
    tally.drop_if(|_, sentence, sense| match sense {
        Sense::Met => heard.is_long_ago(sentence),
        _ => heard.is_conditional(sentence),
    });
    let (known, bound) = (tally.sum(Sense::Met), tally.sum(Sense::Unmet));
    if bound >= BOUND && bound > tally.firm(Sense::Met) {
        return super::finding(FindingStatus::Unmet, tally.quotes(heard, Sense::Unmet, 3));
    }
    if known >= 3 && known > tally.most(Sense::Open) {
        return super::finding(FindingStatus::Met, tally.quotes(heard, Sense::Met, 2));
    }
    if known == 0
        && tally.sum(Sense::Open) == 0
        && let Some(found) = by_answer(heard)
    {
        return found;
    }
    super::finding(FindingStatus::Unknown, tally.quotes(heard, Sense::Open, 1))
}

/// Whoever answers the question gives a picture, whatever the words.
fn by_answer(heard: &Heard<'_>) -> Option<Finding> {
    answers(heard, Topic::Competition).into_iter().flatten().find_map(|index| {
        let sentence = heard.reading.sentences().get(index)?;
        let words = heard.reading.words(sentence);
        if sentence.question || words.len() < 4 {
            return None;
        }
        let quote = heard.reading.quote(heard.call, sentence, 0..words.len())?;
        Some(super::finding(FindingStatus::Met, vec![quote]))
    })
}

static PHRASES: LazyLock<Phrases<Cue>> = LazyLock::new(|| Phrases::new(&[TABLE, UNDECIDED]));

const TABLE: &[(&str, Cue)] = &[
    // Looked at.
    ("i|we have| looked at|into|around", met(3)),
    ("i|we have| tried @|one|another|that|it|two|$", met(3)),
    ("i|we have| saw|seen @|one|two|it|their|another", met(3)),
    ("had|took|have a|another quick|good|brief| look|demo|trial", met(3)),
    (
        "i|we have| evaluated|trialled|trialed|piloted|demoed|scored|tested @|one|two|three|five|them|a|another",
        met(3),
    ),
    ("had|seen|got|have demos|demo|quotes|proposals from|of|in", met(3)),
    ("did a trial|pilot|demo with|of", met(3)),
    ("gave|given|sent me|us|| a|an quote|proposal|price|offer", met(4)),
    ("had it|them|@ since|for #|%|years|a|two", met(3)),
    ("a quote|proposal|bid|offer from", met(4)),
    ("quoted us|me", met(3)),
    ("have|has|got # quotes|proposals|bids|demos", met(4)),
    ("came to see|show|pitch us|me", met(3)),
    ("they are|were are| still| in it|the", met(2)),
    ("not out but", met(3)),
    ("let it lapse", met(3)),
    ("turned it off", met(2)),
    ("ripped it out", met(2)),
    ("nothing|nobody active|serious", met(4)),
    ("nothing signed", met(3)),
    ("you are|would|will be| the only|first|other|one|second|third|fourth", met(3)),
    ("just you at|for|so", met(4)),
    ("not looking $", met(3)),
    ("it is you or", met(4)),
    ("them or you", met(4)),
    ("you or we|them|nothing|stay", met(4)),
    ("full evaluation", met(2)),
    ("month to month", met(3)),
    ("rolling # days|month|monthly|thirty", met(3)),
    ("# days' notice", met(2)),
    ("comes|came with a|the", met(2)),
    ("got|has an add-on|addon|module", met(3)),
    ("own * module|tool|platform|app|system", met(3)),
    ("it is a web app", met(3)),
    ("have got our own", met(3)),
    ("has|got a pilot", met(3)),
    ("have|got|use an attorney|agency|service|contractor", met(2)),
    ("we use|used @", met(2)),
    ("pushing|steering us to|towards|toward", met(3)),
    ("like|likes|keeps some|saying other|just one|get", met(1)),
    ("rebuild what", met(2)),
    ("they call us", met(2)),
    ("has|got an agency", met(3)),
    ("rather they did", met(2)),
    // Looked at, where the question says what it is about.
    ("^ i|we saw|seen|tried|met|had", answer(met(3))),
    ("@", answer(met(1))),
    ("i|we have| talked|spoke|spoken|met to|with an|another|@|some|two|one", answer(met(3))),
    ("they|he|she came * week|month", answer(met(2))),
    ("came to|in|by * conference|office", answer(met(2))),
    ("not been here", answer(met(2))),
    ("other one|ones", answer(met(2))),
    ("another one|outfit|vendor|company|firm", answer(met(2))),
    ("^ # others|other", answer(met(4))),
    ("^ one|two|three|four $", answer(met(3))),
    ("^ yes|yeah two|three|four", answer(met(3))),
    ("there is a|another firm|company|vendor|outfit|guy|fella", answer(met(2))),
    ("company|outfit|firm|vendor|startup called", answer(met(3))),
    ("still in it|the", answer(met(3))),
    (
        "demo|demos|quote|quotes|proposal|proposals|bids|tender|trial|trialled|piloted|shortlist",
        answer(met(2)),
    ),
    ("we|i tried", answer(met(2))),
    ("it could|can|did not do", answer(met(2))),
    ("was here last|yesterday|on", answer(met(2))),
    ("nobody|no-one|nothing|none else|serious|active|yet|really|at", answer(met(3))),
    ("^ there is nothing|nobody", answer(met(3))),
    ("^ no there is nothing|nobody", answer(met(3))),
    ("just|only you", answer(met(3))),
    ("proof of concept|value", met(3)),
    ("binned|scrapped|dropped|cancelled|canceled|ditched it|them", met(3)),
    ("do nothing", answer(met(3))),
    ("hire # more", answer(met(2))),
    ("not taken|had a meeting|call", answer(met(2))),
    ("notice period", answer(met(2))),
    ("first call|conversation|one|demo", answer(met(3))),
    ("i|we am|are not looking|talking", answer(met(3))),
    ("not talking|talked|looked|spoken to|at|around", answer(met(3))),
    ("not really|yet", answer(met(2))),
    ("^ no|nope|nobody|none $", answer(met(1))),
    ("^ no i|we have|got", answer(met(2))),
    ("that is all there is|we", answer(met(2))),
    ("that is it you", answer(met(2))),
    ("we|i use|pay|run|have @", answer(met(2))),
    ("we are|use|run on|| @|excel|a|spreadsheets|spreadsheet", answer(met(2))),
    ("excel|spreadsheet|spreadsheets|quickbooks|sharepoint|in-house|homegrown|home-grown", answer(met(2))),
    ("we pay for", answer(met(2))),
    ("we|i|he|she|they built|wrote it|our|a", answer(met(2))),
    ("half done|built|finished", answer(met(2))),
    ("building it", answer(met(2))),
    ("use|using @", answer(met(1))),
    ("rolling|monthly", answer(met(2))),
    // Bound.
    ("^ # years $", unmet(3)),
    ("another # years", unmet(4)),
    ("# years left", unmet(4)),
    ("half years|year left", unmet(4)),
    ("# more years", unmet(4)),
    ("rest of the term|contract", unmet(3)),
    ("framework agreement|contract", unmet(2)),
    ("do not get|have a|any choice|say", unmet(3)),
    ("not without paying", unmet(3)),
    ("# years to|through|until|so|with", unmet(3)),
    ("# year|years contract|deal|lease|agreement|left|term|commitment", unmet(4)),
    ("five-year|three-year|four-year|two-year|multi-year|multiyear", unmet(4)),
    ("lease # years", unmet(3)),
    ("in|like january|march|june five|three years", unmet(3)),
    ("we|i just|only|| signed in|last|with", unmet(3)),
    ("we have|only|just|they|| just|only|| renewed|signed", unmet(3)),
    ("renewed * # years", unmet(3)),
    ("signed|committed|renewed for|to another|# #|years|more", unmet(3)),
    ("locked|tied in|into", unmet(3)),
    ("stuck with", unmet(3)),
    ("signed|committed through|until|till", unmet(3)),
    ("there is|was no out|exit|break", unmet(3)),
    ("no break|exit|termination clause", unmet(3)),
    ("penalty if|for|to", unmet(3)),
    ("gave up the out", unmet(3)),
    ("there is not $", answer(unmet(2))),
    (
        "through|until|till|to * twenty-seven|twenty-eight|twenty-nine|thirty|thirty-one|2027|2028|2029|2030|2031",
        unmet(3),
    ),
    ("runs to|through|until", unmet(2)),
    ("we bought one|it|@ in|last|$", unmet(3)),
    ("we put in @", unmet(2)),
    ("we moved to @", unmet(2)),
    ("we|it have|is been| in|on all # stores|stations|sites", unmet(2)),
    ("paid up front", unmet(2)),
    ("whole brand|brand's|group|group's|company|company's is| on|uses", unmet(3)),
    ("global|group|corporate|company-wide deal|agreement|contract", unmet(4)),
    ("everyone|everybody|we has|have to use", unmet(3)),
    ("it renews", unmet(2)),
    ("going to let it", unmet(3)),
    ("not|never going anywhere", unmet(2)),
    ("not going to move|change|switch|leave", unmet(3)),
    ("we have somebody|someone $", unmet(2)),
    ("we did that", unmet(1)),
    ("they are good|fine|great $", answer(unmet(1))),
    // Left open.
    ("could not tell you", open(3)),
    ("do|would not know who|if|what|whether|that", open(2)),
    ("do not want|like to say|tell", open(3)),
    ("not going to say|tell who|you", answer(open(3))),
    ("do not know if it is still", open(3)),
];
