//! Whether a run is good enough: what must always hold, absolute floors, and no worse than the baseline.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::bootstrap::{Draws, Estimate};
use super::measure::{Better, Measure, Ratio, Ratios};
use super::probes::Probe;
use super::score::CallScore;
use super::suite::Suite;

/// One measure over all calls of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The measure.
    pub measure: Measure,
    /// Over all items of all calls.
    pub micro: Estimate,
    /// Mean over calls.
    pub per_call: Estimate,
    /// Calls that have something to measure.
    pub calls: usize,
    /// How far above the baseline it is, on the same calls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difference: Option<Estimate>,
}

/// One thing that had to hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// What: `pains_f1 at least 0.78`.
    pub what: String,
    /// What was found.
    pub found: String,
    /// Whether it held.
    pub passed: bool,
}

/// Each call's part of a measure, in the order of the calls; nothing for a call that lacks it.
pub fn column<'r>(ratios: impl IntoIterator<Item = &'r Ratios>, measure: Measure) -> Vec<Ratio> {
    ratios.into_iter().map(|ratios| ratios.get(&measure).copied().unwrap_or_default()).collect()
}

/// Sums up a run; measures that no call has are left out.
pub fn summarize(
    calls: &[CallScore],
    baseline: Option<&BTreeMap<String, Ratios>>,
    draws: &Draws,
) -> Vec<Summary> {
    let before: Option<Vec<&Ratios>> = baseline
        .and_then(|baseline| calls.iter().map(|call| baseline.get(&call.case)).collect::<Option<Vec<_>>>());
    let of = |measure: Measure| {
        let column = column(calls.iter().map(|call| &call.ratios), measure);
        let earlier = before.as_ref().map(|before| self::column(before.iter().copied(), measure));
        Some(Summary {
            measure,
            micro: draws.micro(&column)?,
            per_call: draws.per_call(&column)?,
            calls: column.iter().filter(|ratio| ratio.bottom > 0).count(),
            difference: earlier.and_then(|earlier| draws.difference(&earlier, &column)),
        })
    };
    Measure::ALL.iter().copied().filter_map(of).collect()
}

/// Everything that a run of a suite has to hold.
pub fn checks(suite: &Suite, summary: &[Summary], probes: &[Probe]) -> Vec<Check> {
    let find = |measure: Measure| summary.iter().find(|line| line.measure == measure);
    let mut checks: Vec<Check> = Vec::new();
    for (measure, wanted) in Measure::INVARIANTS {
        let found = find(*measure).map(|line| line.micro.value);
        // One item of many that breaks it moves the value by far more than this.
        let holds = found.is_none_or(|found| (found - *wanted as f64).abs() < 1e-9);
        checks.push(check(format!("{} is {wanted}", measure.name()), found, holds));
    }
    for (measure, floor) in &suite.floors {
        let found = find(*measure).map(|line| line.micro.value);
        checks.push(check(
            format!("{} at least {floor}", measure.name()),
            found,
            found.is_some_and(|found| found >= *floor),
        ));
    }
    for (measure, ceiling) in &suite.ceilings {
        let found = find(*measure).map(|line| line.micro.value);
        checks.push(check(
            format!("{} at most {ceiling}", measure.name()),
            found,
            found.is_some_and(|found| found <= *ceiling),
        ));
    }
    for measure in &suite.guarded {
        let Some(difference) = find(*measure).and_then(|line| line.difference) else { continue };
        let worst = if measure.better() == Better::Lower { -difference.high } else { difference.low };
        checks.push(Check {
            what: format!("{} no worse than the baseline by more than {}", measure.name(), suite.margin),
            found: format!("{:+.3} ({:+.3} to {:+.3})", difference.value, difference.low, difference.high),
            passed: worst >= -suite.margin,
        });
    }
    checks.extend(probes.iter().map(|probe| Check {
        what: format!("caught: {}", probe.name),
        found: probe.found(),
        passed: probe.passed(),
    }));
    checks
}

fn check(what: String, found: Option<f64>, passed: bool) -> Check {
    let found = found.map_or_else(|| "nothing to measure".to_owned(), |found| format!("{found:.3}"));
    Check { what, found, passed }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(case: &str, measure: Measure, top: usize, bottom: usize) -> CallScore {
        CallScore {
            case: case.to_owned(),
            error: None,
            ratios: Ratios::from([(measure, Ratio::new(top, bottom))]),
            items: Vec::new(),
            violations: Vec::new(),
        }
    }

    fn suite(toml: &str) -> Suite {
        toml::from_str(&format!("title = 't'\ncases = ['']\nmargin = 0.02\n{toml}")).unwrap()
    }

    fn failed(suite: &Suite, calls: &[CallScore], before: &[CallScore]) -> Vec<String> {
        let baseline = before.iter().map(|call| (call.case.clone(), call.ratios.clone())).collect();
        let summary = summarize(calls, Some(&baseline), &Draws::new(calls.len(), 500, 1));
        let checks = checks(suite, &summary, &[]);
        checks.into_iter().filter(|check| !check.passed).map(|check| check.what).collect()
    }

    #[test]
    fn a_floor_and_a_fall_below_the_baseline_fail_the_gate() {
        let suite = suite("guarded = ['pains_f1']\n[floors]\npains_f1 = 0.5");
        let good = [call("a", Measure::PainsF1, 8, 10), call("b", Measure::PainsF1, 6, 10)];
        let worse = [call("a", Measure::PainsF1, 6, 10), call("b", Measure::PainsF1, 4, 10)];
        let bad = [call("a", Measure::PainsF1, 4, 10), call("b", Measure::PainsF1, 4, 10)];
        assert_eq!(failed(&suite, &good, &good), Vec::<String>::new());
        assert_eq!(failed(&suite, &worse, &good), ["pains_f1 no worse than the baseline by more than 0.02"]);
        assert!(failed(&suite, &bad, &good).contains(&"pains_f1 at least 0.5".to_owned()));
    }

    #[test]
    fn a_measure_where_less_is_better_is_guarded_the_other_way_round() {
        let suite = suite("guarded = ['traps']");
        let (few, many) = ([call("a", Measure::Traps, 1, 10)], [call("a", Measure::Traps, 3, 10)]);
        assert!(failed(&suite, &few, &many).is_empty());
        assert_eq!(failed(&suite, &many, &few).len(), 1);
    }

    #[test]
    fn invariants_hold_whatever_the_suite_says() {
        let suite = suite("guarded = []");
        let run = [call("a", Measure::Obeyed, 1, 1)];
        assert_eq!(failed(&suite, &run, &run), ["obeyed is 0"]);
    }
}
