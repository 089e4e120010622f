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
