//! The time on which two people agree while they talk.

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;

use super::calendar::{
    after, before, first_of_month, in_week_of, next_month_day_on, next_nth_weekday, nth_weekday, of_month,
    plus,
};
use super::part::{Form, Half};
use super::{Anchor, Mention, Sense};
use crate::domain::{Due, Instant};

/// The day, time and zone that stand at this point of a negotiation.
///
/// Feed it the mentions of a negotiation in the order in which they were said; later ones complete and correct earlier ones.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "what is known of day and time is independent")]
pub struct Conversation {
    anchor: Anchor,
    day: Option<Date>,
    /// How the day was said, for the days counted from it.
    form: Form,
    /// The day spoken of last, also when it was refused: "the week after" counts from it.
    last: Option<Date>,
    span: Option<(Date, Date)>,
    /// The days named so far, for "the eighth" said again much later.
    named: Vec<Date>,
    ambiguous: bool,
    time: Option<Time>,
    time_open: bool,
    time_ambiguous: bool,
    half: Option<Half>,
    zone: Option<TimeZone>,
    /// The count heard last: said again, it is an echo and no further step.
    shifted: Option<i32>,
    /// Whether "same day" was said, so that a week later means the same weekday.
    same_day: bool,
    booked: Option<Time>,
}

impl Conversation {
    /// A negotiation in which nothing was said yet.
    pub fn new(anchor: &Anchor) -> Self {
        Self {
            anchor: anchor.clone(),
            day: None,
            form: Form::None,
            last: None,
            span: None,
            named: Vec::new(),
            ambiguous: false,
            time: None,
            time_open: false,
            time_ambiguous: false,
            half: None,
            zone: None,
            shifted: None,
            same_day: false,
            booked: None,
        }
    }

    /// A negotiation about moving a meeting that stands in the calendar: "the day after, same time" counts from it.
    #[must_use]
    pub fn about(mut self, booked: &Instant) -> Self {
        self.last = Some(booked.date());
        self.booked = Some(booked.zoned().time());
        self
    }

    /// Takes in what was said next.
    pub fn absorb(&mut self, mention: &Mention) {
        match mention.sense {
            Sense::Past | Sense::Bound => return,
            Sense::Excluded => {
                self.refuse(mention);
                return;
            }
            Sense::SameTime => {
                self.time = self.time.or(self.booked);
                return;
            }
            Sense::SameDay => {
                self.day = self.day.or(self.last);
                self.same_day = true;
                self.ambiguous &= self.form != Form::Week;
                return;
            }
            Sense::ShiftDays(days) => {
                if self.shifted != Some(days) || mention.form == Form::Further {
                    self.shift(days);
                }
                self.shifted = Some(days);
            }
            Sense::Span { until } => self.widen(mention, until),
            // "That's before the eighteenth" agrees with an earlier day.
            Sense::Absolute
                if mention.form == Form::Ahead && self.day <= mention.day && self.day.is_some() =>
            {
                return;
            }
            // "I'll send the invite today" and "end of day" do not move what is settled already.
            Sense::Absolute if self.is_beside_the_point(mention) => return,
            Sense::Absolute => {
                if let Some((day, ambiguous)) = self.read(mention) {
                    self.settle(day, ambiguous, mention.form);
                }
            }
        }
        if mention.half.is_some() {
            self.half = mention.half;
        }
        if let Some(zone) = &mention.zone {
            self.zone = Some(zone.clone());
        }
        let expected = !mention.bare || self.last.is_some() || self.time.is_some();
        if let Some(time) = mention.time.filter(|_| expected) {
            self.time = Some(time);
            self.time_open = mention.guessed_half;
            self.time_ambiguous = mention.ambiguous && mention.day.is_none();
        }
    }

    /// What stands now, and whether the words allow another day or time. `None` while no day was named, or only a stretch of days.
    pub fn due(&self) -> Option<(Due, bool)> {
        let day = self.day?;
        let ambiguous = self.ambiguous || self.time.is_some() && self.time_ambiguous;
        let due = match self.time {
            Some(time) => {
                let zone = self.zone.as_ref().unwrap_or(&self.anchor.zone);
                let time = self.in_half(time);
                Due::At(Instant::new(day.to_datetime(time).to_zoned(zone.clone()).ok()?))
            }
            None => Due::Day(day),
        };
        Some((due, ambiguous))
    }

