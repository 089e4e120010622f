//! Bodies of XML, compared by their elements: the order of attributes, of elements with different names and of the entries of maps
//! does not matter, nor does text between elements. They are read without the codec that is tested.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};
use serde_json::{Value, json};
use weland_core::{Schema, Timestamp, TimestampFormat};

use super::json;
use crate::report::Difference;

/// Compares two documents; `None` if one of them is not XML.
pub(super) fn differences(expected: &[u8], actual: &[u8]) -> Option<Vec<Difference>> {
    Some(json::compared(&value(expected)?, &value(actual)?))
}

/// The `Message` of an error, whichever way it is spelled.
pub(super) fn error_message(body: &[u8]) -> Option<String> {
    let document = Document::parse(std::str::from_utf8(body).ok()?).ok()?;
    let is_message = |node: &Node<'_, '_>| node.tag_name().name().eq_ignore_ascii_case("message");
    document.descendants().find(is_message)?.text().map(str::to_owned)
}

/// What is left of a body, and the names of what was taken out.
pub(crate) type WithoutUnknown = (String, Vec<String>);

/// Takes out of the document of an error what no member of it is, and returns what is left with the names of what is not; `None` if
/// that is nothing. Servers have nowhere to take it from.
pub(crate) fn without_unknown(body: &str, error: &Schema) -> Option<WithoutUnknown> {
    let document = Document::parse(body).ok()?;
    let is_own =
        |name: &str| ["Type", "Code"].contains(&name) || error.members.iter().any(|member| member.xml_name() == name);
    let of_error = document.descendants().find(|node| node.has_tag_name("Error"))?;
    let foreign: Vec<_> =
        of_error.children().filter(|node| node.is_element() && !is_own(node.tag_name().name())).collect();
    let mut left = body.to_owned();
    for node in foreign.iter().rev() {
        left.replace_range(node.range(), "");
    }
    let names: Vec<_> = foreign.iter().map(|node| node.tag_name().name().to_owned()).collect();
    (!names.is_empty()).then_some((left, names))
}

/// A document without the elements that have these names, and the space around them. What is none stays as it is.
pub(super) fn without_elements(bytes: &[u8], names: &[&str]) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).ok();
    let Some(document) = text.and_then(|text| Document::parse(text).ok()) else { return bytes.to_owned() };
    let (mut out, mut at) = (Vec::new(), 0);
    for range in document.descendants().filter(|node| names.contains(&node.tag_name().name())).map(|it| it.range()) {
        if range.start < at {
            continue;
        }
        out.extend_from_slice(bytes.get(at..range.start).unwrap_or_default().trim_ascii_end());
        let rest = bytes.get(range.end..).unwrap_or_default();
        at = range.end + rest.len() - rest.trim_ascii_start().len();
    }
    out.extend_from_slice(bytes.get(at..).unwrap_or_default());
    out
}

fn value(bytes: &[u8]) -> Option<Value> {
    let document = Document::parse(std::str::from_utf8(bytes).ok()?).ok()?;
    let root = document.root_element();
    Some(json!({ (name(root)): element(root) }))
}

/// The name of an element, with the namespace that it is in.
fn name(node: Node<'_, '_>) -> String {
    let name = node.tag_name();
    name.namespace().map_or_else(|| name.name().to_owned(), |namespace| format!("{{{namespace}}}{}", name.name()))
}

/// The attributes of an element, the namespaces that it declares, and what is in it: text, or elements by their names.
fn element(node: Node<'_, '_>) -> Value {
    let attribute = |it: roxmltree::Attribute<'_, '_>| {
        let namespace = it.namespace().map(|namespace| format!("{{{namespace}}}")).unwrap_or_default();
        (format!("{namespace}{}", it.name()), it.value().to_owned())
    };
    let attributes: BTreeMap<_, _> = node.attributes().map(attribute).collect();
    let outer: Vec<_> = node.parent_element().into_iter().flat_map(|parent| parent.namespaces()).collect();
    let declared = node.namespaces().filter(|it| !outer.contains(it));
    let namespaces: BTreeMap<_, _> = declared.map(|it| (it.name().unwrap_or_default(), it.uri())).collect();
    let mut children = BTreeMap::<String, Vec<Value>>::new();
    // The id of a request is up to whoever responds to it.
    let is_error = ["ErrorResponse", "Error"].contains(&node.tag_name().name());
    let is_id = |child: &Node<'_, '_>| is_error && child.has_tag_name("RequestId");
    for child in node.children().filter(|child| child.is_element() && !is_id(child)) {
        children.entry(name(child)).or_default().push(element(child));
    }
    for group in children.values_mut().filter(|group| group.iter().all(is_entry)) {
        group.sort_by_key(Value::to_string);
    }
    let text: String = node.children().filter(Node::is_text).filter_map(|it| it.text()).collect();
    let text = if children.is_empty() { instant(text) } else { String::new() };
    json!({ "attributes": attributes, "namespaces": namespaces, "elements": children, "text": text })
}

