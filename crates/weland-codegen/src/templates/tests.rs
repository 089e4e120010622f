use minijinja::context;
use weland_model::Sources;

use super::*;

/// What a template renders to, and the diagnostics as `line:column-column: message; help`.
fn rendered(text: &str) -> (String, Vec<String>) {
    let mut sources = Sources::default();
    let file = sources.add("templates/README.md.jinja", text);
    let mut templates = Templates::default();
    assert!(templates.replace("README.md.jinja", file, text));
    let variables = context! { name => "a \"b\"", features => ["x", "y"], example => None::<String> };
    let mut diagnostics = Diagnostics::new();
    let text = render(&templates.find("client", "README.md"), &variables, &mut diagnostics);
    let line = |diagnostic: Diagnostic| {
        let span = diagnostic.span.unwrap();
        let (path, start) = sources.locate(span).unwrap();
        assert_eq!((path, diagnostic.code), ("templates/README.md.jinja", "invalid-template"));
        let end = start.column + span.end - span.start;
        let (message, help) = (diagnostic.message, diagnostic.help.unwrap());
        format!("{}:{}-{end}: {message}; {help}", start.line, start.column)
    };
    (text, diagnostics.into_sorted().into_iter().map(line).collect())
}

#[test]
fn templates_are_rendered() {
    let cases = [
        ("# {{ name }}\n", "# a \"b\"\n"),
        ("{{ name | toml }}", r#""a \"b\"""#),
        ("{% for it in features %}{{ loop.index }}{{ it }} {% endfor %}", "1x 2y "),
        ("{% if example %}{{ example }}{% else %}none{% endif %}", "none"),
        ("{% for n in range(3) %}{{ n }}{% endfor %}", "012"),
        ("{# {{ oops }} #}<b>", "<b>"),
        ("", ""),
    ];
    for (template, expected) in cases {
        assert_eq!(rendered(template), (expected.to_owned(), Vec::new()), "{template}");
    }
}

#[test]
fn mistakes_have_a_place_and_nothing_is_rendered() {
    let steps = "{% for a in range(9999) %}{% for b in range(9999) %}{{ b }}{% endfor %}{% endfor %}";
    let cases = [
        ("# x\n{{ nmae }}", "2:4-8: templates have no variable `nmae`; did you mean `name`?"),
        ("nope {{ name.nope }} {% if nope %}{% endif %}", "1:28-32: templates have no variable `nope`; there are"),
        ("{% if example %}{{ hidden }}{% endif %}", "1:20-26: templates have no variable `hidden`"),
        ("a\n  {{ name\n", "2:3-10: the template can't be rendered: "),
        ("a\n  {% if name %}", "2:3-16: the template can't be rendered: "),
        ("{{ name | tolm }}", "1:1-18: the template can't be rendered: "),
        ("{{ name.first }}", "1:1-17: the template can't be rendered: a value that does not exist is used"),
        (steps, "1:1-84: the template can't be rendered: it takes too many steps"),
        ("{% include 'Cargo.toml.jinja' %}", "1:1-33: the template can't be rendered: "),
    ];
    for (template, expected) in cases {
        let (text, found) = rendered(template);
        assert_eq!((&*text, found.len()), ("", 1), "{template}: {found:?}");
        assert!(found[0].starts_with(expected), "{template}: {found:?}");
    }
}

#[test]
fn a_template_of_a_kind_comes_before_one_for_all_and_before_the_default() {
    let file = Sources::default().add("", "");
    let mut templates = Templates::default();
    assert!(templates.find("client", "README.md").file.is_none());
    assert!(templates.replace("README.md.jinja", file, "all"));
    assert!(templates.replace("client/README.md.jinja", file, "client"));
    assert_eq!(templates.find("client", "README.md").text, "client");
    assert_eq!(templates.find("server", "README.md").text, "all");
    assert_eq!(templates.find("client", "Cargo.toml").text, MANIFEST);
    assert_eq!(templates.find("client", "rustfmt.toml").text, RUSTFMT);
}

#[test]
fn only_manifests_and_readmes_have_templates() {
    let file = Sources::default().add("", "");
    let names = Templates::names();
    assert_eq!(names.len(), 10);
    for name in
        ["README.md", "rustfmt.toml.jinja", "../README.md.jinja", "client/../Cargo.toml.jinja", "lib.rs.jinja", ""]
    {
        assert!(!Templates::default().replace(name, file, ""), "{name}");
    }
    assert!(names.iter().all(|name| Templates::default().replace(name, file, "")));
}
