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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::sync::Barrier;
    use tokio::time::timeout;

    use super::*;

    /// Each waits for all others, so that asking one after the other would never end.
    #[tokio::test]
    async fn all_are_on_their_way_at_once_and_come_back_in_order() {
        let barrier = Barrier::new(5);
        let question = |number: usize| {
            let barrier = &barrier;
            Box::pin(async move {
                barrier.wait().await;
                number
            }) as Pin<Box<dyn Future<Output = usize> + Send + '_>>
        };
        let answers = timeout(Duration::from_secs(20), all((0..5).map(question))).await;
        assert_eq!(answers.unwrap(), [0, 1, 2, 3, 4]);
    }
}
