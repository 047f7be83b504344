//! How good the extraction and the brief are, measured against annotated calls.
