//! Constraints of schemas as traits.

use weland_model::{Node, NodeKind, ShapeType, Span, Traits, trait_id};

use super::keyword::Keyword;
use super::multiple;
use super::plan::{Kind, Plan, Reason};
use super::view::View;
use crate::lower::apply::{array, mark, object, ordered, put, put_text};
use crate::lower::report::Report;

/// The constraints of a view that becomes something, as traits of the shape or of a member that targets it.
pub(in crate::lower) fn constraints(view: &View<'_>, plan: &Plan<'_>, report: &mut Report<'_>) -> Traits {
    let mut traits = Traits::default();
    let counts = |min, max| (min, max);
    match &plan.kind {
        Kind::Scalar(ShapeType::String) | Kind::Enum { .. } => {
            text(view, &mut traits, report);
            length(view, counts(Keyword::MinLength, Keyword::MaxLength), trait_id::LENGTH, &mut traits, report);
        }
        Kind::Scalar(shape_type) if shape_type.is_number() => numbers(view, &mut traits, report),
        Kind::IntEnum(_) => numbers(view, &mut traits, report),
        Kind::List => {
            length(view, counts(Keyword::MinItems, Keyword::MaxItems), trait_id::LENGTH, &mut traits, report);
            if view.is_true(Keyword::UniqueItems) {
                mark(&mut traits, trait_id::UNIQUE_ITEMS, span(view, Keyword::UniqueItems));
            }
        }
        Kind::Map | Kind::Structure => {
            let id = if matches!(plan.kind, Kind::Map) { trait_id::LENGTH } else { trait_id::OPENAPI_PROPERTY_COUNT };
            length(view, counts(Keyword::MinProperties, Keyword::MaxProperties), id, &mut traits, report);
        }
        _ => {}
    }
    formats(view, plan, &mut traits);
    values(view, plan, &mut traits);
    unsupported(view, report);
    lonely_discriminator(view, plan, report);
    traits
}

fn span(view: &View<'_>, keyword: Keyword) -> Span {
    view.first(keyword).map_or(view.span, |node| node.span)
}

fn values(view: &View<'_>, plan: &Plan<'_>, traits: &mut Traits) {
    if let Some(values) = &plan.values {
        let at = if view.has(Keyword::Enum) { span(view, Keyword::Enum) } else { span(view, Keyword::Const) };
        put(traits, trait_id::OPENAPI_VALUES, array(values.iter().map(|value| ordered(value)).collect(), at));
    } else if matches!(plan.kind, Kind::Document(Reason::Null)) {
        // A document could hold anything.
        let null = Node::new(NodeKind::Null, view.span);
        put(traits, trait_id::OPENAPI_VALUES, array(vec![null], view.span));
    }
}

/// The pattern. Several are one, of assertions that each of them matches somewhere.
fn text(view: &View<'_>, traits: &mut Traits, report: &mut Report<'_>) {
    let mut patterns: Vec<&Node> = view.all(Keyword::Pattern).map(|(_, node)| node).collect();
    patterns.dedup_by(|a, b| a == b);
    match patterns.as_slice() {
        [] => {}
        [one] => put_text(traits, trait_id::PATTERN, one.as_str().unwrap_or_default(), one.span),
        [first, ..] => {
            let all = patterns.iter().filter_map(|node| node.as_str());
            let joined: String = all.map(|pattern| format!("(?=[\\s\\S]*?(?:{pattern}))")).collect();
            put_text(traits, trait_id::PATTERN, &format!("^{joined}"), first.span);
        }
    }
    if let Some((_, node)) = view.all(Keyword::ContentSchema).next() {
        let effect = "the text is taken as it is; what it holds is not read";
        report.remark_lost(node.span, "the schema of what the text holds", effect);
    }
}

