//! Parts that stand together become one mention: "Thursday" + "the twenty-sixth" + "at ten Central".

use jiff::civil::{Date, Weekday};

use super::calendar::{in_week_of, next_month_day_on, of_month};
use super::part::{Clock, Form, Half, Part};
use super::relative::half_word;
use super::words::is_filler;
use super::{Grammar, Sense};
use crate::extract::lexer::Gap;

/// What stands between two parts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    /// Nothing but fillers and small words.
    Plain,
    /// "or", "and", a slash: a choice.
    Or,
    /// "to", "through": a range.
    To,
}

/// How many small words may stand between parts of one mention.
const REACH: usize = 5;

/// Joins neighbours and drops the numbers that turned out to be no times.
pub(super) fn merge(grammar: &Grammar<'_, '_>, parts: Vec<Part>) -> Vec<Part> {
    let mut merged: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        let part = with_half(grammar, part);
        let joined = merged.last().and_then(|last| {
            let link = link(grammar, last, &part)?;
            join(grammar, last, &part, link)
        });
        match (joined, merged.last_mut()) {
            (Some(joined), Some(last)) => *last = with_half(grammar, joined),
            _ => merged.push(part),
        }
    }
    for part in &mut merged {
        if part.clock.is_some_and(|clock| clock.weak) {
            part.clock =
                part.clock.filter(|_| part.day.is_some()).map(|clock| Clock { weak: false, ..clock });
        }
        part.half = part.half.or_else(|| half_nearby(grammar, part));
    }
    merged
}

/// "Thursday morning", "Tuesday first thing".
fn with_half(grammar: &Grammar<'_, '_>, mut part: Part) -> Part {
    let lexemes = grammar.lexemes;
    if part.day.is_none() && part.form == Form::None {
        return part;
    }
    // "Thursday. Early, before the phones."
    let sentence = lexemes.gap(part.until) == Gap::Stop && lexemes.gap(part.until + 1) >= Gap::Comma;
    let early = sentence && lexemes.text(part.until) == "early";
    if (lexemes.close(part.until) || sentence)
        && let Some(half) = half_word(lexemes.text(part.until)).or(early.then_some(Half::Morning))
    {
        part.half = Some(half);
        part.until += 1;
    }
    part
}

/// The part of the day spoken of near a time that leaves it open.
fn half_nearby(grammar: &Grammar<'_, '_>, part: &Part) -> Option<Half> {
    let lexemes = grammar.lexemes;
    part.clock.filter(|clock| clock.open)?;
    let start = lexemes.sentence_start(part.from.min(lexemes.len()), 8);
    let end = lexemes.sentence_end(part.until.saturating_sub(1), 8);
    let half = (start..end)
        .find_map(|at| half_word(lexemes.text(at)).filter(|_| lexemes.before(at, 1) != "good"))?;
    // "Make it one o'clock, I've a meeting in the morning" does not mean one at night.
    let plausible = part.clock.is_some_and(|clock| match half {
        Half::Morning => clock.hour >= 5,
        Half::Afternoon => clock.hour <= 9,
    });
    plausible.then_some(half)
}

/// How a part hangs together with the one before it, if it does.
fn link(grammar: &Grammar<'_, '_>, last: &Part, part: &Part) -> Option<Link> {
    let lexemes = grammar.lexemes;
    let distance = part.from.checked_sub(last.until)?;
    if distance > REACH || (last.until..=part.from).any(|at| lexemes.gap(at) == Gap::Stop) {
        return None;
    }
    // "Monday's bank holiday" says what Monday is, not which.
    let clitic = lexemes.get(last.until.saturating_sub(1)).is_some_and(|lexeme| lexeme.possessive);
    if lexemes.get(last.from).is_some_and(|lexeme| lexeme.text == "today" && lexeme.possessive) {
        return None;
    }
    if clitic && distance == 0 && lexemes.close(part.from) && part.form == Form::Fixed && part.clock.is_none()
    {
        return None;
    }
    let mut link =
        if distance == 0 && matches!(lexemes.gap(part.from), Gap::Slash) { Link::Or } else { Link::Plain };
    if distance == 0 && lexemes.gap(part.from) == Gap::Hyphen {
        link = Link::To;
    }
    let weak =
        [last, part].iter().any(|part| part.day.is_none() && part.clock.is_some_and(|clock| clock.weak));
    for at in last.until..part.from {
        match lexemes.text(at) {
            // "The thirteenth, and the eighth at eight" are two things.
            "and" if lexemes.gap(at) >= Gap::Comma => return None,
            "or" | "and" => link = Link::Or,
            "to" | "through" | "thru" => link = Link::To,
            "until" | "till" | "til" if part.day.is_none() => link = Link::To,
            "at" | "around" | "about" | "say" | "maybe" | "on" | "the" => {}
            // "A yes or no for each one by Thursday".
            "by" if !(weak && last.day.is_none()) => {}
            "is" | "that" | "it" | "it'd" | "be" | "for" | "from" | "in" | "of" | "works" | "which"
                if !weak => {}
            word if is_filler(word) => {}
            _ => return None,
        }
    }
    Some(link)
}

