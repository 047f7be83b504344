//! Calls of our own.