/// Text, unless it is a date and a time: these have many spellings.
fn instant(text: String) -> String {
    let format = TimestampFormat::DateTime;
    Timestamp::parse(&text, format).map_or(text, |timestamp| timestamp.format(format))
}

/// Whether an element may be the entry of a map: it has two elements, each with a name of its own.
fn is_entry(element: &Value) -> bool {
    let elements = element.get("elements").and_then(Value::as_object);
    elements.is_some_and(|elements| {
        elements.len() == 2 && elements.values().all(|group| group.as_array().is_some_and(|group| group.len() == 1))
    })
}

#[cfg(test)]
mod tests {
    use weland_core::Member;
    use weland_core::schema::STRING;

    use super::*;

    #[test]
    fn documents_are_compared_by_what_they_mean() {
        let cases = [
            ("<a><b>1</b><c/></a>", "<a>\n  <c></c><b>1</b>\n</a>", 0),
            (r#"<a b="1" c="2"/>"#, r#"<a c='2' b='1'></a>"#, 0),
            ("<a><b>1</b><b>2</b></a>", "<a><b>2</b><b>1</b></a>", 2),
            ("<a><b> 1</b></a>", "<a><b>1</b></a>", 1),
            ("<a>x<b>1</b><![CDATA[y]]></a>", "<a><b>1</b></a>", 0),
            ("<a>2019-12-16T22:48:18-01:00</a>", "<a>2019-12-16T23:48:18Z</a>", 0),
            ("<a>2019-12-16T22:48:18-01:00</a>", "<a>2019-12-16T22:48:18Z</a>", 1),
            ("<Error><RequestId>1</RequestId></Error>", "<Error/>", 0),
            ("<a>&lt;&#10;</a>", "<a><![CDATA[<\n]]></a>", 0),
            ("<a><b/></a>", "<a/>", 1),
            (r#"<a xmlns="x"/>"#, "<a/>", 2),
            (r#"<a xmlns:p="x"/>"#, "<a/>", 1),
            (r#"<p:a xmlns:p="x"/>"#, r#"<q:a xmlns:q="x"/>"#, 2),
            (
                "<a><e><k>1</k><v>x</v></e><e><k>2</k><v>y</v></e></a>",
                "<a><e><k>2</k><v>y</v></e><e><k>1</k><v>x</v></e></a>",
                0,
            ),
        ];
        for (expected, actual, count) in cases {
            let differences = differences(expected.as_bytes(), actual.as_bytes()).unwrap();
            assert_eq!(differences.len(), count, "{expected} and {actual}: {differences:?}");
        }
        assert!(differences(b"<a>", b"<a/>").is_none() && differences(b"<a/>", b"").is_none());
    }

    #[test]
    fn elements_are_left_out_with_all_that_is_in_them() {
        let document = b"<a><id>1</id><b><x><id>2</id></x>3</b><id/></a>";
        assert_eq!(without_elements(document, &["id", "x"]), b"<a><b>3</b></a>");
        assert_eq!(without_elements(b"<a>\n  <id>1</id>\n</a>", &["id"]), b"<a></a>");
        assert_eq!(without_elements(b"<a>", &["a"]), b"<a>");
    }

    #[test]
    fn the_message_of_an_error_is_found() {
        let message =
            error_message(b"<ErrorResponse><Error><Code>A</Code><Message>no</Message></Error></ErrorResponse>");
        assert_eq!(message.as_deref(), Some("no"));
    }

    #[test]
    fn what_is_no_member_of_an_error_is_taken_out() {
        static ERROR: Schema = Schema::structure("Gone").with_members(&[Member::new("Who", &STRING)]);
        let body = "<E><Error><Code>Gone</Code><Who>Ada</Who><Message>no</Message><b/></Error></E>";
        let (left, names) = without_unknown(body, &ERROR).unwrap();
        assert_eq!(left, "<E><Error><Code>Gone</Code><Who>Ada</Who></Error></E>");
        assert_eq!(names, ["Message", "b"]);
        assert!(without_unknown(&left, &ERROR).is_none());
    }
}
