//! What a release writes: the version in manifests and configurations, and the heading in the changelog.

use std::fs;

use super::CHANGELOG;
use crate::codegen::CONFIG;
use crate::repo::Repo;

/// A version `major.minor.patch`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Version([u64; 3]);

impl Version {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let number = |part: &str| part.parse::<u64>().ok().filter(|number| number.to_string() == part);
        let parts: Option<Vec<u64>> = text.split('.').map(number).collect();
        let parts = parts.and_then(|parts| parts.try_into().ok());
        parts.map(Self).ok_or_else(|| format!("`{text}` isn't a version; write it as `1.2.3`"))
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self([major, minor, patch]) = self;
        write!(f, "{major}.{minor}.{patch}")
    }
}

/// The files that a release changes, by path, with their new contents.
pub(super) fn changes(repo: &Repo, new: &Version, date: &str) -> Result<Vec<(String, String)>, String> {
    let read =
        |path: &str| fs::read_to_string(repo.root().join(path)).map_err(|error| format!("can't read {path}: {error}"));
    let old = current(&read("Cargo.toml")?)?;
    if *new <= old {
        return Err(format!("the version is {old} already; the new one has to be greater"));
    }
    let mut changes = vec![(CHANGELOG.to_owned(), heading(&read(CHANGELOG)?, new, date)?)];
    let crates = repo.packages()?.into_iter().filter(|package| package.folder.starts_with("crates/"));
    let manifests = crates.map(|package| format!("{}/Cargo.toml", package.folder));
    for path in ["Cargo.toml".to_owned(), CONFIG.to_owned()].into_iter().chain(manifests) {
        let text = read(&path)?;
        let changed = replace(&text, &old, new);
        if changed != text {
            changes.push((path, changed));
        }
    }
    Ok(changes)
}

/// The version of the workspace.
fn current(manifest: &str) -> Result<Version, String> {
    let lines = manifest.lines().skip_while(|line| *line != "[workspace.package]");
    let line = lines.filter_map(|line| line.strip_prefix("version = ")).next();
    Version::parse(line.ok_or("Cargo.toml has no version of the workspace")?.trim_matches('"'))
}

/// A text with the version of our own crates replaced: on lines that are about the package, or that name a crate of ours.
fn replace(text: &str, old: &Version, new: &Version) -> String {
    let is_own = |line: &str| {
        let line = line.trim_start();
        line.starts_with("version = ") || line.starts_with("weland") || line.contains("name: weland-")
    };
    let (old, new) = (format!("\"{old}\""), format!("\"{new}\""));
    text.split_inclusive('\n')
        .map(|line| if is_own(line) { line.replace(&old, &new) } else { line.to_owned() })
        .collect()
}

/// The changelog with what is unreleased below a heading for the version.
fn heading(changelog: &str, version: &Version, date: &str) -> Result<String, String> {
    const UNRELEASED: &str = "## Unreleased\n";
    let (before, after) = changelog.split_once(UNRELEASED).ok_or("CHANGELOG.md has no heading `## Unreleased`")?;
    let entries = after.split("\n## ").next().unwrap_or_default();
    if entries.trim().is_empty() {
        return Err("CHANGELOG.md has nothing below `## Unreleased`; say there what changes for users".to_owned());
    }
    Ok(format!("{before}{UNRELEASED}\n## {version} ({date})\n{after}"))
}

/// The date of a time in seconds since 1970, as `2026-11-28`.
pub(super) fn date(seconds: u64) -> String {
    let mut days = seconds / 86_400;
    let is_leap = |year: u64| year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let mut year = 1970;
    while days >= 365 + u64::from(is_leap(year)) {
        days -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let february = 28 + u64::from(is_leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    format!("{year:04}-{month:02}-{:02}", days + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_versions_of_own_crates_change() {
        let text = "[workspace.package]\nversion = \"0.1.0\"\n[workspace.dependencies]\n\
                    weland-core = { path = \"crates/weland-core\", version = \"0.1.0\" }\nother = \"0.1.0\"\n";
        let old = current(text).unwrap();
        let changed = replace(text, &old, &Version([0, 2, 0]));
        assert_eq!(changed.matches("0.2.0").count(), 2);
        assert!(changed.ends_with("other = \"0.1.0\"\n"), "{changed}");
    }

    #[test]
    fn versions_are_three_numbers() {
        assert!(Version::parse("0.10.0").unwrap() > Version::parse("0.9.3").unwrap());
        for text in ["", "1", "1.2", "1.2.3.4", "1.2.x", "01.2.3", "+1.2.3", "1.2.-3"] {
            assert!(Version::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_unreleased_gets_a_heading() {
        let changelog = "# Changelog\n\n## Unreleased\n\n- New.\n\n## 0.1.0 (2026-01-01)\n\n- Old.\n";
        let expected =
            "# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-02-03)\n\n- New.\n\n## 0.1.0 (2026-01-01)\n\n- Old.\n";
        assert_eq!(heading(changelog, &Version([0, 2, 0]), "2026-02-03").unwrap(), expected);
        assert!(heading(expected, &Version([0, 3, 0]), "2026-02-03").unwrap_err().contains("nothing"));
    }

    #[test]
    fn dates_are_those_of_the_calendar() {
        let days = [
            (0, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (4_107_542_400, "2100-03-01"),
            (1_735_689_599, "2024-12-31"),
        ];
        for (seconds, expected) in days {
            assert_eq!(date(seconds), expected);
        }
    }
}
