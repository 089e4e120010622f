//! What is wrong with an input, in the shapes that models have for it.
//!
//! There is no standard for these. What is common is looked for by name and type: a list of objects, of texts, or an object with
//! messages by place; frameworks of several languages have one of them.

use std::collections::BTreeMap;

use weland_core::{
    Binding, DecodeError, Decoder, Encoder, Member, ParameterPlace, Schema, ShapeType, Structure, UnionEncoding,
};
use weland_validate::Field;

/// What is wrong with an input.
#[derive(Clone, Copy)]
pub(crate) struct Wrong<'a> {
    pub(crate) fields: &'a [Field],
    /// The input, which tells where in a request its members are.
    pub(crate) input: Option<&'static Schema>,
}

/// How a member holds what is wrong.
#[derive(Clone, Copy)]
enum Form {
    /// A list of structures.
    Structures,
    /// A list of texts.
    Texts,
    /// Lists of messages by place.
    Lists,
    /// A message by place.
    Map,
}

/// How a member of an error holds what is wrong, by its name and its type.
fn form(member: &Member) -> Option<Form> {
    const NAMES: [&str; 9] = [
        "detail",
        "details",
        "errors",
        "fielderrors",
        "fieldlist",
        "fields",
        "invalidparams",
        "validationerrors",
        "violations",
    ];
    if !NAMES.contains(&&*folded(member.name)) {
        return None;
    }
    let is_text = |schema: &Schema| schema.shape_type == ShapeType::String && schema.pattern.is_none();
    match member.schema.shape_type {
        ShapeType::List => match member.schema.element().schema {
            element if is_text(element) => Some(Form::Texts),
            element if element.shape_type == ShapeType::Structure && has_room(element) => Some(Form::Structures),
            _ => None,
        },
        ShapeType::Map => match member.schema.members {
            [_, value] if is_text(value.schema) => Some(Form::Map),
            [_, value] if value.schema.shape_type == ShapeType::List && is_text(value.schema.element().schema) => {
                Some(Form::Lists)
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether a member can hold what is wrong.
pub(crate) fn holds(member: &Member) -> bool {
    form(member).is_some()
}

/// Writes what is wrong as a member that can hold it.
pub(crate) fn encode(wrong: Wrong<'_>, member: &'static Member, to: &mut dyn Encoder) {
    let texts = |to: &mut dyn Encoder, list: &'static Member, texts: &[&str]| {
        to.begin_list(list, texts.len());
        texts.iter().for_each(|text| to.string(list.schema.element(), text));
        to.end_list();
    };
    let mut by_path: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    wrong.fields.iter().for_each(|field| by_path.entry(&field.path).or_default().push(&field.message));
    match form(member) {
        Some(Form::Structures) => {
            let element = member.schema.element();
            to.begin_list(member, wrong.fields.len());
            for field in wrong.fields {
                to.structure(element, &OwnViolation { schema: element.schema, field, input: wrong.input });
            }
            to.end_list();
        }
        Some(Form::Texts) => {
            let all: Vec<String> = wrong.fields.iter().map(|it| format!("{}: {}", it.path, it.message)).collect();
            texts(to, member, &all.iter().map(String::as_str).collect::<Vec<_>>());
        }
        Some(form @ (Form::Lists | Form::Map)) => {
            let Some(value) = member.schema.members.get(1) else { return };
            to.begin_map(member, by_path.len());
            for (path, messages) in by_path {
                to.key(path);
                match form {
                    Form::Lists => texts(to, value, &messages),
                    _ => to.string(value, &messages.join("; ")),
                }
            }
            to.end_map();
        }
        None => {}
    }
}

/// A value that is wrong, in the shape that the model has for it.
struct OwnViolation<'a> {
    schema: &'static Schema,
    field: &'a Field,
    input: Option<&'static Schema>,
}

/// What a member says of a value that is wrong.
enum Part {
    /// Where it is, as a pointer.
    Path,
    /// Where it is, part by part: the place in the request first.
    Location,
    Message,
    Kind,
}

fn part(member: &Member) -> Option<Part> {
    let schema = member.schema;
    let is_text = schema.shape_type == ShapeType::String && schema.pattern.is_none() && schema.length.is_none();
    match &*folded(member.name) {
        "loc" | "location" | "path" if schema.shape_type == ShapeType::List => {
            segment(schema.element().schema).map(|_| Part::Location)
        }
        "field" | "loc" | "location" | "name" | "path" | "pointer" | "property" if is_text => Some(Part::Path),
        "description" | "detail" | "message" | "msg" | "reason" if is_text => Some(Part::Message),
        "code" | "kind" | "type" if is_text => Some(Part::Kind),
        _ => None,
    }
}

/// Whether a structure has room for what the server knows, and needs no more.
fn has_room(schema: &Schema) -> bool {
    schema.members.iter().any(|member| part(member).is_some())
        && schema.members.iter().all(|member| !member.required || part(member).is_some())
}

/// What a part of a location can be: text, or a text or a number out of the members of a union.
enum Segment {
    Text,
    Union(Option<usize>, Option<usize>),
}

fn segment(schema: &Schema) -> Option<Segment> {
    let index = |wanted: &[ShapeType]| schema.members.iter().position(|it| wanted.contains(&it.schema.shape_type));
    match (schema.shape_type, schema.encoding) {
        (ShapeType::String, _) if schema.pattern.is_none() => Some(Segment::Text),
        (ShapeType::Union, UnionEncoding::Untagged(_)) => {
            let text = index(&[ShapeType::String]);
            text.is_some().then(|| Segment::Union(text, index(&[ShapeType::Integer, ShapeType::Long])))
        }
        _ => None,
    }
}

impl Structure for OwnViolation<'_> {
    fn schema(&self) -> &'static Schema {
        self.schema
    }

    fn encode_member(&self, _: usize, member: &'static Member, to: &mut dyn Encoder) {
        match part(member) {
            Some(Part::Path) => to.string(member, &self.field.path),
            Some(Part::Message) => to.string(member, &self.field.message),
            Some(Part::Kind) => to.string(member, "invalid"),
            Some(Part::Location) => {
                let element = member.schema.element();
                let parts = location(self.input, &self.field.path);
                to.begin_list(member, parts.len());
                for text in &parts {
                    match segment(element.schema) {
                        Some(Segment::Union(texts, numbers)) => {
                            let number = numbers.zip(text.parse().ok());
                            to.structure(element, &OwnSegment { schema: element.schema, text, texts, number });
                        }
                        _ => to.string(element, text),
                    }
                }
                to.end_list();
            }
            None => {}
        }
    }

    fn decode_member(&mut self, _: usize, _: &'static Member, _: &mut dyn Decoder) -> Result<(), DecodeError> {
        Ok(())
    }
}

