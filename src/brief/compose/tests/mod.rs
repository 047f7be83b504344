//! Briefs of whole dossiers.

mod any;
pub(crate) mod gold;
mod rules;
mod sections;
