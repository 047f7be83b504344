//! What the product has to do or show before they buy: the criteria by which the buyer decides.

use std::sync::LazyLock;

use super::findings::is_elsewhere;
use super::phrases::Phrases;
use super::reading::Reading;
use crate::domain::{Quote, Side};
use crate::extract::Call;

/// The most that are returned.
const MOST: usize = 3;

/// An answer may have so many sentences.
const LONGEST_ANSWER: usize = 5;

/// The buyer's words that name a requirement, at most three, in the order of the call.
pub fn find(call: &Call<'_>) -> Vec<Quote> {
    let reading = Reading::of(call);
    let mut quotes: Vec<Quote> = Vec::new();
    let mut asked = 0;
    for sentence in reading.sentences() {
        let words = reading.words(sentence);
        if sentence.side == Side::Seller {
            if QUESTIONS.find(words).into_iter().next().is_some() {
                asked = LONGEST_ANSWER;
            } else if words.len() > 6 {
                asked = 0;
            }
            continue;
        }
        if sentence.side != Side::Buyer {
            continue;
        }
        let answers = asked > 0;
        asked = asked.saturating_sub(1);
        if is_elsewhere(words) || sentence.question {
            continue;
        }
        let hit = DEMANDS.find(words).into_iter().find(|hit| answers || !*hit.says);
        if let Some(hit) = hit
            && let Some(quote) = reading.quote(call, sentence, hit.words)
            && !quotes.iter().any(|other| other.utterance() == quote.utterance())
            && quotes.len() < MOST
        {
            quotes.push(quote);
        }
    }
    quotes
}

static QUESTIONS: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::new(&[QUESTION_TABLE]));

static DEMANDS: LazyLock<Phrases<bool>> = LazyLock::new(|| Phrases::new(&[DEMAND_TABLE]));

const QUESTION_TABLE: &[(&str, ())] = &[
    ("decision|buying|selection criteria", ()),
    ("must-haves|deal-breakers|dealbreakers|requirements", ()),
    ("must haves", ()),
    ("what|anything does|do|would|must|should it|this|we|that have|need * to| do|show|see|be", ()),
    ("what|anything do|would|did you have|need|want|look|judge * see|for|on|it", ()),
    ("how would|will|do|did you judge|choose|compare|evaluate|measure", ()),
    ("what would|does good|success look", ()),
    ("what matters", ()),
];

/// `true` where it counts only in answer to a question about criteria.
const DEMAND_TABLE: &[(&str, bool)] = &[
    ("whatever you do|build|bring|have ** must|has|needs", false),
    (
        "it|you has|have got to be|go|run|sit|stay|work|integrate|plug|connect|tie|talk|live|support|handle|do",
        false,
    ),
    (
        "your|the thing|tool|product|system|software has|must|needs to| be|run|work|integrate|talk|plug|connect|do",
        false,
    ),
    ("it must|has|needs|have to| integrate|plug|connect|tie|talk|run|work|sit|stay|support|cost|show", false),
    ("if it|that can|could|do|does not ** we|i|then|it|no|there", false),
    ("if it is|are another one without", false),
    ("if your|you thing|tool|product|system|| wants|need|needs", false),
    ("i|we would want|need|like|have to| to see|it|flat|the|a|read-only", true),
    (
        "i|we want|need to| see|the|a|an ** soc|dpa|reference|references|integration|api|proof|report|protocol|drawing|certificate|audit",
        false,
    ),
    ("i|we would have|need|want|wanna to| see|be", false),
    ("would|will have to be a payback|return|saving", false),
    ("it has|needs to pay|cost", false),
    ("not a nice-to-have", false),
    ("nothing writes|leaves|goes * back|to|out|building", false),
    ("has|have to|got stay|sit|be|live * eu|canada|country|account|cloud|europe|germany|us", false),
    ("read-only|on-prem|hourly|single sign-on|sso", true),
    ("it ties|tie to", true),
    ("^ one|two|three|four|first|second", true),
    ("that it|i|we|they", true),
    ("has|have to", true),
    ("must", true),
];

#[cfg(test)]
mod tests {
    use crate::extract::embedded::scene::{Scene, each_case};

    use super::find;

    fn quotes(lines: &[(&str, &str)]) -> Vec<String> {
        Scene::new(lines).with(|call| find(call).iter().map(|quote| quote.text().to_owned()).collect())
    }

    #[test]
    fn what_it_has_to_do_is_found_where_it_is_asked_for_and_where_it_is_volunteered() {
        let answer = [("S", "What are the must-haves?"), ("B", "It ties to the invoice, to the penny.")];
        assert_eq!(quotes(&answer), ["It ties to the invoice, to the penny."]);
        let volunteered =
            [("B", "Whatever you do must go inside SoftClose, they won't open another window.")];
        assert_eq!(quotes(&volunteered).len(), 1);
    }

    #[test]
    fn how_their_own_work_has_to_be_done_is_no_requirement() {
        assert_eq!(
            quotes(&[("S", "How does it go?"), ("B", "We have to send it by noon and Peg must call them.")]),
            [""; 0]
        );
    }

    #[test]
    fn quotes_are_verbatim_and_few_in_all_annotated_calls() {
        each_case(|call| {
            let found = find(call);
            assert!(found.len() <= 3 && found.iter().all(|quote| quote.verifies_in(call.transcript)));
        });
    }
}
