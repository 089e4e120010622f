//! The files that AWS tools share, `config` and `credentials`: sections of `key = value` lines.

use std::collections::BTreeMap;

/// The settings of one section. A setting below another, indented, is `outer.inner`.
pub(super) type Section = BTreeMap<String, String>;

/// The sections of both files.
#[derive(Default)]
pub(super) struct Profiles {
    pub(super) profiles: BTreeMap<String, Section>,
    /// `[services name]`: endpoints of single services.
    pub(super) services: BTreeMap<String, Section>,
}

/// Which of the two files; they name profiles differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum File {
    Config,
    Credentials,
}

impl Profiles {
    /// Adds the sections of a file. What is said twice holds as it is said last.
    ///
    /// # Errors
    /// When a line is neither a section, a setting, nor a comment; with the line's number.
    pub(super) fn read(&mut self, text: &str, file: File) -> Result<(), String> {
        // Settings of sections that are none of ours are parsed, and dropped.
        let mut ignored = Section::new();
        let mut current: Option<&mut Section> = None;
        let mut outer = String::new();
        for (number, line) in (1..).zip(text.lines()) {
            let bare = line.trim();
            if bare.is_empty() || bare.starts_with(['#', ';']) {
                continue;
            }
            if line.starts_with('[') {
                let name = bare.strip_prefix('[').and_then(|rest| rest.split_once(']'));
                let (name, _) = name.ok_or_else(|| format!("line {number}: a section has no closing `]`"))?;
                current = Some(self.section(name, file).unwrap_or(&mut ignored));
                outer.clear();
                continue;
            }
            let section =
                current.as_deref_mut().ok_or_else(|| format!("line {number}: a setting before any section"))?;
            let Some((key, value)) = bare.split_once('=') else {
                if line.starts_with(char::is_whitespace) && !outer.is_empty() {
                    // The value of the line above goes on; no setting that matters here has several lines.
                    continue;
                }
                return Err(format!("line {number}: neither `[section]` nor `key = value`"));
            };
            let key = key.trim().to_ascii_lowercase();
            let key = if line.starts_with(char::is_whitespace) {
                format!("{outer}.{key}")
            } else {
                outer.clone_from(&key);
                key
            };
            section.insert(key, without_comment(value).to_owned());
        }
        Ok(())
    }

    fn section(&mut self, name: &str, file: File) -> Option<&mut Section> {
        let words: Vec<&str> = name.split_whitespace().collect();
        match (file, words.as_slice()) {
            (File::Credentials, [profile]) | (File::Config, ["profile", profile]) => {
                Some(self.profiles.entry((*profile).to_owned()).or_default())
            }
            (File::Config, ["default"]) => Some(self.profiles.entry("default".to_owned()).or_default()),
            (File::Config, ["services", services]) => Some(self.services.entry((*services).to_owned()).or_default()),
            _ => None,
        }
    }
}

/// A comment at the end of a line begins with white space.
fn without_comment(value: &str) -> &str {
    let end = value
        .char_indices()
        .zip(value.chars().skip(1))
        .find(|((_, here), next)| here.is_whitespace() && matches!(next, '#' | ';'))
        .map_or(value.len(), |((index, _), _)| index);
    value[..end].trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, file: File) -> Profiles {
        let mut profiles = Profiles::default();
        profiles.read(text, file).unwrap();
        profiles
    }

    #[test]
    fn the_config_file_prefixes_profiles_and_the_credentials_file_does_not() {
        let text = "[default]\nregion = a\n[profile dev]\nregion=b\n[dev]\nregion=c\n[sso-session x]\nregion=d\n";
        let config = read(text, File::Config);
        assert_eq!(config.profiles["default"]["region"], "a");
        assert_eq!(config.profiles["dev"]["region"], "b");
        assert_eq!(config.profiles.len(), 2);
        let credentials = read(text, File::Credentials);
        assert_eq!(credentials.profiles["dev"]["region"], "c");
    }

    #[test]
    fn settings_are_trimmed_and_comments_dropped() {
        let text =
            "# head\n\n[default] ; one\n Region = never\nREGION = eu-1 # here\n; no\nsecret = a#b=c ;d\nempty =\n";
        let profiles = read(text, File::Config);
        let section = &profiles.profiles["default"];
        assert_eq!(section["region"], "eu-1");
        assert_eq!(section["secret"], "a#b=c");
        assert_eq!(section["empty"], "");
    }

    #[test]
    fn nested_settings_belong_to_the_one_above() {
        let text = "[services local]\nlambda =\n  endpoint_url = http://a\ns3 =\n\tendpoint_url = http://b\n";
        let services = read(text, File::Config).services;
        assert_eq!(services["local"]["lambda.endpoint_url"], "http://a");
        assert_eq!(services["local"]["s3.endpoint_url"], "http://b");
    }

    #[test]
    fn malformed_lines_are_named() {
        let cases = [
            ("[default\n", "line 1: a section has no closing"),
            ("\nregion = a\n", "line 2: a setting before"),
            ("[default]\nregion\n", "line 2: neither"),
        ];
        for (text, expected) in cases {
            let error = Profiles::default().read(text, File::Config).unwrap_err();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
