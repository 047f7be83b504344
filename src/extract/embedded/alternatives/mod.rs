//! What the buyer uses today, and what they look at beside us.
//!
//! Three things point at an alternative: a phrase that takes a product ("we're on …", "we looked at …"), a product that the
//! account record knows, and a word for doing it without one ("spreadsheet", "whiteboard"). Our own product, people and
//! the buyer's own company are no alternatives.

mod names;
mod ways;

use std::ops::Range;
use std::sync::LazyLock;

use names::{Known, key};

use super::findings::Topic;
use super::heard::Heard;
use super::phrases::{Hit, Phrases};
use super::reading::{Reading, Sentence, Word};
use crate::domain::extraction::Alternative;
use crate::domain::{Quotes, Side};
use crate::extract::Call;

/// The most that are kept.
const MOST: usize = 4;

/// What a mention must weigh, all mentions of the same thing together.
const LEAST: u32 = 2;

/// From this weight on it is kept beside others; below, only while there are fewer than [`ENOUGH`].
const FIRM: u32 = 3;

const ENOUGH: usize = 2;

/// In how many sentences after a mention its verdict may stand.
const VERDICT_WITHIN: usize = 3;

/// A verdict is the subject of its sentence: it starts within so many words.
const VERDICT_STARTS_BY: usize = 2;

/// How a product is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    /// In use.
    Used,
    /// Looked at, tried, quoted.
    Seen,
    /// Given up.
    Left,
}

/// One place where an alternative is spoken of.
#[derive(Clone, Debug)]
struct Mention {
    key: String,
    name: String,
    sentence: usize,
    words: Range<usize>,
    stand: Option<Stand>,
    weight: u32,
}

/// Finds current solutions and competitors: those in use first, at most four.
pub fn find(call: &Call<'_>) -> Vec<Alternative> {
    find_in(&Heard::of(call))
}

/// The same in a prepared call.
pub(super) fn find_in(heard: &Heard<'_>) -> Vec<Alternative> {
    let (call, reading) = (heard.call, &heard.reading);
    let known = Known::of(call, reading);
    let mut groups: Vec<Vec<Mention>> = Vec::new();
    for (index, sentence) in reading.sentences().iter().enumerate() {
        if sentence.side != Side::Buyer {
            continue;
        }
        for mention in mentions(heard, &known, index, sentence) {
            match groups.iter_mut().find(|group| group.first().is_some_and(|first| first.key == mention.key))
            {
                Some(group) => group.push(mention),
                None => groups.push(vec![mention]),
            }
        }
    }
    let mut ranked: Vec<(u32, Vec<Mention>)> = groups
        .into_iter()
        .map(|group| (group.iter().map(|mention| mention.weight).sum::<u32>(), group))
        .filter(|(weight, group)| *weight >= LEAST && group.iter().any(|mention| mention.stand.is_some()))
        .collect();
    ranked.sort_by_key(|(weight, group)| {
        (std::cmp::Reverse((*weight).min(8)), group.first().map_or(0, |mention| mention.sentence))
    });
    let firm = ranked.iter().filter(|(weight, _)| *weight >= FIRM).count();
    ranked.truncate(MOST.min(firm.max(ENOUGH)));
    let mut found: Vec<Alternative> =
        ranked.iter().filter_map(|(_, group)| alternative(call, reading, group)).collect();
    found.sort_by_key(|alternative| !alternative.in_use);
    found
}

/// Everything in a sentence that may be an alternative.
fn mentions(heard: &Heard<'_>, known: &Known, index: usize, sentence: &Sentence) -> Vec<Mention> {
    let (call, reading, about) = (heard.call, &heard.reading, heard.asked(index));
    let words = reading.words(sentence);
    let bonus = if about.contains(Topic::Competition) { 2 } else { 0 };
    let mut found: Vec<Mention> = Vec::new();
    let mut add = |span: Range<usize>, stand: Option<Stand>, weight: u32| {
        let Some(name) = words.get(span.clone()).and_then(|words| said(call, words)) else { return };
        let key = key(&name);
        let same =
            found.iter_mut().find(|other| other.words.start < span.end && span.start < other.words.end);
        match same {
            Some(other) if other.stand.is_none() => {
                other.stand = stand;
                other.weight += weight;
            }
            Some(_) => {}
            None => {
                found.push(Mention {
                    key,
                    name,
                    sentence: index,
                    words: span,
                    stand,
                    weight: weight + bonus,
                });
            }
        }
    };
    for hit in PHRASES.find(words) {
        let span = name_at(words, hit.words.end - 1);
        if hit.says.weight + bonus > 1 && !known.is_no_product(words.get(span.clone()).unwrap_or_default()) {
            add(span, Some(hit.says.stand), hit.says.weight);
        }
    }
    if bonus > 0 && !sentence.question && is_short_answer(reading, index) && !known.is_no_product(words) {
        add(0..words.len(), Some(short_answer_stand(reading, index)), 1);
    }
    for (span, lapsed) in known.products_in(words) {
        let stand = if lapsed { Stand::Left } else { Stand::Used };
        let stated = !sentence.question;
        add(span, stated.then_some(stand), 2);
    }
    let told = !sentence.question && !about.contains(Topic::Offer) && !heard.is_elsewhere(index);
    for span in
        ways::find(words).into_iter().filter(|_| told && words.first().is_none_or(|word| word.text != "if"))
    {
        add(span, Some(Stand::Used), 2);
    }
    found
}

