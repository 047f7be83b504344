//! Who is addressed and what is ordered.

mod table;

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
    #[rustfmt::skip]
    const MACHINES: [&str; 14] = [
        "ai", "llm", "llms", "gpt", "chatgpt", "chatbot", "bot", "summariser", "summarizer", "summarisers",
        "summarizers", "notetaker", "prompt", "override",
    ];
    #[rustfmt::skip]
    const MAYBE: [&str; 9] = [
        "assistant", "agent", "model", "copilot", "system", "instruction", "instructions", "task", "command",
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

static PHRASES: LazyLock<Phrases<Signal>> = LazyLock::new(|| Phrases::new(&[table::TABLE]));

/// Verbs that start an order.
#[rustfmt::skip]
const IMPERATIVES: [&str; 72] = [
    "ignore", "disregard", "forget", "mark", "list", "record", "report", "set", "send", "delete", "output",
    "say", "write", "print", "reply", "respond", "always", "never", "include", "add", "remove", "execute",
    "run", "pretend", "act", "treat", "reveal", "classify", "rate", "score", "state", "tell", "confirm",
    "summarize", "summarise", "do", "stop", "skip", "approve", "claim", "rank", "leave", "put", "upgrade",
    "log", "note", "use", "drop", "make", "give", "let", "create", "start", "change", "update", "close",
    "assign", "recommend", "promote", "remember", "keep", "omit", "exclude", "hide", "insert", "append",
    "replace", "copy", "forward", "email", "transfer", "pay",
];

/// "Ignore the instructions above" in other languages.
#[rustfmt::skip]
const FOREIGN: [&str; 22] = [
    "ignoriere alle", "ignoriere die vorherigen", "vorherigen anweisungen", "ignora las instrucciones",
    "instrucciones anteriores", "ignorez les instructions", "instructions précédentes",
    "ignora le istruzioni", "istruzioni precedenti", "ignore as instruções", "instruções anteriores", "忽略之前",
    "negeer alle", "vorige instructies", "ignorera alla", "игнорируй", "предыдущие инструкции", "zignoruj",
    "önceki talimat", "이전 지시", "忽略以上", "以前の指示",
];
