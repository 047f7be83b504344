//! Who is addressed and what is ordered.

use std::sync::LazyLock;

use super::plain::Plain;
use crate::extract::embedded::phrases::Phrases;
use crate::extract::embedded::reading::Word;

/// What was found in a passage, each kind by its weightiest phrase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signals {
    /// A machine is spoken to.
    pub(super) address: u32,
    /// Earlier instructions are to be dropped, or the machine is to be somebody else.
    turn: u32,
    /// The moment of writing is named: "when preparing the brief".
    task: u32,
    /// What is to be written.
    output: u32,
    /// How the deal is to be judged.
    verdict: u32,
    /// Something is to be sent, deleted, opened or run.
    deed: u32,
    /// The sentence is an order.
    order: u32,
    /// Weight of what is hidden in it.
    pub(super) hidden: u32,
}

impl Signals {
    /// All of it. What people ask of each other ("mark it as urgent", "send me the transcript") stays below the line: unless
    /// a machine is meant, it takes two such orders or one that only a writer of text can follow.
    pub(super) fn total(&self) -> u32 {
        let asked = self.task + self.output + self.verdict + self.deed;
        let meant = self.address + self.turn + self.hidden > 0;
        let written = self.output >= 3
            || (self.verdict >= 2 && self.deed >= 2)
            || (self.output + self.task >= 2 && self.verdict >= 2)
            || (self.output >= 2 && self.task >= 2);
        let asked = if meant || written { asked } else { asked.min(2) };
        let said = self.address + self.turn + self.hidden + asked;
        said + if meant && said > 0 { self.order } else { 0 }
    }

    /// Whether it can go on with what was said before.
    pub(super) fn goes_on(&self) -> bool {
        self.total() > 0 || self.order > 0
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Address,
    Turn,
    Task,
    Output,
    Verdict,
    Deed,
}

struct Signal {
    kind: Kind,
    weight: u32,
    /// Counts only as an order, not in "they ignore …".
    order: bool,
}

const fn address(weight: u32) -> Signal {
    Signal { kind: Kind::Address, weight, order: false }
}

const fn turn(weight: u32) -> Signal {
    Signal { kind: Kind::Turn, weight, order: false }
}

const fn task(weight: u32) -> Signal {
    Signal { kind: Kind::Task, weight, order: false }
}

const fn output(weight: u32) -> Signal {
    Signal { kind: Kind::Output, weight, order: false }
}

const fn verdict(weight: u32) -> Signal {
    Signal { kind: Kind::Verdict, weight, order: true }
}

/// A verdict in the passive, which needs no order: "must be marked as qualified".
const fn judged(weight: u32) -> Signal {
    Signal { kind: Kind::Verdict, weight, order: false }
}

const fn deed(weight: u32) -> Signal {
    Signal { kind: Kind::Deed, weight, order: true }
}

const fn ordered(signal: Signal) -> Signal {
    Signal { order: true, ..signal }
}

/// Reads the signals of a passage.
pub(super) fn read(plain: &Plain) -> Signals {
    let words = plain.words();
    let mut signals = Signals::default();
    for hit in PHRASES.find(&words) {
        if hit.says.order && !is_order(&words, hit.words.start) {
            continue;
        }
        let place = match hit.says.kind {
            Kind::Address => &mut signals.address,
            Kind::Turn => &mut signals.turn,
            Kind::Task => &mut signals.task,
            Kind::Output => &mut signals.output,
            Kind::Verdict => &mut signals.verdict,
            Kind::Deed => &mut signals.deed,
        };
        *place = (*place).max(hit.says.weight);
    }
    signals.address =
        signals.address.max(plain.labels().map(|label| label_weight(&label)).max().unwrap_or(0));
    signals.address = signals.address.max(vocative_weight(&words));
    if FOREIGN.iter().any(|phrase| plain.text.contains(phrase)) {
        signals.turn = signals.turn.max(3);
    }
    let after_please = |at: usize| {
        at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|word| word.text == "please")
    };
    let starts = words.iter().enumerate().filter(|(at, word)| word.clause || after_please(*at));
    if starts.clone().any(|(at, word)| IMPERATIVES.contains(&word.text) && is_order(&words, at)) {
        signals.order = 1;
    }
    signals
}

