//! How far two annotators of the same calls agree: F1 of items, kappa of what they say about them.

use std::collections::BTreeMap;

use super::gold::Gold;
use super::matching::{self, quotes_match};
use super::score::{Counts, owner_side};
use crate::domain::{Side, Transcript};

/// Cohen's kappa: agreement beyond chance.
///
/// Source: Cohen, "A Coefficient of Agreement for Nominal Scales", 1960.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kappa {
    pairs: BTreeMap<(String, String), usize>,
}

impl Kappa {
    /// Counts one thing that both have judged.
    pub fn count(&mut self, first: &impl ToString, second: &impl ToString) {
        *self.pairs.entry((first.to_string(), second.to_string())).or_default() += 1;
    }

    /// How many things were judged.
    pub fn total(&self) -> usize {
        self.pairs.values().sum()
    }

    /// Share on which both say the same.
    pub fn observed(&self) -> f64 {
        let same: usize = self.pairs.iter().filter(|((a, b), _)| a == b).map(|(_, count)| count).sum();
        same as f64 / self.total().max(1) as f64
    }

    /// The coefficient; 1 when both always say one and the same thing.
    pub fn value(&self) -> f64 {
        let total = self.total().max(1) as f64;
        let mut firsts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut seconds: BTreeMap<&str, usize> = BTreeMap::new();
        for ((first, second), count) in &self.pairs {
            *firsts.entry(first).or_default() += count;
            *seconds.entry(second).or_default() += count;
        }
        let by_chance: f64 = firsts
            .iter()
            .map(|(word, count)| *count as f64 * seconds.get(word).copied().unwrap_or_default() as f64)
            .sum::<f64>()
            / (total * total);
        if by_chance >= 1.0 { 1.0 } else { (self.observed() - by_chance) / (1.0 - by_chance) }
    }
}

/// Agreement over any number of calls.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agreement {
    /// Calls that both annotated.
    pub calls: usize,
    /// Pains, the second's held against the first's.
    pub pains: Counts,
    /// Next steps.
    pub next_steps: Counts,
    /// Stakeholders.
    pub stakeholders: Counts,
    /// Whether an utterance is evidence of a pain.
    pub pain_utterances: Kappa,
    /// Whether an utterance is evidence of a next step.
    pub step_utterances: Kappa,
    /// Due of steps that both have, present or not and the same.
    pub due: (usize, usize),
    /// Status of steps that both have.
    pub status: Kappa,
    /// Side of the owner of steps that both have.
    pub owner: Kappa,
    /// Role of people that both have.
    pub role: Kappa,
    /// Status of the five findings.
    pub qualification: Kappa,
}

impl Agreement {
    /// Adds one call.
    pub fn add(&mut self, transcript: &Transcript, first: &Gold, second: &Gold) {
        self.calls += 1;
        let quotes =
            |gold: &Gold| -> Vec<Vec<String>> { gold.pains.iter().map(|pain| pain.quotes.clone()).collect() };
        self.pains.add(matched(&quotes(first), &quotes(second)).1);
        count_utterances(&mut self.pain_utterances, transcript, &quotes(first), &quotes(second));
        let quotes = |gold: &Gold| -> Vec<Vec<String>> {
            gold.next_steps.iter().map(|step| step.quotes.clone()).collect()
        };
        let (steps, counts) = matched(&quotes(first), &quotes(second));
        self.next_steps.add(counts);
        count_utterances(&mut self.step_utterances, transcript, &quotes(first), &quotes(second));
        for (one, other) in steps {
            let (Some(one), Some(other)) = (first.next_steps.get(one), second.next_steps.get(other)) else {
                continue;
            };
            self.status.count(&one.status, &other.status);
            self.due.0 += usize::from(one.due == other.due);
            self.due.1 += 1;
            let side = |gold, step| owner_side(gold, step).unwrap_or(Side::Unknown);
            self.owner.count(&side(first, one), &side(second, other));
        }
        self.add_people(first, second);
        let findings = |gold: &Gold| {
            let findings = &gold.qualification;
            [&findings.budget, &findings.authority, &findings.need, &findings.timeline, &findings.competition]
                .map(|finding| format!("{:?}", finding.status))
        };
        for (one, other) in findings(first).iter().zip(&findings(second)) {
            self.qualification.count(one, other);
        }
    }

    fn add_people(&mut self, first: &Gold, second: &Gold) {
        let (golds, finds) = (&first.stakeholders, &second.stakeholders);
        let assigned = matching::assign(finds.len(), golds.len(), |find, gold| {
            matches!((finds.get(find), golds.get(gold)), (Some(find), Some(gold))
                if matching::people_match(&find.name, find.title.as_deref(), &gold.name, gold.title.as_deref()))
        });
        let both = assigned.iter().flatten().count();
        self.stakeholders.add(Counts { matched: both, found: finds.len(), gold: golds.len() });
        for (find, gold) in finds.iter().zip(assigned) {
            if let Some(gold) = gold.and_then(|gold| golds.get(gold)) {
                self.role.count(&gold.role, &find.role);
            }
        }
    }
}

/// Pairs of a first's and a second's item that match, with their counts.
fn matched(first: &[Vec<String>], second: &[Vec<String>]) -> (Vec<(usize, usize)>, Counts) {
    let assigned = matching::assign(
        second.len(),
        first.len(),
        |find, gold| matches!((second.get(find), first.get(gold)), (Some(find), Some(gold)) if quotes_match(find, gold)),
    );
    let pairs: Vec<(usize, usize)> =
        assigned.iter().enumerate().filter_map(|(find, gold)| Some(((*gold)?, find))).collect();
    let counts = Counts { matched: pairs.len(), found: second.len(), gold: first.len() };
    (pairs, counts)
}

fn count_utterances(
    kappa: &mut Kappa,
    transcript: &Transcript,
    first: &[Vec<String>],
    second: &[Vec<String>],
) {
    let joined = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for utterance in transcript.utterances() {
        let words = joined(transcript.words(utterance));
        let says = |items: &[Vec<String>]| items.iter().flatten().any(|quote| words.contains(&joined(quote)));
        kappa.count(&says(first), &says(second));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kappa_of_a_textbook_table() {
        // Cohen 1960 style: 20 both yes, 15 both no, 5 and 10 apart: observed 0.70, by chance 0.50.
        let mut kappa = Kappa::default();
        for (first, second, times) in [("y", "y", 20), ("y", "n", 5), ("n", "y", 10), ("n", "n", 15)] {
            (0..times).for_each(|_| kappa.count(&first, &second));
        }
        assert!((kappa.observed() - 0.7).abs() < 1e-9);
        assert!((kappa.value() - 0.4).abs() < 1e-9, "{}", kappa.value());
    }
}
