//! The definitions that every model can use: the prelude and well-known traits.

/// The files, by the name that diagnostics give them.
pub(crate) const FILES: &[(&str, &str)] = &[
    ("<smithy.api>", include_str!("smithy.api.smithy")),
    ("<smithy.framework>", include_str!("smithy.framework.smithy")),
    ("<smithy.protocols>", include_str!("smithy.protocols.smithy")),
    ("<smithy.test>", include_str!("smithy.test.smithy")),
    ("<smithy.waiters>", include_str!("smithy.waiters.smithy")),
    ("<aws.api>", include_str!("aws.api.smithy")),
    ("<aws.auth>", include_str!("aws.auth.smithy")),
    ("<aws.customizations>", include_str!("aws.customizations.smithy")),
    ("<aws.protocols>", include_str!("aws.protocols.smithy")),
];

/// Files that are read only if a model speaks of their namespace, since few models do. They
/// refer to nothing but [`FILES`] and, in the case of `weland.openapi`, `alloy`.
pub(crate) const ON_DEMAND: &[(&str, &str)] = &[
    ("<alloy>", include_str!("alloy.smithy")),
    ("<aws.apigateway>", include_str!("aws.apigateway.smithy")),
    ("<aws.cloudformation>", include_str!("aws.cloudformation.smithy")),
    ("<aws.endpoints>", include_str!("aws.endpoints.smithy")),
    ("<aws.iam>", include_str!("aws.iam.smithy")),
    ("<aws.test>", include_str!("aws.test.smithy")),
    ("<smithy.rules>", include_str!("smithy.rules.smithy")),
    ("<weland.openapi>", include_str!("weland.openapi.smithy")),
];

/// All files that are needed for a model of these sources.
pub(crate) fn needed<'t>(
    sources: impl Iterator<Item = &'t str> + Clone,
) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    let is_named = |name: &str, text: &str| memchr::memmem::find(text.as_bytes(), namespace(name).as_bytes()).is_some();
    let is_needed = |name: &str| sources.clone().any(|text| is_named(name, text));
    let mut rare: Vec<_> = ON_DEMAND.iter().filter(|(name, _)| is_needed(name)).collect();
    let of_others = |(name, _): &&(&str, &str)| rare.iter().any(|(_, text)| is_named(name, text));
    let others: Vec<_> = ON_DEMAND.iter().filter(of_others).collect();
    rare.extend(others);
    rare.sort_unstable();
    rare.dedup();
    FILES.iter().chain(rare)
}

/// The namespace that a file defines.
fn namespace(name: &str) -> &str {
    name.trim_matches(['<', '>'])
}

#[cfg(test)]
mod tests {
    use super::{FILES, ON_DEMAND};
    use crate::Loader;

    #[test]
    fn rare_definitions_are_read_when_a_model_speaks_of_them() {
        let shapes = |text: &str| {
            let mut loader = Loader::new();
            loader.add("a.smithy", text);
            loader.load().0
        };
        let without = shapes("$version: \"2.0\"\nnamespace a\nstring A\n");
        assert!(without.get("aws.iam#iamAction").is_none());
        let with = shapes("$version: \"2.0\"\nnamespace a\n@aws.iam#iamAction\noperation A {}\n");
        assert!(with.get("aws.iam#iamAction").is_some());
        assert!(with.get("aws.endpoints#endpointsModifier").is_none());
    }

    /// As files of a user, the definitions take the place of the built-in ones and are
    /// validated as any model is.
    #[test]
    fn built_in_definitions_are_valid() {
        let mut loader = Loader::new();
        for (name, text) in FILES.iter().chain(ON_DEMAND) {
            loader.add(format!("{name}.smithy"), *text);
        }
        let (model, diagnostics) = loader.load();
        assert!(model.own_shapes().count() > 300);
        let messages: Vec<String> = diagnostics.iter().map(|item| format!("{}: {}", item.code, item.message)).collect();
        assert!(messages.is_empty(), "{messages:#?}");
    }
}
