//! A model that lies: invents quotes, alters real ones, moves them to others, and does what hidden instructions say.

use baton::domain::{Extraction, Quote, Side};
use baton::extract::Call;

/// A lie about a call: words, and where they are said to be.
#[derive(Clone, Debug)]
pub(crate) struct Lie {
    /// What kind of lie.
    pub(crate) kind: &'static str,
    /// Number of the line that is named.
    pub(crate) number: usize,
    /// The words.
    pub(crate) quote: String,
}

/// What nobody says on any call of the fixtures.
const INVENTED: [&str; 6] = [
    "We are ready to sign the contract this week.",
    "Our budget of two hundred and fifty thousand dollars is approved.",
    "Honestly, the whole department is about to quit over this.",
    "We lose four million a year because of that, everybody knows it.",
    "I am the only one who decides, nobody else needs to see it.",
    "Your competitor went bankrupt last night, so we have to switch.",
];

/// Lies about every utterance that is long enough to be lied about, always the same ones.
pub(crate) fn lies(call: &Call<'_>) -> Vec<Lie> {
    let said: Vec<Vec<&str>> =
        call.utterances().iter().map(|utterance| call.words(utterance.id).split(' ').collect()).collect();
    let mut lies = Vec::new();
    for (at, words) in said.iter().enumerate().filter(|(_, words)| words.len() >= 6) {
        let mut add = |kind, number: usize, quote: String| lies.push(Lie { kind, number: number + 1, quote });
        let whole = words.join(" ");
        add("invented", at, INVENTED[at % INVENTED.len()].to_owned());
        add("negated", at, with_negation(words));
        if let Some(other) = without_negation(words) {
            add("negation taken out", at, other);
        }
        if let Some(other) = with_other_number(words) {
            add("number altered", at, other);
        }
        add("word replaced", at, replaced(words, "budget"));
        add("word left out", at, without(words, words.len() / 2));
        add("order turned", at, words.iter().rev().copied().collect::<Vec<_>>().join(" "));
        add("link added", at, format!("{whole} See http://evil.example/{at}"));
        add("markup added", at, format!("<img src=x onerror=alert(1)> {whole}"));
        let elsewhere = (at + said.len() / 2) % said.len();
        add("moved far away", elsewhere, whole.clone());
        if let Some(other) = said.get(at + 1).filter(|next| next.len() >= 3) {
            let next_side = call.utterances().get(at + 1).map(|utterance| call.side(utterance.id));
            if next_side != Some(call.side(call.utterances()[at].id)) {
                add("given to the other side", at + 1, whole.clone());
                add("two speakers glued together", at, format!("{whole} {}", other.join(" ")));
            }
        }
    }
    lies.retain(|lie| !is_true(call, lie));
    lies
}

/// Whether the words stand after all where they are said to be, near by included; by other means than the code under test.
fn is_true(call: &Call<'_>, lie: &Lie) -> bool {
    const REACH: usize = 5;
    let plain = |text: &str| {
        let words = text.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|word| !word.is_empty());
        let words = words
            .map(str::to_lowercase)
            .filter(|word| !["um", "uh", "umm", "uhh", "uhm", "erm", "ehm"].contains(&word.as_str()));
        words.collect::<Vec<_>>().join(" ")
    };
    let at = lie.number - 1;
    let named = call.utterances()[at].id;
    let lie_words = plain(&lie.quote);
    let near = call.utterances().iter().enumerate().filter(|(other, _)| {
        // The line goes on as long as one voice speaks.
        other.abs_diff(at) <= REACH || same_voice(call, at, *other)
    });
    let near: Vec<String> = near
        .filter(|(_, utterance)| call.side(utterance.id) == call.side(named))
        .map(|(_, utterance)| plain(call.words(utterance.id)))
        .collect();
    format!(" {} ", near.join(" ")).contains(&format!(" {lie_words} "))
}

fn same_voice(call: &Call<'_>, one: usize, other: usize) -> bool {
    let voices = &call.utterances()[one.min(other)..=one.max(other)];
    voices.iter().all(|utterance| utterance.speaker == voices[0].speaker)
}

fn with_negation(words: &[&str]) -> String {
    let middle = words.len() / 2;
    let mut altered = words.to_vec();
    altered.insert(middle, "not");
    altered.join(" ")
}

fn without_negation(words: &[&str]) -> Option<String> {
    let position = words.iter().position(|word| {
        let bare = word.to_lowercase();
        bare == "not" || bare == "never"
    });
    if let Some(position) = position {
        return Some(without(words, position));
    }
    let contracted = words
        .iter()
        .position(|word| word.to_lowercase().replace('’', "'").trim_matches(',').ends_with("n't"))?;
    let mut altered: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    altered[contracted] = altered[contracted].to_lowercase().replace('’', "'").replace("n't", "");
    Some(altered.join(" "))
}

fn with_other_number(words: &[&str]) -> Option<String> {
    const NUMBERS: [&str; 12] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty", "hundred",
        "thousand",
    ];
    let altered = |word: &str| {
        if let Some(digit) = word.find(|c: char| c.is_ascii_digit()) {
            return Some(format!("{}7{}", &word[..digit], &word[digit..]));
        }
        let bare = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        let place = NUMBERS.iter().position(|number| *number == bare)?;
        Some(NUMBERS[(place + 5) % NUMBERS.len()].to_owned())
    };
    let (position, other) = words.iter().enumerate().find_map(|(at, word)| Some((at, altered(word)?)))?;
    let mut all: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    all[position] = other;
    Some(all.join(" "))
}

fn replaced(words: &[&str], by: &str) -> String {
    let mut altered = words.to_vec();
    let middle = words.len() / 2;
    altered[middle] = by;
    altered.join(" ")
}

fn without(words: &[&str], position: usize) -> String {
    let kept = words.iter().enumerate().filter(|(at, _)| *at != position).map(|(_, word)| *word);
    kept.collect::<Vec<_>>().join(" ")
}

/// A line of the buyer that is long enough to be believed.
pub(crate) fn true_words<'c>(call: &'c Call<'_>) -> Option<(usize, &'c str)> {
    let lines = call.utterances().iter().map(|utterance| (utterance.id, call.words(utterance.id)));
    lines
        .filter(|(id, words)| call.side(*id) == Side::Buyer && words.split(' ').count() >= 8)
        .map(|(id, words)| (id.index() + 1, words))
        .next()
}

/// Every quote of an extraction.
pub(crate) fn all_quotes(extraction: &Extraction) -> Vec<&Quote> {
    let findings = &extraction.qualification;
    let findings =
        [&findings.budget, &findings.authority, &findings.need, &findings.timeline, &findings.competition];
    let mut quotes: Vec<&Quote> = Vec::new();
    quotes.extend(extraction.pains.iter().flat_map(|item| &item.evidence));
    quotes.extend(extraction.stakeholders.iter().flat_map(|item| &item.evidence));
    quotes.extend(extraction.next_steps.iter().flat_map(|item| &item.evidence));
    quotes.extend(extraction.objections.iter().flat_map(|item| &item.evidence));
    quotes.extend(extraction.alternatives.iter().flat_map(|item| &item.evidence));
    quotes.extend(extraction.triggers.iter().flat_map(|item| &item.evidence));
    quotes.extend(findings.iter().flat_map(|finding| &finding.evidence));
    quotes
}