/// "Sweepline. All forty-six stores.": a name for a sentence, and then more about it.
fn is_short_answer(reading: &Reading<'_>, index: usize) -> bool {
    let words_of =
        |at: usize| reading.sentences().get(at).map_or(&[][..], |sentence| reading.words(sentence));
    let words = words_of(index);
    let capitals = (1..=3).contains(&words.len()) && words.iter().all(|word| word.capital);
    let goes_on = words_of(index + 1)
        .first()
        .is_some_and(|word| matches!(word.text, "they" | "it" | "all" | "since" | "in"));
    let counted = index.checked_sub(1).is_some_and(
        |before| matches!(words_of(before), [only] if matches!(only.text, "one" | "two" | "three")),
    );
    capitals && (words.iter().all(|word| word.name) || (words.len() == 1 && (goes_on || counted)))
}

/// A name alone is in use when the next sentences tell of time served; otherwise it was looked at.
fn short_answer_stand(reading: &Reading<'_>, index: usize) -> Stand {
    let words_of =
        |at: usize| reading.sentences().get(at).map_or(&[][..], |sentence| reading.words(sentence));
    let served = |at: usize| {
        words_of(at).iter().any(|word| matches!(word.text, "since" | "signed" | "years" | "contract"))
            || words_of(at).first().is_some_and(|word| word.text == "all")
    };
    let taken =
        |at: usize| words_of(at).iter().any(|word| matches!(word.text, "pay" | "use" | "bought" | "portal"));
    let in_use = served(index + 1) || served(index + 2) || index.checked_sub(1).is_some_and(taken);
    if in_use { Stand::Used } else { Stand::Seen }
}

/// The words of a name around one of its words, at most four.
fn name_at(words: &[Word<'_>], at: usize) -> Range<usize> {
    let same_name = |next: &Word<'_>| next.name && !next.clause;
    let mut end = at + 1;
    while end < at + 3 && words.get(end).is_some_and(same_name) {
        end += 1;
    }
    at..end
}

/// The words as they stand in the transcript, without a genitive's ending.
fn said(call: &Call<'_>, words: &[Word<'_>]) -> Option<String> {
    let (first, last) = (words.first()?, words.last()?);
    let text = call.transcript.text().get(first.range.start..last.range.end)?;
    let text = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text);
    (!text.contains('\n') && !text.is_empty()).then(|| text.to_owned())
}

/// One alternative from all its mentions: the first quote that says how it stands, and the verdict on it.
fn alternative(call: &Call<'_>, reading: &Reading<'_>, group: &[Mention]) -> Option<Alternative> {
    let left = group.iter().any(|mention| mention.stand == Some(Stand::Left));
    let seen = group.iter().any(|mention| mention.stand == Some(Stand::Seen));
    let best = group
        .iter()
        .filter(|mention| mention.stand.is_some())
        .max_by_key(|mention| (mention.weight, std::cmp::Reverse(mention.sentence)))?;
    let sentence = reading.sentences().get(best.sentence)?;
    let mut evidence = Quotes::one(reading.quote(call, sentence, best.words.clone())?);
    let named = best.name.starts_with(char::is_uppercase);
    let verdict = verdict(reading, best.sentence).filter(|_| named);
    if let Some((index, _)) = verdict.filter(|(index, _)| *index > best.sentence)
        && let Some(sentence) = reading.sentences().get(index)
        && let Some(quote) = reading.quote(call, sentence, 0..sentence.words.len())
    {
        evidence.add(quote);
    }
    let given_up = verdict.is_some_and(|(_, given_up)| given_up);
    Some(Alternative { name: best.name.clone(), in_use: !(left || seen || given_up), evidence })
}