/// The tightest of the bounds of a count.
fn length(
    view: &View<'_>,
    (min, max): (Keyword, Keyword),
    id: &'static str,
    traits: &mut Traits,
    report: &mut Report<'_>,
) {
    let bounds = |keyword| view.all(keyword).filter_map(|(_, node)| Some((node.as_i64().filter(|n| *n >= 0)?, node)));
    let lowest = bounds(min).max_by_key(|(bound, _)| *bound).filter(|(bound, _)| *bound > 0);
    let highest = bounds(max).min_by_key(|(bound, _)| *bound);
    let number = |(_, node): (i64, &Node)| node.clone();
    let entries: Vec<(&str, Node)> = lowest
        .map(number)
        .map(|node| ("min", node))
        .into_iter()
        .chain(highest.map(number).map(|node| ("max", node)))
        .collect();
    let Some((_, first)) = entries.first() else { return };
    let at = first.span;
    if let (Some(low), Some(high)) = (lowest, highest)
        && low.0 > high.0
    {
        let message = format!("no value satisfies `{}` and `{}`", min.as_str(), max.as_str());
        report.warning(
            "contradictory-schema",
            at,
            message,
            "correct one of the two; until then, the upper bound is left out",
        );
        put(traits, id, object(vec![("min", low.1.clone())], at));
        return;
    }
    put(traits, id, object(entries, at));
}

/// The bounds of the length of bytes, which have no characters to be counted.
pub(in crate::lower) fn byte_length(view: &View<'_>, report: &mut Report<'_>) -> Traits {
    let mut traits = Traits::default();
    length(view, (Keyword::MinLength, Keyword::MaxLength), trait_id::LENGTH, &mut traits, report);
    traits
}

/// The bounds of numbers. The tightest of each kind counts.
fn numbers(view: &View<'_>, traits: &mut Traits, report: &mut Report<'_>) {
    let mut lowest = Bounds { plain: None, exclusive: None, sign: 1.0 };
    let mut highest = Bounds { plain: None, exclusive: None, sign: -1.0 };
    for part in &view.parts {
        lowest.read(part.get(Keyword::Minimum), part.get(Keyword::ExclusiveMinimum));
        highest.read(part.get(Keyword::Maximum), part.get(Keyword::ExclusiveMaximum));
    }
    let mut entries = Vec::new();
    entries.extend(lowest.plain.map(|node| ("min", node.clone())));
    entries.extend(highest.plain.map(|node| ("max", node.clone())));
    if let (Some(low), Some(high)) = (lowest.plain, highest.plain)
        && low.as_f64() > high.as_f64()
    {
        let message = "no number satisfies `minimum` and `maximum`";
        report.warning(
            "contradictory-schema",
            high.span,
            message,
            "correct one of the two; until then, the upper bound is left out",
        );
        entries.pop();
    }
    if let Some((_, first)) = entries.first() {
        let at = first.span;
        put(traits, trait_id::RANGE, object(entries, at));
    }
    if let Some(node) = lowest.exclusive {
        put(traits, trait_id::OPENAPI_EXCLUSIVE_MINIMUM, node.clone());
    }
    if let Some(node) = highest.exclusive {
        put(traits, trait_id::OPENAPI_EXCLUSIVE_MAXIMUM, node.clone());
    }
    multiple_of(view, traits, report);
}

/// What a number must be a multiple of: of several, their least common multiple.
fn multiple_of(view: &View<'_>, traits: &mut Traits, report: &mut Report<'_>) {
    let factors = view.all(Keyword::MultipleOf).map(|(_, node)| node);
    let mut factors = factors.filter(|node| node.as_f64().is_some_and(|factor| factor > 0.0));
    let Some(mut all) = factors.next().cloned() else { return };
    for other in factors {
        match multiple::least_common(&all, other) {
            Some(node) => all = node,
            None => {
                let effect = "multiples of the first one alone are accepted";
                report.constraint_lost(other.span, "a second `multipleOf`", effect);
            }
        }
    }
    put(traits, trait_id::OPENAPI_MULTIPLE_OF, all);
}

struct Bounds<'d> {
    plain: Option<&'d Node>,
    exclusive: Option<&'d Node>,
    /// Which of two bounds is the tighter one.
    sign: f64,
}

impl<'d> Bounds<'d> {
    /// Reads the bounds of a part: exclusive ones are numbers, or a flag of the other.
    fn read(&mut self, plain: Option<&'d Node>, exclusive: Option<&'d Node>) {
        let is_flag = exclusive.and_then(Node::as_bool) == Some(true);
        let number = |node: Option<&'d Node>| node.filter(|node| node.as_number().is_some());
        let (plain, flagged) = if is_flag { (None, number(plain)) } else { (number(plain), None) };
        self.plain = self.tighter(self.plain, plain);
        self.exclusive = self.tighter(self.exclusive, number(exclusive).or(flagged));
    }

    fn tighter(&self, a: Option<&'d Node>, b: Option<&'d Node>) -> Option<&'d Node> {
        let value = |node: &Node| node.as_f64().unwrap_or_default() * self.sign;
        match (a, b) {
            (Some(a), Some(b)) => Some(if value(b) > value(a) { b } else { a }),
            (a, b) => a.or(b),
        }
    }
}

