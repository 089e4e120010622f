//! Operations on paths as text, without access to the disk.

use std::path::{Component, Path, PathBuf};

/// The path without `.` and with `..` resolved by name alone.
pub(crate) fn normalize(path: &Path) -> PathBuf {
    let mut parts: Vec<Component<'_>> = Vec::new();
    for part in path.components() {
        match (part, parts.last()) {
            (Component::CurDir, _) | (Component::ParentDir, Some(Component::RootDir)) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.iter().collect()
}

/// The path for display: normalized, with `/` between its components; `.` if it is empty.
pub(crate) fn display(path: &Path) -> String {
    let normal = normalize(path);
    let mut text = String::new();
    for part in normal.components() {
        match part {
            Component::RootDir => text.push('/'),
            _ => {
                if !text.is_empty() && !text.ends_with('/') {
                    text.push('/');
                }
                text.push_str(&part.as_os_str().to_string_lossy());
            }
        }
    }
    if text.is_empty() { ".".into() } else { text }
}

/// The path relative to a folder, with `/` between its components. Both have to be absolute or
/// relative to the same folder.
pub(crate) fn relative(from: &Path, to: &Path) -> String {
    let (from, to) = (normalize(from), normalize(to));
    let shared = shared_parts(&from, &to);
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = to.components().skip(shared);
    let down = down.map(|part| part.as_os_str().to_string_lossy().into_owned());
    let parts: Vec<String> = up.chain(down).collect();
    if parts.is_empty() { ".".into() } else { parts.join("/") }
}

/// The path relative to the innermost folder that contains both paths, so that the result doesn't
/// depend on where that folder is.
pub(crate) fn relative_to_shared_folder(path: &Path, other: &Path) -> String {
    let (path, other) = (normalize(path), normalize(other));
    let shared: PathBuf = path.components().take(shared_parts(&path, &other)).collect();
    relative(&shared, &path)
}

fn shared_parts(a: &Path, b: &Path) -> usize {
    let pairs = a.components().zip(b.components());
    pairs.take_while(|(a, b)| a == b).count()
}

/// Whether a path leads to something below the folder it is relative to, by plain names alone.
pub(crate) fn is_plain(path: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && part != "." && part != "..";
    path.split('/').all(plain) && !path.contains(['\\', ':', '\0'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn display_resolves_dots_by_name() {
        let cases = [
            ("a/./b", "a/b"),
            ("a/../b", "b"),
            ("../a", "../a"),
            ("a/../../b", "../b"),
            ("/../a", "/a"),
            ("", "."),
            ("a/..", "."),
            ("/", "/"),
        ];
        for (path, expected) in cases {
            assert_eq!(display(Path::new(path)), expected, "{path}");
        }
    }

    #[test]
    fn relative_goes_up_to_the_shared_folder_and_down() {
        let cases = [
            ("/repo/generated/lambda-types", "/repo/crates", "../../crates"),
            ("/repo", "/repo/model/lambda", "model/lambda"),
            ("/a", "/a", "."),
            ("/a/b", "/", "../.."),
            ("model/../generated", "crates", "../crates"),
        ];
        for (from, to, expected) in cases {
            assert_eq!(relative(Path::new(from), Path::new(to)), expected);
        }
    }

    #[test]
    fn labels_do_not_depend_on_where_a_repository_lies() {
        let cases = [
            ("/x/repo/model/lambda", "/x/repo/generated", "model/lambda"),
            ("/y/model/lambda", "/y/generated", "model/lambda"),
            ("/y/api.smithy", "/y/generated", "api.smithy"),
            ("/y", "/y/generated", "."),
        ];
        for (path, other, expected) in cases {
            let label = relative_to_shared_folder(Path::new(path), Path::new(other));
            assert_eq!(label, expected);
        }
    }

    #[test]
    fn plain_paths_stay_below_their_folder() {
        for plain in ["a", "a/b.rs", "lambda-types/src/lib.rs"] {
            assert!(is_plain(plain), "{plain}");
        }
        for other in ["", "/a", "a//b", "../a", "a/..", "./a", "a/", "c:/x", "a\\b"] {
            assert!(!is_plain(other), "{other}");
        }
    }
}
