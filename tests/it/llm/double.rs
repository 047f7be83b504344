//! A language model whose answers are a function of the question.

use std::sync::Mutex;

use baton::language::{Answer, Answering, Failure, LanguageModel, Question, Stage, Usage};

/// Answers by a closure and keeps the questions.
pub(crate) struct Double<F> {
    answer: F,
    asked: Mutex<Vec<Question>>,
}

impl<F: Fn(&Question, usize) -> Result<String, Failure> + Send + Sync> Double<F> {
    /// A model that answers a question, given how many were asked before it.
    pub(crate) fn new(answer: F) -> Self {
        Self { answer, asked: Mutex::new(Vec::new()) }
    }

    /// What was asked so far.
    pub(crate) fn asked(&self) -> Vec<Question> {
        self.asked.lock().unwrap().clone()
    }
}

impl<F: Fn(&Question, usize) -> Result<String, Failure> + Send + Sync> LanguageModel for Double<F> {
    fn name(&self, _: Stage) -> &'static str {
        "double"
    }

    fn ask<'a>(&'a self, question: &'a Question) -> Answering<'a> {
        let before = {
            let mut asked = self.asked.lock().unwrap();
            asked.push(question.clone());
            asked.len() - 1
        };
        let usage = Usage { input_tokens: 1000, cached_tokens: 10, output_tokens: 100 };
        let answer = (self.answer)(question, before).map(|text| Answer {
            text,
            model: "double-1".to_owned(),
            usage,
            calls: 1,
        });
        Box::pin(std::future::ready(answer))
    }
}

/// A model that never answers.
pub(crate) struct Silent;

impl LanguageModel for Silent {
    fn name(&self, _: Stage) -> &'static str {
        "silent"
    }

    fn ask<'a>(&'a self, _: &'a Question) -> Answering<'a> {
        Box::pin(std::future::pending())
    }
}
