//! What definitions of traits say of changes, in `breakingChanges` and in tags, decides how bad a change is.

#![allow(clippy::unwrap_used, clippy::panic)]

use weland_diff::{Change, RustCode, diff};
use weland_model::{Model, Severity};
use weland_smithy::Loader;

/// A model with a trait that is defined like this, and a shape with it, unless the application is empty.
fn model(definition: &str, application: &str) -> Model {
    let text = format!("$version: \"2\"\nnamespace a\n\n{definition}\n\n{application}\nstring Text\n");
    let mut loader = Loader::new();
    loader.add("a.smithy", text.as_str());
    let (model, diagnostics) = loader.load();
    assert!(!diagnostics.has_errors(), "{text}: {:?}", diagnostics.into_sorted());
    model
}

fn changes(definition: &str, old: &str, new: &str) -> Vec<Change> {
    diff(&model(definition, old), &model(definition, new), RustCode::default())
}

/// Severities, with what is shown of the trait.
fn found(definition: &str, old: &str, new: &str) -> Vec<(Severity, String)> {
    let changes = changes(definition, old, new);
    assert!(changes.iter().all(|change| change.code == "trait-changed" && change.subject == "a#Text"), "{changes:?}");
    changes.into_iter().map(|change| (change.severity, change.message)).collect()
}

#[track_caller]
fn expect(definition: &str, old: &str, new: &str, expected: &[(Severity, &str)]) {
    let found = found(definition, old, new);
    let found: Vec<(Severity, &str)> = found.iter().map(|(severity, message)| (*severity, message.as_str())).collect();
    assert_eq!(found, expected, "{definition}: {old} -> {new}");
}

fn rules(rules: &str) -> String {
    format!(
        "@trait(breakingChanges: [{rules}])\nstructure owner {{ name: String, team: Team }}\nstructure Team {{ size: Integer }}"
    )
}

const NONE: &str = "";
const ANN: &str = "@owner(name: \"Ann\")";
const BOB: &str = "@owner(name: \"Bob\")";

#[test]
fn a_rule_holds_for_the_change_that_it_names() {
    let got = "`a#Text` got the trait `a#owner` {name: \"Ann\"}";
    let lost = "`a#Text` lost the trait `a#owner` {name: \"Ann\"}";
    let other = "the trait `a#owner` of `a#Text` changed from {name: \"Ann\"} to {name: \"Bob\"}";
    let steps = [(NONE, ANN, got), (ANN, NONE, lost), (ANN, BOB, other)];
    // Which steps a word is about: additions, removals, other values.
    let words = [
        ("add", [true, false, false]),
        ("remove", [false, true, false]),
        ("update", [false, false, true]),
        ("presence", [true, true, false]),
        ("any", [true, true, true]),
    ];
    for (word, meant) in words {
        for ((old, new, message), is_meant) in steps.iter().zip(meant) {
            let severity = if is_meant { Severity::Error } else { Severity::Note };
            expect(&rules(&format!("{{ change: \"{word}\" }}")), old, new, &[(severity, message)]);
        }
    }
}

#[test]
fn a_rule_has_a_severity_and_a_message() {
    for (word, severity) in [
        ("NOTE", Severity::Note),
        ("WARNING", Severity::Warning),
        ("DANGER", Severity::Danger),
        ("ERROR", Severity::Error),
    ] {
        let definition = rules(&format!("{{ change: \"update\", severity: \"{word}\", message: \"Ask them.\" }}"));
        let changes = changes(&definition, ANN, BOB);
        assert_eq!((changes.len(), changes[0].severity), (1, severity));
        assert_eq!(changes[0].help.as_deref(), Some("Ask them."));
        assert_eq!(changes[0].reference.as_deref(), Some("TraitBreakingChange.Update.a#owner"));
    }
}

#[test]
fn a_rule_with_a_path_is_about_a_part_of_the_value() {
    let definition = rules("{ path: \"/team/size\", change: \"any\" }");
    let sized = |size: u8| format!("@owner(name: \"Ann\", team: {{ size: {size} }})");
    expect(
        &definition,
        &sized(1),
        &sized(2),
        &[(Severity::Error, "the trait `a#owner` (`/team/size`) of `a#Text` changed from 1 to 2")],
    );
    expect(&definition, ANN, &sized(2), &[(Severity::Error, "`a#Text` got the trait `a#owner` (`/team/size`) 2")]);
    // Another part may be what it likes.
    expect(
        &definition,
        ANN,
        BOB,
        &[(Severity::Note, "the trait `a#owner` of `a#Text` changed from {name: \"Ann\"} to {name: \"Bob\"}")],
    );
    // If all of it is gone, that is said of the whole.
    expect(&definition, ANN, NONE, &[(Severity::Note, "`a#Text` lost the trait `a#owner` {name: \"Ann\"}")]);
}

