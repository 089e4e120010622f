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

#[cfg(test)]
mod tests {
    use super::FILES;
    use crate::Loader;

    /// As files of a user, the definitions take the place of the built-in ones and are
    /// validated as any model is.
    #[test]
    fn built_in_definitions_are_valid() {
        let mut loader = Loader::new();
        for (name, text) in FILES {
            loader.add(format!("{name}.smithy"), *text);
        }
        let (model, diagnostics) = loader.load();
        assert!(model.own_shapes().count() > 200);
        let messages: Vec<String> = diagnostics.iter().map(|item| format!("{}: {}", item.code, item.message)).collect();
        assert!(messages.is_empty(), "{messages:#?}");
    }
}
