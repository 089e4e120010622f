//! Where the parts of a document of version 2.0 are once it is lifted to version 3.

use weland_model::Node;

/// Sections of version 2.0 and their places in version 3, the likeliest first.
const SECTIONS: &[(&str, &[&str])] = &[
    ("/definitions/", &["schemas"]),
    ("/parameters/", &["parameters", "requestBodies"]),
    ("/responses/", &["responses"]),
    ("/securityDefinitions/", &["securitySchemes"]),
];

/// The new place of a pointer, if it has moved.
pub(super) fn new_place(root: &Node, pointer: &str) -> Option<String> {
    let (section, kinds) = SECTIONS.iter().find(|(section, _)| pointer.starts_with(section))?;
    let rest = pointer.get(section.len()..)?;
    let name = super::pointer::unescape(rest.split('/').next()?);
    let components = root.get("components");
    let has = |kind: &&&str| components.and_then(|it| it.get(kind)?.get(&name)).is_some();
    let kind = kinds.iter().find(has).or(kinds.first())?;
    Some(format!("/components/{kind}/{rest}"))
}
