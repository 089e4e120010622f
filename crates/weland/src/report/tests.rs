use weland_model::{Diagnostic, Diagnostics, Severity, Sources, Span};

use super::{FileLocation, LocatedDiagnostic, Report, write_json, write_text};

fn text(report: &Report) -> String {
    let mut out = Vec::new();
    write_text(report, false, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn json(report: &Report) -> String {
    let mut out = Vec::new();
    write_json(report, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A report of one diagnostic for a text, made from the span of a word in it.
fn report(source: &str, word: &str, diagnostic: impl FnOnce(Span) -> Diagnostic) -> Report {
    let mut sources = Sources::default();
    let file = sources.add("model/a.smithy", source);
    let start = u32::try_from(source.find(word).unwrap()).unwrap();
    let end = start + u32::try_from(word.len()).unwrap();
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(diagnostic(Span::new(file, start, end)));
    let mut report = Report::default();
    report.add(diagnostics, &sources);
    report
}

#[test]
fn a_diagnostic_shows_its_line_label_and_help() {
    let report = report("namespace a\nstring ä, B\n", "B", |span| {
        Diagnostic::error("odd-name", span, "this name is odd")
            .label("here")
            .help("choose another")
            .related(span, "first seen here")
    });
    let expected = "\
error[odd-name]: this name is odd
 --> model/a.smithy:2:11
  |
2 | string ä, B
  |           ^ here
  |
  = help: choose another
note: first seen here
 --> model/a.smithy:2:11
  |
2 | string ä, B
  |           ^

";
    assert_eq!(text(&report), expected);
    let expected = concat!(
        r#"{"severity":"error","code":"odd-name","message":"this name is odd","#,
        r#""path":"model/a.smithy","line":2,"column":11,"endLine":2,"endColumn":12,"#,
        r#""label":"here","help":"choose another","related":[{"message":"first seen here","#,
        r#""path":"model/a.smithy","line":2,"column":11,"endLine":2,"endColumn":12}]}"#,
        "\n"
    );
    assert_eq!(json(&report), expected);
}

#[test]
fn diagnostics_without_a_line_are_text_alone() {
    let mut report = Report::default();
    let diagnostic = LocatedDiagnostic::error("not-found", "can't read `x`").help("look again");
    report.push(diagnostic.at(FileLocation::path("x")));
    assert_eq!(text(&report), "error[not-found]: can't read `x`\n |\n = help: look again\n\n");
    let expected = concat!(
        r#"{"severity":"error","code":"not-found","message":"can't read `x`","path":"x","#,
        r#""help":"look again"}"#,
        "\n"
    );
    assert_eq!(json(&report), expected);
}

#[test]
fn a_place_of_many_lines_shows_the_first() {
    let report = report("a {\n  b\n}\n", "{\n  b\n}", |span| Diagnostic::warning("w", span, "many lines"));
    assert!(text(&report).contains("1 | a {\n  |   ^\n"));
    assert!(json(&report).contains(r#""line":1,"column":3,"endLine":3,"endColumn":2"#));
}

#[test]
fn very_long_lines_are_named_but_not_shown() {
    let source = format!("{}wrong", " ".repeat(5000));
    let report = report(&source, "wrong", |span| Diagnostic::error("e", span, "bad").label("this"));
    let text = text(&report);
    assert!(text.contains("--> model/a.smithy:1:5001"), "{text}");
    assert!(text.contains("note: this"), "{text}");
    assert!(text.len() < 200, "{text}");
}

#[test]
fn control_characters_of_a_model_do_not_reach_the_terminal() {
    let report = report("a \u{1b}[31m\u{202e}b\n", "b", |span| {
        Diagnostic::error("e", span, "one\ntwo \u{1b}[0m")
            .label("l\u{1b}")
            .help("h\u{1b}\nnext")
            .related(span, "r\u{1b}")
    });
    let text = text(&report);
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'));
    assert!(text.starts_with("error[e]: one two "));
}

#[test]
fn odd_spans_do_not_panic() {
    for source in ["", "a", "ä\n", "\n\n", "a\tb\r\n", "日本語", "a\u{0}b"] {
        for start in 0..8 {
            for end in 0..8 {
                let mut sources = Sources::default();
                let file = sources.add("x", source);
                let mut diagnostics = Diagnostics::new();
                let span = Span::new(file, start, end);
                diagnostics.push(Diagnostic::error("e", span, "m").label("l"));
                let mut report = Report::default();
                report.add(diagnostics, &sources);
                assert!(text(&report).contains("error[e]: m"));
                assert!(json(&report).contains(r#""path":"x""#));
            }
        }
    }
}

#[test]
fn severities_are_named_and_counted() {
    let mut report = Report::default();
    let severities = [Severity::Note, Severity::Warning, Severity::Danger, Severity::Error, Severity::Error];
    for severity in severities {
        let mut diagnostic = LocatedDiagnostic::error("c", "m");
        diagnostic.severity = severity;
        report.push(diagnostic);
    }
    assert_eq!(report.counts(), "2 errors, 1 danger, 1 warning, 1 note");
    let text = text(&report);
    for start in ["note[c]: m", "warning[c]: m", "danger[c]: m", "error[c]: m"] {
        assert!(text.contains(start), "{text}");
    }
    assert_eq!(Report::default().counts(), "");
}

#[test]
fn colours_are_only_used_when_asked_for() {
    let mut report = Report::default();
    report.push(LocatedDiagnostic::error("c", "m"));
    let mut out = Vec::new();
    write_text(&report, true, &mut out).unwrap();
    assert!(out.contains(&0x1b));
    assert!(!text(&report).contains('\u{1b}'));
}

fn sarif(report: &Report) -> serde_json::Value {
    let mut out = Vec::new();
    super::write_sarif(report, &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

#[test]
fn sarif_has_rules_and_places() {
    let report = report("namespace a\nstring 😀, B\n", "B", |span| {
        Diagnostic::error("unresolved-target", span, "no such name")
            .label("here")
            .help("choose another")
            .related(span, "first seen here")
    });
    let log = sarif(&report);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let driver = &run["tool"]["driver"];
    assert_eq!((&driver["name"], &driver["rules"][0]["id"]), (&"weland".into(), &"unresolved-target".into()));
    assert!(driver["rules"][0]["shortDescription"]["text"].as_str().unwrap().ends_with('.'));
    let help = &driver["rules"][0]["help"];
    assert!(help["markdown"].as_str().unwrap().starts_with("# unresolved-target\n"));
    assert!(help["text"].as_str().unwrap().contains("## Right"));
    let location = serde_json::json!({
        "artifactLocation": { "uri": "model/a.smithy", "uriBaseId": "%SRCROOT%" },
        "region": { "startLine": 2, "startColumn": 11, "endLine": 2, "endColumn": 12 },
    });
    let expected = serde_json::json!([{
        "ruleId": "unresolved-target",
        "ruleIndex": 0,
        "level": "error",
        "message": { "text": "no such name\nchoose another" },
        "locations": [{ "physicalLocation": location, "message": { "text": "here" } }],
        "relatedLocations": [{ "id": 1, "physicalLocation": location, "message": { "text": "first seen here" } }],
    }]);
    assert_eq!(run["results"], expected);
}

#[test]
fn sarif_without_diagnostics_has_results_all_the_same() {
    let log = sarif(&Report::default());
    assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
    assert_eq!(log["runs"][0]["tool"]["driver"]["rules"], serde_json::json!([]));
}

#[test]
fn sarif_levels_and_rule_indexes_fit_the_diagnostics() {
    let mut report = Report::default();
    let severities = [(Severity::Note, "b"), (Severity::Warning, "a"), (Severity::Danger, "b"), (Severity::Error, "c")];
    for (severity, code) in severities {
        let mut diagnostic = LocatedDiagnostic::error(code, "m");
        diagnostic.severity = severity;
        report.push(diagnostic);
    }
    let log = sarif(&report);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let levels: Vec<&str> = results.iter().map(|result| result["level"].as_str().unwrap()).collect();
    assert_eq!(levels, ["note", "warning", "warning", "error"]);
    let rules = &log["runs"][0]["tool"]["driver"]["rules"];
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(result.get("locations").is_none());
    }
}

#[test]
fn sarif_paths_are_uris() {
    let cases = [
        ("a b/ä:1.smithy", "a%20b/%C3%A4%3A1.smithy", Some("%SRCROOT%")),
        ("../x.smithy", "../x.smithy", Some("%SRCROOT%")),
        ("<stdin>", "%3Cstdin%3E", Some("%SRCROOT%")),
        ("/srv/a#b.smithy", "file:///srv/a%23b.smithy", None),
    ];
    for (path, uri, base) in cases {
        let mut report = Report::default();
        report.push(LocatedDiagnostic::error("c", "m").at(FileLocation::path(path)));
        let log = sarif(&report);
        let location = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(location["artifactLocation"]["uri"], uri);
        assert_eq!(location["artifactLocation"].get("uriBaseId").and_then(|base| base.as_str()), base);
        assert!(location.get("region").is_none());
    }
}
