//! What speaks for a group being a step of its own, and for how firm it is: marks of the group as a whole.

use std::collections::BTreeSet;

use super::marks::{Marks, step};
use super::{QUOTED, Terms};
use crate::domain::Due;
use crate::extract::embedded::assembly::Group;
use crate::extract::embedded::model::features::{Mark, hash, tenth};
use crate::extract::embedded::model::{Head, Lexed};
use crate::extract::embedded::scored_call::ScoredCall;

/// The heads whose scores a group is marked with.
const HEADS: [(Head, u32); 5] = [
    (Head::Step, hash("step")),
    (Head::Declined, hash("declined")),
    (Head::Proposed, hash("proposed")),
    (Head::BuyerActs, hash("buyer acts")),
    (Head::Meeting, hash("meeting")),
];

/// How many groups before and after one may say the same again.
const NEAR: usize = 8;

/// Marks every group of a call, given the first guesses at their terms.
pub fn of(scored: &ScoredCall<'_>, groups: &[Group], guesses: &[Terms]) -> Vec<Marks> {
    let words: Vec<Vec<u32>> = groups.iter().map(|group| words_of(scored, group)).collect();
    (0..groups.len().min(guesses.len()))
        .filter_map(|index| View::new(scored, groups, guesses, &words, index))
        .map(|view| view.marks())
        .collect()
}

/// The words that a group is quoted with, each once, in ascending order.
fn words_of(scored: &ScoredCall<'_>, group: &Group) -> Vec<u32> {
    let said = group.telling(QUOTED).into_iter().filter_map(|at| scored.lexed.get(at));
    let mut words: Vec<u32> = said.flat_map(|lexed| lexed.words.iter().copied()).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// A group among the others of its call.
struct View<'v> {
    scored: &'v ScoredCall<'v>,
    groups: &'v [Group],
    guesses: &'v [Terms],
    words: &'v [Vec<u32>],
    index: usize,
    group: &'v Group,
    guess: &'v Terms,
    telling: Vec<usize>,
    first: usize,
    last: usize,
    best: usize,
    kind: u32,
}

impl<'v> View<'v> {
    fn new(
        scored: &'v ScoredCall<'v>,
        groups: &'v [Group],
        guesses: &'v [Terms],
        words: &'v [Vec<u32>],
        index: usize,
    ) -> Option<Self> {
        let group = groups.get(index)?;
        let guess = guesses.get(index)?;
        Some(Self {
            scored,
            groups,
            guesses,
            words,
            index,
            group,
            guess,
            telling: group.telling(QUOTED),
            first: group.members.first()?.0,
            last: group.members.last()?.0,
            best: group.best().0,
            kind: guess.kind as u32,
        })
    }

    fn marks(&self) -> Marks {
        let mut marks = Marks::default();
        self.mark_scores(&mut marks);
        self.mark_shape(&mut marks);
        self.mark_place(&mut marks);
        self.mark_repeats(&mut marks);
        self.mark_due(&mut marks);
        self.mark_neighbours(&mut marks);
        marks
    }

    fn lexed(&self, at: usize) -> Option<&Lexed> {
        self.scored.lexed.get(at)
    }

    /// How sure the utterances are.
    fn mark_scores(&self, marks: &mut Marks) {
        marks.set(&[hash("bias")]);
        marks.set(&[hash("kind"), self.kind]);
        marks.set(&[hash("status"), self.guess.status as u32]);
        marks.set(&[hash("status"), self.guess.status as u32, self.kind]);
        let score = self.group.score();
        marks.put(&[hash("score")], score.min(4.0));
        marks.put(&[hash("score"), self.kind], score.min(4.0));
        marks.set(&[hash("score step"), step((score * 10.0) as i32, &[3, 6, 9, 12, 16, 20, 26, 34])]);
        marks.put(&[hash("best")], self.group.best().1.min(3.0));
        for (head, name) in HEADS {
            let own = |at: usize| self.scored.score(at, head).clamp(-2.0, 2.0);
            let all: Vec<f32> = self.telling.iter().map(|at| own(*at)).collect();
            let sum: f32 = all.iter().sum();
            put_signed(marks, &[name, hash("sum")], sum.clamp(-3.0, 3.0));
            put_signed(marks, &[name, hash("mean")], sum / all.len().max(1) as f32);
            put_signed(marks, &[name, hash("max")], all.iter().copied().fold(-2.0, f32::max));
            put_signed(marks, &[name, hash("min")], all.iter().copied().fold(2.0, f32::min));
            put_signed(marks, &[name, hash("of the best")], own(self.best));
            put_signed(marks, &[name, hash("of the last")], own(self.last));
            put_signed(marks, &[name, hash("of the first")], own(self.first));
        }
    }

