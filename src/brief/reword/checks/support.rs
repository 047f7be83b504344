//! Most of what a sentence says is in what it cites; words that promise money or consent always are.

use std::collections::BTreeSet;

use crate::extract::names::{is_common_word, is_given_name};

use super::super::super::cast::fold;
use super::super::super::ledger::{Origin, Topic};
use super::super::super::phrase::{MONTHS, WEEKDAYS};
use super::super::super::verify::FRAME_WORDS;
use super::super::super::words;
use super::super::claim::{Claim, name_words};
use super::super::speech;
use super::Why;

/// Words of a brief about any handoff, beyond those of the composer's frames.
const NEUTRAL: &str = "agreed agree proposed declined demo call meeting room person people owner step date day days week weeks month months year \
    years hour hours minute minutes time side buyer seller account bring show walk invite invited settle name named current main today own \
    per about around total roughly due open end join joins joined holds using uses used want wants part words review including plus decision back";

/// Words that are only said when the facts say them.
const LOADED: &str = "budget approve approval sign contract discount refund guarantee free trial pilot purchase buy deal pay payment invoice legal \
    lawsuit fire layoff merger acquisition exclusive urgent deadline cancel churn commit win closed unhappy happy love hate eager excited \
    keen enthusiastic impressed ready interested priority critical strategic authority procurement expand renew switch replace \
    fraud breach fine penalty bankrupt competitor";

/// Of five content words, this many may be the model's own.
const OWN_OF_FIVE: usize = 2;

pub(super) fn check(claim: &Claim<'_>) -> Result<(), Why> {
    let names: Vec<String> = claim.desk.cast().all_names().iter().flat_map(|name| name_words(name)).collect();
    let roles: Vec<String> = claim
        .named(&claim.clauses.iter().flat_map(|clause| clause.words.iter().cloned()).collect::<Vec<_>>())
        .into_iter()
        .flat_map(|(_, player)| {
            let title = player.title.as_deref().unwrap_or_default();
            speech::lower_words(&format!("{} {title}", player.role.label()))
        })
        .filter_map(|word| speech::content_stem(&word))
        .collect();
    // What a finding is about, its fact says; whether it is so, the other checks ask.
    let topics: Vec<String> =
        claim.cited.iter().filter_map(|cited| topic(cited.origin)).map(speech::stem).collect();
    let mut content = 0;
    let mut own: Vec<&str> = Vec::new();
    let (mut rests, mut invents) = (BTreeSet::new(), BTreeSet::new());
    let clauses = claim.clauses.iter().enumerate();
    for (clause, word) in clauses.flat_map(|(at, clause)| clause.words.iter().map(move |word| (at, word))) {
        let Some(stem) = speech::content_stem(word) else { continue };
        let borne = claim.stems.contains(&stem) || roles.contains(&stem) || topics.contains(&stem);
        if !borne
            && LOADED.split_whitespace().any(|loaded| speech::stem(loaded) == stem)
            && !speech::is_negation(word)
        {
            return Err(Why::Invented(word.clone()));
        }
        let neutral = is_neutral(&stem) || words::is_in(FRAME_WORDS, word) || speech::is_negation(word);
        if names.contains(word) || (neutral && !borne) {
            rests.insert(clause);
            continue;
        }
        content += 1;
        if borne {
            rests.insert(clause);
        } else {
            own.push(word);
            invents.insert(clause);
        }
    }
    // No clause is the model's alone.
    let alone = invents.difference(&rests).next().is_some();
    if alone || own.len() * 5 > content * OWN_OF_FIVE { Err(Why::Invented(own.join(", "))) } else { Ok(()) }
}

fn topic(origin: Origin) -> Option<&'static str> {
    match origin {
        Origin::Finding(Topic::Budget) => Some("budget"),
        Origin::Finding(Topic::Timeline) => Some("timeline"),
        Origin::Finding(Topic::Competition) => Some("competition"),
        _ => None,
    }
}

fn is_neutral(stem: &str) -> bool {
    NEUTRAL.split_whitespace().any(|word| speech::stem(word) == stem)
}

/// The sentence with the capitals of ordinary first words lowered, so that they are not taken for names.
pub(in super::super) fn without_ordinary_capitals(claim: &Claim<'_>) -> String {
    let mut text = String::with_capacity(claim.text.len());
    let (mut first, mut inside) = (true, false);
    for word in claim.text.split_inclusive(char::is_whitespace) {
        inside |= word.contains('“');
        let bare = fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
        let single = bare.chars().count() > 1 && word.chars().filter(|c| c.is_uppercase()).count() == 1;
        if first && !inside && single && is_ordinary(claim, &bare) {
            text.push_str(&word.to_lowercase());
        } else {
            text.push_str(word);
        }
        inside &= !word.contains('”');
        first = word.trim_end().ends_with(['.', '?', '!', ':', '”', '…', ';']);
    }
    text
}

fn is_ordinary(claim: &Claim<'_>, bare: &str) -> bool {
    let is_name =
        claim.desk.cast().all_names().iter().any(|name| name_words(name).iter().any(|word| word == bare));
    let said = claim.words.contains(bare)
        || speech::content_stem(bare).is_some_and(|stem| claim.stems.contains(&stem));
    let is_day = MONTHS.iter().chain(&WEEKDAYS).any(|day| day.eq_ignore_ascii_case(bare));
    !is_name
        && !is_day
        && !is_given_name(bare)
        && (said || is_common_word(bare) || words::is_in(NEUTRAL, bare))
}
