//! What a label looks like.

/// The longest label, in characters.
pub(super) const MAX_CHARS: usize = 64;
/// The most words in a label, those in brackets left out.
const MAX_WORDS: usize = 6;

/// First words of phrases that end in a colon in speech or in the head of a document, and of numbered things; lower case.
const NO_NAMES: &str = "a about actually after agenda all also an and another answer any anyway as at attendees basically because \
    before but by call case chapter company conclusion context date day december detail details disclaimer duration each \
    either email end every example fact february file final finally first fine for friday from funny goal good great hello \
    here hey hi his honestly host how http https i idea if in into is issue it item january july just keywords \
    language last let like link listen literally location look mailto march maybe me meaning meeting mind monday month \
    more my next no nope not note notes november now number october of oh okay ok on once one only option or our overview \
    part participants phase plan please point problem project ps purpose question questions quick re reason recap recorded \
    recording remember result right rule saturday say second secondly section september shared short since so some sorry \
    source speakers start status step story subject summary sunday sure that thats the their then there these they thing \
    things third this three thursday tier time tip title to today tomorrow topic topics transcript true tuesday two type \
    update url version want was we wednesday week well were what when where which while who why with yeah year yep yes \
    yesterday you your action key warning important reminder bonus spoiler translation translated caveat correction fun \
    full frankly seriously obviously clearly bottom long thank thanks bye cheers";

/// Bracketed sounds that are no speakers, by their first word; lower case.
const SOUNDS: &str = "applause audio background beep blank breathes chuckle chuckles chuckling clears cough coughs cross crosstalk foreign \
    gasps inaudible indistinct laugh laughing laughs laughter music muted noise overlapping pause phone recording redacted \
    ringing sigh sighs silence sniffs static technical typing unclear unintelligible video";

/// Small words inside names and room labels.
const PARTICLES: &str = "de da di do dos das del della der den du van von zu la le el al bin bint ibn ben ter ten y e i and of at from the for \
    to in on x & - – — | / @ + 't af av st room";

/// Names for voices that nobody gave a name, before a number or a letter; lower case.
const GENERIC: &str = "speaker participant person caller guest user unknown unidentified attendee phone voice spk interviewer interviewee \
    agent customer prospect rep sdr ae host client buyer seller moderator";

/// How much a string looks like the label of a voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Shape {
    /// `Speaker 2`, a telephone number, an address: nothing else looks like that.
    Voice,
    /// Several capitalised words.
    Name,
    /// One capitalised word.
    Word,
    /// Anything else that could be a label.
    Loose,
}

impl Shape {
    /// `None` where it cannot be a label.
    pub(in super::super) fn of(label: &str) -> Option<Self> {
        let label = label.trim();
        let first = label.chars().next()?;
        if label.chars().nth(MAX_CHARS).is_some()
            || label.contains(char::is_control)
            || !(first.is_alphanumeric() || matches!(first, '+' | '(' | '#' | '@'))
        {
            return None;
        }
        if is_phone(label) || is_address(label) || is_generic(label) || is_device(label) {
            return Some(Self::Voice);
        }
        if !label.chars().any(char::is_alphabetic) {
            return None;
        }
        let mut depth = 0_i32;
        let (mut words, mut capitals, mut loose) = (0_usize, 0_usize, false);
        for word in label.split_whitespace() {
            let inside = depth > 0 || word.starts_with(['(', '[']);
            for char in word.chars() {
                depth += match char {
                    '(' | '[' => 1,
                    ')' | ']' => -1,
                    _ => 0,
                };
                if "?!;:…<>{}=*$%".contains(char) {
                    return None;
                }
            }
            if inside {
                continue;
            }
            if ends_a_sentence(word) {
                return None;
            }
            words += 1;
            let start = word.chars().find(|char| char.is_alphanumeric());
            match start {
                // `iPad` is a name as good as `Ana`, and many scripts know no capitals.
                Some(start)
                    if start.is_alphabetic()
                        && (!start.is_lowercase() || word.contains(char::is_uppercase)) =>
                {
                    capitals += 1;
                }
                Some(start) if start.is_numeric() && words > 1 => {}
                _ if words > 1 && listed(PARTICLES, &word.to_lowercase()) => {}
                Some(_) => loose = true,
                None => {}
            }
        }
        match (words, capitals) {
            (0, _) => None,
            _ if words > MAX_WORDS || depth != 0 => None,
            _ if loose || capitals == 0 => Some(Self::Loose),
            (1, _) => Some(Self::Word),
            _ => Some(Self::Name),
        }
    }
}

