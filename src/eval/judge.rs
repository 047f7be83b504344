//! A language model's opinion on how a brief is worded: asked for on request, never part of a gate.
//!
//! The rubric is `evals/judge.md`. Whether a brief is true is not a matter of opinion: the audit says that.

use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::fence::Fence;
use crate::language::{Failure, LanguageModel, MAX_CALLS, Question, Stage, prompts, schema};

const RUBRIC: &str = include_str!("../../evals/judge.md");

/// Tokens of an answer, at the most: five short fields, and room for a model that thinks first.
const OUTPUT_TOKENS: u32 = 2_000;

/// An opinion on one brief: from 1, bad, to 5, good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Opinion {
    /// Whether it is understood at the first reading.
    pub plain: u8,
    /// Whether it is about this account and no other.
    pub specific: u8,
    /// Whether the reader knows what to do.
    pub useful: u8,
    /// Whether it reads as a person writes.
    pub natural: u8,
    /// The worst line, in a sentence.
    pub worst: String,
}

impl Opinion {
    /// The measures in the order of the rubric.
    pub fn scores(&self) -> [(&'static str, u8); 4] {
        [
            ("plain", self.plain),
            ("specific", self.specific),
            ("useful", self.useful),
            ("natural", self.natural),
        ]
    }
}

/// Asks a model about a brief as its reader sees it.
///
/// # Errors
/// A [`Failure`] when there is no answer, or one that is no opinion.
pub async fn ask(
    model: &dyn LanguageModel,
    screen: &str,
    secret: &[u8],
    time_left: Duration,
) -> Result<Opinion, Failure> {
    let question = question(screen, secret, time_left);
    let answer = model.ask(&question).await?;
    let opinion: Opinion = serde_json::from_str(answer.text.trim())
        .map_err(|_| Failure::Malformed("it is no opinion".to_owned()))?;
    let sound = opinion.scores().iter().all(|(_, score)| (1..=5).contains(score));
    if sound { Ok(opinion) } else { Err(Failure::Malformed("a score is not from 1 to 5".to_owned())) }
}

fn question(screen: &str, secret: &[u8], time_left: Duration) -> Question {
    let fence = Fence::new(secret, screen);
    Question {
        stage: Stage::Judge,
        system: RUBRIC.to_owned(),
        user: format!("The mark is {}.\n\n{}", fence.mark(), fence.wrap("brief", screen)),
        schema_name: "opinion",
        schema: schema::strict::<Opinion>(),
        max_output_tokens: OUTPUT_TOKENS,
        time_left,
        max_calls: MAX_CALLS,
    }
}

/// Which rubric was asked with.
pub fn version() -> String {
    prompts::hash(&[RUBRIC])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Answer, Answering, Usage};

    struct Says(&'static str);

    impl LanguageModel for Says {
        fn name(&self, _: Stage) -> &'static str {
            "says"
        }

        fn ask<'a>(&'a self, question: &'a Question) -> Answering<'a> {
            assert_eq!(question.stage, Stage::Judge);
            assert!(question.user.contains("GOAL     Agreed") && question.system.contains("data"));
            let answer =
                Answer { text: self.0.to_owned(), model: String::new(), usage: Usage::default(), calls: 1 };
            Box::pin(async move { Ok(answer) })
        }
    }

    async fn opinion(answer: &'static str) -> Result<Opinion, Failure> {
        ask(&Says(answer), "GOAL     Agreed: demo", b"secret", Duration::from_secs(1)).await
    }

    #[tokio::test]
    async fn an_opinion_has_scores_from_one_to_five() {
        let told = opinion(r#"{"plain": 4, "specific": 5, "useful": 3, "natural": 1, "worst": "none"}"#)
            .await
            .unwrap();
        assert_eq!(told.scores().map(|(_, score)| score), [4, 5, 3, 1]);
        for wrong in [
            "Lovely!",
            r#"{"plain": 4}"#,
            r#"{"plain": 4, "specific": 5, "useful": 3, "natural": 0, "worst": "none"}"#,
            r#"{"plain": 6, "specific": 5, "useful": 3, "natural": 1, "worst": "none"}"#,
        ] {
            assert!(matches!(opinion(wrong).await, Err(Failure::Malformed(_))), "{wrong}");
        }
    }
}
