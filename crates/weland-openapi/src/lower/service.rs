//! Services: what a document says of the API as a whole.

use std::ops::Bound;
use std::sync::Arc;

use weland_model::{Model, Node, ServiceData, Shape, ShapeData, ShapeId, ShapeType, Target, Traits, trait_id};

use super::apply::{array, mark, object, ordered, put, put_text};
use super::names::{lower_snake, upper_camel};
use super::schema::view::{At, sorted};
use super::{Lowering, annotate};

/// The namespace of an API, from its title. One that has shapes already gets a number.
pub(super) fn namespace(model: &Model, title: &str) -> String {
    let name = lower_snake(title).unwrap_or_else(|| "api".to_owned());
    let is_taken = |name: &str| {
        let start = format!("{name}#");
        let from: (Bound<&str>, Bound<&str>) = (Bound::Included(&start), Bound::Unbounded);
        model.shapes.range::<str, _>(from).next().is_some_and(|(id, _)| id.namespace() == name)
    };
    let numbered = (2_u32..).map(|number| format!("{name}_{number}"));
    std::iter::once(name.clone()).chain(numbered).find(|name| !is_taken(name)).unwrap_or(name)
}

/// Takes the name of the service, which comes before all others.
pub(super) fn claim(lowering: &mut Lowering<'_, '_>, title: &str) -> ShapeId {
    let name = upper_camel(title).unwrap_or_else(|| "Api".to_owned());
    lowering.claim(&name)
}

/// The service with its operations.
pub(super) fn service(lowering: &mut Lowering<'_, '_>, id: &ShapeId, operations: Vec<Target>) {
    let root = lowering.root;
    let mut shape = start(lowering, id, operations);
    if let Some(info) = root.get("info") {
        describe(lowering, info, &mut shape.traits);
    }
    annotate::extensions(root.node, &mut shape.traits);
    if let Some(docs) = root.node.get("externalDocs") {
        annotate::external_docs(docs, &mut shape.traits);
    }
    servers(lowering, root, &mut shape.traits);
    security(root, &mut shape.traits);
    schemes(lowering, &mut shape.traits);
    report_tags(lowering);
    lowering.insert(shape);
}

/// Takes the name of the service of webhooks, which tells whose they are.
pub(super) fn claim_webhooks(lowering: &mut Lowering<'_, '_>, service: &ShapeId) -> ShapeId {
    lowering.claim(&format!("{}Webhooks", service.name()))
}

/// The service of what the API calls by itself.
pub(super) fn webhooks(lowering: &mut Lowering<'_, '_>, id: &ShapeId, operations: Vec<Target>) {
    let mut shape = start(lowering, id, operations);
    // What holds for all operations holds for these, except where they are sent.
    security(lowering.root, &mut shape.traits);
    schemes(lowering, &mut shape.traits);
    lowering.insert(shape);
}

fn start(lowering: &Lowering<'_, '_>, id: &ShapeId, operations: Vec<Target>) -> Shape {
    let info = lowering.root.get("info");
    let span = info.and_then(|info| info.node.get("title")).unwrap_or(lowering.root.node).span;
    let version = info.and_then(|info| info.node.get_str("version")).unwrap_or_default();
    let mut shape = Lowering::shape(id, ShapeType::Service, span);
    let data = ServiceData { version: Arc::from(version), operations, ..ServiceData::default() };
    shape.data = ShapeData::Service(Box::new(data));
    mark(&mut shape.traits, trait_id::OPENAPI_REST, span);
    if let Some(title) = info.and_then(|info| info.node.get("title")) {
        put(&mut shape.traits, trait_id::TITLE, title.clone());
    }
    shape
}

fn describe(lowering: &mut Lowering<'_, '_>, info: At<'_>, traits: &mut Traits) {
    annotate::summary_and_description(info.node, traits);
    annotate::extensions(info.node, traits);
    let effect = "it is not part of generated code";
    let lost = [
        ("contact", "whom to contact", effect),
        ("license", "the license of the API", effect),
        ("termsOfService", "the link to the terms of service", effect),
    ];
    annotate::lost_keys(info.node, &lost, &mut lowering.report);
}

