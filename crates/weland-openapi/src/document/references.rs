//! The files that a document refers to.

use super::reference::{Reference, join};

/// The key of references.
const KEY: &str = "$ref";

/// The paths of the files that a file refers to with `$ref`, in the form of the file's own path, each once and in order.
///
/// The text is searched, not parsed, so that large files are not parsed twice. So there may be paths among these that
/// stand in examples or texts: a file that does not exist is to be passed over here, and is reported if it is needed.
#[must_use]
pub fn references(path: &str, text: &str) -> Vec<String> {
    let mut paths: Vec<String> = memchr::memmem::find_iter(text.as_bytes(), KEY)
        .filter_map(|at| value_behind(text.get(at + KEY.len()..)?))
        .filter_map(|value| {
            let value = value.replace("\\/", "/");
            match Reference::new(&value) {
                Reference::Local { path: relative, .. } if !relative.is_empty() => Some(join(path, &relative)),
                _ => None,
            }
        })
        .collect();
    paths.sort_unstable();
    paths.dedup();
    paths.retain(|found| found != path);
    paths
}

/// The string behind a key, which may end in a quote; `None` if it refers to the file itself.
fn value_behind(rest: &str) -> Option<&str> {
    let rest = rest.strip_prefix(['"', '\'']).unwrap_or(rest).trim_start();
    let value = rest.strip_prefix(':')?.trim_start();
    match value.chars().next()? {
        '#' => None,
        quote @ ('"' | '\'') => {
            let value = value.get(1..)?.split([quote, '\n']).next()?;
            (!value.starts_with('#')).then_some(value)
        }
        _ => value.split([',', '}', '\n', '\r']).next()?.split(" #").next().map(str::trim_end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_in_json_and_yaml() {
        let json = r##"{"a": {"$ref": "#/b"}, "c": {"$ref":"pet.json#/Pet"}, "d": {"$ref" : "..\/x.json"}}"##;
        assert_eq!(references("m/api.json", json), ["m/pet.json", "x.json"]);
        let yaml = "a: {$ref: pet.yaml}\nb:\n  $ref: './c.yaml#/C' # why\nc:\n  $ref: \"d.yaml\"\nd:\n  $ref: e.yaml # x\n\
                    e:\n  '$ref': '#/f'\nf:\n  $ref:\n    type: string\ng: {$ref: api.yaml#/a}\nh: {$ref: https://x.example}\n";
        let found = references("api.yaml", yaml);
        assert_eq!(found, ["c.yaml", "d.yaml", "e.yaml", "pet.yaml"]);
    }
}