#[test]
fn parts_of_lists_and_maps_are_found() {
    let definition = "@trait(breakingChanges: [{ path: \"/names/member\", change: \"update\" }, { path: \"/ages/value\", change: \
                      \"remove\" }])\nstructure owner { names: Names, ages: Ages }\nlist Names { member: String }\nmap Ages { key: \
                      String, value: Integer }";
    expect(
        definition,
        "@owner(names: [\"a\", \"b\"], ages: { x: 1, y: 2 })",
        "@owner(names: [\"a\", \"c\", \"d\"], ages: { y: 3 })",
        &[
            (Severity::Error, "`a#Text` lost the trait `a#owner` (`/ages/x`) 1"),
            (Severity::Error, "the trait `a#owner` (`/names/1`) of `a#Text` changed from \"b\" to \"c\""),
        ],
    );
}

#[test]
fn tags_say_the_same_in_older_models() {
    let steps = [(NONE, ANN), (ANN, NONE), (ANN, BOB)];
    let tags = [
        ("diff.error.add", Severity::Error, [true, false, false]),
        ("diff.danger.remove", Severity::Danger, [false, true, false]),
        ("diff.warning.update", Severity::Warning, [false, false, true]),
        ("diff.error.const", Severity::Error, [true, true, true]),
        // Neither a kind nor a level that is known.
        ("diff.error.often", Severity::Error, [false, false, false]),
        ("diff.grave.add", Severity::Error, [false, false, false]),
    ];
    for (tag, severity, meant) in tags {
        let definition = format!("@trait\n@tags([\"{tag}\"])\nstructure owner {{ name: String }}");
        // Tags that say nothing are none, so that a trait that is gone is worth a look.
        let is_known = meant.contains(&true);
        for ((old, new), is_meant) in steps.iter().zip(meant) {
            let without = if !is_known && new.is_empty() { Severity::Warning } else { Severity::Note };
            let severities: Vec<Severity> =
                found(&definition, old, new).into_iter().map(|(severity, _)| severity).collect();
            assert_eq!(severities, [if is_meant { severity } else { without }], "{tag}: {old} -> {new}");
        }
    }
    let definition = "@trait\n@tags([\"diff.error.add\"])\nstructure owner { name: String }";
    assert_eq!(changes(definition, NONE, ANN)[0].reference.as_deref(), Some("ModifiedTrait.Add.a#owner"));
}

#[test]
fn tags_of_members_are_about_parts_of_the_value() {
    let definition = "@trait\n@tags([\"diff.contents\"])\nstructure owner {\n    @tags([\"diff.danger.update\"])\n    name: \
                      String\n\n    @tags([\"diff.error.add\"])\n    team: String\n\n    teams: Teams\n}\n\nlist Teams {\n    \
                      @tags([\"diff.warning.remove\"])\n    member: String\n}";
    expect(
        definition,
        "@owner(name: \"Ann\", teams: [\"x\", \"y\"])",
        "@owner(name: \"Bob\", team: \"t\", teams: [\"x\"])",
        &[
            (Severity::Error, "`a#Text` got the trait `a#owner` (`/team`) \"t\""),
            (Severity::Warning, "`a#Text` lost the trait `a#owner` (`/teams/1`) \"y\""),
            (Severity::Danger, "the trait `a#owner` (`/name`) of `a#Text` changed from \"Ann\" to \"Bob\""),
        ],
    );
}

#[test]
fn without_a_rule_a_trait_that_is_gone_is_worth_a_look() {
    let definition = "@trait\nstructure owner { name: String }";
    for (old, new, severity) in
        [(NONE, ANN, Severity::Note), (ANN, BOB, Severity::Note), (ANN, NONE, Severity::Warning)]
    {
        assert_eq!(found(definition, old, new)[0].0, severity, "{old} -> {new}");
    }
}

#[test]
fn values_that_nest_deeply_or_in_circles_end() {
    let definition = "@trait\n@tags([\"diff.contents\"])\nstructure owner { part: Part }\n\nstructure Part {\n    \
                      @tags([\"diff.error.update\"])\n    name: String\n\n    @tags([\"diff.contents\"])\n    part: Part\n}";
    let nested =
        |name: &str, depth: usize| format!("@owner({}name: \"{name}\"{})", "part: {".repeat(depth), "}".repeat(depth));
    let deep = |depth| found(definition, &nested("Ann", depth), &nested("Bob", depth));
    assert_eq!(deep(3)[0].0, Severity::Error, "{:?}", deep(3));
    assert!(deep(3)[0].1.contains("(`/part/part/part/name`)"), "{:?}", deep(3));
    assert_eq!(deep(100)[0].0, Severity::Note, "what is too deep is no breaking change");
}
