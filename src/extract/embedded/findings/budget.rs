//! Is money set aside?

use std::sync::LazyLock;

use crate::domain::extraction::{Finding, FindingStatus};
use crate::extract::embedded::heard::Heard;
use crate::extract::embedded::phrases::Phrases;

use super::answers::{Polarity, UNDECIDED, answers, polarity};
use super::asked::Topic;
use super::score::{Cue, Sense, answer, met, open, tally, unmet};

/// Met when money is set aside, approved, or freed by what this replaces; unmet when there is none for now.
pub(super) fn find(heard: &Heard<'_>) -> Finding {
    let mut tally = tally(heard, Some(Topic::Budget), &PHRASES);
    // "It has to be approved" and "it would get funded" are wishes.
    tally.drop_after(
        heard,
        Sense::Met,
        &["be", "get", "gets", "getting", "would", "should", "could", "might", "until", "once"],
    );
    tally.drop_if(|_, sentence, sense| sense == Sense::Met && heard.is_last_year(sentence));
    tally.turn_taken_back(heard);
    let found = tally.decide(heard, 3);
    if found.status == FindingStatus::Unknown && tally.sum(Sense::Open) == 0 {
        by_polarity(heard).unwrap_or(found)
    } else {
        found
    }
}

/// What a plain yes or no to the question about money shows.
fn by_polarity(heard: &Heard<'_>) -> Option<Finding> {
    for answer in answers(heard, Topic::Budget) {
        for index in answer.take(2) {
            let sentence = heard.reading.sentences().get(index)?;
            let words = heard.reading.words(sentence);
            let status = match polarity(words) {
                _ if sentence.question => continue,
                Polarity::Yes => FindingStatus::Met,
                Polarity::No => FindingStatus::Unmet,
                Polarity::Neither => continue,
            };
            let quote = heard.reading.quote(heard.call, sentence, 0..words.len())?;
            return Some(super::finding(status, vec![quote]));
        }
    }
    None
}

static PHRASES: LazyLock<Phrases<Cue>> = LazyLock::new(|| Phrases::new(&[TABLE, UNDECIDED]));

