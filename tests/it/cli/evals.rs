//! The harness: its gate, its files, and what it says when it cannot measure.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use super::{Ran, prints, run};

const SUITE: &str =
    "title = \"Two calls\"\ncases = [\"dev-\"]\nmargin = 0.02\nguarded = [\"pains_f1\", \"words\"]\n";

/// Evals of two calls, with a suite `default`.
fn evals(suite: &str) -> TempDir {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("evals/cases");
    let folder = TempDir::new().unwrap();
    for case in ["dev-02-dental-recall", "dev-12-staffing-timesheets"] {
        let copy = folder.path().join("cases").join(case);
        fs::create_dir_all(&copy).unwrap();
        for file in fs::read_dir(root.join(case)).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), copy.join(file.file_name())).unwrap();
        }
    }
    fs::create_dir(folder.path().join("suites")).unwrap();
    fs::write(folder.path().join("suites/default.toml"), suite).unwrap();
    folder
}

fn suite(more: &str) -> String {
    format!("{}{more}", SUITE.replace(", \"words\"", ""))
}

fn eval(folder: &TempDir, more: &[&str]) -> Ran {
    let folder = folder.path().to_str().unwrap();
    run(["eval", folder].into_iter().chain(more.iter().copied()))
}

fn json(path: PathBuf) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn a_run_that_holds_its_floors_passes_and_one_that_does_not_fails() {
    let passed = eval(&evals(&suite("[floors]\nsides = 0.98")), &[]);
    assert_eq!(passed.code, 0, "{}", passed.stdout);
    assert!(passed.stdout.contains("gate: passed"), "{}", passed.stdout);
    let failed = eval(&evals(&suite("[floors]\nroles = 0.98")), &[]);
    assert_eq!(failed.code, 2, "an unknown measure is no floor: {}", failed.stderr);
    let failed = eval(&evals(&suite("[ceilings]\nsides = 0.5")), &[]);
    assert_eq!(failed.code, 1, "{}", failed.stdout);
    assert!(failed.stdout.contains("failed: sides at most 0.5: 1.000"), "{}", failed.stdout);
}

