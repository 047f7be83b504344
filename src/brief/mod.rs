//! Everything known as numbered facts, composed into one screen and rendered.
//!
//! [`ledger`] numbers the facts, [`bar`] holds the SQL bar against them, [`compose`] fills the fixed sections within the limits of
//! [`limits`], [`verify`] lets no line pass that its facts do not bear out, [`reword`] lets a language model say it better, [`render`]
//! shows the result.

pub mod bar;
pub mod cast;
pub mod clip;
pub mod compose;
pub mod conflicts;
pub mod keep_away;
pub mod ledger;
pub mod limits;
pub mod meeting;
pub mod numbers;
pub mod phrase;
pub mod questions;
pub mod render;
pub mod reword;
pub mod say;
pub mod steps;
#[cfg(test)]
pub(crate) mod testing;
pub mod verify;
pub mod words;
mod zone;
