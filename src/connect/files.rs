//! Files that are whole or not there, and readable by their owner only.
//!
//! These functions block; callers in async code run them by [`apart`].

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

/// What a file holds; `None` when there is none.
pub(super) fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes a file of a folder: a reader sees the old content or the new one, never a part.
pub(super) fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    static WRITTEN: AtomicU64 = AtomicU64::new(0);
    make_folder(folder)?;
    let turn = WRITTEN.fetch_add(1, Ordering::Relaxed);
    let draft = folder.join(format!(".{name}.{}-{turn}.part", std::process::id()));
    let written = fill(&draft, bytes).and_then(|()| fs::rename(&draft, folder.join(name)));
    if written.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&draft);
    }
    written
}

/// Makes a folder, and those above it, where they are missing.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Options for files that only their owner may read.
pub(super) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn fill(draft: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = private().write(true).create(true).truncate(true).open(draft)?;
    file.write_all(bytes)
}

/// Runs work on files where it holds nobody up.
pub(super) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| Err(io::Error::other("the work was given up")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_else_stays_behind() {
        let scratch = tempfile::TempDir::new().unwrap();
        let folder = scratch.path().join("new/deep");
        for text in ["first, and longer", "second"] {
            write(&folder, "a.json", text.as_bytes()).unwrap();
            assert_eq!(read(&folder.join("a.json")).unwrap().unwrap(), text.as_bytes());
        }
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        assert_eq!(read(&folder.join("b.json")).unwrap(), None);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read() {
        use std::os::unix::fs::PermissionsExt;
        let scratch = tempfile::TempDir::new().unwrap();
        let folder = scratch.path().join("kept");
        write(&folder, "a.json", b"{}").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&folder.join("a.json"))), (0o700, 0o600));
    }
}
