use super::circles;
use crate::repo::{Package, TextFile};
use crate::tidy::modules::read_crates;
use crate::tidy::{Problem, Tree};

/// The problems of a crate `a` with these files in its `src`, and its circles.
fn read(files: &[(&str, &str)]) -> (Vec<Problem>, Vec<String>) {
    let package = Package {
        name: "a".to_owned(),
        folder: "crates/a".to_owned(),
        crate_roots: vec!["crates/a/src/lib.rs".to_owned()],
        dependencies: Vec::new(),
        lacks: Vec::new(),
    };
    let files =
        files.iter().map(|(path, text)| TextFile { path: format!("crates/a/src/{path}"), text: (*text).to_owned() });
    let tree = Tree { packages: vec![package], files: files.collect(), here: None };
    let (crates, problems) = read_crates(&tree);
    let found = crates.iter().flat_map(circles);
    (problems, found.map(|problem| format!("{}: {}", problem.place, problem.message)).collect())
}

fn found(files: &[(&str, &str)]) -> Vec<String> {
    let (problems, circles) = read(files);
    assert_eq!(problems, [], "{files:?}");
    circles
}

#[test]
fn a_circle_is_found_with_the_lines_that_make_it() {
    let files = [
        ("lib.rs", "mod one;\nmod two;\n"),
        ("one.rs", "use crate::two::Two;\n\npub struct One(Two);\n"),
        ("two.rs", "pub struct Two;\n\nfn f() {\n    super::one::One::make();\n}\n"),
    ];
    let expected = "crates/a/src/lib.rs: modules in a circle: one → (crates/a/src/one.rs:1 uses `crate::two::Two`) \
                    two → (crates/a/src/two.rs:4 uses `super::one::One::make`) one";
    assert_eq!(found(&files), [expected]);
}

#[test]
fn a_folder_counts_with_everything_below_it() {
    let files = [
        ("lib.rs", "mod one;\nmod two;\n"),
        ("one/mod.rs", "mod deep;\n"),
        ("one/deep.rs", "mod deeper { pub struct Deep(crate::two::Two); }\n"),
        ("two.rs", "pub struct Two;\nuse crate::one::deep::deeper::Deep;\n"),
    ];
    assert_eq!(found(&files).len(), 1);
    let nested = [
        ("lib.rs", "mod one;\n"),
        ("one.rs", "mod a;\nmod b;\n"),
        ("one/a.rs", "use super::b::B;\npub struct A;\n"),
        ("one/b.rs", "use super::a::A;\npub struct B;\n"),
    ];
    assert!(found(&nested)[0].starts_with("crates/a/src/one.rs: "));
}

#[test]
fn all_ways_to_name_an_item_count() {
    let ways = [
        "use crate::one::One;",
        "use crate::one::{self, One as Other};",
        "use super::one::*;\nfn f(_: One) {}",
        "use crate::one;\nfn f(_: one::One) {}",
        "fn f() { use super::one::One; }",
        "fn f<T>() where T: AsRef<crate::one::One> {}",
        "fn f() { let x = [crate::one::one()]; }",
        "fn f() { println!(\"{}\", crate::one::one()); }",
        "fn f() { drop(vec![(1, super::one::one())]); }",
        "impl Two { fn f(x: u8) { if let crate::one::LIMIT = x {} } }",
        // Names that others export again, or import for themselves.
        "use crate::Again;",
        "use super::hub::Renamed;",
        "use super::hub::inner::One;",
        "use super::*;\nfn f(_: Again) {}",
        "fn f(_: crate::hub::one::One) {}",
    ];
    for way in ways {
        let files = [
            ("lib.rs", "mod hub;\nmod one;\nmod two;\npub use one::One as Again;\n"),
            (
                "hub.rs",
                "pub use super::one;\npub use super::one::One as Renamed;\npub mod inner { pub use crate::one::*; }\n",
            ),
            ("one.rs", "pub struct One(crate::two::Two);\npub fn one() {}\npub const LIMIT: u8 = 1;\n"),
            ("two.rs", &format!("pub struct Two;\n{way}\n")),
        ];
        let found = found(&files);
        assert_eq!(found.len(), 1, "{way}: {found:?}");
        assert!(found[0].contains("two → (crates/a/src/two.rs:"), "{way}: {found:?}");
    }
}

