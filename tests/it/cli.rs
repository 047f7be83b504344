//! The command line, run as people run it.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

mod briefs;
mod doctor;
mod evals;
mod extraction;
mod failures;
mod hostile;
mod language_model;

/// A command in a scratch folder, with nothing of the caller's terminal.
fn baton() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_baton"));
    for variable in ["NO_COLOR", "COLUMNS", "TERM", "CLICOLOR_FORCE", "FORCE_COLOR"] {
        command.env_remove(variable);
    }
    command.current_dir(env!("CARGO_TARGET_TMPDIR"));
    command
}

/// What a command printed, and how it ended.
#[derive(Debug)]
struct Ran {
    code: i32,
    stdout: String,
    stderr: String,
}

/// Runs a command; a death by signal or a panic fails the test.
fn run<S: AsRef<std::ffi::OsStr>>(args: impl IntoIterator<Item = S>) -> Ran {
    ran(baton().args(args))
}

fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let ran = Ran {
        code: output.status.code().unwrap_or_else(|| panic!("{command:?}: {}", output.status)),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    };
    assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
    ran
}

/// What a command prints that must go well and has nothing to complain about.
fn prints<S: AsRef<std::ffi::OsStr>>(args: impl IntoIterator<Item = S>) -> String {
    let ran = run(args);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    assert!(
        ran.stdout.ends_with('\n') && !ran.stdout.ends_with("\n\n"),
        "ends with one line break: {}",
        ran.stdout
    );
    ran.stdout
}

/// What a command says that could not do its work: exit code 1, an `error:`, nothing on standard output.
fn complains<S: AsRef<std::ffi::OsStr>>(args: impl IntoIterator<Item = S>) -> String {
    let ran = run(args);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{}", ran.stderr);
    assert!(ran.stderr.starts_with("error: "), "{}", ran.stderr);
    ran.stderr
}

/// What a command says that was called wrongly: exit code 2.
fn refuses<S: AsRef<std::ffi::OsStr>>(args: impl IntoIterator<Item = S>) -> String {
    let ran = run(args);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{}", ran.stderr);
    assert!(ran.stderr.starts_with("error: "), "{}", ran.stderr);
    ran.stderr
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A handoff of the fixtures.
fn handoff(slug: &str) -> PathBuf {
    root().join("fixtures/handoffs").join(slug)
}

/// Every handoff of the fixtures.
fn handoffs() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        fs::read_dir(root().join("fixtures/handoffs")).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(folders.len() >= 6, "{folders:?}");
    folders
}

/// The transcript of a handoff, whatever its ending.
fn transcript_of(folder: &Path) -> PathBuf {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut transcripts = entries.filter(|path| path.file_stem().is_some_and(|stem| stem == "transcript"));
    transcripts.next().expect("a transcript")
}

/// A scratch folder with those files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

/// A schema as the command prints it, ready to check with.
fn schema(what: &str) -> jsonschema::Validator {
    let schema = prints(["schema", what]);
    jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap()
}

/// Every way in which a document breaks a schema.
fn breaches(schema: &jsonschema::Validator, document: &str) -> Vec<String> {
    let document = serde_json::from_str(document).unwrap();
    schema.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path())).collect()
}