/// What a format says beyond the type.
fn formats(view: &View<'_>, plan: &Plan<'_>, traits: &mut Traits) {
    let Some((_, node)) = view.all(Keyword::Format).find(|(_, node)| node.as_str().is_some()) else {
        encodings(view, plan, traits);
        return;
    };
    let format = node.as_str().unwrap_or_default();
    let shape_type = match plan.kind {
        Kind::Scalar(shape_type) => shape_type,
        Kind::Enum { .. } => ShapeType::Enum,
        Kind::IntEnum(_) => ShapeType::IntEnum,
        _ => return,
    };
    match (shape_type, format) {
        (ShapeType::Timestamp, _) => {
            let format = match format {
                "unixtime" => "epoch-seconds",
                "http-date" => "http-date",
                _ => "date-time",
            };
            put_text(traits, trait_id::TIMESTAMP_FORMAT, format, node.span);
        }
        (ShapeType::Blob, "byte")
        | (ShapeType::Byte, "int8")
        | (ShapeType::Short, "int16")
        | (ShapeType::Integer | ShapeType::IntEnum, "int32")
        | (ShapeType::Long, "int64")
        | (ShapeType::Float, "float")
        | (ShapeType::Double, "double")
        | (ShapeType::BigDecimal, "decimal")
        | (_, "") => {}
        (ShapeType::String, "date") => mark(traits, trait_id::ALLOY_DATE_FORMAT, node.span),
        (ShapeType::String, "uuid") => mark(traits, trait_id::ALLOY_UUID_FORMAT, node.span),
        (ShapeType::String, "password") => mark(traits, trait_id::SENSITIVE, node.span),
        _ => put_text(traits, trait_id::OPENAPI_FORMAT, format, node.span),
    }
}

/// What `contentEncoding` and `contentMediaType` say of a text or of bytes.
fn encodings(view: &View<'_>, plan: &Plan<'_>, traits: &mut Traits) {
    let Kind::Scalar(shape_type @ (ShapeType::String | ShapeType::Blob)) = plan.kind else { return };
    if let Some(node) = view.first(Keyword::ContentMediaType)
        && let Some(media_type) = node.as_str()
    {
        put_text(traits, trait_id::MEDIA_TYPE, media_type, node.span);
    }
    if let Some(node) = view.first(Keyword::ContentEncoding)
        && let Some(encoding) = node.as_str().filter(|_| shape_type == ShapeType::String)
    {
        put_text(traits, trait_id::OPENAPI_FORMAT, encoding, node.span);
    }
}

/// Traits that only shapes can have, and no members.
pub(in crate::lower) fn needs_shape(traits: &Traits) -> bool {
    traits.contains(trait_id::SENSITIVE) || traits.contains(trait_id::MEDIA_TYPE)
}

/// A discriminator where there are no alternatives.
fn lonely_discriminator(view: &View<'_>, plan: &Plan<'_>, report: &mut Report<'_>) {
    let own = view.parts.iter().filter(|part| !part.is_foreign);
    if let Some(entry) = own.filter_map(|part| part.entry(Keyword::Discriminator)).next()
        && !matches!(plan.kind, Kind::Union { .. })
    {
        let effect =
            "no schema extends this one, and there is no `oneOf` or `anyOf`, so there is nothing to tell apart";
        report.remark_lost(entry.key_span, "the discriminator", effect);
    }
}

/// Keywords that have no place in the model.
fn unsupported(view: &View<'_>, report: &mut Report<'_>) {
    for (_, keyword, entry) in view.structure() {
        let effect = match keyword {
            Keyword::Not => "values that the schema forbids are accepted",
            Keyword::If | Keyword::Then | Keyword::Else => "values are judged without the condition",
            Keyword::Contains | Keyword::MinContains | Keyword::MaxContains => {
                "arrays without such elements are accepted"
            }
            Keyword::DependentRequired | Keyword::DependentSchemas | Keyword::Dependencies => {
                "objects are accepted in which properties lack that depend on each other"
            }
            Keyword::UnevaluatedItems => "further elements are accepted",
            Keyword::DynamicRef => "the value is judged without what it refers to",
            _ => continue,
        };
        report.constraint_lost(entry.key_span, &format!("`{}`", keyword.as_str()), effect);
    }
}
