//! Puts the model's verified sentences and the composer's lines together, section by section.
//!
//! What warns is the composer's and always stays. A line whose facts the model tells in verified sentences gives way to them; one that the
//! model tried to tell and could not stays; one that it left out goes, unless a brief must not be without it. No section gets lost.

use std::collections::BTreeSet;

use crate::domain::brief::Tone;
use crate::domain::{FactId, Line, Quote, Rejected, SectionKind, Side, StepStatus};

use super::super::compose::Plan;
use super::super::compose::desk::Item;
use super::super::limits::{MAX_PEOPLE, MAX_QUESTIONS};
use super::super::{phrase, steps};
use super::answer::{Sentence, Sentences};
use super::checks::{self, Why, bare};
use super::claim::{Claim, plain};

/// A line spared sooner than this may be left out by the model.
const ESSENTIAL: u8 = 20;
/// Sentences of a section, people and questions apart.
const MAX_SENTENCES: usize = 5;
/// How easily sentences are spared that stand in nobody's place, by their place in the section.
const SPARE: [u8; 5] = [14, 40, 60, 70, 75];

/// The lines of every section, and what became of the model's sentences.
#[derive(Debug)]
pub(super) struct Merged {
    pub(super) sections: Vec<(SectionKind, Vec<Item>)>,
    /// Sentences that are shown.
    pub(super) kept: usize,
    /// Those that are not.
    pub(super) dropped: Vec<Rejected>,
}

/// Merges the model's sentences into the composer's plan.
pub(super) fn merge(plan: &Plan<'_>, sentences: &Sentences) -> Merged {
    let all = || plan.sections.iter().flat_map(|(_, items)| items);
    let mut merger = Merger {
        plan,
        composed: all().flat_map(|item| quotations(&item.line)).collect(),
        shown: all().filter(|item| is_fixed(item)).flat_map(|item| quotations(&item.line)).collect(),
        told: Vec::new(),
        texts: BTreeSet::new(),
        kept: 0,
        dropped: Vec::new(),
    };
    let sections = plan.sections.iter().map(|(kind, items)| {
        let own =
            sentences.iter().find(|(other, _)| other == kind).map_or(&[][..], |(_, own)| own.as_slice());
        (*kind, merger.section(*kind, items, own))
    });
    let sections = sections.collect();
    Merged { sections, kept: merger.kept, dropped: merger.dropped }
}

/// Whether a line is the composer's whatever the model says.
fn is_fixed(item: &Item) -> bool {
    item.line.tone == Tone::Warning
}

/// What a line quotes, as it is compared.
fn quotations(line: &Line) -> Vec<String> {
    let pieces = line.text.split('“').skip(1).filter_map(|rest| rest.split_once('”'));
    pieces.map(|(words, _)| plain(&bare(words))).collect()
}

/// What became of a sentence.
enum Verdict {
    /// The composer's line of that number, repeated.
    Same(usize),
    /// A line of the model's.
    Line(Line),
    /// Nothing, for a reason; the facts it was about.
    Failed(Vec<FactId>),
}

struct Merger<'a> {
    plan: &'a Plan<'a>,
    /// Quotations of the composer.
    composed: Vec<String>,
    /// Quotations that are in the brief so far, those of fixed lines from the start.
    shown: Vec<String>,
    /// Quotations that the model's sentences show.
    told: Vec<String>,
    /// Texts of the model's sentences so far.
    texts: BTreeSet<String>,
    kept: usize,
    dropped: Vec<Rejected>,
}

