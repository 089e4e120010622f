//! The versions that changes of an API ask for, by the rules of Cargo.

use semver::{BuildMetadata, Prerelease, Version};
use weland_diff::RustApi;

/// The lowest version that crates may have after such changes, if they had this one before.
pub(crate) fn asked(before: &Version, level: RustApi) -> Version {
    let Version { major, minor, patch, pre, .. } = before;
    let (major, minor, patch) = (*major, *minor, *patch);
    if level == RustApi::None {
        return before.clone();
    }
    if !pre.is_empty() {
        // Nobody gets one without asking for it, so each may differ from the one before.
        return Version { pre: next(pre), build: BuildMetadata::EMPTY, ..before.clone() };
    }
    match (level, major, minor) {
        // To Cargo, the first number that isn't zero is the major one.
        (RustApi::Major, 0, 0) => Version::new(0, 0, patch.saturating_add(1)),
        (RustApi::Major, 0, _) => Version::new(0, minor.saturating_add(1), 0),
        (RustApi::Major, ..) => Version::new(major.saturating_add(1), 0, 0),
        (RustApi::Minor, 1.., _) => Version::new(major, minor.saturating_add(1), 0),
        _ => Version::new(major, minor, patch.saturating_add(1)),
    }
}

/// Whether a version is as high as the one that is asked for. A version before its release counts as the release.
pub(crate) fn suffices(version: &Version, asked: &Version) -> bool {
    let numbers = |version: &Version| (version.major, version.minor, version.patch);
    version >= asked || (asked.pre.is_empty() && numbers(version) >= numbers(asked))
}

/// The version after one before a release: `rc.1` becomes `rc.2`, and `rc` becomes `rc.1`.
fn next(pre: &Prerelease) -> Prerelease {
    let text = pre.as_str();
    let (start, last) = text.rsplit_once('.').map_or(("", text), |(start, last)| (start, last));
    let next = match last.parse::<u64>() {
        Ok(number) if start.is_empty() => number.saturating_add(1).to_string(),
        Ok(number) => format!("{start}.{}", number.saturating_add(1)),
        Err(_) => format!("{text}.1"),
    };
    Prerelease::new(&next).unwrap_or_else(|_| pre.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        text.parse().unwrap()
    }

    #[test]
    fn versions_grow_by_the_rules_of_cargo() {
        use RustApi::{Major, Minor, None, Patch};
        let cases = [
            ("1.2.3", None, "1.2.3"),
            ("1.2.3", Patch, "1.2.4"),
            ("1.2.3", Minor, "1.3.0"),
            ("1.2.3", Major, "2.0.0"),
            ("0.3.4", Patch, "0.3.5"),
            ("0.3.4", Minor, "0.3.5"),
            ("0.3.4", Major, "0.4.0"),
            ("0.0.7", Patch, "0.0.8"),
            ("0.0.7", Minor, "0.0.8"),
            ("0.0.7", Major, "0.0.8"),
            ("1.0.0-rc.1", Major, "1.0.0-rc.2"),
            ("1.0.0-rc.1", None, "1.0.0-rc.1"),
            ("1.0.0-rc", Patch, "1.0.0-rc.1"),
            ("1.0.0-9", Minor, "1.0.0-10"),
        ];
        for (before, level, expected) in cases {
            let after = asked(&version(before), level);
            assert_eq!(after.to_string(), expected, "{before} {level:?}");
            assert_eq!(after > version(before), level != None);
            assert!(suffices(&after, &after));
        }
    }

    #[test]
    fn versions_before_a_release_are_as_high_as_the_release() {
        let cases = [
            ("0.2.0", "0.2.0", true),
            ("1.0.0", "0.2.0", true),
            ("0.2.0-rc.1", "0.2.0", true),
            ("0.1.9", "0.2.0", false),
            ("0.1.9-rc.1", "0.2.0", false),
            ("1.0.0-rc.1", "1.0.0-rc.2", false),
            ("1.0.0", "1.0.0-rc.2", true),
        ];
        for (given, asked, expected) in cases {
            assert_eq!(suffices(&version(given), &version(asked)), expected, "{given} {asked}");
        }
    }

    #[test]
    fn the_largest_versions_stay() {
        let most = format!("{0}.{0}.{0}", u64::MAX);
        assert_eq!(asked(&version(&most), RustApi::Patch).to_string(), most);
    }
}
