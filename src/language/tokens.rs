//! How many tokens a text is, before it is paid for.
//!
//! Counted with `o200k_base`; other models' counts differ by some percent, which is near enough for limits and estimates.

/// The longest piece that is tokenised at once, in bytes: the tokenizer's pattern takes time beyond proportion on long runs of space.
const PIECE: usize = 4096;

/// The tokens of a text. Linear in its length; the tables are built at the first call.
pub fn count(text: &str) -> usize {
    let tokenizer = tiktoken_rs::o200k_base_singleton();
    pieces(text).map(|piece| tokenizer.count_ordinary(piece)).sum()
}

/// About how many tokens a text is, without the tables: English speech with its numbers and voices has 4.1 bytes a token, other scripts about
/// as many.
pub fn estimate(text: &str) -> usize {
    (text.len() * 10).div_ceil(41)
}

/// Begins to build the tables, which takes a tenth of a second, so that they are there when something is to be counted.
pub fn prepare() {
    std::thread::spawn(|| count("words"));
}

/// The text in pieces that end where a line or a word does, where there is such a place.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let limit = rest.floor_char_boundary(PIECE);
        let head = rest.get(..limit).unwrap_or(rest);
        let end = if head.len() == rest.len() {
            limit
        } else {
            let line = head.rfind('\n').filter(|end| *end > 0);
            line.or_else(|| head.rfind(' ').filter(|end| *end > 0)).unwrap_or(limit)
        };
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_texts_have_their_known_counts() {
        assert_eq!(count(""), 0);
        assert_eq!(count("hello world"), 2);
        assert_eq!(count("tiktoken is great!"), 6);
    }

    #[test]
    fn an_estimate_is_near_the_count() {
        for line in [
            "12B It takes us two days to turn one around. We lost three accounts over it, about $140k in commission.",
            "4S With us eighty percent go out untouched. Could we look at yours on Wednesday, nine Mountain?",
        ] {
            let (estimated, counted) = (estimate(line), count(line));
            assert!(estimated.abs_diff(counted) * 5 <= counted, "{estimated} and {counted}: {line}");
        }
    }

    #[test]
    fn cutting_into_pieces_hardly_changes_the_count() {
        let text = "We lost three accounts last year, and nobody knows why.\n".repeat(500);
        let whole = tiktoken_rs::o200k_base_singleton().count_ordinary(&text);
        assert!(count(&text).abs_diff(whole) <= 10, "{} and {whole}", count(&text));
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_text(text in "(?s).{0,30}", times in 1_usize..400) {
            let text = text.repeat(times);
            prop_assert_eq!(pieces(&text).collect::<String>(), text.as_str());
            prop_assert!(pieces(&text).all(|piece| !piece.is_empty() && piece.len() <= PIECE));
        }
    }
}
