//! From a document to shapes.

use std::sync::Arc;

use weland_model::{
    AppliedTrait, Diagnostics, Model, Node, ServiceData, Shape, ShapeData, ShapeId, ShapeType, trait_id,
};

use crate::document::Api;

/// Adds the service of an API to a model.
pub(crate) fn lower(api: &Api<'_>, model: &mut Model, _diagnostics: &mut Diagnostics) {
    let info = api.root.get("info");
    let text = |key: &str| info.and_then(|info| info.get_str(key)).unwrap_or_default();
    let title = info.and_then(|info| info.get("title")).unwrap_or(api.root);
    let Some(id) = service_id(text("title")) else { return };
    let mut service = Shape::new(id.clone(), ShapeType::Service, title.span);
    let version = Arc::from(text("version"));
    service.data = ShapeData::Service(Box::new(ServiceData { version, ..ServiceData::default() }));
    if let Some((namespace, name)) = trait_id::OPENAPI_REST.split_once('#')
        && let Ok(id) = ShapeId::new(namespace, name)
    {
        let span = api.root.span;
        service.traits.insert(AppliedTrait { id, value: Node::empty_object(span), span, inherited: false });
    }
    model.shapes.insert(id, service);
}

/// The id of a service, from the title of its API.
fn service_id(title: &str) -> Option<ShapeId> {
    let words = title.split(|character: char| !character.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_ascii_lowercase).collect();
    let capital = |word: &String| {
        let (first, rest) = word.split_at(1);
        format!("{}{rest}", first.to_ascii_uppercase())
    };
    let (mut namespace, mut name) = (words.join("_"), words.iter().map(capital).collect::<String>());
    if !namespace.starts_with(|first: char| first.is_ascii_alphabetic()) {
        namespace.insert_str(0, "api_");
        name.insert_str(0, "Api");
    }
    ShapeId::new(&namespace, &name).ok()
}
