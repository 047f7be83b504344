//! The only place that knows what time it is.

use jiff::Zoned;
use jiff::tz::TimeZone;

use crate::domain::Instant;

/// Where the time comes from: the system, or a fixed instant in tests.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock, in UTC.
    System,
    /// Always the same instant.
    Fixed(Instant),
}

impl Clock {
    /// The present instant.
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn now(&self) -> Instant {
        match self {
            Self::System => Instant::new(Zoned::now().with_time_zone(TimeZone::UTC)),
            Self::Fixed(instant) => instant.clone(),
        }
    }
}

/// A point on a clock that never goes back, for waiting and measuring.
pub fn ticks() -> tokio::time::Instant {
    tokio::time::Instant::now()
}
