//! Words with an ink, wrapped by display width.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What a stretch of text is, and so how a terminal colours it. Plain text says the same without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// Running text.
    Plain,
    /// The company's name.
    Title,
    /// A section's heading.
    Heading,
    /// What stands in front of a line.
    Lead,
    /// Beside the point: citations, sources, rules.
    Dim,
    /// Something not to be overlooked.
    Warning,
    /// A criterion that is met.
    Met,
    /// A criterion that is not met.
    Unmet,
    /// A criterion that nothing is known about.
    Unknown,
}

/// A stretch of text in one ink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The text.
    pub(super) text: String,
    /// Its ink.
    pub(super) ink: Ink,
}

/// One row of runs.
pub(super) type Row = Vec<Run>;

/// Columns that a row takes.
pub(super) fn width(row: &[Run]) -> usize {
    row.iter().map(|run| run.text.width()).sum()
}

/// A paragraph: words of one or more runs, between which a row may break.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    words: Vec<Row>,
}

impl Paragraph {
    /// Adds words, which may be parted at spaces.
    pub(super) fn say(&mut self, text: &str, ink: Ink) {
        let words = text.split(' ').filter(|word| !word.is_empty());
        self.words.extend(words.map(|word| vec![Run { text: word.to_owned(), ink }]));
    }

    /// Adds text that is not parted at its spaces.
    pub(super) fn say_whole(&mut self, text: &str, ink: Ink) {
        self.words.push(vec![Run { text: text.to_owned(), ink }]);
    }

    /// Adds text that stays with the word before it, spaces and all.
    pub(super) fn glue(&mut self, text: &str, ink: Ink) {
        let run = Run { text: text.to_owned(), ink };
        match self.words.last_mut() {
            Some(word) => word.push(run),
            None => self.words.push(vec![run]),
        }
    }

    /// The rows: the first has `first` columns, the others `rest`. A word is broken only where it is longer than a row.
    pub(super) fn rows(&self, first: usize, rest: usize) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        let (mut row, mut used, mut room) = (Row::new(), 0, first.max(1));
        for word in &self.words {
            let wide = width(word);
            if !row.is_empty() && used + 1 + wide > room {
                rows.push(std::mem::take(&mut row));
                (used, room) = (0, rest.max(1));
            }
            if !row.is_empty() {
                let ink = between(&row, word);
                append(&mut row, " ", ink);
                used += 1;
            }
            for run in word {
                for cluster in run.text.graphemes(true) {
                    let columns = cluster.width();
                    if used + columns > room && !row.is_empty() {
                        rows.push(std::mem::take(&mut row));
                        (used, room) = (0, rest.max(1));
                    }
                    append(&mut row, cluster, run.ink);
                    used += columns;
                }
            }
        }
        if !row.is_empty() {
            rows.push(row);
        }
        rows
    }
}

/// The ink of a space: that of the words on both its sides, plain where they differ.
fn between(row: &[Run], word: &[Run]) -> Ink {
    match (row.last(), word.first()) {
        (Some(before), Some(after)) if before.ink == after.ink => after.ink,
        _ => Ink::Plain,
    }
}

fn append(row: &mut Row, text: &str, ink: Ink) {
    match row.last_mut() {
        Some(last) if last.ink == ink => last.text.push_str(text),
        _ => row.push(Run { text: text.to_owned(), ink }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(rows: &[Row]) -> Vec<String> {
        rows.iter().map(|row| row.iter().map(|run| run.text.as_str()).collect()).collect()
    }

    #[test]
    fn a_citation_never_starts_a_row() {
        let mut paragraph = Paragraph::default();
        paragraph.say("one two three", Ink::Plain);
        paragraph.glue(" [1]", Ink::Dim);
        assert_eq!(plain(&paragraph.rows(13, 13)), ["one two", "three [1]"]);
    }

    #[test]
    fn width_is_counted_in_columns_not_in_characters() {
        let mut paragraph = Paragraph::default();
        paragraph.say("東京 東京 ab", Ink::Plain);
        assert_eq!(plain(&paragraph.rows(9, 4)), ["東京 東京", "ab"]);
    }

    #[test]
    fn a_word_longer_than_a_row_is_broken_between_clusters() {
        let mut paragraph = Paragraph::default();
        paragraph.say("e\u{301}e\u{301}e\u{301} x", Ink::Plain);
        assert_eq!(plain(&paragraph.rows(2, 2)), ["e\u{301}e\u{301}", "e\u{301}", "x"]);
    }

    proptest! {
        #[test]
        fn no_row_is_wider_than_its_room_and_no_word_is_lost(text in "[a-z東 ]{0,120}", room in 2usize..40) {
            let mut paragraph = Paragraph::default();
            paragraph.say(&text, Ink::Plain);
            let rows = paragraph.rows(room, room);
            prop_assert!(rows.iter().all(|row| width(row) <= room));
            let joined: String = plain(&rows).concat();
            prop_assert_eq!(joined.replace(' ', ""), text.replace(' ', ""));
        }
    }
}
