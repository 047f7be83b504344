//! What the seller's last question was about: it gives a short answer its meaning.

use std::sync::LazyLock;

use crate::domain::Side;
use crate::extract::embedded::phrases::Phrases;
use crate::extract::embedded::reading::Reading;

/// A topic of qualification that can be asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract::embedded) enum Topic {
    /// Money.
    Budget,
    /// Who decides.
    Authority,
    /// By when.
    Timeline,
    /// What they use and look at.
    Competition,
    /// None of these: the seller proposes a meeting, a trial, something to send.
    Offer,
}

/// A set of topics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::extract::embedded) struct Topics(u8);

impl Topics {
    pub(in crate::extract::embedded) fn contains(self, topic: Topic) -> bool {
        self.0 & (1 << topic as u8) != 0
    }

    fn add(&mut self, topic: Topic) {
        self.0 |= 1 << topic as u8;
    }

    fn only(self, topic: Topic) -> bool {
        self.0 == 1 << topic as u8
    }

    fn remove(&mut self, topic: Topic) {
        self.0 &= !(1 << topic as u8);
    }

    fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// How many sentences of the buyer's an answer may have.
const LONGEST_ANSWER: usize = 7;

/// A sentence of the seller's with fewer words keeps the question open: "Okay, six hundred."
const NEW_SUBJECT: usize = 7;

/// For every sentence, the topics that the seller had asked about and that the buyer is still answering.
pub(in crate::extract::embedded) fn asked(reading: &Reading<'_>) -> Vec<Topics> {
    let mut open = Topics::default();
    let mut answered = 0;
    let mut topics_of_sentence = Vec::with_capacity(reading.sentences().len());
    for sentence in reading.sentences() {
        let words = reading.words(sentence);
        if sentence.side == Side::Seller {
            let mut topics = Topics::default();
            for hit in QUESTIONS.find(words) {
                topics.add(*hit.says);
            }
            if sentence.question || words.first().is_some_and(|word| INTERROGATIVES.contains(&word.text)) {
                for (_, topic) in
                    KEYWORDS.iter().filter(|(any, _)| words.iter().any(|word| any.contains(&word.text)))
                {
                    topics.add(*topic);
                }
            }
            if !topics.only(Topic::Offer) {
                topics.remove(Topic::Offer);
            }
            if !topics.is_empty() {
                open = topics;
                answered = 0;
            } else if words.len() >= NEW_SUBJECT {
                open = Topics::default();
            }
            topics_of_sentence.push(Topics::default());
        } else {
            answered += 1;
            if answered > LONGEST_ANSWER {
                open = Topics::default();
            }
            topics_of_sentence.push(open);
        }
    }
    topics_of_sentence
}

static QUESTIONS: LazyLock<Phrases<Topic>> = LazyLock::new(|| Phrases::new(&[TABLE]));

#[rustfmt::skip]
const INTERROGATIVES: [&str; 24] = [
    "who", "what", "when", "where", "why", "how", "which", "whose", "is", "are", "was", "do", "does", "did",
    "have", "has", "would", "could", "can", "should", "will", "any", "anybody", "anyone",
];

/// Words that give a question its topic wherever they stand in it.
const KEYWORDS: &[(&[&str], Topic)] = &[
    (
        &[
            "budget",
            "budgets",
            "budgeted",
            "money",
            "funding",
            "funded",
            "funds",
            "fund",
            "afford",
            "aside",
            "capex",
            "cost",
            "spend",
            "earmarked",
            "allocated",
        ],
        Topic::Budget,
    ),
    (
        &[
            "decide",
            "decides",
            "decided",
            "decision",
            "decisions",
            "decider",
            "decision-maker",
            "sign",
            "signs",
            "sign-off",
            "signoff",
            "signature",
            "approve",
            "approves",
            "approval",
            "approvals",
            "committee",
            "board",
            "remit",
            "authority",
            "permission",
            "boss",
        ],
        Topic::Authority,
    ),
    (
        &["timing", "timeline", "timeframe", "timescale", "deadline", "urgency", "urgent", "soon", "quickly"],
        Topic::Timeline,
    ),
    (
        &[
            "alternative",
            "alternatives",
            "competitor",
            "competitors",
            "competition",
            "incumbent",
            "vendor",
            "vendors",
            "provider",
            "providers",
            "supplier",
            "suppliers",
            "shopped",
            "shopping",
            "comparing",
            "compare",
            "switching",
            "elsewhere",
            "quotes",
            "contract",
            "shortlist",
        ],
        Topic::Competition,
    ),
];

const TABLE: &[(&str, Topic)] = &[
    ("is|was|are|would|do|have there|you|we * <money>|funded|line|number|pot|budgeted", Topic::Budget),
    ("budget|budgeted for|set|approved|allocated|look|this|in|like|wise|range|tied|$", Topic::Budget),
    ("about|on|the|a|your|of|do|what|and|any|is <money> $", Topic::Budget),
    ("about|on|what|how * budget", Topic::Budget),
    ("budget-wise|money-wise", Topic::Budget),
    ("put|set|putting something|money|anything|it aside", Topic::Budget),
    ("money set|put|there|come|coming", Topic::Budget),
    ("money|budget side|question|piece|part|wise|look", Topic::Budget),
    ("money * in * plan", Topic::Budget),
    ("in the|your plan|budget", Topic::Budget),
    ("is * approved|earmarked|allocated|funded|budgeted", Topic::Budget),
    ("how * fund|funded", Topic::Budget),
    ("you|they could|can|would fund|afford", Topic::Budget),
    ("something you would use for", Topic::Budget),
    ("she|he|they|you want|wants|like|willing|able|would to| spend|pay", Topic::Budget),
    ("what|how would|do|much * spend|spending", Topic::Budget),
    ("number|figure in|against|for your|it|this|that", Topic::Budget),
    ("can|could you|they|he|she afford", Topic::Budget),
    ("£ a|per year|month", Topic::Budget),
    (
        "about|around|roughly|be|starts|starting|at|cost|costs # a|per year|month|seat|user|head|week",
        Topic::Budget,
    ),
    ("cost|price side|wise", Topic::Budget),
    ("does it|that|this cost", Topic::Budget),
    (
        "who|who's * decide|decides|sign|signs|approve|approves|approval|buy|buys|pick|picks|choose|chooses|signing|deciding",
        Topic::Authority,
    ),
    ("who * involved|else|makes|making|make|look|owns|charge|buyer|weigh|part|call|holds", Topic::Authority),
    ("who ** yes", Topic::Authority),
    ("take|run|bring it|this|that to|by|past anyone|anybody|someone|somebody|your|the", Topic::Authority),
    ("does|would|do anyone|anybody|somebody|someone|they|your else| need|have", Topic::Authority),
    ("last|final word", Topic::Authority),
    ("how|does * get|gets|got decided|made|bought|approved|signed", Topic::Authority),
    ("how * decide|decision|decisions|choose|buy|process|purchase|purchases", Topic::Authority),
    ("approval look|looks|process", Topic::Authority),
    ("is|would|was it|that|this * your|her|his|their call|decision|budget", Topic::Authority),
    ("whose call|decision|budget|signature", Topic::Authority),
    ("your|her|his|their call|decision", Topic::Authority),
    ("do|would|can you be| able| to| decide|sign|approve|buy", Topic::Authority),
    ("is|would it|that|this up|down|be| to| you", Topic::Authority),
    ("signs|sign|signed|signing off", Topic::Authority),
    ("has|have to say|sign|approve", Topic::Authority),
    ("final say|word", Topic::Authority),
    ("decision|economic maker|makers|buyer|process|side", Topic::Authority),
    ("then decision", Topic::Authority),
    ("right person", Topic::Authority),
    ("your boss|manager|ceo|cfo|director need|have|want", Topic::Authority),
    ("the one to * decide", Topic::Authority),
    (
        "anyone|anybody|somebody|someone else * involved|approve|sign|decide|ask|room|side|needs|who",
        Topic::Authority,
    ),
    ("be|is him|her who", Topic::Authority),
    ("purse strings", Topic::Authority),
    (
        "when|how soon * want|need|like|hope|hoping|looking|live|running|going|start|decide|move",
        Topic::Timeline,
    ),
    ("when would|could|might|are|is|do|did|does", Topic::Timeline),
    ("and|is|the|on|about|your|then|what|is timing|timeline|timeframe|timescale|urgency", Topic::Timeline),
    ("timing|timeline|timeframe is|look|wise|on|for|$", Topic::Timeline),
    ("is|are there|you|a * date|deadline|event", Topic::Timeline),
    ("what|something|anything is|are| driving|forcing", Topic::Timeline),
    ("compelling|critical event", Topic::Timeline),
    ("better|good|right time", Topic::Timeline),
    ("how soon|quickly|fast|urgent", Topic::Timeline),
    ("by when", Topic::Timeline),
    ("when * up|renewal|renew|expire|revisit|need|want", Topic::Timeline),
    ("contract|renewal|lease * up|end|ends|expire|expires|renew|run", Topic::Timeline),
    ("would this quarter|month|year", Topic::Timeline),
    ("start looking", Topic::Timeline),
    ("who else * looking|talking|seeing|considering|evaluating|in|speaking", Topic::Competition),
    (
        "look|looked|looking|talk|talking|talked|spoke|spoken|speaking|considering|considered|evaluating|evaluated|seen|tried|shopping|comparing at|to|with| anyone|anybody|anything|other|others|somebody|someone|another|elsewhere|remote",
        Topic::Competition,
    ),
    ("look|looked|looking at|for * else|other|others|before|already", Topic::Competition),
    ("talk|talking|talked|spoken|speaking to|with * else|other", Topic::Competition),
    ("have you * looked|tried|seen|evaluated|considered|talked|done", Topic::Competition),
    (
        "anyone|anybody|anything|somebody else * looking|running|considering|quoted|quoting|market|mix|doing",
        Topic::Competition,
    ),
    ("anyone|anybody else you", Topic::Competition),
    ("is|are|and anyone|anybody|somebody else", Topic::Competition),
    ("have anybody|anyone|somebody|anything", Topic::Competition),
    ("in the running|mix|frame", Topic::Competition),
    ("on the table|list", Topic::Competition),
    ("who|anyone|anybody|what else is|are|| on the list", Topic::Competition),
    ("calling|calls on you", Topic::Competition),
    ("used|had|tried anything|something|one like|similar|before", Topic::Competition),
    ("could|can you leave|switch|get", Topic::Competition),
    ("shopped around", Topic::Competition),
    ("had quotes|a quote|demos", Topic::Competition),
    ("somebody|anyone|anybody|someone quoted", Topic::Competition),
    (
        "other|another vendor|vendors|option|options|tool|tools|supplier|suppliers|lessors|software|solution|solutions|provider|providers|company|companies",
        Topic::Competition,
    ),
    ("anything|something in place", Topic::Competition),
    ("what|which|who * use|using|running|run|on|got today|now|currently|at|for|it|your", Topic::Competition),
    ("what|who do|are|did you use|using|run|have|running", Topic::Competition),
    ("what|which are you all|guys|folks|| on|using|running $", Topic::Competition),
    ("in|under|into a|any| contract", Topic::Competition),
    ("competition|competitor|competitors|incumbent", Topic::Competition),
    ("got an agency|vendor|provider|system|tool|supplier already", Topic::Competition),
    ("is there a|an portal|tool|system|software|exit|out|break", Topic::Competition),
    ("consider|considered switching|changing|building", Topic::Competition),
    ("does that come with", Topic::Competition),
    ("with someone|somebody|anyone|anybody else", Topic::Competition),
    ("building it|this|something", Topic::Competition),
    ("how long is|did|are * the|you|sign", Topic::Competition),
    ("is that a lease|contract", Topic::Competition),
    (
        "could|can|should|shall we|i do|set|get|put|send|hold|pencil|book|schedule|loop|invite|bring",
        Topic::Offer,
    ),
    ("would it be worth|help|useful|make|alright|okay", Topic::Offer),
    ("what i would love|like|suggest|propose|normally", Topic::Offer),
    ("i would love|suggest|propose", Topic::Offer),
    ("how|what about next|this|the|tuesday|monday|wednesday|thursday|friday|a|we|just", Topic::Offer),
    ("would|does next|this|tuesday|monday|wednesday|thursday|friday work|suit", Topic::Offer),
    ("next step", Topic::Offer),
    ("pilot|trial", Topic::Offer),
];