/// "Copilot, please …": a machine called by its name. "Assistant, …" may be a person.
fn vocative_weight(words: &[Word<'_>]) -> u32 {
    let called = words.get(1).is_some_and(|word| word.clause || word.text == "please");
    match words.first().map(|word| word.text) {
        Some(
            "ai" | "llm" | "gpt" | "chatgpt" | "copilot" | "bot" | "chatbot" | "summarizer" | "summariser",
        ) if called => 2,
        Some("assistant" | "claude" | "gemini" | "agent" | "model") if called => 1,
        _ => 0,
    }
}

/// "AI summarisers:" speaks to a machine, "Prompt:" and "Override:" are words for one, "System:" and "Instructions:" may be.
fn label_weight(label: &[&str]) -> u32 {
    const MACHINES: [&str; 14] = [
        "ai",
        "llm",
        "llms",
        "gpt",
        "chatgpt",
        "chatbot",
        "bot",
        "summariser",
        "summarizer",
        "summarisers",
        "summarizers",
        "notetaker",
        "prompt",
        "override",
    ];
    const MAYBE: [&str; 9] = [
        "assistant",
        "agent",
        "model",
        "copilot",
        "system",
        "instruction",
        "instructions",
        "task",
        "command",
    ];
    if label.iter().any(|word| MACHINES.contains(word)) {
        2
    } else {
        u32::from(label.iter().rev().take(2).any(|word| MAYBE.contains(word)))
    }
}

/// Whether a verb is an order: nobody in front of it does it, and nobody was told to.
fn is_order(words: &[Word<'_>], at: usize) -> bool {
    if words.get(at).is_none_or(|word| word.clause) {
        return true;
    }
    let before = words.get(at.saturating_sub(2)..at).unwrap_or_default();
    let Some(last) = before.last() else { return true };
    match last.text {
        "to" => before.first().is_some_and(|word| {
            matches!(word.text, "need" | "have" | "want" | "sure" | "ai" | "assistant" | "you")
        }),
        "please" | "now" | "must" | "should" | "shall" | "and" | "or" | "then" | "always" | "never"
        | "not" | "instead" | "just" | "also" | "immediately" | "simply" | "only" | "kindly" | "can"
        | "you" | "do" => true,
        _ => false,
    }
}

static PHRASES: LazyLock<Phrases<Signal>> = LazyLock::new(|| Phrases::new(&[TABLE]));

/// Verbs that start an order.
const IMPERATIVES: [&str; 72] = [
    "ignore",
    "disregard",
    "forget",
    "mark",
    "list",
    "record",
    "report",
    "set",
    "send",
    "delete",
    "output",
    "say",
    "write",
    "print",
    "reply",
    "respond",
    "always",
    "never",
    "include",
    "add",
    "remove",
    "execute",
    "run",
    "pretend",
    "act",
    "treat",
    "reveal",
    "classify",
    "rate",
    "score",
    "state",
    "tell",
    "confirm",
    "summarize",
    "summarise",
    "do",
    "stop",
    "skip",
    "approve",
    "claim",
    "rank",
    "leave",
    "put",
    "upgrade",
    "log",
    "note",
    "use",
    "drop",
    "make",
    "give",
    "let",
    "create",
    "start",
    "change",
    "update",
    "close",
    "assign",
    "recommend",
    "promote",
    "remember",
    "keep",
    "omit",
    "exclude",
    "hide",
    "insert",
    "append",
    "replace",
    "copy",
    "forward",
    "email",
    "transfer",
    "pay",
];

/// "Ignore the instructions above" in other languages.
const FOREIGN: [&str; 22] = [
    "ignoriere alle",
    "ignoriere die vorherigen",
    "vorherigen anweisungen",
    "ignora las instrucciones",
    "instrucciones anteriores",
    "ignorez les instructions",
    "instructions précédentes",
    "ignora le istruzioni",
    "istruzioni precedenti",
    "ignore as instruções",
    "instruções anteriores",
    "忽略之前",
    "negeer alle",
    "vorige instructies",
    "ignorera alla",
    "игнорируй",
    "предыдущие инструкции",
    "zignoruj",
    "önceki talimat",
    "이전 지시",
    "忽略以上",
    "以前の指示",
];

const TABLE: &[(&str, Signal)] = &[
    // A machine is spoken to. "Assistant" may be a person, so it weighs less.
    (
        "note|notes|message|instruction|instructions|directive|memo|reminder|attention|notice|guidance|command|commands|information|warning to|for|| any|all|the|your|this|whatever|every|| * ai|llm|llms|gpt|chatgpt|bot|bots|chatbot|chatbots|summariser|summarizer|summarisers|summarizers|notetaker",
        address(2),
    ),
    (
        "note|notes|message|instruction|instructions|directive|memo|reminder|attention|notice|guidance|command|commands to|for|| any|all|the|your|this|whatever|every|| * language model|models",
        address(2),
    ),
    (
        "note|notes|message|instruction|instructions|directive|memo|attention|notice|guidance to|for|| any|all|the|your|this|every|| * assistant|agent|copilot|model|parser|summary|summarisation|summarization|transcription|automated|automation|crm software|system|tool|bot|model|engine|pipeline|reading|processing",
        address(2),
    ),
    (
        "note|notes|message|instruction|instructions|directive|memo|attention|notice|guidance to|for|| any|all|the|your|this|every|| assistant|agent|copilot|model|parser|software|system|machine",
        address(1),
    ),
    (
        "dear|hey|hello|hi|attention|ok|okay ai|llm|gpt|chatgpt|chatbot|bot|assistant|summariser|summarizer|copilot",
        address(2),
    ),
    (
        "ai|llm|language assistant|assistants|agent|agents|model|models|summariser|summarizer|summarisers|summarizers|reader|readers|system|systems reading|processing|summarising|summarizing|parsing|analysing|analyzing|preparing|writing|generating|who|that|must|should|please",
        address(2),
    ),
    (
        "^ ai|llm|llms|gpt|chatgpt|chatbot|summariser|summarizer|summarisers|summarizers|ai-assistant must|should|please|mark|ignore|write|record|list|say|report|output|do|you",
        address(2),
    ),
    (
        "^ ai|llm summariser|summarizer|summarisers|summarizers|assistant|assistants|agent|agents|notetaker|bot|bots|model|models|tool|tools",
        address(2),
    ),
    ("assistant instructions|instruction|directive|note|command|override", address(2)),
    (
        "to|for any|all|the|every ai|llm|language|automated|machine assistant|assistants|model|models|system|systems|tool|tools|reader|readers|summariser|summarizer",
        address(2),
    ),
    (
        "if you are a|an|the ai|llm|language|bot|machine|automated|assistant|summariser|summarizer|model|agent",
        address(3),
    ),
    ("the|any assistant|model|ai|llm|summariser|summarizer|bot|agent must|should|shall", address(2)),
    ("large|language model|models", address(1)),
    (
        "if ** processed|read|summarised|summarized|analysed|analyzed|parsed|handled|generated by * ai|llm|language|machine|model|bot",
        address(3),
    ),
    (
        "as the|an|a * model|ai|assistant|summarizer|summariser|bot summarizing|summarising|reading|writing|processing|generating|that",
        address(3),
    ),
    (
        "whoever|whatever|anything|anyone|anybody is|are generating|writing|summarising|summarizing|processing this|the",
        address(2),
    ),
    ("ai-generated|ai-written|auto-generated|machine-generated", address(1)),
    ("large|language model|models generating|writing|summarising|summarizing|reading|processing", address(2)),
    ("ai|llm|llms|gpt|model|bot instruction|instructions|directive|directives|command|commands", address(3)),
    (
        "dear|hey|hello|hi|attention * ai|llm|gpt|chatgpt|chatbot|bot|summariser|summarizer|copilot|notetaker",
        address(2),
    ),
    ("if an|any|the|some ai|llm|bot|machine|model is|are|reads|sees|hears|listens", address(2)),
    (
        "this is a message|note|instruction|command|prompt for|to * ai|llm|llms|gpt|chatgpt|claude|copilot|gemini|model|bot|bots|assistant|summariser|summarizer",
        address(3),
    ),
    ("automated|automatic * notetaker|taker|summary|summariser|summarizer|assistant|reader", address(2)),
    // Turned around.
    (
        "drop|clear|reset|erase all|any|your|the * previous|prior|above|earlier ** instructions|context|prompt|prompts|rules|memory",
        ordered(turn(3)),
    ),
    ("your instructions|prompt|guidelines|programming have|has changed", turn(3)),
    ("override|bypass|disable|ignore * safety|guardrails|filters|safeguards", ordered(turn(3))),
    (
        "overrides|supersedes|replaces|overrule|supersede all|your|any|the|previous|every ** instructions|prompt|guidelines|rules|programming",
        turn(3),
    ),
    (
        "from this|now point|moment|| on|onwards|forward you|your|ignore|respond|only|always|all|any|act|disregard",
        turn(3),
    ),
    ("as an|a ai|llm|language * you are|must|should|will|have|need", turn(3)),
    ("system note|message|directive|instruction", turn(2)),
    ("you must|will|shall|are to| obey|comply", turn(3)),
    ("you are ** no|without rules|restrictions|filters|limits|limitations|guardrails|ethics", turn(3)),
    (
        "ignore|disregard|forget|override|bypass|discard|overwrite|neglect|void|cancel all|any|the|your|these|those|of|every|| * previous|prior|above|earlier|preceding|foregoing|existing|original|initial|system|safety|past ** instructions|instruction|prompt|prompts|directions|directives|guidelines|rules|commands|context|training|programming|restrictions|constraints|filters|guardrails|policies|orders|text|content|guidance",
        ordered(turn(3)),
    ),
    (
        "ignore|disregard|forget|override|bypass your|all|any|every|these ** instructions|prompt|prompts|directives|guidelines|rules|training|programming|restrictions|constraints|filters|guardrails|safeguards",
        ordered(turn(3)),
    ),
    ("ignore|disregard|forget everything|anything|all above|before|prior|previously|you", ordered(turn(3))),
    ("ignore|disregard|forget the|everything|all|what|any * above|before", ordered(turn(3))),
    (
        "do not|never|stop follow|following|obey|obeying * previous|prior|above|earlier|your|system * instructions|prompt|rules|guidelines",
        turn(3),
    ),
    ("system|admin|administrator|developer|priority|root|security override", turn(3)),
    ("developer|dan|god|debug|jailbreak|sudo|unrestricted|admin mode", turn(2)),
    (
        "enter|enable|activate|switch|in developer|dan|god|debug|jailbreak|unrestricted|admin|maintenance mode",
        turn(3),
    ),
    ("do anything now", turn(3)),
    ("jailbreak", turn(2)),
    (
        "you are|will|must now * ai|assistant|dan|bot|unrestricted|unfiltered|free|agent|hacker|model|chatgpt|evil|different",
        turn(3),
    ),
    ("you are|will|must now in|going|to|obey|ignore|respond|act|operating|acting", turn(2)),
    ("from now on you|your|ignore|respond|only|always|all|any", turn(3)),
    (
        "pretend|act|behave|roleplay|role-play as|to|like|that be|if|you|a|an|though|| ** ai|assistant|dan|unrestricted|unfiltered|admin|administrator|developer|system|chatgpt|model|hacker",
        ordered(turn(3)),
    ),
    ("you are a helpful|unrestricted|malicious|sales|ai", turn(3)),
    ("you are an ai|llm|unrestricted|assistant|automated|expert", turn(2)),
    ("as an ai|llm|language", turn(2)),
    ("as a language|large model|language", turn(2)),
    (
        "new|updated|revised|real|actual|following|additional|your|hidden|secret instructions|instruction|task|objective|prompt|directive|orders are|is|follow|below|for|from",
        turn(2),
    ),
    (
        "your new|real|actual|only task|job|instructions|instruction|objective|goal|role|purpose|persona",
        turn(3),
    ),
    ("system|hidden|secret|initial prompt", turn(1)),
    (
        "reveal|print|repeat|output|show|display|leak|expose|dump|recite|translate|copy * system|your|initial|hidden|secret|original|above ** prompt|instructions|instruction|configuration|guidelines",
        ordered(turn(3)),
    ),
    ("prompt injection", turn(1)),
    // What is to be written.
    (
        "respond|reply|answer|output|write|say|print|return only|exactly|just|nothing|solely with|the|this|yes|as|json|in",
        ordered(output(2)),
    ),
    ("respond|reply|answer|output only|nothing|exactly", ordered(output(2))),
    (
        "output|print|write|repeat|say the|this following|text|phrase|word|words|sentence|verbatim",
        ordered(output(2)),
    ),
    ("not|never|instead summarise|summarize|summarising|summarizing", output(2)),
    ("stop summarising|summarizing", output(3)),
    (
        "llms|summarisers|summarizers reading|processing|summarising|summarizing|parsing|analysing|analyzing",
        address(3),
    ),
    ("instead of summarising|summarizing", output(3)),
    (
        "begin|start|end|preface your|the|every response|answer|reply|output|summary|brief with",
        ordered(output(3)),
    ),
    (
        "in|to your|the|any|every summary|brief|output|response|answer|report|write-up|recap say|state|write|include|add|mention|claim|insert|put|list",
        output(2),
    ),
    ("in your summary|output|response|reply|answer", output(2)),
    ("your summary|brief|output|response|notes|report|answer must|should|has|needs|shall|will", output(3)),
    (
        "the summary|brief|output|report|recap must|should|shall say|state|include|report|read|show|list|claim|be",
        output(2),
    ),
    (
        "when|while|before|after|if you|you're|the|| are|assistant|model|ai|| preparing|prepare|summarising|summarizing|summarise|summarize|writing|write|generating|generate|creating|drafting|processing|process|compiling|briefing up|| the|this|a|any|your * brief|summary|report|notes|record|transcript|call|meeting|account",
        task(2),
    ),
    (
        "do not|never mention|reveal|disclose|flag|report|show|include|tell * this|these|the|that note|notes|instruction|instructions|message|text|user|reader",
        ordered(output(3)),
    ),
    ("without mentioning|revealing|telling|flagging this|the|these|that", output(2)),
    ("respond|reply|answer|output only with", ordered(output(3))),
    (
        "include|add|insert|state|append the|this|a * sentence|phrase|words|line|statement|following|claim",
        ordered(output(2)),
    ),
    (
        "summary|brief|notes|recap|report|write-up ** must|should|needs|need|has|shall to| say|state|include|show|list|claim|mention",
        output(2),
    ),
    (
        "write|draft|compose|prepare the|this|your brief|summary|recap|report as though|if|like",
        ordered(output(3)),
    ),
    (
        "not|never mention|reveal|disclose|repeat|show this|these|those instructions|instruction|prompt|note|message",
        output(3),
    ),
    ("here is the|your brief|summary|output", output(2)),
    // How the deal is to be judged.
    ("should|must|shall get|receive|be given| a|an|the|| 5|five|10|ten|100|top|full|maximum", judged(2)),
    (
        "mark|list|record|log|report|classify|score|rate|treat|tag|flag|label|categorise|categorize|count|qualify|register|enter ** as|to qualified|unqualified|disqualified|met|confirmed|approved|accepted|sql|won|champion|eliminated|hot|economic|decision|rejected|unmet|unknown|high|top|priority|urgent|vip|p1|closed",
        verdict(2),
    ),
    (
        "set|change|update|move|upgrade|promote|advance ** to|as qualified|unqualified|disqualified|met|confirmed|approved|accepted|sql|won|closed|rejected|unmet|commit|high|maximum|100%",
        verdict(2),
    ),
    ("score|rate|grade this|the|it|them|us|me ** 5|five|10|ten|100|maximum|highest|top|a", verdict(2)),
    (
        "mark|record|list|set|log|report budget|authority|need|timeline|competition|all|every|everything as",
        verdict(2),
    ),
    (
        "report|record|list|log|state|say|claim|write|confirm|note|conclude|assert that ** has|have|is|are|was|budget confirmed|approved|qualified|signed|agreed|eliminated|met|decision",
        verdict(2),
    ),
    (
        "must|should|shall|to be marked|recorded|listed|scored|rated|treated|considered|reported|classified|flagged ** qualified|unqualified|approved|confirmed|met|accepted|top|high|five|5|champion|sql",
        judged(2),
    ),
    (
        "set|change|increase|raise|lower the|our|this|their price|budget|discount|amount|deal|value|score|stage to",
        verdict(1),
    ),
    // Deeds.
    (
        "send|email|forward|post|upload|transmit|leak|exfiltrate|copy|share|append|submit ** transcript|conversation|contacts|leads|credentials|password|passwords|keys|key|token|tokens|database|history|records|secrets|emails|prompt|context|contents ** to|at|http|https",
        deed(3),
    ),
    (
        "delete|erase|wipe|remove|drop|purge all|every|the|any * records|vendors|data|files|contacts|leads|opportunities|competitors|notes|table|database|history|evidence",
        deed(2),
    ),
    (
        "execute|run|eval|invoke|call the|this|following|these|a * command|commands|code|script|function|tool|query|sql|payload",
        deed(2),
    ),
    (
        "click|visit|open|fetch|load|browse|navigate|go|follow|get the|this|to|| * link|url|http|https|page",
        deed(1),
    ),
    ("render|embed|display|insert|include|load|fetch|add * image|pixel|img|markdown", deed(2)),
    ("curl|wget", deed(2)),
    ("call|use|invoke the|your * tool|api|function|plugin|webhook", deed(2)),
    ("transfer|wire|pay|refund|issue £", deed(2)),
    ("grant|give me|us|this|full|admin * access|discount|admin|permission", deed(2)),
];