    /// How long it is, and who speaks in it.
    fn mark_shape(&self, marks: &mut Marks) {
        marks.set(&[hash("members"), step(self.group.members.len() as i32, &[1, 2, 3, 5, 8])]);
        marks.set(&[hash("members"), step(self.group.members.len() as i32, &[1, 2, 3, 5, 8]), self.kind]);
        marks.set(&[hash("telling"), self.telling.len() as u32]);
        marks.set(&[hash("span"), step((self.last - self.first) as i32, &[0, 1, 2, 4, 7, 12]), self.kind]);
        marks.set(&[hash("replaced"), u32::from(!self.group.replaced.is_empty())]);
        let side = |at: usize| self.lexed(at).map_or(9, |lexed| lexed.side as u32);
        let sides: BTreeSet<u32> = self.group.members.iter().map(|(at, _)| side(*at)).collect();
        marks.set(&[hash("sides"), sides.len() as u32]);
        marks.set(&[hash("sides"), side(self.first), side(self.best), side(self.last)]);
        marks.set(&[hash("best side"), side(self.best), self.kind]);
        marks.set(&[hash("last side"), side(self.last), self.kind]);
        for (at, name) in [(self.best, hash("best")), (self.last, hash("last")), (self.first, hash("first"))]
        {
            let Some(lexed) = self.lexed(at) else { continue };
            marks.set(&[hash("length"), name, step(lexed.words.len() as i32, &[2, 5, 9, 14, 20, 30, 45])]);
            for (mark, what) in MARKS {
                if lexed.marks.has(mark) {
                    marks.set(&[name, what]);
                    marks.set(&[name, what, side(at)]);
                }
            }
        }
    }

    /// Where in the call it stands.
    fn mark_place(&self, marks: &mut Marks) {
        marks.set(&[hash("tenth"), tenth(self.best, self.scored.lexed.len())]);
        let total = self.groups.len();
        marks.set(&[hash("steps"), step(total as i32, &[2, 4, 6, 8, 11, 15])]);
        marks.set(&[hash("from the end"), (total - 1 - self.index).min(4) as u32]);
        marks.set(&[hash("from the start"), self.index.min(4) as u32]);
        let end = self.scored.lexed.len().saturating_sub(self.last);
        marks.set(&[hash("utterances to the end"), step(end as i32, &[3, 6, 10, 20, 40])]);
    }

    /// Whether it says again what a step nearby says.
    fn mark_repeats(&self, marks: &mut Marks) {
        let near = self.index.saturating_sub(NEAR)..(self.index + NEAR + 1).min(self.guesses.len());
        let mut shared = [0.0_f32; 2];
        for at in near.filter(|at| *at != self.index) {
            let (place, name) = if at < self.index { (0, hash("earlier")) } else { (1, hash("later")) };
            if let Some(most) = shared.get_mut(place) {
                *most = most.max(self.shared_with(at));
            }
            if let Some(other) = self.guesses.get(at) {
                self.mark_like(marks, name, other);
            }
        }
        let [earlier, later] = shared;
        marks.put(&[hash("shared earlier")], earlier);
        marks.put(&[hash("shared later")], later);
    }

