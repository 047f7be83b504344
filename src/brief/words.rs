//! Words as the rules of this stage compare them: lower case, straight apostrophes, no punctuation around.

/// The words of a text.
pub fn lower(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'"))
        .filter(|word| !word.is_empty())
}

/// Whether a word is in a list of words parted by spaces.
pub fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// The text in lower case between spaces, to look for phrases of whole words.
pub fn padded(text: &str) -> String {
    format!(" {} ", text.to_lowercase().replace('’', "'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_case_and_punctuation() {
        assert_eq!(lower("“Don’t — stop,” he said.").collect::<Vec<_>>(), ["don't", "stop", "he", "said"]);
        assert!(is_in("stop go", "go"));
        assert!(!is_in("stop going", "go"));
    }
}
