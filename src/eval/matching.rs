//! Which find is which gold item.
//!
//! A find matches a gold item when one of its quotes shares at least 60 % of the shorter quote's words with one of the gold's; the
//! assignment is one to one and as large as possible. People match by words of the name, or by title when unnamed.

use std::collections::HashMap;

/// The share of the shorter quote's words that two quotes must have in common.
pub const MIN_OVERLAP: f64 = 0.6;

/// The words of a text: lower case, letters and digits only.
pub fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The share of the shorter text's words that occur in the other one, counted with repetition.
pub fn overlap(left: &[String], right: &[String]) -> f64 {
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    if short.is_empty() {
        return 0.0;
    }
    let mut available: HashMap<&str, usize> = HashMap::new();
    for word in long {
        *available.entry(word).or_default() += 1;
    }
    let mut shared = 0_usize;
    for word in short {
        if let Some(count) = available.get_mut(word.as_str())
            && *count > 0
        {
            *count -= 1;
            shared += 1;
        }
    }
    shared as f64 / short.len() as f64
}

/// Whether one quote of a find is one of the gold's.
pub fn quotes_match<L: AsRef<str>, R: AsRef<str>>(find: &[L], gold: &[R]) -> bool {
    let gold: Vec<Vec<String>> = gold.iter().map(|quote| words(quote.as_ref())).collect();
    find.iter().any(|quote| {
        let quote = words(quote.as_ref());
        gold.iter().any(|other| overlap(&quote, other) >= MIN_OVERLAP)
    })
}

/// Whether two people are the same: a word of the name in common, or the title when either has no name of its own.
pub fn people_match(
    find_name: &str,
    find_title: Option<&str>,
    gold_name: &str,
    gold_title: Option<&str>,
) -> bool {
    let shares = |left: &str, right: &str| {
        let right = person_words(right);
        person_words(left).iter().any(|word| right.contains(word))
    };
    shares(find_name, gold_name)
        || find_title.is_some_and(|title| shares(title, gold_name))
        || gold_title.is_some_and(|title| shares(find_name, title))
}

fn person_words(text: &str) -> Vec<String> {
    const EMPTY: [&str; 17] = [
        "the", "a", "an", "of", "our", "my", "and", "mr", "mrs", "ms", "miss", "dr", "at", "in", "for",
        "who", "s",
    ];
    let mut found = words(text);
    found.retain(|word| !EMPTY.contains(&word.as_str()));
    found
}

/// The largest one-to-one assignment; `result[f]` is the gold item of find `f`.
pub fn assign(finds: usize, golds: usize, matches: impl Fn(usize, usize) -> bool) -> Vec<Option<usize>> {
    let edges: Vec<Vec<usize>> =
        (0..finds).map(|find| (0..golds).filter(|gold| matches(find, *gold)).collect()).collect();
    let mut owner: Vec<Option<usize>> = vec![None; golds];
    for find in 0..finds {
        let mut seen = vec![false; golds];
        augment(find, &edges, &mut owner, &mut seen);
    }
    let mut assigned = vec![None; finds];
    for (gold, find) in owner.into_iter().enumerate() {
        if let Some(slot) = find.and_then(|find| assigned.get_mut(find)) {
            *slot = Some(gold);
        }
    }
    assigned
}

/// Kuhn's algorithm: gives `find` a gold item, moving earlier finds to other items where that helps.
fn augment(find: usize, edges: &[Vec<usize>], owner: &mut [Option<usize>], seen: &mut [bool]) -> bool {
    for &gold in edges.get(find).map_or(&[][..], Vec::as_slice) {
        match seen.get_mut(gold) {
            Some(visited) if !*visited => *visited = true,
            _ => continue,
        }
        let free = match owner.get(gold).copied().flatten() {
            None => true,
            Some(other) => augment(other, edges, owner, seen),
        };
        if free && let Some(slot) = owner.get_mut(gold) {
            *slot = Some(find);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixty_percent_of_the_shorter_quote_is_enough() {
        assert!(quotes_match(
            &["it takes us two days"],
            &["Because it takes us two days to turn one around."]
        ));
        assert!(!quotes_match(&["we lost three accounts"], &["it takes us two days"]));
    }

    #[test]
    fn repeated_words_count_as_often_as_they_occur() {
        let no = words("no no no no no");
        assert!((overlap(&no, &words("no that is not what I said")) - 0.2).abs() < 1e-9);
    }

    #[test]
    fn the_assignment_is_as_large_as_possible() {
        let pairs = [(0, 0), (0, 1), (1, 0)];
        let assigned = assign(2, 2, |find, gold| pairs.contains(&(find, gold)));
        assert_eq!(assigned, [Some(1), Some(0)]);
    }

    #[test]
    fn people_match_by_name_words_or_title() {
        assert!(people_match("Tevita", None, "Tevita Fonoti", Some("COO")));
        assert!(people_match("our CFO", Some("CFO"), "The CFO", None));
        assert!(!people_match("Marcus", Some("Coordinator"), "Joelle", Some("Compliance")));
    }
}
