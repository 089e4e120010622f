//! Whether a value fits a shape.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use weland_model::query::presence::presence;
use weland_model::query::{Shapes, enums};
use weland_model::{
    Diagnostic, Diagnostics, Member, Node, NodeKind, Number, Object, Severity, Shape, ShapeId, ShapeType, closest,
    trait_id,
};

use super::context::Context;
use super::timestamps;

/// In what values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// The values of traits, defaults and examples.
    Value,
    /// What a test of messages tells of them: members may be null, unless they are required, and
    /// timestamps are seconds.
    Message,
    /// The same of a response that clients alone get: enums may have values of a later model.
    Received,
    /// What a test of events tells of them: members may be null, unless they are required.
    Event,
}

/// Judges values. What is wrong is reported at the place of the value.
pub(super) struct Values<'m, 'd> {
    pub(super) context: &'d Context<'m>,
    /// The code of the diagnostics.
    pub(super) code: &'static str,
    pub(super) style: Style,
    /// How bad it is if a value breaks a constraint.
    pub(super) constraints: Severity,
    /// How bad it is if zero is outside of a range.
    pub(super) zero: Severity,
    /// The namespace in which relative ids are looked up.
    pub(super) namespace: &'m str,
    pub(super) diagnostics: &'d mut Diagnostics,
}

impl<'m, 'd> Values<'m, 'd> {
    /// Judges values of traits, defaults and examples, and reports with the given code. Relative ids are looked up in the
    /// namespace.
    pub(super) fn new(
        context: &'d Context<'m>,
        code: &'static str,
        namespace: &'m str,
        diagnostics: &'d mut Diagnostics,
    ) -> Self {
        let (constraints, zero) = (Severity::Error, Severity::Error);
        Self { context, code, style: Style::Value, constraints, zero, namespace, diagnostics }
    }

    /// Whether the value fits what a member holds.
    pub(super) fn member(&mut self, member: &'m Member, value: &Node) {
        // A missing target is reported elsewhere.
        if let Some(target) = self.context.graph().shape(&member.target) {
            self.limits(&member.traits, target, value);
            self.value(target, member.traits.get_str(trait_id::TIMESTAMP_FORMAT), value);
        }
    }

    /// Whether the value fits a shape.
    pub(super) fn shape(&mut self, shape: &'m Shape, value: &Node) {
        self.value(shape, None, value);
    }

    /// The same for a member, which may have a format of timestamps.
    fn value(&mut self, shape: &'m Shape, format: Option<&str>, value: &Node) {
        use ShapeType as T;
        if self.context.is_broken(&shape.id) {
            return;
        }
        self.limits(&shape.traits, shape, value);
        match shape.shape_type {
            T::Document => {}
            T::Boolean => self.want(shape, value, "a boolean", value.as_bool().is_some()),
            T::String | T::Blob => self.want(shape, value, "a string", value.as_str().is_some()),
            T::Enum => self.enumeration(shape, value),
            T::Timestamp if matches!(self.style, Style::Message | Style::Received) => {
                self.want(shape, value, "a number (seconds since 1970)", value.as_number().is_some());
            }
            T::Timestamp if self.style == Style::Event => {
                let fits = value.as_str().is_some() || value.as_number().is_some();
                self.want(shape, value, "a number or a string", fits);
            }
            T::Timestamp => {
                let format = format.or_else(|| shape.traits.get_str(trait_id::TIMESTAMP_FORMAT));
                let (what, fits) = timestamps::judge(format, value);
                if !fits {
                    let shown = value.as_str().or_else(|| value.as_number().map(Number::as_str));
                    let shown = shown.map_or_else(|| value.describe().to_owned(), |text| format!("`{text}`"));
                    let message = format!("`{}` takes {what}, but this is {shown}", shape.id);
                    self.report(value, message, &format!("write {what}"));
                }
            }
            T::Float | T::Double => self.float(shape, value),
            T::BigDecimal => {
                let fits = value.as_number().is_some() || value.as_str().is_some();
                self.want(shape, value, "a number", fits);
            }
            T::Byte | T::Short | T::Integer | T::Long | T::BigInteger => self.integer(shape, value),
            T::IntEnum => {
                self.integer(shape, value);
                self.int_enum(shape, value);
            }
            T::List => self.list(shape, value),
            T::Map => self.map(shape, value),
            T::Structure => self.structure(shape, value),
            T::Union => self.union(shape, value),
            T::Service | T::Resource | T::Operation => {}
        }
    }

    fn report(&mut self, value: &Node, message: String, help: &str) {
        self.diagnostics.push(Diagnostic::error(self.code, value.span, message).help(help));
    }

    /// Reports that a constraint is broken, while the value is of the right type.
    pub(super) fn unfit(&mut self, value: &Node, message: String, help: &str) {
        let diagnostic = Diagnostic::new(self.constraints, self.code, message).at(value.span);
        self.diagnostics.push(diagnostic.help(help));
    }

