//! The files that AWS tools share, `config` and `credentials`: sections of `key = value` lines.

use std::fmt;

/// More sections than that are no file that somebody has written.
const MAX_SECTIONS: usize = 10_000;
/// Nor are more settings than that in one section.
const MAX_SETTINGS: usize = 1_000;

/// Which of the two files; they name profiles differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SharedFile {
    /// `~/.aws/config`, in which profiles are `[profile name]`.
    Config,
    /// `~/.aws/credentials`, in which profiles are `[name]`.
    Credentials,
}

/// The settings of one section. A setting below another, indented, is `outer.inner`.
#[derive(Clone, Default)]
pub struct Section(Vec<Setting>);

/// A value, and the line that it is in.
#[derive(Clone)]
struct Setting {
    key: String,
    value: String,
    line: usize,
}

impl Section {
    /// The value of a setting, without a comment behind it.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.get_whole(key).map(without_comment)
    }

    /// The value of a setting as it stands there, with all of its lines.
    pub fn get_whole(&self, key: &str) -> Option<&str> {
        self.setting(key).map(|setting| setting.value.as_str())
    }

    /// The number of the line that a setting is in, from 1 on.
    pub fn line(&self, key: &str) -> Option<usize> {
        self.setting(key).map(|setting| setting.line)
    }

    /// All settings with their values as they stand there. Names are in lower case.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|setting| (setting.key.as_str(), setting.value.as_str()))
    }

    fn setting(&self, key: &str) -> Option<&Setting> {
        self.0.iter().find(|setting| setting.key == key)
    }

    /// Adds a setting. What is there already holds.
    pub(super) fn add(&mut self, key: String, value: &str, line: usize) {
        self.0.push(Setting { key, value: value.to_owned(), line });
    }
}

/// Values may be secrets.
impl fmt::Debug for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.iter().map(|setting| &setting.key)).finish()
    }
}

/// What the shared files say of a profile.
#[derive(Debug, Clone, Copy, Default)]
pub struct Profile<'a> {
    /// What the file `config` says.
    pub config: Option<&'a Section>,
    /// What the file `credentials` says.
    pub credentials: Option<&'a Section>,
}

impl<'a> Profile<'a> {
    /// The value of a setting, of which the file `credentials` has the last word; `None` if it is empty.
    pub fn get(&self, key: &str) -> Option<&'a str> {
        self.place(key).and_then(|(_, section)| section.get(key)).filter(|value| !value.is_empty())
    }

    /// The file and the section that decide on a setting.
    pub fn place(&self, key: &str) -> Option<(SharedFile, &'a Section)> {
        let both = [(SharedFile::Credentials, self.credentials), (SharedFile::Config, self.config)];
        both.into_iter().find_map(|(file, section)| Some((file, section.filter(|it| it.line(key).is_some())?)))
    }
}

/// What a section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Config,
    Credentials,
    Services,
    SsoSession,
    /// It is no profile, though it looks like one in the other file.
    Mistaken(&'static str),
}

/// The sections of both files.
#[derive(Debug, Clone, Default)]
pub struct Profiles {
    sections: Vec<(Kind, String, Section)>,
}

