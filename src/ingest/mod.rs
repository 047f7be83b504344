//! Bytes to domain types. Everything that comes from outside is read, decoded and checked here, once.

pub mod bar;
pub mod dossier;
pub mod place;
pub mod transcript;