#[test]
fn what_cannot_be_measured_is_exit_code_two() {
    let no_better = eval(&evals(SUITE), &[]);
    assert_eq!(no_better.code, 2);
    assert!(no_better.stderr.contains("words"), "{}", no_better.stderr);
    let folder = evals(&suite(""));
    let unknown = eval(&folder, &["--suite", "nightly"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("nightly") && unknown.stderr.contains("default"), "{}", unknown.stderr);
    let unknown = eval(&folder, &["--case", "dev-99"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("dev-99"), "{}", unknown.stderr);
    assert_eq!(run(["eval", "no-such-folder"]).code, 2);
}

#[test]
fn an_annotation_that_quotes_what_nobody_says_measures_nothing() {
    let folder = evals(&suite(""));
    let file = folder.path().join("cases/dev-02-dental-recall/gold.json");
    let mut gold = json(file.clone());
    gold["pains"][0]["quotes"][0] = "we lose nine hundred patients a week".into();
    fs::write(&file, gold.to_string()).unwrap();
    let ran = eval(&folder, &[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(
        ran.stderr.contains("nine hundred patients") && ran.stderr.contains("gold.json"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_run_is_written_the_same_twice_and_scored_again_without_the_engine() {
    let folder = evals(&suite("probes = true"));
    let outs = ["first", "second", "again"].map(|name| folder.path().join(name));
    let out = |index: usize| outs[index].to_str().unwrap();
    let ran = eval(&folder, &["--out", out(0)]);
    eval(&folder, &["--out", out(1)]);
    assert!(ran.stdout.contains("gate: "), "{}", ran.stdout);
    for file in ["report.json", "predictions.json", "junit.xml", "report.html"] {
        let bytes = [0, 1].map(|index| fs::read(outs[index].join(file)).unwrap());
        assert!(bytes[0] == bytes[1], "{file} differs between two runs");
    }
    let stored = outs[0].join("predictions.json");
    eval(&folder, &["--predictions", stored.to_str().unwrap(), "--out", out(2)]);
    let (first, again) = (json(outs[0].join("report.json")), json(outs[2].join("report.json")));
    assert_eq!(first["calls"], again["calls"]);
    assert_eq!(first["schema_version"], 1);
}

#[test]
fn broken_output_is_caught_by_every_probe_that_can_be_tried() {
    let folder = evals(&suite("probes = true"));
    let out = folder.path().join("out");
    eval(&folder, &["--out", out.to_str().unwrap()]);
    let report = json(out.join("report.json"));
    let probes = report["probes"].as_array().unwrap();
    assert!(probes.len() > 15);
    for probe in probes {
        assert_eq!(probe["caught"], probe["tried"], "{probe}");
    }
    assert!(probes.iter().filter(|probe| probe["tried"] == 2).count() > 12, "{probes:#?}");
}

#[test]
fn a_stored_prediction_that_lies_fails_the_gate() {
    let folder = evals(&suite(""));
    let out = folder.path().join("out");
    eval(&folder, &["--out", out.to_str().unwrap()]);
    let mut stored = json(out.join("predictions.json"));
    let lie = "Honestly, we would sign today.";
    stored["calls"][0]["next_steps"][0]["quotes"][0]["quote"] = lie.into();
    stored["calls"][1]["brief"]["sections"][0]["lines"][0]["text"] = "Budget of $987,654 is approved.".into();
    stored["calls"].as_array_mut().unwrap()[1]["brief"]["sections"][0]["lines"][0]["lead"] = Value::Null;
    let file = out.join("lie.json");
    fs::write(&file, stored.to_string()).unwrap();
    let ran = eval(&folder, &["--predictions", file.to_str().unwrap()]);
    assert_eq!(ran.code, 1, "{}", ran.stdout);
    for failed in ["failed: verbatim is 1", "failed: unsupported is 0"] {
        assert!(ran.stdout.contains(failed), "{failed}: {}", ran.stdout);
    }
    let missing = serde_json::json!({"schema_version": 1, "engine": "none", "calls": []});
    fs::write(&file, missing.to_string()).unwrap();
    let ran = eval(&folder, &["--predictions", file.to_str().unwrap()]);
    assert_eq!(ran.code, 1, "a call without a prediction is one that failed: {}", ran.stdout);
    assert!(ran.stdout.contains("failed: errors is 0: 1.000"), "{}", ran.stdout);
}

#[test]
fn a_run_that_is_worse_than_the_baseline_fails() {
    let folder = evals(&suite(""));
    let out = folder.path().join("out");
    let first = eval(&folder, &["--update-baseline", "--out", out.to_str().unwrap()]);
    assert_eq!(first.code, 0, "{}", first.stdout);
    let same = eval(&folder, &[]);
    assert_eq!(same.code, 0);
    assert!(same.stdout.contains("vs baseline") && same.stdout.contains("same"), "{}", same.stdout);
    let mut stored = json(out.join("predictions.json"));
    for call in stored["calls"].as_array_mut().unwrap() {
        call["pains"] = Value::Array(Vec::new());
    }
    let file = out.join("worse.json");
    fs::write(&file, stored.to_string()).unwrap();
    let worse_out = folder.path().join("worse");
    let worse =
        eval(&folder, &["--predictions", file.to_str().unwrap(), "--out", worse_out.to_str().unwrap()]);
    assert_eq!(worse.code, 1);
    assert!(worse.stdout.contains("pains_f1 no worse than the baseline"), "{}", worse.stdout);
    let diff = run(["eval", "diff", out.to_str().unwrap(), worse_out.to_str().unwrap()]);
    assert_eq!(diff.code, 1);
    assert!(diff.stdout.contains("pains, F1") && diff.stdout.contains("worse"), "{}", diff.stdout);
    let diff = run(["eval", "diff", out.to_str().unwrap(), out.to_str().unwrap()]);
    assert_eq!(diff.code, 0, "{}", diff.stdout);
}

#[test]
fn the_page_marks_gold_and_finds_and_runs_nothing() {
    let folder = evals(&suite(""));
    let out = folder.path().join("out");
    eval(&folder, &["--out", out.to_str().unwrap()]);
    let page = fs::read_to_string(out.join("report.html")).unwrap();
    for part in ["class=\"both\"", "class=\"gold\"", "dev-12-staffing-timesheets", "default-src 'none'"] {
        assert!(page.contains(part), "{part}");
    }
    for forbidden in ["<script", "http://", "https://", "src="] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    let junit = fs::read_to_string(out.join("junit.xml")).unwrap();
    let mut reader = quick_xml::Reader::from_str(&junit);
    let mut cases = 0;
    loop {
        match reader.read_event().expect("well-formed XML") {
            quick_xml::events::Event::Start(tag) if tag.name().as_ref() == "testcase" => cases += 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(cases, 8, "six checks and two calls: {junit}");
}

#[test]
fn two_annotators_are_compared() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("evals");
    let cases = root.join("cases");
    let text =
        prints(["eval", "agree", cases.to_str().unwrap(), "--second", root.join("second").to_str().unwrap()]);
    assert!(text.starts_with("two annotators, 12 calls"), "{text}");
    assert_eq!(text.matches("kappa").count(), 6, "{text}");
    let nobody = run(["eval", "agree", cases.to_str().unwrap(), "--second", "no-such-folder"]);
    assert_eq!(nobody.code, 2);
}
