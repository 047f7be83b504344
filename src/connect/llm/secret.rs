//! The local secret that keys the fences around text from outside.

use std::io;
use std::path::Path;

use secrecy::SecretSlice;

use crate::connect::files;

const NAME: &str = "fence.key";
/// Bytes: as many as the code that is keyed by it gives.
const LENGTH: usize = 32;

/// The secret kept in a folder; one is made where there is none, so that the same call gives the same prompt again.
///
/// Where it cannot be kept, it is fresh: prompts are as safe, but a provider's cache and ours do not know them.
///
/// # Errors
/// When the system gives no random bytes.
pub fn local_secret(folder: &Path) -> io::Result<SecretSlice<u8>> {
    let kept = files::read(&folder.join(NAME)).ok().flatten();
    if let Some(kept) = kept.filter(|kept| kept.len() == LENGTH) {
        return Ok(kept.into());
    }
    let mut fresh = vec![0; LENGTH];
    getrandom::fill(&mut fresh).map_err(io::Error::other)?;
    if let Err(error) = files::write(folder, NAME, &fresh) {
        tracing::warn!(kind = %error.kind(), "the secret of the fences cannot be kept");
    }
    Ok(fresh.into())
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn a_secret_is_kept_and_every_folder_has_its_own() {
        let scratch = tempfile::TempDir::new().unwrap();
        let of = |name: &str| local_secret(&scratch.path().join(name)).unwrap().expose_secret().to_vec();
        let first = of("one");
        assert_eq!((first.len(), &first), (LENGTH, &of("one")));
        assert_ne!(first, of("two"));
    }

    #[test]
    fn without_a_place_to_keep_it_there_is_a_secret_all_the_same() {
        let scratch = tempfile::TempDir::new().unwrap();
        std::fs::write(scratch.path().join("file"), "").unwrap();
        let secret = local_secret(&scratch.path().join("file")).unwrap();
        assert_eq!(secret.expose_secret().len(), LENGTH);
    }
}
