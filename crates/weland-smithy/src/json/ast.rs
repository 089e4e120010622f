//! The JSON AST as the contents of a file.

use std::borrow::Cow;

use weland_model::{
    Diagnostic, Entry, Node, NodeKind, Object, Related, Severity, ShapeType, Span, closest, is_identifier,
};

use super::reader::{Failed, Reader};
use crate::properties::{Properties, Style};
use crate::raw::{Name, Names, RawApply, RawData, RawFile, RawMember, RawShape, RawTarget, RawTrait, Version};

type Read<T> = Result<T, Failed>;

/// Reads a whole file.
pub(super) fn read(reader: Reader<'_>) -> (RawFile<'_>, Vec<Diagnostic>) {
    let mut ast = AstReader { reader, out: RawFile::new(Names::Absolute), traits: Vec::new() };
    match ast.file() {
        Ok(()) => (ast.out, ast.reader.found),
        // What is missing behind a mistake in the syntax must not seem to be missing in the model.
        Err(Failed) => {
            let mut file = RawFile::new(Names::Absolute);
            file.lost = ids(ast.reader.text()).map(Cow::Borrowed).collect();
            file.lost_metadata = ["suppressions"].map(Cow::Borrowed).into();
            (file, ast.reader.found)
        }
    }
}

struct AstReader<'a> {
    reader: Reader<'a>,
    out: RawFile<'a>,
    /// The traits of the list that is being read.
    traits: Vec<RawTrait<'a>>,
}

impl<'a> AstReader<'a> {
    fn file(&mut self) -> Read<()> {
        if !self.reader.at_object() {
            let node = self.reader.value()?;
            self.reader.end()?;
            let message = format!("a model must be an object, but this is {}", node.describe());
            self.invalid(node.span, message, "see the Smithy JSON AST for its shape");
            return Ok(());
        }
        // The version says how shapes are read, wherever it stands.
        let version = self.reader.ahead("smithy");
        let start = self.reader.place();
        self.out.version = version.as_ref().and_then(Node::as_str).and_then(Version::parse).unwrap_or(Version::V2);
        self.object(|ast, key| match &*key.text {
            "metadata" => ast.metadata(),
            "shapes" => ast.object_of("`shapes`", Self::shape),
            other => {
                if other != "smithy" {
                    ast.unknown_key(&key, &["smithy", "metadata", "shapes"]);
                }
                ast.reader.value().map(drop)
            }
        })?;
        let whole = start.to(self.reader.place());
        self.reader.end()?;
        self.check_file_version(version.as_ref(), whole);
        Ok(())
    }

    fn check_file_version(&mut self, version: Option<&Node>, whole: Span) {
        let Some(version) = version else {
            self.invalid(whole, "the version is missing".into(), "add `\"smithy\": \"2.0\"`");
            return;
        };
        if version.as_str().and_then(Version::parse).is_none() {
            let message = "unknown Smithy version";
            self.reader.found.push(
                Diagnostic::error("unknown-version", version.span, message).help("known are \"1.0\" and \"2.0\""),
            );
        }
    }

    fn metadata(&mut self) -> Read<()> {
        self.object_of("the metadata", |ast, key| {
            let value = ast.reader.value()?;
            ast.out.metadata.push((key, value));
            Ok(())
        })
    }