/// The sentence that says what they think of it, and whether they gave it up.
fn verdict(reading: &Reading<'_>, mention: usize) -> Option<(usize, bool)> {
    let end = (mention + VERDICT_WITHIN + 1).min(reading.sentences().len());
    (mention..end).find_map(|index| {
        let sentence = reading.sentences().get(index)?;
        if sentence.side != Side::Buyer {
            return None;
        }
        let hits = VERDICTS.find(reading.words(sentence));
        let on_it =
            |hit: &Hit<'_, bool>| index == mention || *hit.says || hit.words.start <= VERDICT_STARTS_BY;
        let given_up = hits.iter().any(|hit| *hit.says);
        hits.iter().any(on_it).then_some((index, given_up))
    })
}

/// What a phrase before a name says of it.
struct Pointer {
    stand: Stand,
    weight: u32,
}

const fn used(weight: u32) -> Pointer {
    Pointer { stand: Stand::Used, weight }
}

const fn seen(weight: u32) -> Pointer {
    Pointer { stand: Stand::Seen, weight }
}

const fn left(weight: u32) -> Pointer {
    Pointer { stand: Stand::Left, weight }
}

static PHRASES: LazyLock<Phrases<Pointer>> = LazyLock::new(|| Phrases::new(&[POINTERS]));

/// The name is the last word of each.
const POINTERS: &[(&str, Pointer)] = &[
    ("we|i use|using @", used(3)),
    ("we|i are|am on|with @", used(3)),
    ("we|i run|running on|with|| @", used(3)),
    ("we pay for|| @", used(3)),
    ("we|i have|got got| @", used(1)),
    ("we put|moved|switched|went in|to|over|with|live| to|with|on| @", used(3)),
    ("we|i bought|signed|renewed|chose|picked with|for|| @", used(3)),
    (
        "everything|all|data|orders|tickets|records|files is|goes|lives|sits|runs in|into|on|through @",
        used(3),
    ),
    ("it goes|lives|sits in|into|through @", used(2)),
    ("it is all|| in @", used(1)),
    ("from|out of @ and", used(1)),
    ("is @ for", used(2)),
    ("it is @", used(1)),
    ("i|we have| looked|look at|into|around @", seen(4)),
    ("had|have|took a| look at @", seen(4)),
    ("i|we have| tried|trialled|trialed|piloted|tested|demoed|evaluated|considered @", seen(4)),
    ("i|we have| saw|seen @", seen(4)),
    ("last|this week|month|year we saw|tried|had @", seen(4)),
    ("quote|quotes|demo|demos|proposal|offer|pitch|trial|pilot from|with|of|by @", seen(4)),
    ("i|we have| talked|spoke|spoken|met to|with @", seen(1)),
    ("outfit|firm|company|vendor|crowd|lot|fellas|tool|product|agency|startup ** ^ @", seen(1)),
    ("talked|spoke|spoken|met to|with an|a|another|some ** ^ @", seen(4)),
    ("outfit|firm|company|vendor|tool|thing|app|product|software|agency|startup called|named @", seen(4)),
    ("looked|tried|saw|seen at|| one|another|two ** ^ @", seen(4)),
    ("there is|was|are one|two|another ** ^ @", seen(3)),
    ("other|another one ** ^ @", seen(3)),
    ("@ has|have|is got an add-on|addon|module", seen(3)),
    ("them|they ** called ^ @", seen(2)),
    ("it is with ** @", seen(2)),
    ("one|another|other is @", seen(3)),
    ("there is @", seen(1)),
    ("two|three others @", seen(3)),
    ("between you and @", seen(4)),
    ("you or @", seen(4)),
    ("we used|had @ before|until|for", left(3)),
    ("we used to use|have|run|be on|| @", left(4)),
];

static VERDICTS: LazyLock<Phrases<bool>> = LazyLock::new(|| Phrases::new(&[VERDICT_TABLE]));

/// `true` where they gave it up.
const VERDICT_TABLE: &[(&str, bool)] = &[
    ("it|they|which could|can|did|does|will not", false),
    (
        "it|they|that is|was|are|were * too|way|very|only|just|really|pretty|fine|okay|good|great|ugly|slow|useless|terrible|rubbish|nice|expensive|solid|pants",
        false,
    ),
    ("they|it want|wanted|cost|costs|asked|charge|charges|quoted to|us|#|for|by", false),
    ("too expensive|big|slow|complicated|much|clunky", false),
    ("made for the", false),
    ("no earthly|good|use", false),
    ("nobody|no-one|everyone|they likes|liked|uses|hates|hated|use", false),
    ("i|we did|do not|never like|liked|trust", false),
    ("percent use|uses it", false),
    ("month to month", false),
    ("# days' notice", false),
    ("only look|looks back", false),
    ("turned it|that|them off", true),
    ("let it lapse", true),
    ("we stopped", true),
    ("so we stopped", true),
    ("it is gone", true),
    ("ripped|threw|took|pulled it|them out", true),
    ("binned|dropped|scrapped|ditched|cancelled|canceled it|them", true),
];

#[cfg(test)]
mod tests;
