//! Glob patterns: `model/**/*.smithy`.

/// The characters that make a path a pattern.
const SPECIAL: [char; 4] = ['*', '?', '[', '{'];

/// A path with a glob pattern, split into a folder and the pattern below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct GlobPattern<'p> {
    base: &'p str,
    rest: &'p str,
}

impl<'p> GlobPattern<'p> {
    /// The pattern of a path; `None` if the path has no special characters.
    pub(super) fn new(path: &'p str) -> Option<Self> {
        let special = path.find(SPECIAL)?;
        let before = path.get(..special)?;
        let start = before.rfind('/').map_or(0, |slash| slash + 1);
        Some(Self { base: path.get(..start)?, rest: path.get(start..)? })
    }

    /// The folder that contains everything that can match; empty for the current one.
    pub(super) fn base(&self) -> &'p str {
        self.base
    }

    /// Whether a path, relative to the base, matches.
    pub(super) fn matches(&self, path: &str) -> bool {
        fast_glob::glob_match(self.rest, path)
    }

    /// Whether something below a folder, which is relative to the base, can match.
    pub(super) fn goes_below(&self, folder: &str) -> bool {
        let slashes = |text: &str| text.matches('/').count();
        self.rest.contains("**") || slashes(folder) < slashes(self.rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_split_before_the_first_special_character() {
        let cases = [
            ("model/**/*.smithy", Some(("model/", "**/*.smithy"))),
            ("*.smithy", Some(("", "*.smithy"))),
            ("/a/b?/c", Some(("/a/", "b?/c"))),
            ("a/x{b,c/d}/e", Some(("a/", "x{b,c/d}/e"))),
            ("a/b.smithy", None),
            ("", None),
        ];
        for (path, expected) in cases {
            let pattern = GlobPattern::new(path);
            assert_eq!(pattern.map(|pattern| (pattern.base, pattern.rest)), expected, "{path}");
        }
    }

    #[test]
    fn stars_stay_within_a_name_and_double_stars_do_not() {
        let cases = [
            ("*.smithy", "a.smithy", true),
            ("*.smithy", "a/b.smithy", false),
            ("**/*.smithy", "a.smithy", true),
            ("**/*.smithy", "a/b/c.smithy", true),
            ("a?/[bc].{smithy,json}", "ax/c.json", true),
            ("a?/[bc].{smithy,json}", "ax/d.json", false),
            ("[", "a", false),
            ("{", "a", false),
        ];
        for (pattern, path, expected) in cases {
            assert_eq!(GlobPattern::new(pattern).unwrap().matches(path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn folders_that_cannot_match_are_not_searched() {
        let shallow = GlobPattern::new("*/b*.smithy").unwrap();
        assert!(shallow.goes_below("a") && !shallow.goes_below("a/b"));
        assert!(GlobPattern::new("**").unwrap().goes_below("a/b/c/d"));
    }
}