/// The two as one, where they fit together.
fn join(grammar: &Grammar<'_, '_>, last: &Part, part: &Part, link: Link) -> Option<Part> {
    let has_day = |part: &Part| part.day.is_some() || part.form != Form::None;
    let relates = |part: &Part| !matches!(part.sense, Sense::Absolute | Sense::Span { .. });
    let whole = Part { until: part.until, ..last.clone() };
    if matches!(last.sense, Sense::Past) && part.day.is_none() && part.clock.is_some() && link == Link::Plain
    {
        return Some(whole);
    }
    if relates(last) || relates(part) {
        return None;
    }
    match (has_day(last), has_day(part)) {
        (true, true) => days(grammar, last, part, link),
        (true, false) => match (last.clock, part.clock) {
            (None, Some(_)) if link == Link::Plain => Some(Part {
                clock: part.clock,
                zone: part.zone.clone(),
                ambiguous: last.ambiguous || part.ambiguous,
                ..whole
            }),
            (Some(_), Some(_)) => clocks(last, part, link),
            _ => None,
        },
        (false, true) => {
            (last.clock.is_some() && part.clock.is_none() && link == Link::Plain).then(|| Part {
                from: last.from,
                clock: last.clock,
                clock_first: true,
                zone: last.zone.clone(),
                ambiguous: last.ambiguous || part.ambiguous,
                half: part.half.or(last.half),
                ..part.clone()
            })
        }
        (false, false) => clocks(last, part, link),
    }
}

/// Two times: a choice, a range, or the same moment in two zones.
fn clocks(last: &Part, part: &Part, link: Link) -> Option<Part> {
    let (first, second) = (last.clock?, part.clock?);
    let weak = first.weak && second.weak && last.day.is_none();
    let mut clock = Some(Clock { weak, ..first });
    if link == Link::To && first.open && !second.open {
        // "Ten to two p.m." begins in the morning, "two to three p.m." does not.
        let hour = if first.hour + 12 <= second.hour { first.hour + 12 } else { first.hour };
        clock = Some(Clock { weak, hour, open: false, ..first });
    }
    let whole = Part {
        until: part.until,
        clock,
        zone: last.zone.clone().or_else(|| part.zone.clone()),
        ..last.clone()
    };
    match link {
        Link::Or => Some(Part { ambiguous: true, ..whole }),
        Link::To => Some(whole),
        Link::Plain => (last.zone.is_some() && part.zone.is_some()).then_some(whole),
    }
}

