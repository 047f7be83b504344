//! Whether two names mean one person.

use std::sync::LazyLock;

use super::{Name, is_given_name};
use crate::extract::hashing::{ByHash, hash};

/// How alike two names are, from nothing to everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Two people.
    None,
    /// One word that only sounds like one of the other's.
    Sound,
    /// The family name is all there is to compare, and it is the same.
    Surname,
    /// The given name is all there is to compare, and it is the same or a short form.
    Given,
    /// Given and family name.
    Full,
}

/// Compares two names. Two different family names are two people.
pub fn likeness(left: &Name, right: &Name) -> Likeness {
    match (left.surname(), right.surname()) {
        (Some(_), Some(_)) => both_full(left, right),
        (None, Some(_)) => single(left, right),
        (Some(_), None) => single(right, left),
        (None, None) => {
            if same_given(left.given(), right.given()) {
                Likeness::Given
            } else if sounds_like(left.given(), right.given()) {
                Likeness::Sound
            } else {
                Likeness::None
            }
        }
    }
}

fn both_full(left: &Name, right: &Name) -> Likeness {
    let (short, long) = if left.words().len() <= right.words().len() { (left, right) } else { (right, left) };
    if short.words().iter().all(|word| long.words().contains(word)) {
        return Likeness::Full;
    }
    let given = same_given(left.given(), right.given()) || same_initial(left.given(), right.given());
    let last = |name: &Name| name.surname().unwrap_or_default().to_owned();
    let (left_last, right_last) = (last(left), last(right));
    let surname = same_surname(&left_last, &right_last) || same_initial(&left_last, &right_last);
    match (given, surname) {
        (true, true) => Likeness::Full,
        (true, false) if sounds_like(&left_last, &right_last) => Likeness::Full,
        (false, true) if sounds_like(left.given(), right.given()) => Likeness::Full,
        _ => Likeness::None,
    }
}

fn single(short: &Name, long: &Name) -> Likeness {
    let word = short.given();
    let surname = long.surname().is_some_and(|surname| same_surname(word, surname));
    if short.honorific() {
        return if surname { Likeness::Surname } else { Likeness::None };
    }
    if same_given(word, long.given()) {
        Likeness::Given
    } else if surname {
        Likeness::Surname
    } else if long.words().iter().skip(1).any(|middle| middle == word) {
        Likeness::Given
    } else if sounds_like(word, long.given()) {
        Likeness::Sound
    } else {
        Likeness::None
    }
}

/// Whether two folded given names are one: equal, a known short form, or a short form by its look (`raff`, `rafferty`).
pub fn same_given(left: &str, right: &str) -> bool {
    if left.is_empty() || right.is_empty() {
        return false;
    }
    if left == right {
        return true;
    }
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    let missing = long.len() - short.len();
    let prefix = short.len() >= 3 && missing > 0 && long.starts_with(short);
    let suffix = short.len() >= 4 && missing > 0 && long.ends_with(short);
    if prefix || suffix {
        if long.strip_suffix('s') == Some(short) {
            return false;
        }
        let both_known = is_given_name(short) && is_given_name(long);
        if (prefix && (missing > 2 || !both_known)) || (suffix && !both_known) {
            return true;
        }
    }
    is_part(short, long) || share_nickname(left, right)
}

fn same_surname(left: &str, right: &str) -> bool {
    left == right || is_part(left, right) || is_part(right, left)
}

/// `falk` is a part of `falk-moreau`.
fn is_part(part: &str, whole: &str) -> bool {
    part.len() < whole.len()
        && whole.bytes().any(|byte| byte == b'-')
        && whole.split('-').any(|other| other == part)
}

fn same_initial(left: &str, right: &str) -> bool {
    let single = left.chars().count() == 1 || right.chars().count() == 1;
    single && left.chars().next() == right.chars().next()
}

static NICKNAMES: LazyLock<ByHash<Vec<usize>>> = LazyLock::new(|| {
    let mut groups: ByHash<Vec<usize>> = ByHash::default();
    for (group, line) in include_str!("nicknames.txt").lines().enumerate() {
        for name in line.split_whitespace() {
            groups.entry(hash(name)).or_default().push(group);
        }
    }
    groups
});

fn share_nickname(left: &str, right: &str) -> bool {
    let Some(groups) = NICKNAMES.get(&hash(left)) else { return false };
    NICKNAMES.get(&hash(right)).is_some_and(|others| groups.iter().any(|group| others.contains(group)))
}