    fn shape(&mut self, name: Name<'a>) -> Read<()> {
        let type_node = if self.reader.at_object() { self.reader.ahead("type") } else { None };
        let Some(type_node) = type_node else {
            let node = self.reader.value()?;
            let message = format!("`{}` has no `type`", name.text);
            self.out.lost.push(name.text);
            self.invalid(node.span, message, "add the type of the shape, such as `\"type\": \"string\"`");
            return Ok(());
        };
        let word = type_node.as_str().unwrap_or_default();
        let shape_type = match word {
            "apply" => return self.apply(name),
            "set" => Some(ShapeType::List),
            _ => ShapeType::from_keyword(word),
        };
        let Some(shape_type) = shape_type else {
            self.unknown_type(word, &type_node);
            self.out.lost.push(name.text);
            return self.reader.value().map(drop);
        };
        self.check_version(word, &type_node);
        let mut shape = RawShape::new(name, shape_type);
        let known = self.reader.found.len();
        self.contents(&mut shape)?;
        for item in self.reader.found.iter_mut().skip(known) {
            shape.broken |= item.severity == Severity::Error;
            // In a long file, the line alone does not say where that is.
            if item.related.is_empty() {
                item.related.push(Related { span: shape.name.span, message: "in this shape".to_owned() });
            }
        }
        if word == "set" {
            shape.traits.push(RawTrait {
                name: Name { text: "smithy.api#uniqueItems".into(), span: type_node.span },
                value: None,
                span: type_node.span,
            });
        }
        self.out.shapes.push(shape);
        Ok(())
    }

    fn apply(&mut self, target: Name<'a>) -> Read<()> {
        let mut traits = Vec::new();
        self.object(|ast, key| {
            if key.text == "traits" {
                traits = ast.traits()?;
                return Ok(());
            }
            ast.reader.value().map(drop)
        })?;
        self.out.applies.push(RawApply { target, traits });
        Ok(())
    }

    fn check_version(&mut self, word: &str, type_node: &Node) {
        let wrong = match word {
            "set" => self.out.version == Version::V2,
            "enum" | "intEnum" => self.out.version == Version::V1,
            _ => false,
        };
        if wrong {
            let number = if self.out.version == Version::V1 { "1.0" } else { "2.0" };
            let message = format!("there is no `{word}` in Smithy {number}");
            self.reader.found.push(
                Diagnostic::error("wrong-version", type_node.span, message)
                    .help("change the type, or the version of the file"),
            );
        }
    }