    fn want(&mut self, shape: &Shape, value: &Node, what: &str, fits: bool) {
        if !fits {
            let message = format!("`{}` takes {what}, but this is {}", shape.id, value.describe());
            self.report(value, message, &format!("write {what}"));
        }
    }

    fn enumeration(&mut self, shape: &Shape, value: &Node) {
        let Some(text) = value.as_str() else {
            return self.want(shape, value, "a string", false);
        };
        let values = || shape.members.iter().map(enums::string_value);
        let is_open = shape.traits.contains(trait_id::ALLOY_OPEN_ENUM);
        if is_open || self.style == Style::Received || values().any(|known| known == text) {
            return;
        }
        let message = format!("`{text}` is not a value of the enum `{}`", shape.id);
        let help = match closest(text, values()) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("use one of `{}`", values().collect::<Vec<_>>().join("`, `")),
        };
        self.unfit(value, message, &help);
    }

    fn int_enum(&mut self, shape: &Shape, value: &Node) {
        let Some(number) = value.as_i64().filter(|_| self.style != Style::Received) else { return };
        let values = || shape.members.iter().filter_map(enums::int_value);
        let is_open = shape.traits.contains(trait_id::ALLOY_OPEN_ENUM);
        if is_open || values().any(|known| i64::from(known) == number) {
            return;
        }
        let message = format!("{number} is not a value of the enum `{}`", shape.id);
        let known: Vec<String> = values().map(|known| known.to_string()).collect();
        self.unfit(value, message, &format!("use one of {}", known.join(", ")));
    }

    fn float(&mut self, shape: &Shape, value: &Node) {
        let special = matches!(value.as_str(), Some("NaN" | "Infinity" | "-Infinity"));
        let Some(number) = value.as_f64() else { return self.want(shape, value, "a number", special) };
        let largest = if shape.shape_type == ShapeType::Float { f64::from(f32::MAX) } else { f64::MAX };
        if number.abs() > largest {
            let message = format!("`{}` can't hold a number as large as this", shape.id);
            self.report(value, message, "write a smaller number, or `\"Infinity\"`");
        }
    }

    fn integer(&mut self, shape: &Shape, value: &Node) {
        let Some(number) = value.as_number() else {
            return self.want(shape, value, "a whole number", false);
        };
        if !number.is_whole() {
            let message = format!("`{}` takes a whole number, not {}", shape.id, number.as_str());
            return self.report(value, message, "write it without a fraction");
        }
        let bits = match shape.shape_type {
            ShapeType::Byte => 8,
            ShapeType::Short => 16,
            ShapeType::Integer | ShapeType::IntEnum => 32,
            ShapeType::Long => 64,
            _ => return,
        };
        let limit = i128::from(1_u8) << (bits - 1);
        let fits = number.as_i64().is_some_and(|number| (-limit..limit).contains(&i128::from(number)));
        if !fits {
            let message = format!("{} does not fit into {bits} bits", number.as_str());
            self.report(value, message, &format!("`{}` is a {}", shape.id, shape.shape_type));
        }
    }

    fn list(&mut self, shape: &'m Shape, value: &Node) {
        let Some(items) = value.as_array() else {
            return self.want(shape, value, "an array", false);
        };
        if let Some(member) = shape.member("member") {
            let nullable = presence(shape, member).nullable;
            for item in items.iter().filter(|item| !(nullable && item.is_null())) {
                self.member(member, item);
            }
        }
        if shape.traits.contains(trait_id::UNIQUE_ITEMS) {
            for item in repeated(items) {
                let message = format!("items of `{}` must differ", shape.id);
                self.unfit(item, message, "remove the repeated item");
            }
        }
    }

    fn map(&mut self, shape: &'m Shape, value: &Node) {
        let Some(object) = value.as_object() else {
            return self.want(shape, value, "an object", false);
        };
        let (key, element) = (shape.member("key"), shape.member("value"));
        let nullable = element.is_some_and(|member| presence(shape, member).nullable);
        for entry in object.entries() {
            if let Some(member) = key {
                self.member(member, &Node::string(&entry.key, entry.key_span));
            }
            if let Some(member) = element.filter(|_| !(nullable && entry.value.is_null())) {
                self.member(member, &entry.value);
            }
        }
    }

    fn structure(&mut self, shape: &'m Shape, value: &Node) {
        let Some(object) = value.as_object() else {
            return self.want(shape, value, "an object", false);
        };
        self.known_members(shape, object);
        for member in &shape.members {
            if presence(shape, member).required && object.get(&member.name).is_none() {
                let message = format!("`{}` needs the member `{}`", shape.id, member.name);
                self.unfit(value, message, &format!("add `{}`", member.name));
            }
        }
    }

    fn union(&mut self, shape: &'m Shape, value: &Node) {
        let Some(object) = value.as_object() else {
            return self.want(shape, value, "an object", false);
        };
        self.known_members(shape, object);
        if object.len() == 1 {
            return;
        }
        let message = format!("`{}` is a union, but {} members are set", shape.id, object.len());
        // Nothing is set where the author left out what a tool would have filled in.
        let is_doubtful = object.is_empty() && self.style == Style::Value;
        let severity = if is_doubtful { Severity::Warning } else { Severity::Error };
        let diagnostic = Diagnostic::new(severity, self.code, message).at(value.span);
        self.diagnostics.push(diagnostic.help("set exactly one member"));
    }

    fn known_members(&mut self, shape: &'m Shape, object: &Object) {
        for entry in object.entries() {
            if let Some(member) = shape.member(&entry.key) {
                if !self.is_absent(shape, member, &entry.value) {
                    self.member(member, &entry.value);
                }
                continue;
            }
            let message = format!("`{}` has no member `{}`", shape.id, entry.key);
            let names = || shape.members.iter().map(|member| &*member.name);
            let help = match closest(&entry.key, names()) {
                Some(name) => format!("did you mean `{name}`?"),
                None if shape.members.is_empty() => "it has no members at all".to_owned(),
                None => format!("it has `{}`", names().collect::<Vec<_>>().join("`, `")),
            };
            // A newer version of the shape may well have it.
            let mut warning = Diagnostic::warning("unknown-member", entry.key_span, message);
            warning.reference = self.unknown_member_id();
            self.diagnostics.push(warning.help(help));
        }
    }

    /// The reference implementation has different ids for the same problem in different places.
    fn unknown_member_id(&self) -> Option<Box<str>> {
        let id = match self.code {
            "invalid-trait-value" => "TraitValue.UnknownMember",
            "invalid-default" => "DefaultTrait.UnknownMember",
            "invalid-example" => "ExamplesTrait.UnknownMember",
            "invalid-metadata" => "TypedMetadata",
            _ => return None,
        };
        Some(id.into())
    }

    /// Whether the value says that there is none.
    fn is_absent(&self, shape: &Shape, member: &Member, value: &Node) -> bool {
        let is_optional = shape.shape_type == ShapeType::Structure && !presence(shape, member).required;
        self.style != Style::Value && value.is_null() && is_optional
    }

    pub(super) fn id_ref(&mut self, id_ref: &Node, value: &Node) {
        let Some(text) = value.as_str() else { return };
        let must_exist = id_ref.get("failWhenMissing").and_then(Node::as_bool) == Some(true);
        let candidates = [text.to_owned(), format!("{}#{text}", self.namespace), format!("smithy.api#{text}")];
        if candidates.iter().all(|id| id.parse::<ShapeId>().is_err()) {
            let message = format!("`{text}` is not a shape id");
            return self.report(value, message, "write `namespace#Name`, or `namespace#Name$member` for a member");
        }
        let found = candidates.iter().find_map(|id| {
            let id = id.parse::<ShapeId>().ok()?;
            self.context.graph().number(&id, id.member())
        });
        let Some(found) = found else {
            // What is written without quotes is an id, and reported by `written-ids`.
            let mut ids = candidates.iter().filter_map(|id| id.parse::<ShapeId>().ok());
            let is_lost = ids.any(|id| self.context.is_lost(&id));
            if must_exist && !is_lost && !self.context.is_written_id(value.span) {
                let message = format!("`{text}` must be the id of a shape, but there is no such shape");
                self.report(value, message, "check the name, or add the file that defines it");
            }
            return;
        };
        let Some(selector) = id_ref.get_str("selector").filter(|selector| *selector != "*") else { return };
        if self.context.selectors.picks(self.context.graph(), selector, found) == Some(false) {
            let message = format!("`{text}` doesn't match the selector that is required here");
            let selector = selector.split_whitespace().collect::<Vec<_>>().join(" ");
            self.report(value, message, &format!("use a shape that matches the selector `{selector}`"));
        }
    }
}

