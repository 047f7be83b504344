//! What the footer says of the model.

use crate::domain::brief::{Footer, ModelNote};
use crate::language::{Failure, Usage};

use super::{Account, Price, Settings};

/// The foot of a brief with what the model had to do with it.
pub(super) fn footer(composed: &Footer, account: &Account, settings: &Settings<'_>) -> Footer {
    let mut footer = composed.clone();
    let mut usage = settings.used;
    usage.add(account.usage);
    let failure = account.failure.as_ref().map(|failure| reason(failure, account));
    match &failure {
        Some(why) => {
            // What a model read stays its reading, even where none of its words are shown.
            let done = if composed.engine.contains(LLM) { "worded" } else { "written" };
            footer.notices.insert(0, format!("Language model: {why}; {done} by the embedded engine."));
        }
        None if footer.engine != LLM => footer.engine = format!("{}, worded by {LLM}", footer.engine),
        None => {}
    }
    footer.language_model = Some(ModelNote {
        model: account.model.clone(),
        prompt: account.prompt.clone(),
        sentences_kept: account.kept,
        sentences_dropped: account.dropped.len(),
        input_tokens: usage.input_tokens,
        output_tokens: usage.output_tokens,
        cost_micro_usd: settings.price.map(|price| cost(price, usage)),
        failure,
    });
    footer
}

/// The engine that asks a language model, by its name in the footer.
const LLM: &str = "llm";

fn reason(failure: &Failure, account: &Account) -> String {
    match failure {
        Failure::Malformed(_) if !account.dropped.is_empty() => "none of its sentences verified".to_owned(),
        failure => failure.without_words_of_others(),
    }
}

/// Dollars for a million tokens are millionths of a dollar for one.
fn cost(price: Price, usage: Usage) -> u64 {
    (usage.input_tokens as f64 * price.input + usage.output_tokens as f64 * price.output).round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_for_a_million_is_a_millionth_for_one() {
        let usage = Usage { input_tokens: 17_000, cached_tokens: 9_000, output_tokens: 2_000 };
        assert_eq!(cost(Price { input: 0.25, output: 2.0 }, usage), 8_250);
    }

    #[test]
    fn no_word_of_the_endpoint_reaches_the_footer() {
        for failure in [
            Failure::Unreachable("secret".to_owned()),
            Failure::Rejected { status: 400, why: "secret".to_owned() },
            Failure::NotRecorded { stage: "secret".to_owned(), key: "secret".to_owned() },
            Failure::Malformed("secret".to_owned()),
        ] {
            assert!(!reason(&failure, &Account::default()).contains("secret"));
        }
        assert_eq!(reason(&Failure::TimedOut, &Account::default()), "no answer in time");
    }
}