    /// What it has in common with another step.
    fn mark_like(&self, marks: &mut Marks, name: u32, other: &Terms) {
        let day = |terms: &Terms| terms.due.as_ref().map(Due::date);
        let alike = other.kind == self.guess.kind;
        if day(other).is_some() && day(other) == day(self.guess) {
            marks.set(&[name, hash("same day")]);
            if alike {
                marks.set(&[name, hash("same day and kind"), self.kind]);
            }
        }
        if alike {
            marks.set(&[name, hash("same kind"), self.kind]);
        }
        marks.set(&[name, hash("status"), other.status as u32, self.guess.status as u32]);
    }

    /// The share of the words of the shorter of two groups that both say.
    fn shared_with(&self, at: usize) -> f32 {
        let (Some(own), Some(other)) = (self.words.get(self.index), self.words.get(at)) else { return 0.0 };
        let (short, long) = if own.len() <= other.len() { (own, other) } else { (other, own) };
        let shared = short.iter().filter(|word| long.binary_search(word).is_ok()).count();
        shared as f32 / short.len().max(1) as f32
    }

    /// Whether it says when.
    fn mark_due(&self, marks: &mut Marks) {
        let form = match &self.guess.due {
            None => 0,
            Some(Due::Day(_)) => 1,
            Some(_) => 2,
        };
        marks.set(&[hash("due"), form]);
        marks.set(&[hash("due"), form, self.kind]);
        marks.set(&[hash("due"), form, self.guess.status as u32]);
        marks.set(&[hash("open"), u32::from(self.guess.due_ambiguous)]);
        let dated = self
            .telling
            .iter()
            .filter(|at| self.lexed(**at).is_some_and(|lexed| lexed.marks.has(Mark::Day)))
            .count();
        marks.set(&[hash("dated"), dated as u32]);
    }

    /// Scores around that belong to no member.
    fn mark_neighbours(&self, marks: &mut Marks) {
        let score = |at: usize, head| self.scored.score(at, head).clamp(-2.0, 2.0);
        for distance in 1..=2_usize {
            for (head, name) in HEADS {
                if let Some(at) = self.first.checked_sub(distance) {
                    put_signed(marks, &[hash("ahead"), distance as u32, name], score(at, head));
                }
                if self.last + distance < self.scored.lexed.len() {
                    put_signed(
                        marks,
                        &[hash("behind"), distance as u32, name],
                        score(self.last + distance, head),
                    );
                }
            }
        }
        let gap =
            |at: Option<usize>, other: Option<usize>| at.zip(other).map_or(99, |(a, b)| a as i32 - b as i32);
        let before = self.index.checked_sub(1).and_then(|at| self.groups.get(at));
        let after = self.groups.get(self.index + 1);
        let bounds = [0, 1, 2, 4, 8, 16, 40];
        marks.set(&[
            hash("gap before"),
            step(gap(Some(self.first), before.and_then(|g| g.members.last()).map(|m| m.0)), &bounds),
        ]);
        marks.set(&[
            hash("gap after"),
            step(gap(after.and_then(|g| g.members.first()).map(|m| m.0), Some(self.last)), &bounds),
        ]);
        for (other, name) in [(before, hash("before")), (after, hash("after"))] {
            if let Some(other) = other {
                marks.put(&[name, hash("score")], other.score().min(4.0));
                marks.set(&[name, hash("better"), u32::from(other.score() > self.group.score())]);
            }
        }
    }
}

const MARKS: [(Mark, u32); 7] = [
    (Mark::Question, hash("question")),
    (Mark::OpenEnd, hash("open end")),
    (Mark::Amount, hash("amount")),
    (Mark::Date, hash("date")),
    (Mark::Day, hash("day")),
    (Mark::Ordinal, hash("ordinal")),
    (Mark::Clock, hash("clock")),
];

/// A number and the same with its sign as part of the name.
fn put_signed(marks: &mut Marks, name: &[u32], value: f32) {
    marks.put(name, value);
    marks.put(&[name, &[hash("sign"), u32::from(value > 0.0)]].concat(), 0.5);
}
