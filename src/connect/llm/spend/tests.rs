use tempfile::TempDir;

use super::*;

const PRICE: PricePerMillion = PricePerMillion { input: 1.0, output: 10.0 };

fn account(folder: &TempDir, budget: f64, now: &str) -> Spend {
    let clock = Clock::Fixed(now.parse().unwrap());
    Spend::open(folder.path().join("kept"), PRICE.into(), Some(Money::from_usd(budget)), clock).unwrap()
}

fn tokens(input_tokens: u64, output_tokens: u64) -> Usage {
    Usage { input_tokens, output_tokens, cached_tokens: 0 }
}

#[test]
fn prices_are_exact_to_the_billionth_and_round_up() {
    assert_eq!(Price::from(PRICE).of(tokens(1_000_000, 100_000)), Money::from_usd(2.0));
    let cheap = Price::from(PricePerMillion { input: 0.0375, output: 0.15 });
    assert_eq!(cheap.of(tokens(1, 0)), Money(38));
    assert_eq!(Money::from_usd(1.5).to_string(), "$1.50");
    assert_eq!(Money::from_usd(0.01234).to_string(), "$0.0123");
    assert_eq!(Money::from_usd(-1.0), Money(0));
}

#[tokio::test]
async fn calls_under_way_count_and_the_true_cost_replaces_the_most() {
    let folder = TempDir::new().unwrap();
    let account = account(&folder, 0.03, "2026-01-28T09:00:00Z");
    // Each can cost two cents.
    let first = account.reserve(tokens(10_000, 1_000)).await.unwrap();
    assert_eq!(account.reserve(tokens(10_000, 1_000)).await.unwrap_err(), Failure::OverBudget);
    first.settle(tokens(5_000, 0)).await;
    assert_eq!(account.today().unwrap(), Money::from_usd(0.005));
    let second = account.reserve(tokens(10_000, 1_000)).await.unwrap();
    second.settle(tokens(10_000, 1_000)).await;
    assert_eq!(account.reserve(tokens(10_000, 1_000)).await.unwrap_err(), Failure::OverBudget);
}

#[tokio::test]
async fn the_amount_outlives_the_process_but_not_the_day() {
    let folder = TempDir::new().unwrap();
    let evening = account(&folder, 0.03, "2026-01-28T23:59:00-05:00");
    evening.reserve(tokens(25_000, 0)).await.unwrap().settle(tokens(25_000, 0)).await;
    let same_day = account(&folder, 0.03, "2026-01-29T04:59:30Z");
    assert_eq!(same_day.today().unwrap(), Money::from_usd(0.025));
    assert!(same_day.reserve(tokens(10_000, 0)).await.is_err());
    let next_day = account(&folder, 0.03, "2026-01-30T00:00:00Z");
    assert_eq!(next_day.today().unwrap(), Money::default());
    assert!(next_day.reserve(tokens(10_000, 0)).await.is_ok());
}

#[tokio::test]
async fn a_call_that_is_given_up_is_counted_in_full() {
    let folder = TempDir::new().unwrap();
    let account = account(&folder, 0.03, "2026-01-28T09:00:00Z");
    drop(account.reserve(tokens(20_000, 0)).await.unwrap());
    assert!(account.reserve(tokens(20_000, 0)).await.is_err());
    account.reserve(tokens(1_000, 0)).await.unwrap().settle(tokens(1_000, 0)).await;
    assert_eq!(account.today().unwrap(), Money::from_usd(0.021));
}

#[tokio::test]
async fn accounts_of_several_processes_add_up() {
    let folder = TempDir::new().unwrap();
    let accounts: Vec<Spend> = (0..4).map(|_| account(&folder, 10.0, "2026-01-28T09:00:00Z")).collect();
    let bookings = accounts.iter().cycle().take(40).cloned().map(|account| {
        tokio::spawn(async move {
            account.reserve(tokens(1_000, 0)).await.unwrap().settle(tokens(1_000, 0)).await;
        })
    });
    for booking in bookings.collect::<Vec<_>>() {
        booking.await.unwrap();
    }
    assert_eq!(accounts[0].today().unwrap(), Money::from_usd(0.04));
}

#[test]
fn an_amount_that_cannot_be_read_is_refused() {
    let folder = TempDir::new().unwrap();
    files::write(folder.path(), FILE_NAME, b"{\"day\":").unwrap();
    let clock = Clock::Fixed("2026-01-28T09:00:00Z".parse().unwrap());
    let error = Spend::open(folder.path().to_owned(), PRICE.into(), None, clock).unwrap_err();
    assert!(error.to_string().contains("spend.json"), "{error}");
}
