//! The words of the calendar.

use std::sync::LazyLock;

use jiff::civil::Weekday;

use crate::extract::hashing::WordSet;
use crate::extract::lexer::Lexeme;

/// A weekday in full, or short where it can be nothing else; the flag says whether it was a plural (`Mondays`).
pub(super) fn weekday(lexeme: &Lexeme<'_>, date_follows: bool) -> Option<(Weekday, bool)> {
    let full = match &*lexeme.text {
        "monday" => (Weekday::Monday, false),
        "tuesday" => (Weekday::Tuesday, false),
        "wednesday" | "wensday" | "wednsday" => (Weekday::Wednesday, false),
        "thursday" => (Weekday::Thursday, false),
        "friday" => (Weekday::Friday, false),
        "saturday" => (Weekday::Saturday, false),
        "sunday" => (Weekday::Sunday, false),
        "mondays" => (Weekday::Monday, true),
        "tuesdays" => (Weekday::Tuesday, true),
        "wednesdays" => (Weekday::Wednesday, true),
        "thursdays" => (Weekday::Thursday, true),
        "fridays" => (Weekday::Friday, true),
        "saturdays" => (Weekday::Saturday, true),
        "sundays" => (Weekday::Sunday, true),
        short => {
            // `sat` and `sun` are words of their own, so they need a date behind them.
            let day = match short {
                "mon" if lexeme.capital || date_follows => Weekday::Monday,
                "tue" | "tues" if lexeme.capital || date_follows => Weekday::Tuesday,
                "wed" | "weds" if lexeme.capital || date_follows => Weekday::Wednesday,
                "thu" | "thur" | "thurs" if lexeme.capital || date_follows => Weekday::Thursday,
                "fri" if lexeme.capital || date_follows => Weekday::Friday,
                "sat" if date_follows => Weekday::Saturday,
                "sun" if date_follows => Weekday::Sunday,
                _ => return None,
            };
            (day, false)
        }
    };
    Some(full)
}

/// A month in full.
pub(super) fn month(word: &str) -> Option<i8> {
    Some(match word {
        "january" => 1,
        "february" => 2,
        "march" => 3,
        "april" => 4,
        "may" => 5,
        "june" => 6,
        "july" => 7,
        "august" => 8,
        "september" => 9,
        "october" => 10,
        "november" => 11,
        "december" => 12,
        _ => return None,
    })
}

/// A month in full or short; the short forms mean one only beside a number.
pub(in crate::extract) fn month_beside_number(word: &str) -> Option<i8> {
    month(word).or_else(|| {
        Some(match word {
            "jan" => 1,
            "feb" => 2,
            "mar" => 3,
            "apr" => 4,
            "jun" => 6,
            "jul" => 7,
            "aug" => 8,
            "sep" | "sept" => 9,
            "oct" => 10,
            "nov" => 11,
            "dec" => 12,
            _ => return None,
        })
    })
}

/// Words with which a date or a time begins. Most words of a call are none of these, and are passed over at the cost of one look-up.
static BEGINNINGS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of_list(
        "monday tuesday wednesday wensday wednsday thursday friday saturday sunday mondays tuesdays wednesdays \
         thursdays fridays saturdays sundays mon tue tues wed weds thu thur thurs fri sat sun \
         january february march april may june july august september october november december \
         jan feb mar apr jun jul aug sep sept oct nov dec \
         first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth \
         fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth \
         one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
         seventeen eighteen nineteen twenty thirty forty fourty fifty sixty seventy eighty ninety \
         a an the another couple few about around roughly in within this next last past previous coming \
         following same today tonight tomorrow yesterday now right straight when once after soon day week weekend month \
         quarter year fortnight end beginning start top early middle mid late later close q \
         eow eom eoq eoy eod cob noon midday half new mlk martin valentine valentines presidents presidents' \
         president st good easter memorial juneteenth canada independence labor labour columbus indigenous \
         halloween veterans thanksgiving black cyber christmas boxing bank",
    )
});

/// Whether a date or a time may begin with a lexeme.
pub(super) fn begins_a_date(lexeme: &Lexeme<'_>) -> bool {
    lexeme.digits || BEGINNINGS.contains(&lexeme.text)
}

/// Words that people make while they think; they separate nothing.
pub(super) fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "um" | "uh" | "er" | "erm" | "uhm" | "ah" | "hm" | "mm" | "like" | "so" | "well" | "okay" | "ok"
    )
}

/// Words that may stand behind a finished date or time, so that it is not the beginning of something counted or ranked.
static CLOSING: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of_list(
        "at and or is are was works work would will could can should might sounds suits for to through \
         till until then if so but because cause before after with from in on okay ok fine good great \
         right please maybe instead um uh er yeah yes perfect as when where which i we he she you they it \
         that i'll we'll you'll he'll she'll they'll i'm we're you're they're i've we've i'd we'd say \
         sharp ish too though already anyway onwards onward by not no doesn't won't morning afternoon \
         evening first latest open free clear available possible suit looks look isn't again lunchtime \
         sometime today let",
    )
});

/// Whether a word may stand behind a finished date or time.
pub(super) fn closes_a_date(word: &str) -> bool {
    CLOSING.contains(word)
}
