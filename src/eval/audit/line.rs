//! One line of a brief against the evidence that it cites.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use super::{Rule, Violation};
use crate::brief::numbers;
use crate::domain::Dossier;
use crate::eval::matching::words;
use crate::eval::prediction::{PredictedBrief, PredictedFact, PredictedLine};
use crate::eval::score::is_verbatim;
use crate::eval::source::Scene;
use crate::extract::dates::{self, Anchor};

/// Checks every line.
pub(super) fn check(scene: &Scene<'_>, brief: &PredictedBrief) -> Vec<Violation> {
    let mut found = Vec::new();
    for (index, (kind, line)) in brief.lines().enumerate() {
        let mut report = |rule: Rule, what: String| {
            found.push(Violation { rule, section: Some(kind), line: Some(index), what });
        };
        let facts: Vec<&PredictedFact> = brief.cited(line).collect();
        let distinct: BTreeSet<u16> = line.cites.iter().copied().collect();
        if facts.len() < distinct.len() || (facts.is_empty() && !line.question) {
            report(Rule::Uncited, line.text.clone());
        }
        for quote in facts.iter().flat_map(|fact| &fact.quotes) {
            if !is_verbatim(scene, quote) {
                report(Rule::InventedQuote, quote.quote.clone());
            }
        }
        if let Some(link) = link(&line.shown()) {
            report(Rule::Link, link.to_owned());
        }
        for name in unknown_names(&line.shown(), &scene.known) {
            report(Rule::UnsaidName, name);
        }
        if !facts.is_empty() {
            against_facts(scene, line, &facts, &mut report);
        }
    }
    found
}

fn against_facts(
    scene: &Scene<'_>,
    line: &PredictedLine,
    facts: &[&PredictedFact],
    report: &mut impl FnMut(Rule, String),
) {
    let (frame, quoted) = split_quoted(&line.shown());
    let proof: Vec<String> = facts.iter().flat_map(|fact| proof(fact)).collect();
    let said: Vec<Vec<String>> = proof.iter().map(|text| words(text)).collect();
    for passage in quoted {
        if !passage.split('…').all(|part| is_said(&words(part), &said, &proof)) {
            report(Rule::UnsaidWords, passage);
        }
    }
    let values: BTreeSet<i64> = proof.iter().flat_map(|text| numbers::values(text)).collect();
    let mut digits: BTreeSet<String> =
        proof.iter().flat_map(|text| digit_runs(text)).map(str::to_owned).collect();
    digits.extend(proof.iter().flat_map(|text| days_meant(scene, text)));
    for token in frame.split_whitespace().filter(|token| token.contains(|c: char| c.is_ascii_digit())) {
        let by_value = numbers::values(token).iter().any(|value| {
            values.iter().any(|other| other == value || (*other - value).abs() * 200 <= value.abs())
        });
        // A time of day is shown in the reader's own zone: it need not occur as such.
        if !token.contains(':') && !by_value && !digit_runs(token).all(|run| digits.contains(run)) {
            report(Rule::UnsaidNumber, token.to_owned());
        }
    }
    for condition in words(&frame).iter().filter(|word| CONDITIONS.contains(&word.as_str())) {
        if !said.iter().any(|text| text.contains(condition)) {
            report(Rule::UnsaidCondition, condition.clone());
        }
    }
    strengthened(&frame, facts, report);
}

/// Words that make something depend on something else, or turn it round, and that no frame of the composer needs.
const CONDITIONS: [&str; 8] =
    ["unless", "except", "never", "without", "despite", "although", "provided", "won"];

/// What a fact is borne out by: the words of the call, the records, and its own statement.
fn proof(fact: &PredictedFact) -> impl Iterator<Item = String> {
    // Quotes that follow each other may be shown as one.
    let mut in_order: Vec<_> = fact.quotes.iter().collect();
    in_order.sort_by_key(|quote| quote.utterance.trim_start_matches('u').parse::<u32>().unwrap_or_default());
    let joined = in_order.iter().map(|quote| quote.quote.as_str()).collect::<Vec<_>>().join(" ");
    fact.quotes
        .iter()
        .map(|quote| quote.quote.clone())
        .chain([joined, fact.text.clone()])
        .chain(fact.records.iter().cloned())
}

/// The text outside quotation marks, and what stands between them.
fn split_quoted(text: &str) -> (String, Vec<String>) {
    let (mut frame, mut quoted) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('“') {
        frame.push_str(before);
        frame.push(' ');
        let (inside, after) = after.split_once('”').unwrap_or((after, ""));
        quoted.push(inside.to_owned());
        rest = after;
    }
    frame.push_str(rest);
    (frame, quoted)
}

/// Whether the words stand in a row in one of the texts.
fn is_said(passage: &[String], said: &[Vec<String>], proof: &[String]) -> bool {
    let whole = passage.join(" ");
    passage.is_empty()
        || said.iter().any(|text| text.windows(passage.len()).any(|window| window == passage))
        || proof.iter().any(|text| text.contains(&whole))
}