    fn unknown_type(&mut self, word: &str, node: &Node) {
        let message = format!("unknown type of shape `{word}`");
        let names = ShapeType::ALL.iter().map(|shape_type| shape_type.as_str());
        let help = match closest(word, names) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "use a type such as `structure` or `apply`".to_owned(),
        };
        self.reader.found.push(Diagnostic::error("unknown-type", node.span, message).help(help));
    }

    /// All of a shape but its type.
    fn contents(&mut self, shape: &mut RawShape<'a>) -> Read<()> {
        let shape_type = shape.shape_type;
        let start = self.reader.place();
        // What services, operations and resources have, for the reader that the IDL has, too.
        let mut properties: Vec<Entry> = Vec::new();
        self.object(|ast, key| match (&*key.text, shape_type) {
            ("type", _) => ast.reader.value().map(drop),
            ("traits", _) => {
                shape.traits = ast.traits()?;
                Ok(())
            }
            ("mixins", _) => {
                let mixins = ast.reader.value()?;
                shape.mixins = ast.properties().ids(&mixins);
                Ok(())
            }
            (_, ShapeType::Service | ShapeType::Resource | ShapeType::Operation) => {
                let value = ast.reader.value()?;
                properties.push(Entry { key: (&*key.text).into(), key_span: key.span, value });
                Ok(())
            }
            ("member", ShapeType::List) | ("key" | "value", ShapeType::Map) => ast.member(key, &mut shape.members),
            ("members", ShapeType::Structure | ShapeType::Union | ShapeType::Enum | ShapeType::IntEnum) => {
                ast.object_of("`members`", |ast, key| ast.member(key, &mut shape.members))
            }
            _ => {
                ast.unknown_key(&key, known_keys(shape_type));
                ast.reader.value().map(drop)
            }
        })?;
        let node = Node::new(NodeKind::Object(Object::new(properties)), start);
        let version = self.out.version;
        shape.data = match shape_type {
            ShapeType::Service => RawData::Service(Box::new(self.properties().service(&node))),
            ShapeType::Resource => RawData::Resource(Box::new(self.properties().resource(&node, version))),
            ShapeType::Operation => RawData::Operation(Box::new(self.properties().operation(&node))),
            _ => RawData::None,
        };
        Ok(())
    }

    fn member(&mut self, name: Name<'a>, members: &mut Vec<RawMember<'a>>) -> Read<()> {
        if !is_identifier(&name.text) {
            let message = format!("`{}` is not the name of a member", name.text.escape_debug());
            let help = "use letters, digits and underscores, and no digit first";
            self.reader.found.push(Diagnostic::error("invalid-id", name.span, message).help(help));
        }
        if !self.reader.at_object() {
            let node = self.reader.value()?;
            // It says what is wrong.
            let _none = self.properties().id(&node);
            return Ok(());
        }
        let start = self.reader.place();
        let (mut target, mut traits) = (None, Vec::new());
        self.object(|ast, key| {
            match &*key.text {
                "target" => {
                    target = ast.reader.name()?;
                    if target.is_none() {
                        ast.reader.value()?;
                    }
                }
                "traits" => traits = ast.traits()?,
                _ => {
                    ast.unknown_key(&key, &["target", "traits"]);
                    ast.reader.value()?;
                }
            }
            Ok(())
        })?;
        match target {
            Some(target) => members.push(RawMember { name, target: RawTarget::To(target), traits, value: None }),
            None => {
                let node = Node::empty_object(start.to(self.reader.place()));
                let _none = self.properties().id(&node);
            }
        }
        Ok(())
    }

    fn traits(&mut self) -> Read<Vec<RawTrait<'a>>> {
        self.object_of("`traits`", |ast, name| {
            let value = ast.reader.value()?;
            let span = name.span.to(value.span);
            ast.traits.push(RawTrait { name, value: Some(value), span });
            Ok(())
        })?;
        // Lists of the size that it takes: there are many of them.
        Ok(self.traits.drain(..).collect())
    }

    fn properties(&mut self) -> Properties<'_> {
        Properties { style: Style::Json, found: &mut self.reader.found }
    }

    // --- objects

    /// Reads the object that comes next.
    fn object(&mut self, mut entry: impl FnMut(&mut Self, Name<'a>) -> Read<()>) -> Read<()> {
        let mut keys = self.reader.start_object()?;
        while let Some(key) = self.reader.next_key(&mut keys)? {
            entry(self, key)?;
        }
        Ok(())
    }

    /// Reads an object, or reports that it is none.
    fn object_of(&mut self, what: &str, entry: impl FnMut(&mut Self, Name<'a>) -> Read<()>) -> Read<()> {
        if self.reader.at_object() {
            return self.object(entry);
        }
        let node = self.reader.value()?;
        let message = format!("{what} must be an object, but this is {}", node.describe());
        self.invalid(node.span, message, "write `{ ... }`");
        Ok(())
    }

    // --- errors

    fn unknown_key(&mut self, key: &Name<'_>, known: &[&str]) {
        let message = format!("unknown property `{}`", key.text);
        let help = match closest(&key.text, known.iter().copied()) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "remove it".to_owned(),
        };
        self.reader.found.push(Diagnostic::warning("unknown-property", key.span, message).help(help));
    }

    fn invalid(&mut self, span: Span, message: String, help: &str) {
        self.reader.found.push(Diagnostic::error("invalid-ast", span, message).help(help));
    }
}

/// The keys of a text that are ids of shapes.
fn ids(text: &str) -> impl Iterator<Item = &str> {
    let mut parts = text.split('"').peekable();
    std::iter::from_fn(move || {
        loop {
            let part = parts.next()?;
            let is_key = parts.peek().is_some_and(|next| next.trim_start().starts_with(':'));
            if is_key && part.contains('#') {
                return Some(part);
            }
        }
    })
}

/// The keys that shapes of a type have beside those of all shapes.
fn known_keys(shape_type: ShapeType) -> &'static [&'static str] {
    match shape_type {
        ShapeType::List => &["member"],
        ShapeType::Map => &["key", "value"],
        ShapeType::Structure | ShapeType::Union | ShapeType::Enum | ShapeType::IntEnum => &["members"],
        _ => &[],
    }
}
