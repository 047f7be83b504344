//! The commands. Data goes to standard output, messages to standard error.
