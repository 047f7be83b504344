use std::fs;

use secrecy::ExposeSecret;
use tempfile::TempDir;

use super::read::load;
use super::*;

const MINIMAL: &str = "[llm]\nbase_url = \"https://llm.example/v1/\"\nmodel = \"m\"\n";

fn nothing(_: &str) -> Option<String> {
    None
}

/// Reads a file with that text.
fn read(text: &str, environment: &dyn Fn(&str) -> Option<String>) -> anyhow::Result<Config> {
    let folder = TempDir::new()?;
    let path = folder.path().join("baton.toml");
    fs::write(&path, text)?;
    load(Some(&path), environment)
}

fn llm(text: &str) -> LlmConfig {
    read(text, &nothing).unwrap().llm.unwrap()
}

/// What is wrong with a text: line, column and words.
fn wrong(text: &str) -> (usize, usize, String) {
    let error = read(text, &nothing).unwrap_err();
    let error = error.downcast::<ConfigError>().unwrap();
    assert!(error.to_string().contains(&format!("baton.toml:{}:{}: ", error.line, error.column)));
    (error.line, error.column, error.problem)
}

#[test]
fn the_defaults_are_what_the_shipped_file_says() {
    let config = llm(MINIMAL);
    assert_eq!(config.base_url, "https://llm.example/v1");
    assert_eq!(config.response_format, ResponseFormat::JsonSchema);
    assert_eq!(config.call_timeout, Duration::from_mins(2));
    assert_eq!((config.brief_timeout, config.part_tokens), (Duration::from_mins(4), 24_000));
    assert_eq!((config.concurrency, config.breaker_failures), (8, 5));
    assert!(config.cache && config.api_key.is_none() && config.headers.is_empty());
    for shown in [
        "call_timeout_seconds = 120",
        "brief_timeout_seconds = 240",
        "part_tokens = 24000",
        "concurrency = 8",
        "breaker_failures = 5",
    ] {
        assert!(DEFAULTS.contains(shown), "{shown}");
    }
}

#[test]
fn every_setting_that_the_shipped_file_shows_can_be_given() {
    let shown: Vec<&str> = DEFAULTS
        .lines()
        .map(|line| line.strip_prefix("# ").unwrap_or(line))
        .filter(|line| {
            line.starts_with('[') || line.split_once(" = ").is_some_and(|(key, _)| !key.contains(' '))
        })
        .filter(|line| !line.starts_with("api_key_"))
        .collect();
    let config = llm(&shown.join("\n"));
    assert_eq!(config.model_of(Stage::Extract), "gpt-5-mini");
    assert_eq!(config.model_of(Stage::Compose), "gpt-5-nano");
    assert_eq!(config.model_of(Stage::Judge), "gpt-5-mini");
    assert_eq!(config.price_per_million, Some(PricePerMillion { input: 0.25, output: 2.0 }));
    assert_eq!(config.headers.first().map(|(name, _)| name.as_str()), Some("x-gateway-team"));
}

#[test]
fn without_an_llm_table_there_is_no_language_model() {
    assert!(read("", &nothing).unwrap().llm.is_none());
    assert!(load(Some(Path::new("no-such-folder/baton.toml")), &nothing).is_err());
}

#[test]
fn the_environment_goes_before_the_file() {
    let environment = |name: &str| match name {
        "BATON_LLM_BASE_URL" => Some("http://localhost:1234/v1".to_owned()),
        "BATON_LLM_MODEL" => Some("other".to_owned()),
        "BATON_LLM_API_KEY" => Some(" secret-key\n".to_owned()),
        _ => None,
    };
    for text in ["", MINIMAL] {
        let config = read(text, &environment).unwrap().llm.unwrap();
        assert_eq!((config.base_url.as_str(), config.model.as_str()), ("http://localhost:1234/v1", "other"));
        assert_eq!(config.api_key.as_ref().unwrap().expose_secret(), "secret-key");
        assert!(!format!("{config:?}").contains("secret-key"));
    }
    let only_model = |name: &str| (name == "BATON_LLM_MODEL").then(|| "m".to_owned());
    let message = read("", &only_model).unwrap_err().to_string();
    assert!(message.contains("BATON_LLM_BASE_URL"), "{message}");
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let at = |added: &str| wrong(&format!("{MINIMAL}{added}\n"));
    let (line, column, problem) = at("modell = 1");
    assert_eq!((line, column), (4, 1));
    assert!(problem.contains("unknown field `modell`"), "{problem}");
    for (added, column, said) in [
        ("concurrency = 0", 15, "1 to 256"),
        ("concurrency = \"many\"", 15, "invalid type"),
        ("response_format = \"xml\"", 19, "json_schema"),
        ("call_timeout_seconds = -1", 24, "seconds above 0"),
        ("budget_usd_per_day = 5.0", 22, "needs price_per_million_input"),
        ("price_per_million_input = 1.0", 27, "belong together"),
        ("temperature = nan", 15, "expected 0 or more"),
        ("api_key_env = \"NO_SUCH_KEY\"", 15, "NO_SUCH_KEY is not set"),
        ("api_key_file = \"no-such-file\"", 16, "cannot read"),
        ("extract_model = \" \"", 17, "is empty"),
        ("headers = { \"a b\" = \"c\" }", 21, "no name of a header"),
        ("headers = { a = \"env:NO_SUCH_VALUE\" }", 17, "NO_SUCH_VALUE is not set"),
    ] {
        let (line, found, problem) = at(added);
        assert_eq!((line, found), (4, column), "{added}: {problem}");
        assert!(problem.contains(said), "{added}: {problem}");
    }
    assert_eq!(wrong("\n[llm]\nmodel = \"m\"\n").0, 2);
    for url in ["ftp://a/v1", "llm.example", "https://a:b@c/v1", "https://a/v1?x=1"] {
        let (line, column, problem) = wrong(&format!("[llm]\nbase_url = \"{url}\"\nmodel = \"m\"\n"));
        assert_eq!((line, column), (2, 12), "{url}: {problem}");
    }
}

#[test]
fn a_key_is_read_from_a_file_beside_the_settings() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("key"), "from-file\n").unwrap();
    let path = folder.path().join("baton.toml");
    fs::write(&path, format!("{MINIMAL}api_key_file = \"key\"\ncache_dir = \"kept\"\n")).unwrap();
    let config = load(Some(&path), &nothing).unwrap().llm.unwrap();
    assert_eq!(config.api_key.as_ref().unwrap().expose_secret(), "from-file");
    assert_eq!(config.cache_dir, folder.path().join("kept"));
    fs::write(folder.path().join("key"), "two\nlines\n").unwrap();
    let message = load(Some(&path), &nothing).unwrap_err().to_string();
    assert!(message.contains("no key has") && !message.contains("lines"), "{message}");
}

#[test]
fn the_home_folder_may_be_written_short() {
    let environment = |name: &str| (name == "HOME").then(|| "/people/ada".to_owned());
    let config = read(MINIMAL, &environment).unwrap().llm.unwrap();
    assert_eq!(config.cache_dir, Path::new("/people/ada/.cache/baton"));
}

#[test]
fn plain_http_to_another_machine_is_noticed() {
    let config = |url: &str| llm(&format!("[llm]\nbase_url = \"{url}\"\nmodel = \"m\"\n"));
    assert!(config("http://llm.example/v1").is_unencrypted());
    for fine in ["https://llm.example/v1", "http://localhost:1/v1", "http://127.0.0.1:1", "http://[::1]:1/v1"]
    {
        assert!(!config(fine).is_unencrypted(), "{fine}");
    }
}