/// Whether a speech recognizer may have written one folded name for the other.
///
/// Both have four letters or more, the same frame of consonants, and differ in at most a third of their letters.
pub fn sounds_like(left: &str, right: &str) -> bool {
    if first_class(left) != first_class(right) {
        return false;
    }
    let (left_letters, right_letters) = (left.chars().count(), right.chars().count());
    let (short, long) = (left_letters.min(right_letters), left_letters.max(right_letters));
    if short < 4 || long > short + 2 {
        return false;
    }
    if is_given_name(left) && is_given_name(right) && ends_in_a(left) != ends_in_a(right) {
        return false;
    }
    let distance = edit_distance(left, right);
    (distance <= 1 && short >= 5) || (distance <= long / 3 && frame(left) == frame(right))
}

/// `Paul` and `Paula` are two people, `Sara` and `Sarah` may be one.
fn ends_in_a(word: &str) -> bool {
    word.trim_end_matches('h').ends_with('a')
}

/// Letters that a recognizer takes for one another at the start of a name.
fn first_class(word: &str) -> Option<char> {
    word.chars().next().map(|first| match first {
        'c' | 'k' | 'q' => 'k',
        's' | 'z' | 'x' => 's',
        'f' | 'p' => 'f',
        'j' | 'g' => 'g',
        'v' | 'w' => 'v',
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' => 'a',
        other => other,
    })
}

/// The consonants as they sound, a leading vowel as `a`.
fn frame(word: &str) -> String {
    let simple = word
        .replace("ph", "f")
        .replace("sch", "s")
        .replace("sh", "s")
        .replace("ch", "k")
        .replace("ck", "k")
        .replace("th", "t")
        .replace("qu", "k")
        .replace('x', "ks")
        .replace("ce", "se")
        .replace("ci", "si");
    let mut frame = String::new();
    for (at, c) in simple.chars().enumerate() {
        let sound = match c {
            'a' | 'e' | 'i' | 'o' | 'u' if at == 0 => 'a',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | '\'' | '-' => continue,
            'c' | 'q' => 'k',
            'z' => 's',
            'w' => 'v',
            'j' => 'g',
            other => other,
        };
        if !frame.ends_with(sound) {
            frame.push(sound);
        }
    }
    frame
}

fn edit_distance(left: &str, right: &str) -> usize {
    let mut row: Vec<usize> = (0..=right.chars().count()).collect();
    for (i, a) in left.chars().enumerate() {
        // One row is enough: `diagonal` is what stood in the place before it was written over.
        let mut cells = row.iter_mut();
        let Some(start) = cells.next() else { break };
        let mut diagonal = std::mem::replace(start, i + 1);
        let mut before = i + 1;
        for (b, cell) in right.chars().zip(cells) {
            let above = *cell;
            *cell = (diagonal + usize::from(a != b)).min(above + 1).min(before + 1);
            diagonal = above;
            before = *cell;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(left: &str, right: &str) -> Likeness {
        likeness(&Name::parse(left).unwrap(), &Name::parse(right).unwrap())
    }

    #[test]
    fn short_forms_and_accents_are_the_same_person() {
        for (left, right) in [
            ("Bob Tanaka", "Robert Tanaka"),
            ("Théo Blanc", "Theo Blanc"),
            ("Ana Souza", "Ana Maria Souza"),
            ("Souza, Ana", "Ana Souza"),
            ("S. Novak", "Sabina Novak"),
            ("Sabina N.", "Sabina Novak"),
            ("Ines Falk-Moreau", "Ines Falk"),
            ("Tan Wei Ming", "Wei Ming Tan"),
            ("Kath Doyle", "Katherine Doyle"),
        ] {
            assert_eq!(compare(left, right), Likeness::Full, "{left} / {right}");
        }
    }

    #[test]
    fn one_word_is_compared_with_given_and_family_name() {
        assert_eq!(compare("Kath", "Katherine Doyle"), Likeness::Given);
        assert_eq!(compare("Dr. Doyle", "Katherine Doyle"), Likeness::Surname);
        assert_eq!(compare("Mr. Katherine", "Katherine Doyle"), Likeness::None);
        assert_eq!(compare("Barney", "Barnabas"), Likeness::None);
        assert_eq!(compare("Katharin", "Katherine Doyle"), Likeness::Sound);
    }

    #[test]
    fn other_people_stay_other_people() {
        for (left, right) in
            [("Chris Park", "Chris Lund"), ("Dan Reyes", "Dana Reyes"), ("Paul", "Paula"), ("Marta", "Greta")]
        {
            assert_eq!(compare(left, right), Likeness::None, "{left} / {right}");
        }
    }
}
