//! Sequences as others write them.

use weland_core::schema::STRING;

use super::*;

static EVENT: Schema = Schema::structure("Event").with_members(&[Member::new("data", &STRING)]);
static EVENTS: Schema = Schema::list("Events", &[Member::element(&EVENT)]);
static TEXTS: Schema = Schema::list("Texts", &[Member::element(&STRING)]);
static JSON_EVENT: Schema =
    Schema::structure("JsonEvent").with_members(&[Member::new("data", &STRING).content("application/json")]);
static JSON_EVENTS: Schema = Schema::list("JsonEvents", &[Member::element(&JSON_EVENT)]);

static OF_EVENTS: Member = Member::new("body", &EVENTS);
static OF_TEXTS: Member = Member::new("body", &TEXTS);
static OF_JSON: Member = Member::new("body", &JSON_EVENTS);

fn list(sequence: Sequence, text: &str, member: &'static Member) -> Result<String, String> {
    let list = read(sequence, text.as_bytes(), member).map_err(|error| error.message)?;
    Ok(String::from_utf8(list).unwrap())
}

#[test]
fn events_are_read_as_browsers_do() {
    let cases = [
        ("", "[]"),
        ("data: a\n\n", r#"[{"data":"a"}]"#),
        ("\u{feff}data:a\r\ndata:  b\r\n\r\n: comment\rdata\r\r", r#"[{"data":"a\n b"},{"data":""}]"#),
        ("event: x\nid: 1\nretry: 10\ndata: a\n\n", r#"[{"data":"a","event":"x","id":"1","retry":10}]"#),
        // What has no data is no event, and what does not end is not complete.
        ("event: x\n\nretry: no\ndata: \"\n\ndata: late", r#"[{"data":"\""}]"#),
    ];
    for (text, expected) in cases {
        assert_eq!(list(Sequence::Events, text, &OF_EVENTS).unwrap(), expected, "{text:?}");
    }
    assert_eq!(list(Sequence::Events, "data: a\n\ndata: b\n\n", &OF_TEXTS).unwrap(), r#"["a","b"]"#);
}

#[test]
fn data_cannot_add_to_its_event() {
    assert_eq!(list(Sequence::Events, "data: {\"a\":[1,2]}\n\n", &OF_JSON).unwrap(), r#"[{"data":{"a":[1,2]}}]"#);
    for data in ["1,\"id\":2", "1,2"] {
        assert!(list(Sequence::Events, &format!("data: {data}\n\n"), &OF_JSON).is_err(), "{data}");
    }
}

#[test]
fn lines_and_records_are_values_by_themselves() {
    assert_eq!(list(Sequence::Lines, " 1\r\n\n[2,\"\\\",\"]\n", &OF_TEXTS).unwrap(), "[1,[2,\"\\\",\"]]");
    assert_eq!(list(Sequence::Records, "\u{1e}1\n\u{1e}{\"a\":2}\n", &OF_TEXTS).unwrap(), "[1,{\"a\":2}]");
    for (sequence, text) in [(Sequence::Lines, "1,2"), (Sequence::Records, "\u{1e}1,2")] {
        assert!(list(sequence, text, &OF_TEXTS).unwrap_err().contains("followed by another one"));
    }
    assert!(read(Sequence::Lines, b"\xff", &OF_TEXTS).is_err());
}
