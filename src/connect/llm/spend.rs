//! What the day has cost, and whether another call may be paid for.
//!
//! The amount of the UTC day is one small file, shared by all processes of its owner. A call is begun only when the budget covers the most
//! that it can cost beside all calls under way in this process; afterwards its true cost is booked. So one process never exceeds the
//! budget; several can, by what they have under way at the same moment.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Context;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::clock::Clock;
use crate::config::PricePerMillion;
use crate::connect::files;
use crate::language::{Failure, Usage};

const FILE_NAME: &str = "spend.json";
const LOCK_NAME: &str = "spend.lock";

/// An amount in billionths of a US dollar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(u64);

impl Money {
    /// An amount of dollars; what is no amount is nothing.
    pub fn from_usd(dollars: f64) -> Self {
        // A cast of a float stops at the ends of the range.
        Self((dollars * 1e9).round() as u64)
    }

    /// The amount in dollars.
    pub fn usd(self) -> f64 {
        self.0 as f64 / 1e9
    }

    fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

/// Dollars, with as many places as a small amount needs.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let usd = self.usd();
        if usd >= 1.0 { write!(f, "${usd:.2}") } else { write!(f, "${usd:.4}") }
    }
}

/// What tokens cost, in trillionths of a dollar for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    input: u64,
    output: u64,
}

impl From<PricePerMillion> for Price {
    fn from(price: PricePerMillion) -> Self {
        let of_one = |per_million: f64| (per_million * 1e6).round() as u64;
        Self { input: of_one(price.input), output: of_one(price.output) }
    }
}

impl Price {
    /// What an answer cost, rounded up. Tokens that the provider had cached count in full, so that this is never too little.
    pub fn of(self, usage: Usage) -> Money {
        let input = u128::from(self.input) * u128::from(usage.input_tokens);
        let output = u128::from(self.output) * u128::from(usage.output_tokens);
        Money(u64::try_from((input + output).div_ceil(1000)).unwrap_or(u64::MAX))
    }
}

/// What is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Day {
    /// The UTC day.
    day: String,
    /// Spent on it, in billionths of a dollar.
    nano_usd: Money,
}

/// What this process knows beside the file.
#[derive(Debug, Default)]
struct Own {
    /// The last that was written: a reader may have looked at the file just before.
    written: Day,
    /// The most that calls under way can cost.
    reserved: Money,
    /// What calls have cost that were given up, or that could not be written down.
    owed: Money,
}

/// The account of a day. Copies share it.
#[derive(Clone, Debug)]
pub struct Spend {
    folder: PathBuf,
    price: Price,
    budget: Option<Money>,
    clock: Clock,
    own: Arc<Mutex<Own>>,
}

impl Spend {
    /// Opens the account in a folder; without a budget it only keeps count.
    ///
    /// # Errors
    ///
    /// When what is written there cannot be read: a budget that nobody can check is no budget.
    pub fn open(folder: PathBuf, price: Price, budget: Option<Money>, clock: Clock) -> anyhow::Result<Self> {
        let spend = Self { folder, price, budget, clock, own: Arc::default() };
        let path = spend.folder.join(FILE_NAME);
        read_day(&path).with_context(|| format!("cannot read the amount spent, {}", path.display()))?;
        Ok(spend)
    }

    /// What the present day has cost.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub fn today(&self) -> io::Result<Money> {
        let day = read_day(&self.folder.join(FILE_NAME))?;
        Ok(if day.day == self.day() { day.nano_usd } else { Money::default() })
    }

    /// What a usage costs.
    pub fn price(&self) -> Price {
        self.price
    }

    /// Sets aside the most that a call can cost.
    pub(super) async fn reserve(&self, most: Usage) -> Result<Reservation, Failure> {
        let most = self.price.of(most);
        let spend = self.clone();
        let spent = match self.budget {
            Some(_) => files::apart(move || spend.today()).await.map_err(|error| {
                tracing::warn!(kind = %error.kind(), "the amount spent cannot be read; no call is made");
                Failure::OverBudget
            })?,
            None => Money::default(),
        };
        let today = self.day();
        let mut own = self.own();
        let known = if own.written.day == today { own.written.nano_usd } else { Money::default() };
        let taken = spent.max(known).plus(own.reserved).plus(own.owed);
        if self.budget.is_some_and(|budget| taken.plus(most) > budget) {
            return Err(Failure::OverBudget);
        }
        own.reserved = own.reserved.plus(most);
        Ok(Reservation { spend: self.clone(), most, is_settled: false })
    }

    /// Writes down what is owed.
    async fn book(&self) {
        let spend = self.clone();
        if let Err(error) = files::apart(move || spend.write()).await {
            tracing::warn!(kind = %error.kind(), "the amount spent cannot be written down; it is kept in memory");
        }
    }

    /// Adds what is owed to the day's amount, while nobody else does.
    fn write(&self) -> io::Result<()> {
        files::make_folder(&self.folder)?;
        let lock =
            files::private().write(true).create(true).truncate(false).open(self.folder.join(LOCK_NAME))?;
        lock.lock()?;
        let owed = self.own().owed;
        let day = Day { day: self.day(), nano_usd: self.today()?.plus(owed) };
        files::write(&self.folder, FILE_NAME, &serde_json::to_vec(&day)?)?;
        let mut own = self.own();
        own.owed = own.owed.minus(owed);
        own.written = day;
        Ok(())
    }

    fn day(&self) -> String {
        self.clock.now().in_zone(&TimeZone::UTC).date().to_string()
    }

    fn own(&self) -> MutexGuard<'_, Own> {
        self.own.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn read_day(path: &Path) -> io::Result<Day> {
    match files::read(path)? {
        Some(bytes) => Ok(serde_json::from_slice(&bytes)?),
        None => Ok(Day::default()),
    }
}

/// Money set aside for a call under way.
#[derive(Debug)]
pub(super) struct Reservation {
    spend: Spend,
    most: Money,
    is_settled: bool,
}

impl Reservation {
    /// Replaces what was set aside by what the call cost.
    pub(super) async fn settle(mut self, usage: Usage) {
        self.is_settled = true;
        let cost = self.spend.price.of(usage);
        self.release(cost);
        if cost > Money::default() {
            self.spend.book().await;
        }
    }

    fn release(&self, cost: Money) {
        let mut own = self.spend.own();
        own.reserved = own.reserved.minus(self.most);
        own.owed = own.owed.plus(cost);
    }
}

impl Drop for Reservation {
    /// A call that was given up may be charged for all the same.
    fn drop(&mut self) {
        if !self.is_settled {
            self.release(self.most);
        }
    }
}

#[cfg(test)]
mod tests;