/// Day of the month and year of the days that a text means when it is said on the day of the call: "the end of September".
fn days_meant(scene: &Scene<'_>, text: &str) -> Vec<String> {
    let booked = scene.dossier.booking.as_ref().and_then(|booking| booking.call_date);
    let recorded = scene.transcript.started_at().map(crate::domain::Instant::date);
    let Some(day) = recorded.or(booked) else { return Vec::new() };
    let mentions = dates::find(text, &Anchor { day, zone: TimeZone::UTC });
    let days = mentions.into_iter().filter_map(|mention| mention.day);
    days.flat_map(|day| [day.day().to_string(), day.year().to_string()]).collect()
}

fn digit_runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|run| !run.is_empty())
        .map(|run| run.trim_start_matches('0'))
}

/// A step that its fact calls proposed or declined is not shown as agreed.
fn strengthened(frame: &str, facts: &[&PredictedFact], report: &mut impl FnMut(Rule, String)) {
    let frame = frame.to_lowercase();
    let steps: Vec<&&PredictedFact> = facts.iter().filter(|fact| fact.kind == "next_step").collect();
    let firm = |status: &str| steps.iter().any(|fact| fact.text.contains(&format!("({status}")));
    let says = |word: &str| frame.split(|c: char| !c.is_alphabetic()).any(|other| other == word);
    if !steps.is_empty() && says("agreed") && !firm("agreed") && !frame.contains("not agreed") {
        report(Rule::Strengthened, frame);
    }
}

fn link(text: &str) -> Option<&'static str> {
    ["http://", "https://", "www.", "](", "<a ", "<img", "<script", "javascript:"]
        .into_iter()
        .find(|mark| text.to_lowercase().contains(mark))
}

/// Every word of everything read.
pub(in crate::eval) fn known_words(dossier: &Dossier) -> BTreeSet<String> {
    let mut known: BTreeSet<String> = BTreeSet::new();
    for transcript in &dossier.transcripts {
        known.extend(words(transcript.text()));
        for speaker in transcript.speakers() {
            known.extend(words(&speaker.label));
            known.extend(words(speaker.display()));
            known.extend(words(speaker.title.as_deref().unwrap_or_default()));
        }
    }
    known.extend(records(dossier).iter().flat_map(|text| words(text)));
    known
}

/// Every text of booking, account and touches.
pub(super) fn records(dossier: &Dossier) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    if let Some(booking) = &dossier.booking {
        texts.extend(booking.title.clone());
        texts.extend(booking.starts_at.as_ref().map(ToString::to_string));
        for person in booking.ae.iter().chain(&booking.sdr) {
            texts.push(person.name.clone());
        }
        for attendee in &booking.attendees {
            texts.extend(attendee.name.iter().chain(&attendee.email).chain(&attendee.title).cloned());
        }
        let account = booking.account.as_ref();
        texts.extend(account.and_then(|account| account.name.clone()));
    }
    if let Some(account) = &dossier.account {
        let fields = [&account.name, &account.domain, &account.industry, &account.hq, &account.funding];
        texts.extend(fields.into_iter().flatten().cloned());
        texts.extend(account.tech.iter().cloned());
        texts.extend(account.news.iter().map(|news| news.headline.clone()));
    }
    for touch in &dossier.touches {
        texts.extend(touch.who.iter().chain(&touch.summary).cloned());
        texts.push(format!("{:?} {}", touch.channel, touch.at));
    }
    texts
}

/// Capitalised words inside a line's sentences that stand nowhere in what was read.
fn unknown_names(text: &str, known: &BTreeSet<String>) -> Vec<String> {
    let mut names = Vec::new();
    let mut opens = true;
    for token in text.split_whitespace() {
        let bare = token.trim_matches(|c: char| !c.is_alphanumeric());
        let is_name = bare.chars().next().is_some_and(char::is_uppercase) && bare.chars().count() >= 3;
        let unknown = words(bare).iter().any(|word| word.chars().count() >= 3 && !known.contains(word));
        if is_name && !opens && unknown && !FRAME.contains(&bare) {
            names.push(bare.to_owned());
        }
        let ends = |c: char| matches!(c, '.' | ':' | '·' | '?' | '!' | ';' | '“' | '(' | '—' | '–');
        // Behind a time of day stands the name of its zone.
        let is_time = token.contains(':') && token.contains(|c: char| c.is_ascii_digit());
        // A sentence may end inside quotation marks.
        opens = token.trim_end_matches(['”', ')']).ends_with(ends) || token.starts_with('“') || is_time;
    }
    names
}

/// Capitalised words of the composer's frames, and of dates.
const FRAME: [&str; 26] = [
    "Mon",
    "Tue",
    "Wed",
    "Thu",
    "Fri",
    "Sat",
    "Sun",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "CRM",
    "NOT",
];