/// A part of a location, as a union.
struct OwnSegment<'a> {
    schema: &'static Schema,
    text: &'a str,
    /// The member for text.
    texts: Option<usize>,
    /// The member for numbers with the number, if it is one.
    number: Option<(usize, i64)>,
}

impl Structure for OwnSegment<'_> {
    fn schema(&self) -> &'static Schema {
        self.schema
    }

    fn encode_member(&self, index: usize, member: &'static Member, to: &mut dyn Encoder) {
        match self.number {
            Some((place, number)) if place == index => to.integer(member, number),
            None if self.texts == Some(index) => to.string(member, self.text),
            _ => {}
        }
    }

    fn decode_member(&mut self, _: usize, _: &'static Member, _: &mut dyn Decoder) -> Result<(), DecodeError> {
        Ok(())
    }
}

/// The parts of a pointer into an input, behind the part of the request that its member is.
fn location(input: Option<&'static Schema>, pointer: &str) -> Vec<String> {
    let mut parts: Vec<String> =
        pointer.split('/').skip(1).map(|part| part.replace("~1", "/").replace("~0", "~")).collect();
    let members = input.map_or(&[][..], |input| input.members);
    let Some(member) = parts.first().and_then(|first| members.iter().find(|member| member.name == first)) else {
        return parts;
    };
    let (place, name) = match member.binding {
        Binding::Label => ("path", member.name),
        Binding::Query(name) => ("query", name),
        Binding::Header(name) => ("header", name),
        Binding::Parameter(parameter) => {
            let place = match parameter.place {
                ParameterPlace::Path => "path",
                ParameterPlace::Query => "query",
                ParameterPlace::Header => "header",
                ParameterPlace::Cookie => "cookie",
            };
            (place, parameter.name)
        }
        Binding::Payload | Binding::Content(_) => {
            "body".clone_into(&mut parts[0]);
            return parts;
        }
        _ => return parts,
    };
    name.clone_into(&mut parts[0]);
    parts.insert(0, place.to_owned());
    parts
}

/// A name regardless of its case and style.
pub(crate) fn folded(name: &str) -> String {
    name.chars().filter(|letter| !matches!(letter, '_' | '-')).map(|letter| letter.to_ascii_lowercase()).collect()
}
