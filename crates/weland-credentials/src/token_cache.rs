//! The folder in which the AWS CLI keeps the tokens of users who have signed in.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use weland_client::environment::Environment;

/// How many bytes a file with a token may have.
const MAX_SIZE: u64 = 256 * 1024;

/// `~/.aws/sso/cache`.
pub(crate) struct TokenCache {
    folder: PathBuf,
}

impl TokenCache {
    /// `None` if there is no home folder.
    pub(crate) fn new(environment: &Environment) -> Option<Self> {
        Some(Self { folder: environment.home()?.join(".aws").join("sso").join("cache") })
    }

    /// The file for a session, or for a start URL.
    pub(crate) fn path(&self, key: &str) -> PathBuf {
        self.folder.join(format!("{}.json", sha1_smol::Sha1::from(key).digest()))
    }
}

/// Reads a text file, if it isn't large.
pub(crate) fn read_small(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(MAX_SIZE + 1).read_to_string(&mut text)?;
    match text.len() as u64 > MAX_SIZE {
        true => Err(io::Error::other(format!("the file has more than {MAX_SIZE} bytes"))),
        false => Ok(text),
    }
}

/// Writes a token in the place of another, so that nobody ever sees half of it, and no other user sees it at all.
pub(crate) fn replace(path: &Path, token: &Map<String, Value>) -> io::Result<()> {
    let text = serde_json::to_vec(token)?;
    // Of its own name, since other processes may do the same.
    let new = path.with_extension(format!("{}.tmp", std::process::id()));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let write = |mut file: File| file.write_all(&text).and_then(|()| file.sync_all());
    let written = options.open(&new).and_then(write).and_then(|()| std::fs::rename(&new, path));
    if written.is_err() {
        // The error that matters is the first one.
        let _ = std::fs::remove_file(&new);
    }
    written
}
