//! `sql_bar.toml` to a [`SqlBar`], and the presets that are shipped.
