//! The deterministic composer: ledger to brief.
//!
//! Every section is a file: it turns facts into lines with the reason to keep them. The desk lets only lines through that
//! verify; what is worth least is left out until one screen holds the rest.

mod account;
pub(super) mod desk;
mod edges;
mod fit;
mod goal;
mod owed;
mod pain;
mod people;
mod risk;
mod today;
mod why_now;

use crate::domain::brief::{Footer, Footnote, Header};
use crate::domain::{Brief, Dossier, Extraction, FactId, Section, SectionKind, SqlBar};

use super::ledger::Ledger;
use super::questions;
use desk::{Desk, Item};

/// What a brief is made from.
#[derive(Debug)]
pub struct Material<'a> {
    /// What was read.
    pub dossier: &'a Dossier,
    /// What was understood, over all calls.
    pub extraction: &'a Extraction,
    /// The bar it is held against.
    pub bar: &'a SqlBar,
    /// Which engine understood it.
    pub engine: &'a str,
    /// The zone in which the account executive reads times, where known.
    pub ae_zone: Option<jiff::tz::TimeZone>,
    /// Notices from earlier stages: unreadable cues, failed parts.
    pub notices: Vec<String>,
}

/// Composes the brief.
pub fn compose(material: &Material<'_>) -> Brief {
    let ledger = Ledger::new(material.dossier, material.extraction);
    Plan::new(&ledger, material).brief()
}

/// Everything worth a line, before one screen decides what stays.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    /// What was shown, and who is who.
    pub(super) desk: Desk<'a>,
    /// The head.
    pub(super) header: Header,
    /// The sections in their order; one may be empty.
    pub(super) sections: Vec<(SectionKind, Vec<Item>)>,
    /// The foot, its counts not filled in yet.
    pub(super) footer: Footer,
}

impl<'a> Plan<'a> {
    /// Fills every section from the ledger.
    pub(super) fn new(ledger: &'a Ledger, material: &Material<'_>) -> Self {
        let mut desk = Desk::new(ledger, material.dossier);
        let mut sections: Vec<(SectionKind, Vec<Item>)> = vec![
            (SectionKind::Goal, goal::items(&mut desk)),
            (SectionKind::Pain, pain::items(&mut desk)),
            (SectionKind::WhyNow, why_now::items(&mut desk)),
        ];
        let owed = owed::items(&mut desk);
        sections.push((SectionKind::People, people::items(&mut desk)));
        sections.push((SectionKind::Today, today::items(&mut desk)));
        sections.push((SectionKind::Owed, owed));
        sections.push((SectionKind::Risk, risk::items(&mut desk)));
        let header = edges::header(material, ledger, &desk);
        let asked = questions::items(&mut desk, &header.bar);
        sections.push((SectionKind::Ask, asked));
        sections.push((SectionKind::Account, account::items(&mut desk)));
        let footer = edges::footer(material, ledger, &desk, &header);
        Self { desk, header, sections, footer }
    }

    /// The brief of what fits on one screen.
    pub(super) fn brief(&self) -> Brief {
        self.brief_of(self.sections.clone(), self.desk.dropped, &self.footer)
    }

    /// The same with other lines and another foot; `dropped` are the lines that did not verify.
    pub(super) fn brief_of(
        &self,
        sections: Vec<(SectionKind, Vec<Item>)>,
        dropped: usize,
        footer: &Footer,
    ) -> Brief {
        fit::fit(self.desk.ledger, &self.header, sections, footer, dropped)
    }
}

/// Puts the chosen lines together and numbers their facts in order of appearance.
fn sections_of(sections: &[(SectionKind, Vec<Item>)]) -> Vec<Section> {
    sections
        .iter()
        .filter(|(_, items)| !items.is_empty())
        .map(|(kind, items)| Section {
            kind: *kind,
            lines: items.iter().map(|item| item.line.clone()).collect(),
        })
        .collect()
}

fn footnotes(ledger: &Ledger, sections: &[Section]) -> Vec<Footnote> {
    let mut order: Vec<FactId> = Vec::new();
    for cite in sections.iter().flat_map(|section| &section.lines).flat_map(|line| &line.cites) {
        if !order.contains(cite) {
            order.push(*cite);
        }
    }
    let numbers = 1_u16..;
    order
        .into_iter()
        .zip(numbers)
        .filter_map(|(id, number)| Some(Footnote { number, fact: ledger.get(id)?.clone() }))
        .collect()
}

#[cfg(test)]
mod tests;