#[test]
fn other_uses_are_no_circle() {
    let innocent = [
        // What the parent defines.
        "use crate::Shared;\nuse super::share;",
        // A name that is the parent's although a sibling exports it, too.
        "use super::hub::Shared;",
        // What only tests compile.
        "#[cfg(test)]\nuse crate::one::One;",
        "#[cfg(test)]\nmod tests { use crate::one::One; }",
        "#[cfg(all(test, unix))]\nfn f(_: crate::one::One) {}",
        "#[test]\nfn f() { crate::one::one(); }",
        "impl Two { #[cfg(test)] fn f(_: crate::one::One) {} }",
        // Names of other crates, of this module and of its children.
        "use ::one::One;",
        "mod one { pub struct One; }\nuse self::one::One;",
        "enum E { One }\nuse E::One;",
        // Comments, texts, macros.
        "/// [`crate::one::One`]\nfn f() { let _ = \"crate::one::One\"; }",
        "macro_rules! m { () => { $crate::one::one() } }",
        // A module by itself is no item.
        "use crate::one;",
    ];
    for way in innocent {
        let files = [
            ("lib.rs", "mod hub;\nmod one;\nmod two;\npub struct Shared;\nfn share() { two::go() }\n"),
            ("hub.rs", "pub use super::Shared;\nuse super::two::Two;\n"),
            ("one.rs", "pub struct One(crate::two::Two);\npub fn one() {}\n"),
            ("two.rs", &format!("pub struct Two;\npub fn go() {{}}\n{way}\n")),
        ];
        assert_eq!(found(&files), Vec::<String>::new(), "{way}");
    }
}

#[test]
fn the_shortest_way_round_is_told_and_all_that_hang_together() {
    let files = [(
        "lib.rs",
        "mod a { use crate::b::B; use crate::d::D; pub struct A; }\nmod b { use crate::c::C; pub struct B; }\nmod c { use crate::a::A; pub struct C; }\nmod d { use crate::a::A; pub struct D; }\nmod e { use crate::a::A; }\n",
    )];
    let found = found(&files);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("circle: a → (crates/a/src/lib.rs:1 uses `crate::d::D`) d → "), "{found:?}");
    assert!(found[0].ends_with(" a; 4 modules hang together: a, b, c, d"), "{found:?}");
}

#[test]
fn two_circles_beside_each_other_are_two() {
    let lib = "mod a { use crate::b::B; pub struct A; }\nmod b { use crate::a::A; pub struct B; }\n\
               mod c { use crate::d::D; use crate::a::A; pub struct C; }\nmod d { use crate::c::C; pub struct D; }\n";
    assert_eq!(found(&[("lib.rs", lib)]).len(), 2);
}

#[test]
fn imports_of_each_other_come_to_an_end() {
    let files = [
        ("lib.rs", "mod a;\nmod b;\npub use a::*;\npub use b::*;\n"),
        ("a.rs", "pub use super::b::*;\npub use crate::b::X;\nfn f(_: X) {}\n"),
        ("b.rs", "pub use super::*;\npub use crate::a::X;\n"),
    ];
    assert_eq!(found(&files), Vec::<String>::new());
}

#[test]
fn a_module_without_its_file_is_a_problem() {
    let (problems, _) = read(&[("lib.rs", "mod one;\nmod two;\n"), ("two.rs", "fn {\n")]);
    let places: Vec<&str> = problems.iter().map(|problem| &*problem.place).collect();
    assert_eq!(places, ["crates/a/src/one.rs", "crates/a/src/two.rs:1"]);
}

#[test]
fn what_macros_make_belongs_to_the_module_that_calls_them() {
    let files = [
        ("lib.rs", "mod one;\nmod two;\n"),
        ("one.rs", "use crate::two::Made;\npub struct One;\n"),
        ("two.rs", "make! { Made }\nuse crate::one::One;\n"),
    ];
    assert_eq!(found(&files).len(), 1);
}
