//! Instants that keep their zone, and due dates as precise as what was said.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::fmt::temporal::Pieces;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A point in time that remembers the zone it was given in.
///
/// Reads RFC 3339 (`2026-01-28T09:00:00-07:00`) and RFC 9557 (`…-07:00[America/Denver]`); an offset alone becomes a fixed-offset zone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(Zoned);

impl Instant {
    /// Wraps a zoned time.
    pub fn new(zoned: Zoned) -> Self {
        Self(zoned)
    }

    /// The zoned time inside.
    pub fn zoned(&self) -> &Zoned {
        &self.0
    }

    /// The calendar day in the instant's own zone.
    pub fn date(&self) -> Date {
        self.0.date()
    }

    /// The IANA name of the zone, where one was given.
    pub fn iana_zone(&self) -> Option<&str> {
        self.0.time_zone().iana_name()
    }

    /// The same instant seen from another zone.
    #[must_use]
    pub fn in_zone(&self, zone: &TimeZone) -> Self {
        Self(self.0.with_time_zone(zone.clone()))
    }

    /// The same instant in the first of those zones that has the offset it was given with; unchanged where it names a zone already, or
    /// where none fits. UTC counts as an offset: nobody lives in it.
    #[must_use]
    pub fn named_by(self, zones: impl IntoIterator<Item = TimeZone>) -> Self {
        if self.iana_zone().is_some_and(|name| name != "UTC") {
            return self;
        }
        let (timestamp, offset) = (self.0.timestamp(), self.0.offset());
        match zones.into_iter().find(|zone| zone.to_offset(timestamp) == offset) {
            Some(zone) => self.in_zone(&zone),
            None => self,
        }
    }

    /// RFC 3339 with the numeric offset of its own zone.
    pub fn to_rfc3339(&self) -> String {
        let offset = self.0.offset();
        let seconds = offset.seconds();
        let sign = if seconds < 0 { '-' } else { '+' };
        let minutes = seconds.abs() / 60;
        format!("{}{sign}{:02}:{:02}", self.0.strftime("%Y-%m-%dT%H:%M:%S"), minutes / 60, minutes % 60)
    }
}

/// The text was not an RFC 3339 or RFC 9557 time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidInstant {
    found: String,
}

impl fmt::Display for InvalidInstant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a time with an offset such as 2026-01-28T09:00:00-07:00, found {:?}", self.found)
    }
}

impl std::error::Error for InvalidInstant {}

impl FromStr for Instant {
    type Err = InvalidInstant;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidInstant { found: text.chars().take(60).collect() };
        if text.contains('[') {
            return text.parse::<Zoned>().map(Self).map_err(|_| invalid());
        }
        let timestamp: Timestamp = text.parse().map_err(|_| invalid())?;
        let offset = Pieces::parse(text).ok().and_then(|pieces| pieces.to_numeric_offset());
        Ok(Self(timestamp.to_zoned(offset.unwrap_or(Offset::UTC).to_time_zone())))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_rfc3339())?;
        match self.iana_zone() {
            Some(zone) => write!(f, "[{zone}]"),
            None => Ok(()),
        }
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Instant {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Instant".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "RFC 3339 time with offset, optionally with an RFC 9557 zone: 2026-01-28T09:00:00-07:00[America/Denver]"
        })
    }
}

/// When something is due: a day, or a moment on it, as precisely as it was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// Some time on that day.
    Day(Date),
    /// At that moment.
    At(Instant),
}

impl Due {
    /// The calendar day, in the zone in which it was agreed.
    pub fn date(&self) -> Date {
        match self {
            Self::Day(date) => *date,
            Self::At(instant) => instant.date(),
        }
    }
}

impl fmt::Display for Due {
    /// An ISO date, or a date-time with offset.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => write!(f, "{date}"),
            Self::At(instant) => f.write_str(&instant.to_rfc3339()),
        }
    }
}

impl Serialize for Due {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Due {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.contains('T') {
            return text.parse().map(Self::At).map_err(serde::de::Error::custom);
        }
        text.parse().map(Self::Day).map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Due {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Due".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "ISO date, or date-time with offset" })
    }
}
