use std::io::Write as _;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

const MODEL: &str = "$version: \"2\"\nnamespace a\nstring A\n";

/// An archive with these files.
fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in files {
        writer.start_file(*path, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// An archive with a manifest and two models.
fn small() -> Vec<u8> {
    zip(&[
        ("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n"),
        ("META-INF/smithy/manifest", "# models\r\n\r\na.smithy\nb/c.json\n"),
        ("META-INF/smithy/b/c.json", "{}"),
        ("META-INF/smithy/a.smithy", MODEL),
        ("META-INF/smithy/unlisted.smithy", "garbage"),
    ])
}

/// The problem of an archive as a whole, or the diagnostics of its parts.
fn problems(bytes: &[u8]) -> Vec<String> {
    match read("x.jar", bytes) {
        Err(problem) => vec![shown(&problem.diagnostic(Path::new("x.jar")))],
        Ok(models) => models.unwrap_or_default().diagnostics.iter().map(shown).collect(),
    }
}

fn shown(diagnostic: &LocatedDiagnostic) -> String {
    assert!(diagnostic.help.is_some() && diagnostic.location.is_some(), "{diagnostic:?}");
    format!("{}: {}", diagnostic.code, diagnostic.message)
}

#[test]
fn models_that_the_manifest_lists_are_read() {
    let models = read("lib/x.jar", &small()).ok().flatten().unwrap();
    assert!(models.diagnostics.is_empty());
    let expected = [("lib/x.jar!/META-INF/smithy/a.smithy", MODEL), ("lib/x.jar!/META-INF/smithy/b/c.json", "{}")];
    assert_eq!(models.files, expected.map(|(name, text)| (name.to_owned(), text.to_owned())));
}

#[test]
fn without_a_manifest_there_are_no_models() {
    let bytes = zip(&[("META-INF/smithy/a.smithy", MODEL)]);
    assert!(read("x.jar", &bytes).ok().unwrap().is_none());
}

#[test]
fn lines_of_a_manifest_stay_in_the_archive() {
    let path = "invalid line in the manifest of an archive: the path has an empty part, `.` or `..`";
    let character = "invalid line in the manifest of an archive: the path has a character that is not allowed";
    let file = "invalid line in the manifest of an archive: it isn't a .smithy or .json file";
    let missing = "invalid line in the manifest of an archive: the archive doesn't have this file";
    let cases = [
        ("/etc/a.smithy", path),
        ("../a.smithy", path),
        ("b/../../../a.smithy", path),
        ("./a.smithy", path),
        ("b//a.smithy", path),
        ("b/", path),
        ("..\\a.smithy", character),
        ("c:a.smithy", character),
        ("a b.smithy", character),
        ("%2e%2e.smithy", character),
        ("ä.smithy", character),
        ("a\u{1}.smithy", character),
        ("other.jar", file),
        ("a.class", file),
        ("smithy", file),
        ("missing.smithy", missing),
    ];
    for (line, expected) in cases {
        let manifest = format!("# one\r\n\na.smithy\n{line}\n");
        let bytes = zip(&[("META-INF/smithy/manifest", &manifest), ("META-INF/smithy/a.smithy", MODEL)]);
        let models = read("x.jar", &bytes).ok().flatten().unwrap();
        assert_eq!(models.files.len(), 1, "{line}");
        let [diagnostic] = &*models.diagnostics else { panic!("{line}: {:?}", models.diagnostics) };
        assert_eq!((diagnostic.code, &*diagnostic.message), ("invalid-manifest", expected), "{line}");
        let place = diagnostic.location.as_ref().unwrap();
        let number = place.range.as_ref().unwrap().start.line;
        assert_eq!((&*place.path, number), ("x.jar!/META-INF/smithy/manifest", 4), "{line}");
    }
}

#[test]
fn a_line_that_is_repeated_counts_once() {
    let bytes = zip(&[("META-INF/smithy/manifest", "a.smithy\na.smithy"), ("META-INF/smithy/a.smithy", MODEL)]);
    let models = read("x.jar", &bytes).ok().flatten().unwrap();
    assert_eq!((models.files.len(), models.diagnostics.len()), (1, 0));
}

#[test]
fn a_cut_off_archive_is_an_error_wherever_it_ends() {
    let whole = small();
    for length in 0..whole.len() {
        let problems = problems(&whole[..length]);
        assert!(problems[0].starts_with("broken-archive: can't read `x.jar`: "), "{length}: {problems:?}");
    }
}

#[test]
fn no_changed_byte_makes_reading_fail_otherwise_than_with_diagnostics() {
    let whole = small();
    for index in 0..whole.len() {
        for change in [0x01, 0x80, 0xff] {
            let mut bytes = whole.clone();
            bytes[index] ^= change;
            for problem in problems(&bytes) {
                let code = problem.split(':').next().unwrap();
                let known = ["broken-archive", "invalid-manifest", "not-utf-8"];
                assert!(known.contains(&code), "byte {index}: {problem}");
            }
        }
    }
}

#[test]
fn data_that_differs_from_its_checksum_is_an_error() {
    let mut bytes = zip(&[("META-INF/smithy/manifest", "a.smithy")]);
    let at = bytes.windows(8).position(|window| window == b"manifest").unwrap() + 9;
    bytes[at] ^= 1;
    let expected = "broken-archive: can't read `x.jar!/META-INF/smithy/manifest`: ";
    assert!(problems(&bytes)[0].starts_with(expected), "{:?}", problems(&bytes));
}

/// Sets bytes at an offset in the header that precedes each name, in the directory and before the data.
fn patch(bytes: &mut [u8], name: &str, (local, central): (usize, usize), value: &[u8]) {
    let places: Vec<usize> =
        (0..bytes.len()).filter(|&at| bytes[at..].starts_with(name.as_bytes())).filter(|&at| at >= 46).collect();
    let first = (0..bytes.len()).find(|&at| bytes[at..].starts_with(name.as_bytes())).unwrap();
    let last = *places.last().unwrap();
    bytes[first - 30 + local..][..value.len()].copy_from_slice(value);
    bytes[last - 46 + central..][..value.len()].copy_from_slice(value);
}

#[test]
fn encrypted_models_and_unknown_compression_are_told() {
    let name = "META-INF/smithy/a.smithy";
    let mut bytes = small();
    patch(&mut bytes, name, (6, 8), &[1, 0]);
    assert_eq!(problems(&bytes), ["broken-archive: can't read `x.jar!/META-INF/smithy/a.smithy`: it is encrypted"]);
    let mut bytes = small();
    patch(&mut bytes, name, (8, 10), &[14, 0]);
    let expected =
        "broken-archive: can't read `x.jar!/META-INF/smithy/a.smithy`: its compression method is not supported";
    assert_eq!(problems(&bytes), [expected]);
}

#[test]
fn a_claimed_size_takes_no_memory() {
    for size in [u32::MAX - 1, 1 << 31, 0] {
        let mut bytes = small();
        patch(&mut bytes, "META-INF/smithy/a.smithy", (22, 24), &size.to_le_bytes());
        for problem in problems(&bytes) {
            assert!(problem.starts_with("broken-archive: "), "{problem}");
        }
    }
}

#[test]
fn a_file_that_is_there_twice_is_an_error() {
    let mut bytes = zip(&[
        ("META-INF/smithy/manifest", "a.smithy"),
        ("META-INF/smithy/a.smithy", MODEL),
        ("META-INF/smithy/b.smithy", MODEL),
    ]);
    let twin = b"META-INF/smithy/b.smithy";
    for at in 0..bytes.len() - twin.len() {
        if bytes[at..].starts_with(twin) {
            bytes[at + 16] = b'a';
        }
    }
    let expected = "broken-archive: can't read `x.jar`: it has two files of one name";
    assert_eq!(problems(&bytes), [expected]);
}

#[test]
fn what_is_unpacked_is_bounded() {
    let zeros = " ".repeat(1 << 20);
    let bytes = zip(&[
        ("META-INF/smithy/manifest", "a.smithy\nb.smithy\nc.smithy"),
        ("META-INF/smithy/a.smithy", &zeros),
        ("META-INF/smithy/b.smithy", &zeros),
        ("META-INF/smithy/c.smithy", &zeros),
    ]);
    assert!(bytes.len() < 8192, "{}", bytes.len());
    let models = read_within("x.jar", &bytes, (1 << 20) + (1 << 19)).ok().flatten().unwrap();
    assert_eq!(models.files.len(), 1);
    let codes: Vec<&str> = models.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, ["too-large", "too-large"]);
}

#[test]
fn the_number_of_files_is_bounded() {
    let bytes = ENTRY.repeat(MAX_FILES + 1);
    assert_eq!(problems(&bytes), ["too-large: can't read `x.jar`: it has more than 131072 files"]);
}