/// The servers of the API, of a path or of an operation.
pub(super) fn servers(lowering: &mut Lowering<'_, '_>, at: At<'_>, traits: &mut Traits) {
    let mut servers = Vec::new();
    for server in at.items("servers") {
        let node = server.node;
        let mut fields: Vec<(&str, Node)> = Vec::new();
        fields.extend(node.get("description").map(|text| ("description", text.clone())));
        fields.extend(node.get("url").map(|url| ("url", url.clone())));
        let variables = node.get("variables").map(sorted).unwrap_or_default();
        let variables: Vec<(&str, Node)> =
            variables.iter().map(|entry| (&*entry.key, variable(&entry.value))).collect();
        if !variables.is_empty() {
            fields.push(("variables", object(variables, node.span)));
        }
        annotate::lost_extensions(node, &mut lowering.report);
        let lost = [("name", "the name of a server", "servers are known by their URLs")];
        annotate::lost_keys(node, &lost, &mut lowering.report);
        servers.push(object(fields, node.span));
    }
    if let Some(first) = servers.first() {
        let span = first.span;
        put(traits, trait_id::OPENAPI_SERVERS, array(servers, span));
    }
}

fn variable(node: &Node) -> Node {
    let text = |value: &Node| match &value.kind {
        weland_model::NodeKind::Number(number) => Node::string(number.as_str(), value.span),
        weland_model::NodeKind::Bool(flag) => Node::string(&flag.to_string(), value.span),
        _ => value.clone(),
    };
    let mut fields = Vec::new();
    let default = node.get("default").map_or_else(|| Node::string("", node.span), text);
    fields.push(("default", default));
    fields.extend(node.get("description").map(|text| ("description", text.clone())));
    if let Some(values) = node.get("enum").and_then(Node::as_array) {
        fields.push(("enum", array(values.iter().map(text).collect(), node.span)));
    }
    object(fields, node.span)
}

/// The alternatives of authentication of the API or of an operation.
pub(super) fn security(at: At<'_>, traits: &mut Traits) {
    if let Some(node) = at.node.get("security").filter(|node| node.as_array().is_some()) {
        put(traits, trait_id::OPENAPI_SECURITY, ordered(node));
    }
}

fn schemes(lowering: &mut Lowering<'_, '_>, traits: &mut Traits) {
    let Some(components) = lowering.root.get("components") else { return };
    let mut schemes = Vec::new();
    for entry in components.entries("securitySchemes") {
        let Some(resolved) = lowering.source.resolve(&entry.value) else { continue };
        let node = resolved.node;
        let known = ["bearerFormat", "description", "flows", "in", "name", "openIdConnectUrl", "scheme", "type"];
        let field = |key: &&'static str| Some((*key, ordered(node.get(key)?)));
        schemes.push((&*entry.key, object(known.iter().filter_map(field).collect(), node.span)));
        annotate::lost_extensions(node, &mut lowering.report);
        let effect = "clients don't look for it";
        let lost = [
            ("oauth2MetadataUrl", "the link to the metadata of an authorization server", effect),
            ("deprecated", "that a way to authenticate is deprecated", "it is offered like the others"),
        ];
        annotate::lost_keys(node, &lost, &mut lowering.report);
    }
    if let Some((_, first)) = schemes.first() {
        let span = first.span;
        put(traits, trait_id::OPENAPI_SECURITY_SCHEMES, object(schemes, span));
    }
}

fn report_tags(lowering: &mut Lowering<'_, '_>) {
    for tag in lowering.root.items("tags") {
        let effect = "operations keep the tag itself";
        let lost = [
            ("description", "the description of a tag", effect),
            ("externalDocs", "the documentation of a tag", effect),
            ("summary", "the summary of a tag", effect),
            ("parent", "the parent of a tag", effect),
            ("kind", "the kind of a tag", effect),
        ];
        annotate::lost_keys(tag.node, &lost, &mut lowering.report);
        annotate::lost_extensions(tag.node, &mut lowering.report);
    }
}

/// The tags of an operation.
pub(super) fn tags(at: At<'_>, traits: &mut Traits) {
    let tags: Vec<Node> = at.items("tags").map(|tag| tag.node.clone()).filter(|tag| tag.as_str().is_some()).collect();
    if let Some(first) = tags.first() {
        let span = first.span;
        put(traits, trait_id::TAGS, array(tags, span));
    }
}

/// The documentation of something that has a description and no summary.
pub(super) fn description(node: &Node, traits: &mut Traits) {
    if let Some(text) = node.get("description")
        && let Some(words) = text.as_str().filter(|words| !words.trim().is_empty())
    {
        put_text(traits, trait_id::DOCUMENTATION, words, text.span);
    }
}
