//! Cargo's rules for the names and versions of crates.

/// Names that Cargo or the compiler reserves, and those of the runtime crates.
const RESERVED: &[&str] = &[
    "abstract",
    "alloc",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "core",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "proc_macro",
    "pub",
    "ref",
    "return",
    "self",
    "static",
    "std",
    "struct",
    "super",
    "test",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "weland_client",
    "weland_core",
    "weland_jmespath",
    "weland_pattern",
    "weland_protocol",
    "weland_server",
    "weland_validate",
    "where",
    "while",
    "yield",
];

/// Checks the name of a crate. The error is a message and a help line.
pub(crate) fn check_crate_name(name: &str) -> Result<(), (String, &'static str)> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !name.chars().all(allowed) {
        let help = "use a letter, followed by letters, digits, `-` and `_`";
        return Err((format!("`{name}` isn't a valid crate name"), help));
    }
    if name.len() > 64 {
        let message = "the crate name is longer than 64 characters".to_owned();
        return Err((message, "choose a shorter one; registries reject it"));
    }
    if RESERVED.contains(&crate_key(name).as_str()) {
        let message = format!("the crate name `{name}` is reserved");
        return Err((message, "choose a name that isn't used by Rust or Weland"));
    }
    Ok(())
}

/// The normalized name. Two crates with the same normalized name conflict.
pub(super) fn crate_key(name: &str) -> String {
    name.to_ascii_lowercase().replace('-', "_")
}

/// Whether the text is a full version, such as `1.2.3` or `1.2.3-rc.1`.
pub(super) fn is_version(text: &str) -> bool {
    numbers_of(text).is_some_and(|numbers| numbers == 3)
}

/// Whether the text is a single version requirement, such as `0.1` or `=1.2.3`.
pub(super) fn is_requirement(text: &str) -> bool {
    let version = text.strip_prefix(['^', '~', '=']).unwrap_or(text);
    numbers_of(version).is_some_and(|numbers| numbers == 3 || !version.contains('-'))
}

/// The number of numeric components of a version; `None` if it isn't a version.
fn numbers_of(version: &str) -> Option<usize> {
    let (numbers, pre) = match version.split_once('-') {
        Some((numbers, pre)) => (numbers, Some(pre)),
        None => (version, None),
    };
    let is_number = |part: &str| {
        let canonical = part == "0" || !part.starts_with('0');
        canonical && part.bytes().all(|b| b.is_ascii_digit()) && part.parse::<u64>().is_ok()
    };
    let is_word = |part: &str| {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        let digits = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        !part.is_empty() && part.bytes().all(allowed) && (!digits || is_number(part))
    };
    let good = numbers.split('.').all(is_number)
        && pre.is_none_or(|pre| pre.split('.').all(is_word))
        && numbers.split('.').count() <= 3;
    good.then(|| numbers.split('.').count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crate_names_follow_cargo() {
        for good in ["lambda-types", "a", "S3_client2"] {
            assert_eq!(check_crate_name(good), Ok(()), "{good}");
        }
        for bad in ["", "1a", "a/b", "..", "a b", "ä", "core", "Weland-Core", "async"] {
            assert!(check_crate_name(bad).is_err(), "{bad}");
        }
        assert!(check_crate_name(&"a".repeat(65)).is_err());
    }

    #[test]
    fn versions_follow_semver() {
        let cases = [
            ("0.1", false, true),
            ("0.1.0", true, true),
            ("1.2.3-rc.1", true, true),
            ("=1.2.3", false, true),
            ("^1", false, true),
            ("1.2-rc", false, false),
            ("01.2.3", false, false),
            ("1.2.3.4", false, false),
            ("1..2", false, false),
            ("1.2.3-", false, false),
            ("", false, false),
            ("\"1\"", false, false),
            ("99999999999999999999.0.0", false, false),
        ];
        for (text, version, requirement) in cases {
            assert_eq!(is_version(text), version, "{text} as a version");
            assert_eq!(is_requirement(text), requirement, "{text} as a requirement");
        }
    }
}
