//! Where AWS tools are told their settings: environment variables, and the files `config` and `credentials`.

mod profile;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use profile::{Profile, Profiles, Section, SharedFile};

type ReadFile = dyn Fn(&Path) -> io::Result<String> + Send + Sync;

/// What a process is told from outside; a value of its own, so that programs can change it without changing the process.
///
/// ```
/// use weland_client::Config;
/// use weland_client::environment::Environment;
///
/// let environment = Environment::new([("AWS_REGION".to_owned(), "eu-central-1".to_owned())]);
/// let config = Config::from_environment(&environment);
/// ```
#[derive(Clone)]
pub struct Environment {
    /// Settings that are in no line.
    vars: Section,
    read: Arc<ReadFile>,
}

impl Environment {
    /// That of this process.
    pub fn of_process() -> Self {
        let vars = std::env::vars_os();
        Self::new(vars.filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?))))
    }

    /// An environment with these variables and the files of this machine. Variables that are set to nothing count as not set.
    pub fn new(vars: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut known = Section::default();
        for (name, value) in vars {
            if !value.is_empty() {
                known.add(name, &value, 0);
            }
        }
        Self { vars: known, read: Arc::new(|path| std::fs::read_to_string(path)) }
    }

    /// Reads files by other means than the file system.
    #[must_use]
    pub fn with_files(mut self, read: impl Fn(&Path) -> io::Result<String> + Send + Sync + 'static) -> Self {
        self.read = Arc::new(read);
        self
    }

    /// The value of a variable, if it isn't empty.
    pub fn var(&self, name: &str) -> Option<&str> {
        self.vars.get_whole(name)
    }

    /// All variables that have a value.
    pub fn vars(&self) -> impl Iterator<Item = (&str, &str)> {
        self.vars.iter()
    }

    /// The variable that names a profile, and the name.
    pub fn chosen_profile(&self) -> Option<(&'static str, &str)> {
        ["AWS_DEFAULT_PROFILE", "AWS_PROFILE"].into_iter().find_map(|var| Some((var, self.var(var)?)))
    }

    /// The folder of the user.
    pub fn home(&self) -> Option<&Path> {
        self.var("HOME").or_else(|| self.var("USERPROFILE")).map(Path::new)
    }

    /// A path in which `~` is the folder of the user.
    pub fn expand(&self, path: &str) -> PathBuf {
        match (path.strip_prefix("~/"), self.home()) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => PathBuf::from(path),
        }
    }

    /// The path of a shared file: what `AWS_CONFIG_FILE` or `AWS_SHARED_CREDENTIALS_FILE` says, or else one in the folder of
    /// the user; `None` if nobody knows that.
    pub fn path(&self, file: SharedFile) -> Option<PathBuf> {
        let (var, name) = names(file);
        match self.var(var) {
            Some(path) => Some(self.expand(path)),
            None => self.home().map(|home| home.join(".aws").join(name)),
        }
    }

    /// The path of a shared file, for messages.
    pub fn shown_path(&self, file: SharedFile) -> String {
        match self.path(file) {
            Some(path) => path.display().to_string(),
            None => format!("~/.aws/{} (there is no home folder)", names(file).1),
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When it isn't there or isn't text.
    pub fn read(&self, path: &Path) -> io::Result<String> {
        (self.read)(path)
    }

    /// Reads the shared files. One that isn't there is empty; what is wrong with them is added to `problems`.
    pub fn profiles(&self, problems: &mut Vec<String>) -> Profiles {
        let mut profiles = Profiles::default();
        for file in [SharedFile::Config, SharedFile::Credentials] {
            let Some(path) = self.path(file) else { continue };
            let read = match self.read(&path) {
                Ok(text) => profiles.read(&text, file),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                Err(error) => Err(error.to_string()),
            };
            if let Err(error) = read {
                problems.push(format!("{}: {error}", path.display()));
            }
        }
        if let Some((var, name)) = self.chosen_profile()
            && profiles.profile(name).is_none()
        {
            let files = [SharedFile::Config, SharedFile::Credentials].map(|file| self.shown_path(file)).join(", ");
            let mut problem = format!("{var} names the profile `{name}`, which is in none of {files}");
            if let Some(place) = profiles.advice(name) {
                problem = format!("{problem}; write its section as {place}");
            }
            problems.push(problem);
        }
        profiles
    }
}

/// The variable for the path of a file, and its usual name.
fn names(file: SharedFile) -> (&'static str, &'static str) {
    match file {
        SharedFile::Config => ("AWS_CONFIG_FILE", "config"),
        SharedFile::Credentials => ("AWS_SHARED_CREDENTIALS_FILE", "credentials"),
    }
}

/// Variables may be secrets.
impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Environment").field("vars", &self.vars).finish_non_exhaustive()
    }
}