const TABLE: &[(&str, Cue)] = &[
    // Set aside, in so many words.
    ("# * set|put aside", met(4)),
    ("have|has|got|is|was|been set aside", met(3)),
    ("set aside #|for", met(3)),
    ("put|set|putting # in|into|aside|toward|towards * plan|budget|line|year's", met(4)),
    ("put # in|aside|by for", met(4)),
    ("# in|under * line|budget|plan", met(3)),
    ("# * earmarked|allocated|budgeted|approved|ring-fenced|ringfenced|reserved", met(3)),
    ("earmarked|allocated|ring-fenced|ringfenced|reserved|budgeted #", met(4)),
    ("have|has|is|got|already|been earmarked|allocated|ring-fenced|ringfenced|budgeted", met(3)),
    ("budgeted for", met(3)),
    ("<money> of|is #", met(3)),
    ("there is|are <money>", met(3)),
    ("there is a|the|some line|pot|budget", met(2)),
    ("have|got|has got| the|a| <money> for|there|this", met(2)),
    ("<money> is there|available|secured|confirmed|approved", met(3)),
    ("is in the|our|this budget|plan|year's", met(2)),
    ("budget is|was|got|has|been been| approved|signed", met(3)),
    ("approved|signed|released £", met(3)),
    ("signed|approved off £", met(3)),
    ("approved for|in * year|budget", met(3)),
    ("grant|insurance|program|programme covers|pays", met(3)),
    ("it would be that|same money", met(4)),
    ("it would be the same money", met(4)),
    ("meant to replace", met(2)),
    ("come|comes|came|coming out of * line|budget|what|pot", met(3)),
    ("it would come out of * line|budget|what|pot", met(3)),
    ("i would * rather spend it on", met(3)),
    ("i|we would just|| stop paying them|@|him|her", met(3)),
    ("i would just|| redirect|reallocate|repurpose it|that", met(3)),
    ("inside # nobody|no-one|i", met(2)),
    ("she|he|they will|would sign without", met(3)),
    ("# * she|he|they will sign", met(3)),
    ("can|could|may|to spend up to", met(3)),
    ("discretionary budget|spend|money|fund", met(3)),
    ("have|has got| the money for", met(3)),
    ("use it or lose", met(3)),
    ("go-ahead|green for|light", answer(met(3))),
    ("sorted", answer(met(2))),
    ("we are covered", answer(met(3))),
    ("full amount", answer(met(3))),
    ("underspent", met(3)),
    ("to play with", answer(met(2))),
    ("on my|the card", answer(met(3))),
    ("anything|everything under|below #", answer(met(3))),
    // The same, where the question says what it is about.
    (
        "earmarked|allocated|approved|agreed|budgeted|ring-fenced|ringfenced|reserved|secured|funded",
        answer(met(3)),
    ),
    ("set|put|putting|putting aside", answer(met(3))),
    ("put # in|aside|by", answer(met(3))),
    ("there is|are the|a|about|roughly| #", answer(met(3))),
    ("i|we have|got got| up|about|around|roughly| to| #", answer(met(2))),
    ("a * line|pot|fund for|in|with|nobody", answer(met(2))),
    ("there is a|the|some * line|pot|fund", answer(met(3))),
    ("^ i|we have|do $", answer(met(3))),
    ("^ there is $", answer(met(3))),
    ("^ yes|yeah|yep|yup $", answer(met(2))),
    ("^ yes|yeah|yep|yup i|we|there|that|it is|have|do", answer(met(2))),
    ("i|we would|can|could|will move|redirect|reallocate|repurpose it|that|the", met(3)),
    ("in the|this|our year's|current| budget|plan", answer(met(2))),
    // None.
    ("no <money> left|in|this|until|till|now|at|mind|whatsoever", unmet(4)),
    ("no <money> for|there", unmet(3)),
    ("no <money> $", unmet(3)),
    ("not have|got a|the|any|much| <money>", unmet(3)),
    ("not|nothing|never budgeted|funded|earmarked|allocated", unmet(3)),
    ("is|are not any|a|much| <money>", unmet(3)),
    ("not a|one|any dime|penny|cent|nickel|bean|euro|pound|sausage|farthing", unmet(4)),
    ("not have|got a|one|any|| dime|penny|cent|nickel|bean|euro|pound", unmet(4)),
    ("nothing left|in|for in|this|it * year's|year|budget|pot|plan|line", unmet(4)),
    ("nothing left in", unmet(3)),
    ("not in * budget|plan", unmet(2)),
    ("no|not a| line", unmet(2)),
    ("a zero on", unmet(3)),
    ("spending|budget|hiring|purchasing|software|capex freeze", unmet(4)),
    ("freeze on|until|till|all|new|everything", unmet(3)),
    ("are|been|got|we're|everything|budget|spending|budgets|spend is|are|been|| frozen", unmet(3)),
    ("froze|frozen everything|all|spending|spend|budgets|budget|hiring|software|new", unmet(4)),
    (
        "no new software|services|vendors|vendor|tools|spend|spending|subscriptions|purchases|anything",
        unmet(3),
    ),
    (
        "<money> is|was|has|are|got been|all| spent|gone|blown|exhausted|finished|used|cut|slashed|pulled",
        unmet(3),
    ),
    ("list|pot|year's is|was spent|gone|closed|empty", unmet(3)),
    ("nobody is|can allowed|authorised|spend to| spend", unmet(3)),
    ("used it|that|the up", answer(unmet(2))),
    ("not|nothing|never * gets|get|be bought", unmet(2)),
    ("paid|prepaid up front|upfront", unmet(3)),
    ("next|new year's <money>", unmet(2)),
    ("have to go in|into * budget", unmet(2)),
    ("put in a request", unmet(2)),
    ("on hold until|till", unmet(2)),
    ("can|could not afford|justify", unmet(3)),
    ("can not go to * and say|ask|tell", unmet(3)),
    ("not going ** pay|spend", unmet(3)),
    ("unbudgeted", unmet(4)),
    ("moratorium on", unmet(3)),
    ("ran|run|running out", answer(unmet(3))),
    ("it|that|all went on|into|to|towards", answer(unmet(2))),
    ("^ there was $", answer(unmet(2))),
    ("told me|us no", answer(unmet(3))),
    ("for anything new", answer(unmet(2))),
    ("took|taken|take it|that|them away|back", unmet(3)),
    ("it is gone", answer(unmet(3))),
    ("nothing spare", unmet(3)),
    ("no pot|slack|room", answer(unmet(3))),
    ("over budget", unmet(3)),
    ("already over", answer(unmet(3))),
    ("turned|knocked us|me|it| down|back", answer(unmet(3))),
    ("was|is not in it|there", answer(unmet(3))),
    ("i|we do not have # a|per", unmet(3)),
    ("laughed at|out", answer(unmet(2))),
    // None, where the question says what it is about.
    ("^ no|nope|nah|none|zero|nothing", answer(unmet(1))),
    ("there is|was not", answer(unmet(2))),
    ("^ not for|this|until|till|now|right|at|yet|really", answer(unmet(2))),
    ("not this|the|until|till year|quarter|next|%", answer(unmet(2))),
    (
        "cut|cuts|slashed|pulled|frozen|freeze|blown|exhausted|maxed|tapped|zero|closed|broke",
        answer(unmet(2)),
    ),
    ("i|we have| spent it|that|the|all|everything", unmet(3)),
    ("spent it $", unmet(3)),
    ("is|was|been|already|all spent|gone", answer(unmet(2))),
    ("did|have not plan|planned|budget|budgeted", answer(unmet(3))),
    ("everything|all|money went|going|goes|is going| into|on|to", answer(unmet(2))),
    ("can not * do|buy|spend|get|pay", answer(unmet(2))),
    ("no way i|we|that|there", answer(unmet(2))),
    ("next|new fiscal|financial|budget|year", answer(unmet(2))),
    ("for next year", answer(unmet(2))),
    ("not|yet approved|confirmed|signed yet|off", answer(unmet(2))),
    ("too much|expensive|dear|steep|rich for|$", answer(unmet(2))),
    // Left open.
    ("do|does|would not genuinely|honestly|really| know what|if|how|whether", answer(open(3))),
    ("is|it's not mine|my", answer(open(3))),
    ("do not deal with|handle|see", answer(open(3))),
    ("not with me", answer(open(3))),
    ("yes or no", answer(open(2))),
    ("will|would|could|might|can|they|we|she|he find|found it|money|the|some|a", open(3)),
    ("pays|pay|paying for itself|themselves", open(3)),
    ("pays|pay back", open(2)),
    ("less than", answer(open(2))),
    ("cost less", open(2)),
    ("budget with a name", open(4)),
    ("that is the budget", answer(open(3))),
    ("spend what we", open(3)),
    ("tell you if there", open(4)),
    ("another question", open(3)),
    ("do not do it|budgets like", answer(open(4))),
    ("can|could take|find it out|from", open(3)),
    ("answer|decision comes|come|is in|due|expected", answer(unmet(3))),
    ("arguable", open(3)),
    ("if|unless|maybe|perhaps|possibly|might", answer(open(1))),
    ("but", answer(open(1))),
    ("business case|make|making a|the case", answer(open(3))),
    ("build|write|make a * case", answer(open(3))),
    ("nobody is|has| put|thought|given", answer(open(3))),
    ("not as such", answer(open(3))),
    ("saves|save|saving us|me", answer(open(2))),
    ("get it through|past", answer(open(1))),
    ("first see|prove", answer(open(2))),
    ("then we|i talk about", answer(open(2))),
    ("have not|never thought|discussed|talked|put|looked|got", answer(open(2))),
    ("you would|will|have|need have|need|to to| ask|talk|speak", answer(open(3))),
    ("have to|need to|would check|ask|find", answer(open(3))),
    ("check|ask with finance", answer(open(2))),
    ("we|i will|would see", answer(open(1))),
    ("if i|we do not|stop give|pay|paying", open(3)),
    ("a budget for", answer(open(2))),
    ("a hundred dollars|pounds|euros for", answer(open(2))),
    ("if the numbers|price|return|roi", answer(open(3))),
];
