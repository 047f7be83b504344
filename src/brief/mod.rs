//! Everything known as numbered facts, composed into one screen and rendered.
//!
//! [`ledger`] numbers the facts, [`bar`] holds the SQL bar against them, [`compose`] fills the fixed sections within the limits of
//! [`limits`], [`render`] shows the result.

pub mod bar;
pub mod compose;
pub mod ledger;
pub mod limits;
pub mod render;
