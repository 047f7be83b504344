//! Several questions on their way at once.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

/// Waits for all of them; the answers come in the order of the questions.
pub(super) async fn all<'a, T>(
    questions: impl Iterator<Item = Pin<Box<dyn Future<Output = T> + Send + 'a>>>,
) -> Vec<T> {
    let mut waiting: Vec<_> = questions.map(Some).collect();
    let mut answers: Vec<Option<T>> = waiting.iter().map(|_| None).collect();
    poll_fn(|context| {
        for (question, answer) in waiting.iter_mut().zip(&mut answers) {
            let Some(asked) = question else { continue };
            if let Poll::Ready(given) = asked.as_mut().poll(context) {
                *answer = Some(given);
                *question = None;
            }
        }
        if waiting.iter().all(Option::is_none) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    answers.into_iter().flatten().collect()
}
