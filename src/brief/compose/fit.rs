//! One screen: leaves out what is worth least until the limits hold.

use crate::domain::brief::{Footer, Header};
use crate::domain::{Brief, SectionKind};

use super::super::ledger::Ledger;
use super::super::limits::{self, MAX_LINES, MAX_WORDS, USUAL_WORDS};
use super::desk::Item;
use super::{footnotes, sections_of};

/// From this value on an item is left out of a brief that is longer than usual.
const SPARED_SOON: u8 = 50;
/// Words of header and footer, which the usual length does not count.
const EDGE_WORDS: usize = 60;

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
        let long = size.words > USUAL_WORDS + EDGE_WORDS;
        let least = if over { 1 } else { SPARED_SOON };
        if !(over || long) || !spare_one(&mut sections, least) {
            return brief;
        }
    }
}

/// Leaves out the item that is spared soonest, the last of equals; never the only one of a section except the account's.
fn spare_one(sections: &mut [(SectionKind, Vec<Item>)], least: u8) -> bool {
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
    let Some((_, section, index)) = chosen else { return false };
    let Some((_, items)) = sections.get_mut(section) else { return false };
    items.remove(index);
    true
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
