//! The templates, filled with escaping on.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, Value};
use serde::Serialize;

/// A template compiled into the program.
#[derive(Clone, Copy, Debug)]
pub(super) struct Template {
    /// Its name, for error messages.
    pub(super) name: &'static str,
    /// Its source.
    pub(super) source: &'static str,
}

/// The steps a full brief takes are a few thousand; a template that takes this many is refused.
pub(super) const FUEL: u64 = 2_000_000;

/// Fills a template. Every value is escaped for HTML, a missing one is an error.
pub(super) fn fill(template: Template, context: impl Serialize, fuel: u64) -> Result<String, Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(fuel));
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.add_template(template.name, template.source)?;
    environment.get_template(template.name)?.render(Value::from(Serde(context)))
}
