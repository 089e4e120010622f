//! How shapes and members are written in XML.

use weland_model::{Node, Traits, trait_id};

use crate::xml::{Xml, XmlNamespace};

/// What the traits of a shape or a member say.
pub(super) fn xml(traits: &Traits) -> Xml {
    Xml {
        name: traits.get_str(trait_id::XML_NAME).map(str::to_owned),
        attribute: traits.contains(trait_id::XML_ATTRIBUTE),
        flattened: traits.contains(trait_id::XML_FLATTENED),
        namespace: namespace(traits),
    }
}

/// The namespace that a service, a shape or a member states.
pub(super) fn namespace(traits: &Traits) -> Option<XmlNamespace> {
    let node = traits.get(trait_id::XML_NAMESPACE)?;
    Some(XmlNamespace { uri: node.get_str("uri")?.to_owned(), prefix: node.get_str("prefix").map(str::to_owned) })
}

/// Whether the protocol of a service leaves the element around that of an error out.
pub(super) fn has_unwrapped_errors(traits: &Traits) -> bool {
    let stated = traits.get(trait_id::REST_XML).and_then(|node| node.get("noErrorWrapping"));
    stated.and_then(Node::as_bool).unwrap_or(false)
}