impl Profiles {
    /// The profile of a name; the one that is meant if none is named is `default`.
    pub fn profile(&self, name: &str) -> Option<Profile<'_>> {
        let profile =
            Profile { config: self.section(Kind::Config, name), credentials: self.section(Kind::Credentials, name) };
        (profile.config.is_some() || profile.credentials.is_some()).then_some(profile)
    }

    /// The section `[services name]`, which has endpoints of single services.
    pub fn services(&self, name: &str) -> Option<&Section> {
        self.section(Kind::Services, name)
    }

    /// The section `[sso-session name]`, which says where users sign in.
    pub fn sso_session(&self, name: &str) -> Option<&Section> {
        self.section(Kind::SsoSession, name)
    }

    /// How a section of this name has to be written to be that of a profile, if there is one that is not.
    pub(super) fn advice(&self, name: &str) -> Option<&'static str> {
        self.sections.iter().find_map(|(kind, other, _)| match kind {
            Kind::Mistaken(advice) if other == name => Some(*advice),
            _ => None,
        })
    }

    fn section(&self, kind: Kind, name: &str) -> Option<&Section> {
        // The last one of the same name holds: `[default]` and `[profile default]` are two sections.
        self.sections
            .iter()
            .rev()
            .find(|(other, known, _)| *other == kind && known == name)
            .map(|(_, _, section)| section)
    }

    /// Adds the sections of a file.
    ///
    /// # Errors
    /// When a line is neither a section, a setting, nor a comment, and when something is said twice; with the line's number.
    pub fn read(&mut self, text: &str, file: SharedFile) -> Result<(), String> {
        let mut reader = Reader { seen: Vec::new(), section: None, key: None, indent: 0 };
        for (number, line) in (1..).zip(text.lines()) {
            let bare = line.trim();
            if !bare.is_empty() && !bare.starts_with(['#', ';']) {
                let ended = reader.line(line, bare, number).map_err(|why| format!("line {number}: {why}"))?;
                self.add(ended, file);
            }
        }
        self.add(reader.section, file);
        Ok(())
    }

    /// Adds a section. Those of other tools are left out.
    fn add(&mut self, section: Option<(String, Section)>, file: SharedFile) {
        let Some((name, section)) = section else { return };
        let (kind, name) = match (file, name.split_once(char::is_whitespace)) {
            (SharedFile::Config, None) if name == "default" => (Kind::Config, &*name),
            (SharedFile::Config, None) => (Kind::Mistaken("`[profile name]`, with `profile` before the name"), &*name),
            (SharedFile::Config, Some(("profile", name))) => (Kind::Config, name),
            (SharedFile::Config, Some(("services", name))) => (Kind::Services, name),
            (SharedFile::Config, Some(("sso-session", name))) => (Kind::SsoSession, name),
            (SharedFile::Config, Some(_)) => return,
            (SharedFile::Credentials, Some(("profile", name))) => {
                (Kind::Mistaken("`[name]`, without `profile` before the name"), name)
            }
            (SharedFile::Credentials, _) => (Kind::Credentials, &*name),
        };
        let name = name.trim();
        let quoted = ['"', '\''].iter().find_map(|quote| name.strip_prefix(*quote)?.strip_suffix(*quote));
        let name = quoted.unwrap_or(name).to_owned();
        self.sections.push((kind, name, section));
    }
}

/// The state of reading a file.
struct Reader {
    /// The names and the lines of the sections so far.
    seen: Vec<(String, usize)>,
    /// The section that is being read.
    section: Option<(String, Section)>,
    /// The last setting, which lines that are indented more than it belong to.
    key: Option<String>,
    indent: usize,
}

impl Reader {
    /// Reads a line that is neither empty nor a comment, and returns the section that it ends.
    fn line(&mut self, line: &str, bare: &str, number: usize) -> Result<Option<(String, Section)>, String> {
        let indent = line.len() - line.trim_start().len();
        if let (Some((_, section)), Some(outer)) = (&mut self.section, &self.key)
            && indent > self.indent
        {
            return section.go_on(outer, bare, number).map(|()| None);
        }
        self.indent = indent;
        if let Some(rest) = bare.strip_prefix('[') {
            let (name, _) = rest.rsplit_once(']').ok_or("a section has no closing `]`")?;
            return self.begin(name.trim(), number);
        }
        let Some((_, section)) = &mut self.section else {
            return Err(match bare.starts_with('\u{feff}') {
                true => "a byte order mark stands before the first section; save the file without one",
                false => "a setting before any section; write `[default]` above it",
            }
            .to_owned());
        };
        let Some((key, value)) = bare.split_once(['=', ':']).filter(|(key, _)| !key.is_empty()) else {
            return Err("neither `[section]` nor `key = value`".to_owned());
        };
        let key = key.trim().to_ascii_lowercase();
        if let Some(first) = section.line(&key) {
            return Err(format!("`{key}` is set already in line {first}; remove one of them"));
        }
        if section.0.len() >= MAX_SETTINGS {
            return Err(format!("more than {MAX_SETTINGS} settings in a section"));
        }
        section.add(key.clone(), value.trim(), number);
        self.key = Some(key);
        Ok(None)
    }

    fn begin(&mut self, name: &str, number: usize) -> Result<Option<(String, Section)>, String> {
        if let Some((_, first)) = self.seen.iter().find(|(seen, _)| seen == name) {
            return Err(format!("the section `[{name}]` is there already in line {first}; make one of them"));
        }
        if self.seen.len() == MAX_SECTIONS {
            return Err(format!("more than {MAX_SECTIONS} sections"));
        }
        self.seen.push((name.to_owned(), number));
        self.key = None;
        Ok(self.section.replace((name.to_owned(), Section::default())))
    }
}

impl Section {
    /// Adds an indented line: a setting below one without a value, or else the next line of the value.
    fn go_on(&mut self, outer: &str, bare: &str, number: usize) -> Result<(), String> {
        if let Some(setting) = self.0.last_mut().filter(|last| last.key == outer && !last.value.is_empty()) {
            setting.value.push('\n');
            setting.value.push_str(bare);
            return Ok(());
        }
        let Some((inner, value)) = bare.split_once('=') else {
            return Err(format!("no `key = value` below `{outer}`; do not indent what does not belong to it"));
        };
        self.add(format!("{outer}.{}", inner.trim().to_ascii_lowercase()), value.trim(), number);
        Ok(())
    }
}