    /// The stretch of days that was spoken of, where no day in it was named: "next week", "in May".
    pub fn span(&self) -> Option<(Date, Date)> {
        self.span.filter(|_| self.day.is_none())
    }

    /// The day spoken of last, also when it was refused: what a declined proposal was about.
    pub fn last_day(&self) -> Option<Date> {
        self.last
    }

    /// A time whose half of the day was guessed, put right by "morning" or "evening" said elsewhere.
    fn in_half(&self, time: Time) -> Time {
        let hour = match (self.time_open, self.half) {
            // "Friday morning? — Half two." takes the morning back.
            (true, Some(Half::Morning)) if (17..=18).contains(&time.hour()) => time.hour() - 12,
            (true, Some(Half::Afternoon)) if (1..=8).contains(&time.hour()) => time.hour() + 12,
            _ => time.hour(),
        };
        Time::new(hour, time.minute(), 0, 0).unwrap_or(time)
    }

    fn is_beside_the_point(&self, mention: &Mention) -> bool {
        let ends_the_day = mention.form == Form::None && mention.day == Some(self.anchor.day);
        let errand = mention.errand && mention.time.is_none() && self.time.is_some();
        mention.day.is_some() && self.day.is_some() && (ends_the_day || errand)
    }

    fn refuse(&mut self, mention: &Mention) {
        let Some((day, _)) = self.read(mention).or(mention.day.map(|day| (day, false))) else { return };
        self.last = Some(day);
        let covers = match mention.sense {
            Sense::Excluded if mention.form == Form::Week => {
                self.day.is_some_and(|own| in_week_of(day, own.weekday()) == own)
            }
            _ => self.day == Some(day),
        };
        if covers {
            self.day = None;
            self.form = Form::None;
        }
    }

    fn shift(&mut self, days: i32) {
        if let (None, Some((first, last))) = (self.day, self.span) {
            self.span = Some((plus(first, days), plus(last, days)));
            self.last = Some(plus(first, days));
            return;
        }
        // Without a day to count from the words mean nothing here.
        let Some(base) = self.day.or(self.last) else { return };
        let day = plus(base, days);
        self.last = Some(day);
        self.day = Some(day);
        self.span = None;
        // "The week after" leaves the day of the week open until somebody names it.
        let open = days % 7 == 0 && !self.same_day;
        self.form = if open { Form::Week } else { Form::Fixed };
        self.ambiguous = open;
    }

    fn widen(&mut self, mention: &Mention, until: Date) {
        let Some(first) = mention.day else { return };
        let length = (until - first).get_days();
        // A quarter, or a month beside an hour that is settled, says what something is about.
        let settled =
            self.day.is_some() && (length > 31 || self.time.is_some() && mention.form != Form::Week);
        if settled {
            return;
        }
        if length <= 7 {
            self.last = Some(first);
        }
        match (self.day, self.form, mention.form) {
            // "Thursday? — Next week." names the Thursday of next week.
            (Some(day), Form::Weekday(_), Form::Week)
                if in_week_of(first, day.weekday()) >= self.anchor.day =>
            {
                self.day = Some(in_week_of(first, day.weekday()));
                self.ambiguous = true;
            }
            // "The fifteenth. — Of June."
            (Some(day), Form::MonthDay { .. }, Form::Month) => {
                if let Some(moved) = of_month(first, day.day()) {
                    self.day = Some(moved);
                    self.form = Form::Fixed;
                }
            }
            // "I'll send it Monday, this week I can't": Monday is gone this week.
            (Some(_), Form::Weekday(_), Form::Week) => return,
            // A stretch that holds the day already named changes nothing.
            (Some(day), ..) if (first..=until).contains(&day) => return,
            _ => {
                self.day = None;
                self.form = Form::None;
                self.ambiguous = mention.ambiguous;
            }
        }
        self.span = Some((first, until));
    }

    fn settle(&mut self, day: Date, ambiguous: bool, form: Form) {
        self.shifted = self.shifted.filter(|_| self.day == Some(day));
        // Saying the same day again in other words makes it no less clear.
        let confirms = self.day == Some(day) && !self.ambiguous;
        self.ambiguous = ambiguous && !confirms;
        if self.day != Some(day) {
            self.half = None;
        }
        self.named.retain(|known| *known != day);
        self.named.push(day);
        self.day = Some(day);
        self.last = Some(day);
        self.form = form;
        if form != Form::Week {
            self.span = self.span.filter(|(first, last)| (*first..=*last).contains(&day));
        }
    }

