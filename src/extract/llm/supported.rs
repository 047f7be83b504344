//! Whether a line in the model's words says no more than the words it rests on.
//!
//! A line that does not pass is replaced by the quoted words themselves, so nothing is lost by being strict.

use super::words::{is_negation, same_stem, words};
use crate::domain::Quote;
use crate::extract::amounts;
use crate::extract::names::fold;

/// The longest line, in characters.
const MOST_CHARS: usize = 200;

/// Words that carry no claim, and acts that the kind of a step says anyhow.
const FREE: &str = "about after again all also and any are arrange because been before being book call can for from further gets have \
    hold into invite later meet meeting more need next only other over schedule send sends share show some still such than that the their \
    them then there these they this those time until very was were what when where which while who will with without would your";

/// How much of the evidence a line has to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Negation {
    /// A negation in one is one in the other.
    Same,
    /// It adds none: an action says what is done, and "not before Friday" is its day.
    NoneAdded,
    /// The words refuse what the line names.
    Refused,
}

/// Whether the quotes carry the line: its numbers and names are theirs, most of its words are theirs or are said around them (`near`).
pub(super) fn supports(quotes: &[Quote], near: &str, line: &str, negation: Negation) -> bool {
    let said: Vec<&str> = quotes.iter().map(Quote::text).collect();
    let said = said.join(" . ");
    is_plain(line)
        && numbers_occur(line, &said)
        && negation_kept(line, &said, negation)
        && names_occur(line, quotes, &said)
        && words_occur(line, &format!("{said} {near}"))
}

/// The quote that says most of what the line says; of several, the first.
pub(super) fn closest<'q>(quotes: &'q [Quote], line: &str) -> Option<&'q Quote> {
    let wanted: Vec<String> = claims(line);
    let said_of = |quote: &Quote| {
        let said: Vec<String> = words(quote.text(), 0).into_iter().map(|word| word.text).collect();
        wanted.iter().filter(|word| said.iter().any(|said| same_stem(said, word))).count()
    };
    quotes.iter().rev().max_by_key(|quote| said_of(quote))
}

/// The words of a line that carry its claim.
fn claims(line: &str) -> Vec<String> {
    let free: Vec<&str> = FREE.split(' ').filter(|word| !word.is_empty()).collect();
    let words = words(line, 0).into_iter().map(|word| word.text);
    words.filter(|word| word.chars().count() > 2 && !free.contains(&word.as_str())).collect()
}

/// One short line without links, addresses, markup and hidden characters.
pub(super) fn is_plain(line: &str) -> bool {
    let lower = line.to_lowercase();
    let marked = |c: char| {
        c.is_control()
            || matches!(c, '<' | '>' | '[' | ']' | '{' | '}' | '`' | '|' | '\\' | '@' | '*' | '_' | '~' | '^')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    !line.trim().is_empty()
        && line.chars().count() <= MOST_CHARS
        && !line.contains(marked)
        && !["://", "www.", "http", "mailto:", "javascript:"].iter().any(|link| lower.contains(link))
}

/// Every number of the line is one of the quotes'.
pub(super) fn numbers_occur(line: &str, said: &str) -> bool {
    let known = amounts::values(said);
    let same = |value: f64| known.iter().any(|known| (known - value).abs() < 1e-6);
    amounts::values(line).into_iter().all(same)
}

fn negation_kept(line: &str, said: &str, negation: Negation) -> bool {
    let negated = |text: &str| words(text, 0).iter().any(|word| is_negation(&word.text) || word.text == "no");
    let (line, said) = (negated(line), negated(said));
    match negation {
        Negation::Same => line == said,
        Negation::NoneAdded => !line || said,
        Negation::Refused => true,
    }
}

/// Every capitalised word after the first is in the quotes or in their speakers' names.
fn names_occur(line: &str, quotes: &[Quote], said: &str) -> bool {
    let speakers: Vec<&str> = quotes.iter().filter_map(Quote::speaker).collect();
    let known = fold(&format!("{said} {}", speakers.join(" ")));
    let known: Vec<&str> = known.split(|c: char| !c.is_alphanumeric()).collect();
    let names = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).skip(1);
    let mut names = names.filter(|word| word.starts_with(char::is_uppercase) && *word != "I");
    names.all(|name| known.contains(&fold(name).as_str()))
}

/// Two thirds of the words that carry the claim are said, or stem from what is said; and one is at the least.
fn words_occur(text: &str, said: &str) -> bool {
    let said: Vec<String> = words(said, 0).into_iter().map(|word| word.text).collect();
    let occurs = |word: &str| said.iter().any(|said| same_stem(said, word));
    let line: Vec<String> = words(text, 0).into_iter().map(|word| word.text).collect();
    let claims = claims(text);
    let carried = claims.iter().filter(|word| occurs(word)).count();
    carried * 3 >= claims.len() * 2 && (carried > 0 || line.iter().any(|word| occurs(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::transcript::{TranscriptBuilder, TranscriptFormat};

    fn quote(text: &str) -> Vec<Quote> {
        let mut builder = TranscriptBuilder::new("0".repeat(64), TranscriptFormat::NameText);
        let speaker = builder.speaker("Marcus Bell");
        builder.push(Some(speaker), text, None, None, 1);
        let transcript = builder.finish();
        transcript.utterances().iter().filter_map(|utterance| transcript.quote_all(utterance.id)).collect()
    }

    fn holds(line: &str, said: &str) -> bool {
        supports(&quote(said), "", line, Negation::Same)
    }

    #[test]
    fn a_line_may_shorten_what_was_said() {
        let said = "Because it takes us two days to turn one certificate around, Tevita says.";
        assert!(holds("Certificates take two days to turn around", said));
        assert!(holds("It takes 2 days to turn a certificate around", said));
        assert!(holds("Tevita: a certificate takes two days", said));
    }

    #[test]
    fn a_line_may_not_add_anything() {
        let said = "Because it takes us two days to turn one certificate around.";
        assert!(!holds("Certificates take three days to turn around", said));
        assert!(!holds("For Joelle a certificate takes two days", said));
        assert!(!holds("A certificate does not take two days", said));
        assert!(!holds("The budget is approved and the contract signed", said));
        assert!(!holds("It takes two days, see http://evil.example", said));
        assert!(!holds("It takes <b>two days</b>", said));
        assert!(!holds("", said));
    }

    #[test]
    fn the_quote_in_place_of_a_line_says_most_of_what_it_says() {
        let quotes: Vec<Quote> =
            ["It was the week before Christmas.", "It takes two days to turn one around."]
                .iter()
                .flat_map(|said| quote(said))
                .collect();
        let said = |line| closest(&quotes, line).unwrap().text();
        assert_eq!(said("Turning a certificate round takes two working days"), quotes[1].text());
        assert_eq!(said("Nothing of this"), quotes[0].text());
    }

    #[test]
    fn a_line_may_not_lose_a_negation() {
        assert!(!holds("We can wait till next year", "We can't wait till next year"));
        assert!(supports(&quote("Not until I've seen it"), "", "Seen before", Negation::Refused));
    }
}
