//! Annotations: what documents a shape, a member or an operation.

use weland_model::{Node, Traits, trait_id};

use super::value::Object;

/// Sets what documents a value: annotations of a shape or of a member.
pub(super) fn annotate(schema: &mut Object, traits: &Traits) {
    schema.set_some("title", traits.get_str(trait_id::TITLE));
    schema.set_some("description", traits.get_str(trait_id::DOCUMENTATION));
    let default = traits.get(trait_id::DEFAULT).filter(|value| !value.is_null());
    schema.set_some("default", default);
    for (id, key) in [
        (trait_id::DEPRECATED, "deprecated"),
        (trait_id::OPENAPI_READ_ONLY, "readOnly"),
        (trait_id::OPENAPI_WRITE_ONLY, "writeOnly"),
    ] {
        if traits.contains(id) {
            schema.set(key, true);
        }
    }
    schema.set_some("examples", traits.get(trait_id::OPENAPI_EXAMPLES));
    schema.set_some("externalDocs", external_docs(traits));
    extend(schema, traits);
}

/// The first link of `@externalDocumentation`: there is room for one.
pub(super) fn external_docs(traits: &Traits) -> Option<Object> {
    let links = traits.get(trait_id::EXTERNAL_DOCUMENTATION)?.as_object()?;
    let (name, url) = links.iter().next()?;
    let mut docs = Object::of("description", name);
    docs.set("url", url.as_str()?);
    Some(docs)
}

/// Sets vendor extensions.
pub(super) fn extend(object: &mut Object, traits: &Traits) {
    let extensions = traits.get(trait_id::OPENAPI_EXTENSIONS).and_then(Node::as_object);
    for (key, value) in extensions.into_iter().flat_map(|extensions| extensions.iter()) {
        if key.starts_with("x-") {
            object.set(key, value);
        }
    }
}