impl Merger<'_> {
    fn section(&mut self, kind: SectionKind, items: &[Item], sentences: &[Sentence]) -> Vec<Item> {
        let most = match kind {
            SectionKind::Ask => MAX_QUESTIONS,
            SectionKind::People => MAX_PEOPLE,
            _ => MAX_SENTENCES,
        };
        let mut verdicts: Vec<Verdict> = Vec::new();
        let mut told = 0;
        for sentence in sentences {
            let verdict = if told == most { Err(Why::Room) } else { self.judge(kind, items, sentence) };
            verdicts.push(match verdict {
                Ok(verdict) => {
                    told += 1;
                    self.kept += 1;
                    verdict
                }
                Err(why) => {
                    self.dropped.push(Rejected { what: sentence.text.clone(), why: why.to_string() });
                    Verdict::Failed(sentence.cites.clone())
                }
            });
        }
        let lines = Lines::new(items, &verdicts);
        let mut chosen = lines.ordered(kind);
        self.repeat_nothing(&mut chosen);
        if chosen.is_empty() {
            chosen = items.to_vec();
        }
        if kind == SectionKind::Pain && !chosen.iter().any(|item| item.line.text.contains('“')) {
            chosen.splice(0..0, items.first().cloned());
        }
        if kind == SectionKind::Ask {
            chosen.truncate(MAX_QUESTIONS);
        }
        self.shown.extend(chosen.iter().flat_map(|item| quotations(&item.line)));
        chosen
    }

    fn judge(&mut self, kind: SectionKind, items: &[Item], sentence: &Sentence) -> Result<Verdict, Why> {
        let mut cites = sentence.cites.clone();
        let mut seen = BTreeSet::new();
        cites.retain(|id| seen.insert(*id));
        let text = curly(&sentence.text);
        if let Some((index, item)) = items.iter().enumerate().find(|(_, item)| repeats(&text, &item.line)) {
            if is_fixed(item) || !self.texts.insert(plain(&item.line.text)) {
                return Err(Why::Twice);
            }
            return Ok(Verdict::Same(index));
        }
        let claim = Claim::new(&self.plan.desk, kind, &text, &cites);
        let quoted = claim.quoted.first().map(|words| bare(words));
        let (lead, text) = self.lead(kind, &claim, quoted.as_deref());
        let claim = Claim::new(&self.plan.desk, kind, &text, &cites);
        checks::check(&claim, &cites, &self.composed)?;
        let fixed = items.iter().filter(|item| is_fixed(item));
        if fixed.into_iter().any(|item| cites.iter().all(|id| item.line.cites.contains(id))) {
            return Err(Why::Twice);
        }
        let line =
            Line { tone: tone(kind, lead.as_deref(), &text), lead, text: text.clone(), cites: cites.clone() };
        let quoted = quotations(&line);
        if quoted.iter().any(|words| is_among(&self.shown, words)) || !self.texts.insert(plain(&line.text)) {
            return Err(Why::Twice);
        }
        self.told.extend(quoted.iter().cloned());
        self.shown.extend(quoted);
        Ok(Verdict::Line(line))
    }

    /// What code puts in front of a sentence: the side of a promise, the place of a quotation. A model that wrote it too is relieved of it.
    fn lead(&self, kind: SectionKind, claim: &Claim<'_>, quoted: Option<&str>) -> (Option<String>, String) {
        let text = claim.text;
        match kind {
            SectionKind::Owed => {
                let step = claim.steps().next();
                let lead = step.map(|step| match (step.status, steps::side(self.plan.desk.ledger, step)) {
                    (StepStatus::Proposed, _) => "Not agreed",
                    (StepStatus::Declined, _) => DECLINED,
                    (StepStatus::Agreed, Side::Seller) => "We",
                    (StepStatus::Agreed, Side::Buyer) => "They",
                    (StepStatus::Agreed, Side::Unknown) => "Somebody",
                });
                let own = lead.and_then(|lead| text.strip_prefix(lead)?.strip_prefix(": "));
                (lead.map(str::to_owned), own.unwrap_or(text).to_owned())
            }
            SectionKind::Pain => {
                let place = quoted
                    .and_then(|words| origin_of(claim, words))
                    .and_then(|quote| self.plan.desk.place(quote));
                let Some(place) = place else { return (None, text.to_owned()) };
                let bare = text.strip_prefix(&place).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(text);
                let leads = bare.starts_with('“');
                (leads.then_some(place), bare.to_owned())
            }
            _ => (None, text.to_owned()),
        }
    }

    /// Leaves out lines of the composer that quote what a sentence of the model shows already.
    fn repeat_nothing(&self, chosen: &mut Vec<Item>) {
        chosen.retain(|item| {
            let model = self.texts.contains(&plain(&item.line.text));
            model || is_fixed(item) || !quotations(&item.line).iter().any(|words| is_among(&self.told, words))
        });
    }
}

/// Whether quoted words are, or are in, or hold, one of those; a word or two may be anybody's.
fn is_among(shown: &[String], words: &str) -> bool {
    let long = |text: &str| phrase::words(text) > 2;
    let same = |other: &String| other.contains(words) || (long(other) && words.contains(other.as_str()));
    long(words) && shown.iter().any(same)
}

/// What stands before a refusal.
const DECLINED: &str = "DECLINED";

fn tone(kind: SectionKind, lead: Option<&str>, text: &str) -> Tone {
    match kind {
        SectionKind::Ask => Tone::Question,
        _ if lead == Some(DECLINED) => Tone::Warning,
        SectionKind::Pain | SectionKind::WhyNow if text.starts_with('“') => Tone::Quote,
        _ => Tone::Plain,
    }
}

