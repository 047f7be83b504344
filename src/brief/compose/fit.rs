//! One screen: leaves out what is worth least until the limits hold.

use crate::domain::brief::{Footer, Header};
use crate::domain::{Brief, SectionKind};

use super::super::ledger::Ledger;
use super::super::limits::{self, MAX_LINES, MAX_WORDS, USUAL_WORDS};
use super::super::phrase;
use super::desk::Item;
use super::{footnotes, sections_of};

/// Words above which items are left out that are spared at this value or above: the longer, the more.
const TIERS: [(usize, u8); 3] =
    [(MAX_WORDS, 1), (USUAL_WORDS + EDGE_WORDS + 35, 22), (USUAL_WORDS + EDGE_WORDS, 50)];
/// Words of header and footer, which the usual length does not count.
const EDGE_WORDS: usize = 50;

/// The brief within its limits. `dropped` are the lines that did not verify; what only found no room is not counted.
pub(super) fn fit(
    ledger: &Ledger,
    header: &Header,
    mut sections: Vec<(SectionKind, Vec<Item>)>,
    footer: &Footer,
    dropped: usize,
) -> Brief {
    loop {
        let brief = assemble(ledger, header, &sections, footer, dropped);
        let size = limits::measure(&brief);
        let over = size.words > MAX_WORDS || size.lines > MAX_LINES;
        let tier = TIERS.iter().find(|(words, least)| size.words > *words || (over && *least == 1));
        let Some((words, least)) = tier else { return brief };
        let spared = spare(&mut sections, *least, size.words.saturating_sub(*words).max(1));
        let changed = spared || (over && shorten_one(&mut sections));
        if !changed {
            return brief;
        }
    }
}

/// Leaves out items until at least `words` are saved, as far as there are any; says whether there were. Measuring anew after every single
/// one would lay the brief out a dozen times.
fn spare(sections: &mut [(SectionKind, Vec<Item>)], least: u8, words: usize) -> bool {
    let mut saved = 0;
    while saved < words
        && let Some(item) = spare_one(sections, least)
    {
        let lead = item.line.lead.as_deref().map_or(0, phrase::words);
        saved += lead + phrase::words(&item.line.text) + 1;
    }
    saved > 0
}

/// Says the longest line that has a shorter way in that way.
fn shorten_one(sections: &mut [(SectionKind, Vec<Item>)]) -> bool {
    let items = sections.iter_mut().flat_map(|(_, items)| items);
    let longest = items.filter(|item| item.short.is_some()).max_by_key(|item| phrase::words(&item.line.text));
    let Some((item, short)) = longest.and_then(|item| item.short.take().map(|short| (item, short))) else {
        return false;
    };
    item.line = short;
    true
}

/// Leaves out the item that is spared soonest, the last of equals; never the only one of a section except the account's.
fn spare_one(sections: &mut [(SectionKind, Vec<Item>)], least: u8) -> Option<Item> {
    let mut chosen: Option<(u8, usize, usize)> = None;
    for (section, (kind, items)) in sections.iter().enumerate() {
        if items.len() < 2 && *kind != SectionKind::Account {
            continue;
        }
        for (index, item) in items.iter().enumerate() {
            if item.spare >= least && chosen.is_none_or(|(spare, ..)| item.spare >= spare) {
                chosen = Some((item.spare, section, index));
            }
        }
    }
    let (_, section, index) = chosen?;
    let (_, items) = sections.get_mut(section)?;
    (index < items.len()).then(|| items.remove(index))
}

fn assemble(
    ledger: &Ledger,
    header: &Header,
    sections: &[(SectionKind, Vec<Item>)],
    footer: &Footer,
    dropped: usize,
) -> Brief {
    let sections = sections_of(sections);
    let footnotes = footnotes(ledger, &sections);
    let footer =
        Footer { claims_kept: footnotes.len(), claims_dropped: ledger.dropped + dropped, ..footer.clone() };
    Brief { schema_version: Brief::SCHEMA_VERSION, header: header.clone(), sections, footer, footnotes }
}
