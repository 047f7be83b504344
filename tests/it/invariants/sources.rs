//! What holds for every source file: who may import whom, where the clock is, how long a file is.

use std::fs;
use std::path::Path;

/// The stages in the order in which data flows; none imports a later one.
const STAGES: [&str; 10] =
    ["domain", "ingest", "language", "extract", "brief", "pipeline", "eval", "config", "connect", "cli"];
/// What the words of the domain may be made of.
const DOMAIN_CRATES: [&str; 4] = ["std", "serde", "schemars", "jiff"];
/// The longest source file, tests apart.
const MAX_LINES: usize = 400;

/// A source file.
struct Source {
    /// Its path from `src`, with `/`.
    path: String,
    /// Its text.
    text: String,
    /// Its lines that are compiled into the crate: without comments and tests.
    code: Vec<(usize, String)>,
    /// Whether the whole file is compiled for tests only.
    test_only: bool,
}

impl Source {
    fn stage(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap()
    }

    fn at(&self, line: usize) -> String {
        format!("src/{}:{line}", self.path)
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    collect(&root, &root, &mut sources);
    sources.sort_by(|left, right| left.path.cmp(&right.path));
    assert!(sources.len() > 100, "only {} source files found", sources.len());
    let test_modules: Vec<String> = sources.iter().flat_map(test_modules).collect();
    for source in &mut sources {
        let module = source.path.trim_end_matches(".rs").trim_end_matches("/mod");
        source.test_only =
            test_modules.iter().any(|test| module == test || module.starts_with(&format!("{test}/")));
    }
    sources
}

fn collect(root: &Path, folder: &Path, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, sources);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let path = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            let code = code(&text);
            sources.push(Source { path, text, code, test_only: false });
        }
    }
}

/// The lines without comments, up to a test module written in the file (it is always the last thing in it).
fn code(text: &str) -> Vec<(usize, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let inline_tests = lines.windows(2).position(|pair| {
        pair[0].trim() == "#[cfg(test)]" && pair[1].contains("mod ") && pair[1].trim_end().ends_with('{')
    });
    let code = lines.iter().take(inline_tests.unwrap_or(lines.len()));
    code.enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(index, line)| (index + 1, (*line).to_owned()))
        .collect()
}

/// Modules that a file declares for tests only, as paths from `src` without ending.
fn test_modules(source: &Source) -> Vec<String> {
    let folder = match source.path.trim_end_matches(".rs") {
        "lib" | "main" => String::new(),
        path => format!("{}/", path.trim_end_matches("/mod")),
    };
    let lines: Vec<&str> = source.text.lines().collect();
    let named = lines.windows(2).filter(|pair| pair[0].trim() == "#[cfg(test)]").filter_map(|pair| {
        let (_, name) = pair[1].split_once("mod ")?;
        name.trim_end().strip_suffix(';')
    });
    // A name given by `#[path = "x.rs"]` is looked for beside the file.
    let beside = lines.windows(3).filter(|three| three[0].trim() == "#[cfg(test)]").filter_map(|three| {
        let (_, name) = three[1].split_once("path = \"")?;
        let folder = source.path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        Some(format!("{folder}{}", name.split_once(".rs")?.0))
    });
    named.map(|name| format!("{folder}{name}")).chain(beside).collect()
}

/// The stages that a line names: `crate::brief::…`, and `crate::{brief, …}`.
fn stages_named(line: &str) -> Vec<&str> {
    let after: Vec<&str> = line.split("crate::").skip(1).collect();
    let names = after.iter().flat_map(|rest| match rest.strip_prefix('{') {
        Some(group) => group.split(['}', ',']).collect::<Vec<_>>(),
        None => vec![*rest],
    });
    names.map(|name| name.trim().split(|char: char| !char.is_alphanumeric()).next().unwrap_or("")).collect()
}

#[test]
fn a_stage_imports_only_earlier_ones() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !source.test_only) {
        let Some(own) = STAGES.iter().position(|stage| *stage == source.stage()) else { continue };
        for (number, line) in &source.code {
            for named in stages_named(line) {
                if STAGES.iter().position(|stage| *stage == named).is_some_and(|other| other > own) {
                    wrong.push(format!("{}: {}", source.at(*number), line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "imports of a later stage:\n{}", wrong.join("\n"));
}

#[test]
fn the_domain_is_made_of_few_crates() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !source.test_only && source.stage() == "domain") {
        for (number, line) in &source.code {
            let Some(import) = line.trim_start().trim_start_matches("pub ").strip_prefix("use ") else {
                continue;
            };
            let first = import.split("::").next().unwrap_or(import).trim_end_matches(';');
            let own = format!("domain/{first}.rs");
            let is_own = ["crate", "super", "self"].contains(&first)
                || sources().iter().any(|other| other.path == own);
            if !is_own && !DOMAIN_CRATES.contains(&first) {
                wrong.push(format!("{}: {}", source.at(*number), line.trim()));
            }
        }
        let effects = ["std::fs", "std::io", "std::env", "std::net", "std::process", "std::thread"];
        for (number, line) in &source.code {
            if effects.iter().any(|effect| line.contains(effect)) {
                wrong.push(format!("{}: {}", source.at(*number), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "the domain reaches out:\n{}", wrong.join("\n"));
}

#[test]
fn only_the_edges_touch_files_and_the_environment() {
    let may = ["cli/", "config", "connect/", "ingest/dossier/files.rs", "eval/", "main.rs"];
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !source.test_only) {
        if may.iter().any(|edge| source.path.starts_with(edge)) {
            continue;
        }
        for (number, line) in &source.code {
            let reaches =
                ["std::fs", "std::env", "std::net", "std::process", "File::open", "println!", "print!"];
            if reaches.iter().any(|reach| line.contains(reach)) {
                wrong.push(format!("{}: {}", source.at(*number), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "input or output inside:\n{}", wrong.join("\n"));
}

#[test]
fn only_the_clock_asks_what_time_it_is() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| source.path != "clock.rs") {
        for (number, line) in &source.code {
            // `clock.now()` asks the clock; `Zoned::now()` and its like ask the system.
            if line.contains("::now()") || line.contains("::now,") || line.contains("::now)") {
                wrong.push(format!("{}: {}", source.at(*number), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "the time is an argument:\n{}", wrong.join("\n"));
}

#[test]
fn a_file_holds_one_idea() {
    let long: Vec<String> = sources()
        .iter()
        .filter(|source| !source.test_only)
        .map(|source| (source.text.lines().count(), source))
        .filter(|(lines, _)| *lines > MAX_LINES)
        .map(|(lines, source)| format!("src/{}: {lines} lines", source.path))
        .collect();
    assert!(long.is_empty(), "longer than {MAX_LINES} lines:\n{}", long.join("\n"));
}

#[test]
fn every_file_says_what_it_is_and_nothing_is_left_to_do() {
    let mut wrong = Vec::new();
    for source in sources() {
        if !source.text.starts_with("//!") && !source.test_only {
            wrong.push(format!("{}: no //! line", source.at(1)));
        }
        for (index, line) in source.text.lines().enumerate() {
            if ["TODO", "FIXME", "XXX:", "HACK"].iter().any(|mark| line.contains(mark)) {
                wrong.push(format!("{}: {}", source.at(index + 1), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_names_the_machine_it_was_written_on() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (index, line) in source.text.lines().enumerate() {
            if ["/work/", "/tmp/", "/home/", "/Users/"].iter().any(|place| line.contains(place)) {
                wrong.push(format!("{}: {}", source.at(index + 1), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