/// The items that equal one before them.
fn repeated(items: &[Node]) -> impl Iterator<Item = &Node> {
    let mut seen: HashMap<u64, Vec<&Node>> = HashMap::new();
    items.iter().filter(move |item| {
        let mut hasher = DefaultHasher::new();
        hash(item, &mut hasher);
        let alike = seen.entry(hasher.finish()).or_default();
        let is_repeated = alike.contains(item);
        if !is_repeated {
            alike.push(*item);
        }
        is_repeated
    })
}

/// Equal values have the same hash. How deep values are nested is limited by the readers.
fn hash(node: &Node, hasher: &mut DefaultHasher) {
    match &node.kind {
        NodeKind::Null => 0.hash(hasher),
        NodeKind::Bool(value) => value.hash(hasher),
        // Zeros are equal whatever their sign.
        NodeKind::Number(number) => (number.as_f64() + 0.0).to_bits().hash(hasher),
        NodeKind::String(text) => text.hash(hasher),
        NodeKind::Array(items) => {
            items.len().hash(hasher);
            items.iter().for_each(|item| hash(item, hasher));
        }
        NodeKind::Object(object) => {
            let mut entries: Vec<_> = object.iter().collect();
            entries.sort_by_key(|(key, _)| *key);
            for (key, value) in entries {
                key.hash(hasher);
                hash(value, hasher);
            }
        }
    }
}
