//! A folder or single files to a [`Dossier`](crate::domain::Dossier).