/// A comment at the end of a line begins with white space.
fn without_comment(value: &str) -> &str {
    let starts = |pair: &[u8]| pair[0].is_ascii_whitespace() && matches!(pair[1], b'#' | b';');
    let end = value.as_bytes().windows(2).position(starts).unwrap_or(value.len());
    value[..end].trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, file: SharedFile) -> Profiles {
        let mut profiles = Profiles::default();
        profiles.read(text, file).unwrap();
        profiles
    }

    #[test]
    fn the_config_file_prefixes_profiles_and_the_credentials_file_does_not() {
        let text = "[default]\nregion = a\n[profile dev]\nregion=b\n[dev]\nregion=c\n[sso-session x]\nregion=d\n\
                    [profile 'two words']\nregion: e\n";
        let config = read(text, SharedFile::Config);
        assert_eq!(config.profile("default").unwrap().get("region"), Some("a"));
        assert_eq!(config.profile("dev").unwrap().get("region"), Some("b"));
        assert_eq!(config.profile("two words").unwrap().get("region"), Some("e"));
        assert_eq!(config.sso_session("x").unwrap().get("region"), Some("d"));
        assert_eq!(config.profile("dev").unwrap().credentials.map(Section::iter).map(Iterator::count), None);
        assert!(config.advice("dev").unwrap().contains("with `profile`"));
        let credentials = read(text, SharedFile::Credentials);
        assert_eq!(credentials.profile("dev").unwrap().get("region"), Some("c"));
    }

    #[test]
    fn settings_are_trimmed_and_comments_dropped() {
        let text = "# head\n\n[default] ; one\n REGION = eu-1 # here\n ; no\n secret = a#b=c ;d\n empty =\n";
        let profiles = read(text, SharedFile::Config);
        let section = profiles.profile("default").unwrap().config.unwrap();
        assert_eq!(section.get("region"), Some("eu-1"));
        assert_eq!(section.get_whole("region"), Some("eu-1 # here"));
        assert_eq!(section.line("region"), Some(4));
        assert_eq!(section.get("secret"), Some("a#b=c"));
        assert_eq!(section.get("empty"), Some(""));
        assert_eq!(profiles.profile("default").unwrap().get("empty"), None);
    }

    #[test]
    fn the_credentials_file_has_the_last_word() {
        let mut profiles = read("[profile a]\nregion = one\noutput = x\n", SharedFile::Config);
        profiles.read("[a]\nregion = two\n", SharedFile::Credentials).unwrap();
        let profile = profiles.profile("a").unwrap();
        assert_eq!((profile.get("region"), profile.get("output")), (Some("two"), Some("x")));
        assert_eq!(profile.place("region").map(|(file, _)| file), Some(SharedFile::Credentials));
    }

    #[test]
    fn nested_settings_belong_to_the_one_above() {
        let text = "[services local]\nlambda =\n  endpoint_url = http://a\n\n  # comment\ns3 =\n\tendpoint_url = http://b\n\
                    many = one\n  two = 2\n";
        let profiles = read(text, SharedFile::Config);
        let services = profiles.services("local").unwrap();
        assert_eq!(services.get("lambda.endpoint_url"), Some("http://a"));
        assert_eq!(services.get("s3.endpoint_url"), Some("http://b"));
        assert_eq!(services.get_whole("many"), Some("one\ntwo = 2"));
    }

    #[test]
    fn malformed_lines_are_named() {
        let cases = [
            ("[default\n", "line 1: a section has no closing"),
            ("\nregion = a\n", "line 2: a setting before"),
            ("[default]\nregion\n", "line 2: neither"),
            ("[default]\n= a\n", "line 2: neither"),
            ("[default]\nregion = a\nREGION = b\n", "line 3: `region` is set already in line 2"),
            ("[a]\n[b]\n[a]\n", "line 3: the section `[a]` is there already in line 1"),
            ("[a]\ns3 =\n  path\n", "line 3: no `key = value` below `s3`"),
            ("\u{feff}[default]\n", "line 1: a byte order mark"),
        ];
        for (text, expected) in cases {
            let error = Profiles::default().read(text, SharedFile::Config).unwrap_err();
            assert!(error.starts_with(expected), "{error}");
        }
    }

    #[test]
    fn values_are_not_shown() {
        let profiles = read("[default]\naws_secret_access_key = hush\n", SharedFile::Credentials);
        let shown = format!("{profiles:?}");
        assert!(shown.contains("aws_secret_access_key") && !shown.contains("hush"), "{shown}");
    }
}
