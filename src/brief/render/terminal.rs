//! The brief as terminal.