    /// The day that a mention means here, and whether it may be another.
    fn read(&self, mention: &Mention) -> Option<(Date, bool)> {
        let alone = mention.day.map(|day| (day, mention.ambiguous));
        match mention.form {
            Form::Weekday(weekday) => Some(self.weekday(weekday, mention)).or(alone),
            Form::WeekdayAfter(weekday) => match self.day.or(self.last) {
                Some(base) => Some((after(base, weekday), false)),
                None => alone,
            },
            Form::WeekdayBefore(weekday) => match self.day.or(self.last) {
                Some(base) => Some((before(base, weekday), false)),
                None => alone,
            },
            Form::MonthDay { day, weekday } => {
                self.month_day(day, weekday, mention.day).map(|day| (day, mention.ambiguous)).or(alone)
            }
            Form::NthWeekday { nth, weekday } => {
                let within = self.span.and_then(|(first, _)| nth_weekday(first, nth, weekday));
                within
                    .or_else(|| next_nth_weekday(self.anchor.day, nth, weekday))
                    .map(|day| (day, false))
                    .or(alone)
            }
            Form::None | Form::Fixed | Form::Ahead | Form::Further | Form::Week | Form::Month => alone,
        }
    }

    /// A weekday by itself: the one named already, the one in the week spoken of, otherwise the next.
    fn weekday(&self, weekday: Weekday, mention: &Mention) -> (Date, bool) {
        let today = self.anchor.day;
        if let Some(day) = self.day
            && day.weekday() == weekday
        {
            return (day, self.ambiguous && self.form != Form::Week);
        }
        if let (None, Some((first, last))) =
            (self.day, self.span.filter(|(first, last)| (*last - *first).get_days() <= 7))
        {
            let within = in_week_of(first, weekday);
            if (first..=plus(last, 2)).contains(&within) {
                return (within, false);
            }
            return (after(plus(first, -1), weekday), true);
        }
        let alone = mention.day.unwrap_or_else(|| after(today, weekday));
        match self.day.or(self.last) {
            // Another weekday of the week under discussion.
            Some(day) if plus(today, 6) < day || self.form == Form::Week => {
                let same_week = in_week_of(day, weekday);
                if same_week > today {
                    (same_week, self.form != Form::Week && same_week < day)
                } else {
                    (alone, true)
                }
            }
            _ => (alone, mention.ambiguous),
        }
    }

    /// A day of an unnamed month: of the month spoken of, otherwise the next.
    fn month_day(&self, day: i8, weekday: Option<Weekday>, alone: Option<Date>) -> Option<Date> {
        let today = self.anchor.day;
        let fits = |date: &Date| *date >= today && weekday.is_none_or(|weekday| date.weekday() == weekday);
        let known = self
            .named
            .iter()
            .rev()
            .find(|known| known.day() == day && weekday.is_none_or(|weekday| known.weekday() == weekday));
        if let Some(known) = known {
            return Some(*known);
        }
        if let Some((first, last)) = self.span.filter(|(first, last)| (*last - *first).get_days() <= 62) {
            let inside = [of_month(first, day), of_month(last, day)];
            if let Some(date) = inside
                .into_iter()
                .flatten()
                .find(|date| fits(date) && plus(*date, 7) >= first && *date <= plus(last, 7))
            {
                return Some(date);
            }
        }
        if let Some(said) = self.day.or(self.last).filter(|said| (*said - today).get_days() < 183) {
            // "The Tuesday. The sixth.": a weekday said just before picks the month.
            if let (Form::Weekday(named) | Form::WeekdayAfter(named), None) = (self.form, weekday)
                && let Some(date) = next_month_day_on(today, day, named)
                && (date - today).get_days() <= 210
            {
                return Some(date);
            }
            // A day well behind the one under discussion belongs to the next month; a weekday said with it has decided already.
            let far = alone.is_some_and(|alone| (said - alone).get_days() > 20);
            if weekday.is_some() || !far {
                return alone;
            }
            let near = [of_month(said, day), of_month(first_of_month(said, 1), day)];
            return near.into_iter().flatten().find(|date| fits(date) && plus(*date, 10) >= said);
        }
        None
    }
}
