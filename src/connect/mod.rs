//! Clients of other systems. Nothing else in Baton opens a connection.

mod files;
pub mod llm;
