//! A home folder, and a server that plays the services of AWS. `tests/e2e/python/credentials.py` has the same in Python.

mod services;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

pub(crate) use services::Services;
use weland_core::{Timestamp, TimestampFormat};

/// A folder that is removed at the end.
pub(crate) struct Home(PathBuf);

impl Home {
    pub(crate) fn new(name: &str) -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        let folder = format!("home-{}-{number}-{name}", std::process::id());
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file. `sso:KEY` is that of the token for a session or a start URL.
    pub(crate) fn write(&self, name: &str, text: &str, server: &str) {
        let name = match name.strip_prefix("sso:") {
            Some(key) => format!(".aws/sso/cache/{}.json", sha1_smol::Sha1::from(key).digest()),
            None => name.to_owned(),
        };
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, self.fill(text, server)).unwrap();
    }

    /// A text in which names in braces are replaced.
    pub(crate) fn fill(&self, text: &str, server: &str) -> String {
        let text = text.replace("{home}", &self.0.display().to_string()).replace("{server}", server);
        text.replace("{soon}", &time_in(300)).replace("{later}", &time_in(7200)).replace("{past}", &time_in(-60))
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn time_in(seconds: i64) -> String {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO);
    let now = i64::try_from(since.as_secs()).unwrap();
    Timestamp::new(now + seconds, 0).format(TimestampFormat::DateTime)
}
