//! Which members are in a `Box`.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use support::{load, options, text};
use weland_codegen::{Runtime, generate};
use weland_model::Diagnostics;

/// A structure of 2,880 bytes, one of three times as much, and what contains them.
const MODEL: &str = r#"$version: "2"
namespace example.boxes

@weland.openapi#rest
service Boxes { version: "1", operations: [Get] }

@http(method: "GET", uri: "/", code: 200)
operation Get {
    output := {
        @httpPayload
        body: Whole
    }
}

structure Whole {
    small: Small
    @required
    large: Large
    list: Larges
    choice: Choice
    again: Whole
    other: Nested
}

structure Nested { large: Large }

union Choice { small: Small, large: Large }

list Larges { member: Large }

structure Large { one: Small, two: Small, three: Small }

structure Small { MEMBERS }
"#;

#[test]
fn members_that_are_large_or_close_a_cycle_are_boxed() {
    let members: Vec<String> = (0..120).map(|number| format!("text{number}: String")).collect();
    let model = MODEL.replace("MEMBERS", &members.join(", "));
    let (model, loaded) = load(&[("model.smithy".to_owned(), model)]);
    assert!(!loaded.has_errors(), "{}", text(&model, loaded));
    let id = model.services().next().unwrap().id.clone();
    let options = options(&id, "boxes", "model", &Runtime::Version("0.1".to_owned()));
    let files = generate(&model, &options, &mut Diagnostics::new());
    let written: String =
        files.iter().filter(|(path, _)| path.starts_with("boxes-types/")).map(|(_, text)| text.as_str()).collect();
    for line in [
        "0 body?: Whole = ",
        "0 small?: Small = ",
        "1 large: Box<Large> = ",
        "2 list? into: Vec<Large> = ",
        "3 choice?: Choice = ",
        "4 again (boxed Whole) = ",
        "5 other?: Nested = ",
        "0 large (boxed Large) = ",
        "Small(Small),",
        "Large(Box<Large>),",
        "2 three?: Small = ",
    ] {
        assert!(written.lines().any(|written| written.trim_start().starts_with(line)), "{line}\n{written}");
    }
}