/// The quote in which quoted words begin.
fn origin_of<'q>(claim: &'q Claim<'_>, words: &str) -> Option<&'q Quote> {
    let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let begins: Vec<&str> = words.split(' ').take(3).collect();
    let begins = begins.join(" ");
    let quotes = || claim.pieces.iter().filter_map(|piece| piece.quote);
    quotes()
        .find(|quote| spaced(quote.text()).contains(words))
        .or_else(|| quotes().find(|quote| spaced(quote.text()).contains(&begins)))
}

/// Straight quotation marks in pairs become curly ones.
fn curly(text: &str) -> String {
    if text.matches('"').count() % 2 == 1 || text.contains('“') {
        return text.to_owned();
    }
    let mut open = false;
    let turned = text.chars().map(|c| {
        if c != '"' {
            return c;
        }
        open = !open;
        if open { '“' } else { '”' }
    });
    turned.collect()
}

/// Whether a sentence is the composer's line, with or without what stands in front of it.
fn repeats(text: &str, line: &Line) -> bool {
    let letters = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        plain(&words.collect::<Vec<_>>().join(" "))
    };
    let own = letters(&line.text);
    let whole = line.lead.as_ref().map(|lead| letters(&format!("{lead} {}", line.text)));
    let text = letters(text);
    !text.is_empty() && (text == own || Some(text) == whole)
}

/// The composer's items of a section beside what became of the model's sentences.
struct Lines<'a> {
    items: &'a [Item],
    verdicts: &'a [Verdict],
    /// Facts that verified sentences tell.
    told: BTreeSet<FactId>,
}

impl<'a> Lines<'a> {
    fn new(items: &'a [Item], verdicts: &'a [Verdict]) -> Self {
        let told = verdicts.iter().flat_map(|verdict| match verdict {
            Verdict::Line(line) => line.cites.as_slice(),
            _ => &[],
        });
        Self { items, verdicts, told: told.copied().collect() }
    }

    /// Whether verified sentences tell all that a line tells.
    fn is_covered(&self, item: &Item) -> bool {
        !item.line.cites.is_empty() && item.line.cites.iter().all(|id| self.told.contains(id))
    }

    /// Whether a line of the composer stays where no sentence stands in its place.
    fn stays(&self, item: &Item) -> bool {
        let tried = self.verdicts.iter().any(|verdict| {
            matches!(verdict, Verdict::Failed(cites) if cites.iter().any(|id| item.line.cites.contains(id)))
        });
        is_fixed(item)
            || (!self.is_covered(item) && (item.spare < ESSENTIAL || tried || self.verdicts.is_empty()))
    }

    /// The lines in their order: what must not be overlooked in the goal, the model's own order, then what is left of the composer's.
    fn ordered(&self, kind: SectionKind) -> Vec<Item> {
        let mut taken: BTreeSet<usize> = self
            .verdicts
            .iter()
            .filter_map(|verdict| match verdict {
                Verdict::Same(index) => Some(*index),
                _ => None,
            })
            .collect();
        let mut chosen: Vec<Item> = Vec::new();
        let mut take = |wanted: &dyn Fn(&Item) -> bool, chosen: &mut Vec<Item>| {
            for (index, item) in self.items.iter().enumerate() {
                if !taken.contains(&index) && wanted(item) && self.stays(item) {
                    taken.insert(index);
                    chosen.push(item.clone());
                }
            }
        };
        if kind == SectionKind::Goal {
            take(&is_fixed, &mut chosen);
        }
        let mut place = 0;
        for verdict in self.verdicts {
            match verdict {
                Verdict::Same(index) => chosen.extend(self.items.get(*index).cloned()),
                Verdict::Line(line) => {
                    chosen.push(self.item(line, place));
                    place += 1;
                }
                Verdict::Failed(cites) => {
                    take(&|item: &Item| item.line.cites.iter().any(|id| cites.contains(id)), &mut chosen);
                }
            }
        }
        take(&|_| true, &mut chosen);
        chosen
    }

    /// A sentence is spared as the line in whose place it stands, and may be said as shortly.
    fn item(&self, line: &Line, place: usize) -> Item {
        let replaced = self.items.iter().filter(|item| {
            !is_fixed(item)
                && self.is_covered(item)
                && item.line.cites.iter().any(|id| line.cites.contains(id))
        });
        let replaced: Vec<&Item> = replaced.collect();
        let spare = replaced.iter().map(|item| item.spare).min();
        let short = match replaced.as_slice() {
            [one] if phrase::words(&one.line.text) < phrase::words(&line.text) => Some(one.line.clone()),
            _ => None,
        };
        let by_place = SPARE.get(place).or(SPARE.last()).copied().unwrap_or_default();
        Item { line: line.clone(), spare: spare.unwrap_or(by_place), short }
    }
}
