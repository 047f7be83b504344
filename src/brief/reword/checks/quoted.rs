//! What is between quotation marks: cut where the meaning stays, and the buyer's.

use crate::domain::{SectionKind, Side};

use super::super::super::{clip, say};
use super::super::claim::{Claim, plain};
use super::Why;

/// The words themselves were found in the evidence before; here it is asked where they were cut. What the composer shows too is cut well.
pub(super) fn check(claim: &Claim<'_>, shown: &[String]) -> Result<(), Why> {
    let quotes: Vec<_> = claim.pieces.iter().filter_map(|piece| piece.quote).collect();
    let passages = say::passages(&quotes);
    for words in &claim.quoted {
        let bare = bare(words);
        if !bare.starts_with(char::is_alphanumeric) && !bare.starts_with(['$', '£', '€', '\'', '’', '['])
        {
            return Err(Why::Quotation);
        }
        if shown.contains(&plain(&bare)) {
            continue;
        }
        let mut texts = passages.iter().map(|passage| single_spaced(&passage.text));
        let mut records =
            claim.pieces.iter().filter(|piece| piece.quote.is_none()).map(|piece| single_spaced(&piece.text));
        let cut_well = |text: &String| {
            let mut starts = text.match_indices(bare.as_str());
            starts.any(|(start, found)| clip::stands_alone(text, &(start..start + found.len())))
        };
        if !texts.any(|text| cut_well(&text)) && !records.any(|text| text.contains(bare.as_str())) {
            return Err(Why::Quotation);
        }
        let sellers = quotes.iter().filter(|quote| single_spaced(quote.text()).contains(bare.as_str()));
        let mut sides = sellers.map(|quote| claim.desk.cast().side(quote));
        if claim.section != SectionKind::Owed && sides.any(|side| side == Side::Seller) {
            return Err(Why::Quotation);
        }
    }
    Ok(())
}

/// Quoted words without the marks of what was left out.
pub(in super::super) fn bare(words: &str) -> String {
    single_spaced(words.trim_matches(|c: char| c == '…' || c.is_whitespace()))
}

fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