/// `Dr.`, `J.`, `Jr.` and `M.` end in a full stop; a longer word before one ends a sentence.
fn ends_a_sentence(word: &str) -> bool {
    word.strip_suffix('.').is_some_and(|stem| stem.chars().filter(|char| char.is_alphabetic()).count() > 3)
}

/// A telephone number: at least five digits, otherwise only signs, with an optional word such as `Phone` before it.
fn is_phone(label: &str) -> bool {
    let digits = label.chars().filter(|char| char.is_ascii_digit() || *char == '*').count();
    digits >= 5
        && label.chars().all(|char| {
            char.is_ascii_digit() || matches!(char, '+' | '-' | '.' | '(' | ')' | ' ' | '*' | '\u{A0}')
        })
}

fn is_address(label: &str) -> bool {
    let parts = label.split_once('@');
    parts.is_some_and(|(user, host)| {
        !user.is_empty() && host.contains('.') && !label.contains(char::is_whitespace)
    })
}

/// `Front desk iPad`, `Dana's iPhone`: who joins from a device is often named after it.
fn is_device(label: &str) -> bool {
    const DEVICES: &[&str] = &["ipad", "iphone", "macbook", "android", "galaxy", "laptop", "chromebook"];
    let mut words = label.split_whitespace();
    let is_short = words.clone().count() <= 4 && !label.contains(['.', ',', '?', '!']);
    is_short && words.any(|word| DEVICES.contains(&word.to_lowercase().as_str())) && !is_no_name(label)
}

/// `Speaker 2`, `SPEAKER_00`, `Participant #3`, `Unknown Speaker`.
fn is_generic(label: &str) -> bool {
    let lower = label.to_lowercase();
    let mut words = lower.split([' ', '_', '-', '#', '\u{A0}']).filter(|word| !word.is_empty());
    let Some(first) = words.next() else { return false };
    let stem = first.trim_end_matches(|char: char| char.is_ascii_digit());
    if !listed(GENERIC, stem) {
        return false;
    }
    let numbered = stem.len() < first.len();
    match (words.next(), words.next()) {
        (None, _) => numbered,
        (Some(second), None) => {
            second.chars().all(|char| char.is_ascii_digit())
                || second.chars().count() == 1
                || (matches!(first, "unknown" | "unidentified") && listed(GENERIC, second))
        }
        (Some(second), Some(third)) => {
            matches!(first, "unknown" | "unidentified")
                && listed(GENERIC, second)
                && third.chars().all(|char| char.is_ascii_digit())
        }
    }
}

/// Whether the label begins like a phrase rather than like a name.
pub(super) fn is_no_name(label: &str) -> bool {
    listed(NO_NAMES, &lower_word(label))
}

/// Whether words in brackets are a sound rather than a name.
pub(super) fn is_sound(label: &str) -> bool {
    listed(SOUNDS, &lower_word(label))
}

/// Whether a word stands in one of the lists above.
fn listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// The first word in lower case, its apostrophes left out.
fn lower_word(label: &str) -> String {
    let word = label.split(|char: char| char.is_whitespace() || char == ',').find(|word| !word.is_empty());
    word.unwrap_or_default()
        .chars()
        .filter(|char| !matches!(char, '\'' | '’'))
        .flat_map(char::to_lowercase)
        .collect()
}
