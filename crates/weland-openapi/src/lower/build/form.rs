//! Forms: bodies whose members may be written in ways of their own.

use std::collections::{BTreeMap, BTreeSet};

use weland_model::{Entry, Member, Node, Shape, trait_id};

use super::file::File;
use super::structure;
use crate::document::Dialect;
use crate::lower::apply::{boolean, object, ordered, put};
use crate::lower::schema::plan::{self, Kind};
use crate::lower::schema::view::{At, View};
use crate::lower::{Job, Lowering, Use};
use crate::media_type::essence;

/// What is said of how values are written like those of parameters.
const STYLE: [&str; 3] = ["allowReserved", "explode", "style"];

/// How the members of a form are written.
#[derive(Debug)]
pub(in crate::lower) struct Form<'d> {
    encodings: Vec<&'d Entry>,
    /// The members that are files, by their names.
    files: BTreeMap<String, File<'d>>,
    /// The names of members whose style has no effect.
    unstyled: BTreeSet<&'d str>,
}

impl<'d> Form<'d> {
    /// How the members of a body with this schema are written; `at` is the media type.
    pub(in crate::lower) fn new(
        lowering: &mut Lowering<'d, '_>,
        view: &View<'d>,
        (media_type, at): (&str, At<'d>),
    ) -> Self {
        let encodings = at.entries("encoding");
        if !is_multipart(media_type) {
            return Self { encodings, files: BTreeMap::new(), unstyled: BTreeSet::new() };
        }
        let files = files(lowering, view, &encodings);
        let has_styles = at.dialect == Dialect::V3_1 && essence(media_type) == "multipart/form-data";
        let mut unstyled = BTreeSet::new();
        for entry in &encodings {
            if has_styles && !files.contains_key(&*entry.key) {
                continue;
            }
            unstyled.insert(&*entry.key);
            let stated = entry.value.as_object().map(|object| object.entries()).unwrap_or_default();
            for entry in stated.iter().filter(|entry| STYLE.contains(&&*entry.key)) {
                let effect = "it has an effect in `multipart/form-data` of OpenAPI 3.1 alone, and not on files";
                lowering.report.remark_lost(entry.key_span, &format!("`{}` of a part", entry.key), effect);
            }
        }
        Self { encodings, files, unstyled }
    }

    /// Whether all members are written in the usual way, so that the schema says all.
    pub(in crate::lower) fn is_usual(&self, view: &View<'d>) -> bool {
        let is_said = |entry: &&Entry| {
            let stated = entry.value.as_object().map(|object| object.entries()).unwrap_or_default();
            let mut stated = stated.iter().filter(|stated| KEYS.contains(&&*stated.key));
            let has_no_effect = |key: &str| self.unstyled.contains(&*entry.key) && STYLE.contains(&key);
            stated.all(|stated| has_no_effect(&stated.key)) && view.property_names().any(|name| name == &*entry.key)
        };
        self.encodings.iter().all(is_said) && self.files.values().all(|file| !file.is_hidden && !file.is_base64)
    }

    /// A structure for the body alone. The second part are what is said of members that it doesn't have.
    pub(in crate::lower) fn separate(
        mut self,
        lowering: &mut Lowering<'d, '_>,
        view: &View<'d>,
        name: &str,
    ) -> (Use<'d>, Vec<&'d Entry>) {
        let plan = plan::plan(&lowering.source, view);
        if !matches!(plan.kind, Kind::Structure) {
            return (lowering.inline(view, name, true), self.encodings);
        }
        let mut used = lowering.untyped_member();
        used.is_nullable = plan.is_nullable || plan::is_made_nullable(view);
        used.target = lowering.claim(name);
        used.shape_type = weland_model::ShapeType::Structure;
        let files = std::mem::take(&mut self.files);
        let (hidden, plain): (BTreeMap<_, _>, BTreeMap<_, _>) = files.into_iter().partition(|(_, file)| file.is_hidden);
        let base64 = plain.into_iter().filter(|(_, file)| file.is_base64).map(|(name, _)| name).collect();
        let job = Job { id: used.target.clone(), view: view.clone(), plan, is_described: true, files: hidden };
        let mut shape = structure::structure(lowering, &job);
        let unused = self.encode(lowering, &mut shape, &base64);
        lowering.insert(shape);
        (used, unused)
    }

    /// Says of members how they are written; gives what is said of others.
    fn encode(&self, lowering: &Lowering<'d, '_>, shape: &mut Shape, base64: &BTreeSet<String>) -> Vec<&'d Entry> {
        let wire = |member: &Member| {
            member.traits.get_str(trait_id::JSON_NAME).map_or_else(|| member.name.to_string(), str::to_owned)
        };
        for member in &mut shape.members {
            let name = wire(member);
            let entry = self.encodings.iter().find(|entry| *entry.key == name);
            let has_style = !self.unstyled.contains(&*name);
            let base64 = base64.contains(&name).then(|| ("base64", boolean(true, member.span)));
            let stated = entry.map(|entry| encoding(lowering, &entry.value, has_style)).unwrap_or_default();
            let mut entries: Vec<(&str, Node)> = stated.into_iter().chain(base64).collect();
            entries.sort_by_key(|(key, _)| *key);
            if !entries.is_empty() {
                let span = entry.map_or(member.span, |entry| entry.value.span);
                put(&mut member.traits, trait_id::OPENAPI_ENCODING, object(entries, span));
            }
        }
        let is_unused = |entry: &&&'d Entry| !shape.members.iter().any(|member| wire(member) == *entry.key);
        self.encodings.iter().filter(is_unused).copied().collect()
    }
}

/// What is said of how a part is written.
const KEYS: [&str; 5] = ["allowReserved", "contentType", "explode", "headers", "style"];

/// How a part is written, as entries of a trait's value.
fn encoding(lowering: &Lowering<'_, '_>, node: &Node, has_style: bool) -> Vec<(&'static str, Node)> {
    let is_said = |key: &&str| has_style || !STYLE.contains(key);
    let stated = |key: &'static str| {
        let value = node.get(key)?;
        Some((key, if key == "headers" { headers(lowering, value) } else { ordered(value) }))
    };
    KEYS.into_iter().filter(is_said).filter_map(stated).collect()
}

/// The headers of a part, without references.
fn headers(lowering: &Lowering<'_, '_>, node: &Node) -> Node {
    let headers = node.as_object().into_iter().flat_map(|headers| headers.iter());
    let resolved = |node| lowering.source.resolve(node).map_or(node, |resolved| resolved.node);
    ordered(&object(headers.map(|(name, node)| (name, ordered(resolved(node)))).collect(), node.span))
}

/// Whether a media type is one of several parts.
pub(in crate::lower) fn is_multipart(media_type: &str) -> bool {
    essence(media_type).starts_with("multipart/")
}

/// The properties that are files, by their names. `encodings` say of which types parts may be.
fn files<'d>(lowering: &mut Lowering<'d, '_>, view: &View<'d>, encodings: &[&'d Entry]) -> BTreeMap<String, File<'d>> {
    let mut files = BTreeMap::new();
    for (name, schema) in structure::single_schemas(view) {
        let encoding = encodings.iter().find(|entry| *entry.key == *name);
        let content_types = encoding.and_then(|entry| entry.value.get_str("contentType"));
        let property = lowering.view(schema);
        if let Some(file) = File::of(lowering, &property, content_types) {
            files.insert(name.to_owned(), file);
        }
    }
    files
}