/// Two days: one said in two ways, a choice, or a range.
fn days(grammar: &Grammar<'_, '_>, last: &Part, part: &Part, link: Link) -> Option<Part> {
    let lexemes = grammar.lexemes;
    let (first, second) = (last.day?, part.day?);
    let span = |part: &Part| matches!(part.sense, Sense::Span { .. });
    let merged = |day: Date, form: Form, ambiguous: bool| Part {
        from: last.from,
        until: part.until,
        day: Some(day),
        form,
        clock: last.clock.or(part.clock),
        clock_first: last.clock_first,
        half: last.half.or(part.half),
        zone: last.zone.clone().or_else(|| part.zone.clone()),
        ambiguous,
        choice: false,
        errand: false,
        recent: last.recent || part.recent,
        sense: Sense::Absolute,
    };
    let moved = (1..=5).any(|back| {
        let word = lexemes.before(last.from, back);
        matches!(
            word,
            "move"
                | "push"
                | "switch"
                | "shift"
                | "reschedule"
                | "bump"
                | "change"
                | "moved"
                | "moving"
                | "moves"
        )
    });
    if link == Link::To && moved && !span(part) {
        // "Move it from Tuesday to Wednesday" leaves Wednesday.
        return Some(merged(second, part.form, part.ambiguous));
    }
    if link == Link::To && matches!((last.form, part.form), (Form::Weekday(_), Form::Weekday(_))) {
        // "Monday to Friday" is every week.
        return Some(Part { until: part.until, day: None, sense: Sense::Past, ..last.clone() });
    }
    if link != Link::Plain {
        if span(last) != span(part) {
            return None;
        }
        let between = lexemes.before(last.from, 1) == "between";
        let open = last.ambiguous || link == Link::Or || between;
        if let (Sense::Span { .. }, Sense::Span { until }) = (last.sense, part.sense) {
            return Some(Part {
                until: part.until,
                sense: Sense::Span { until: until.max(first) },
                ambiguous: open,
                ..last.clone()
            });
        }
        return Some(Part {
            until: part.until,
            ambiguous: open,
            choice: true,
            clock: last.clock.or(part.clock),
            ..last.clone()
        });
    }
    // "The twelfth or Friday the thirteenth": what is said of the second choice does not touch the first.
    if last.choice {
        return (!span(part)).then(|| Part {
            until: part.until,
            clock: last.clock.or(part.clock),
            ..last.clone()
        });
    }
    match (last.form, part.form) {
        // "By the end of the day Friday": the day that was named is the day.
        (Form::None, _) if !span(last) && !span(part) => Some(merged(second, part.form, part.ambiguous)),
        (_, Form::None) if !span(last) && !span(part) => Some(merged(first, last.form, last.ambiguous)),
        (Form::Weekday(weekday), Form::MonthDay { day, weekday: None })
        | (Form::MonthDay { day, weekday: None }, Form::Weekday(weekday)) => {
            let (date, form, unsure) = weekday_and_day(grammar, weekday, day)?;
            Some(merged(date, form, unsure))
        }
        (Form::Weekday(weekday), Form::Fixed) if !span(part) => {
            Some(merged(second, Form::Fixed, second.weekday() != weekday))
        }
        (Form::Fixed, Form::Weekday(weekday)) if !span(last) => {
            Some(merged(first, Form::Fixed, first.weekday() != weekday))
        }
        (Form::Fixed | Form::NthWeekday { .. }, Form::MonthDay { day, weekday: None }) if !span(last) => {
            // "Next Wednesday, the twenty-ninth", "tomorrow the fifth": the figure decides.
            if first.day() == day {
                return Some(merged(first, Form::Fixed, false));
            }
            // "The end of the month, the twenty-fourth": not a weekday that was said, so none that the figure has to fit.
            let near = of_month(first, day).filter(|near| *near >= grammar.anchor.day);
            if !says_weekday(grammar, last) {
                return near.map(|near| merged(near, Form::Fixed, true));
            }
            let (date, form, _) = weekday_and_day(grammar, first.weekday(), day)?;
            (lexemes.gap(part.from) <= Gap::Comma)
                .then(|| merged(date, form, date.weekday() != first.weekday()))
        }
        (Form::NthWeekday { .. } | Form::Fixed, Form::Fixed) if first == second => {
            Some(merged(second, Form::Fixed, false))
        }
        (Form::NthWeekday { weekday, .. }, Form::Fixed) if second.weekday() == weekday => {
            Some(merged(second, Form::Fixed, false))
        }
        (Form::Week, Form::Weekday(weekday)) => Some(merged(in_week_of(first, weekday), Form::Fixed, false)),
        // "Monday, this week I can't", said on a Tuesday, is another Monday.
        (Form::Weekday(weekday), Form::Week) => {
            let day = in_week_of(second, weekday);
            (day >= grammar.anchor.day).then(|| merged(day, Form::Fixed, false))
        }
        (Form::Week, Form::MonthDay { .. } | Form::Fixed)
            if !span(part) && in_week_of(first, second.weekday()) == second =>
        {
            Some(merged(second, part.form, part.ambiguous))
        }
        (Form::Month, Form::MonthDay { day, weekday: None }) => {
            Some(Part { recent: last.recent, ..merged(of_month(first, day)?, Form::Fixed, false) })
        }
        _ => None,
    }
}

/// Whether a part names a weekday, or counts from the day of the call so that one is meant: "next Wednesday", "tomorrow".
fn says_weekday(grammar: &Grammar<'_, '_>, part: &Part) -> bool {
    (part.from..part.until).any(|at| grammar.weekday(at).is_some() || grammar.lexemes.text(at) == "tomorrow")
}

/// "Tuesday the ninth": the first ninth that is a Tuesday, unless that is far off while the next ninth is near.
pub(super) fn weekday_and_day(
    grammar: &Grammar<'_, '_>,
    weekday: Weekday,
    day: i8,
) -> Option<(Date, Form, bool)> {
    let today = grammar.anchor.day;
    let form = Form::MonthDay { day, weekday: Some(weekday) };
    let near = super::calendar::next_month_day(today, day)?;
    match next_month_day_on(today, day, weekday) {
        Some(date) if (date - today).get_days() <= 210 => Some((date, form, (date - today).get_days() > 62)),
        _ => Some((near, form, true)),
    }
}
