//! A run as people and machines read it: `report.json` is [`super::run::Report`] itself; a table, `JUnit` XML and one HTML page.

pub mod html;
pub mod junit;
pub mod marks;
pub mod table;
