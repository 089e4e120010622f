//! Why verdicts and what was seen differ.

use weland_diff::{Change, Effect, RustApi};
use weland_model::{Model, trait_id};

use super::case::{Axis, Case, Level};

/// Why a verdict and what was seen may differ.
pub(super) struct Reason {
    pub(super) text: &'static str,
    applies: fn(&Case<'_>) -> bool,
}

/// The reason of a disagreement, if there is one.
pub(super) fn find(case: &Case<'_>) -> Option<&'static Reason> {
    REASONS.iter().find(|reason| (reason.applies)(case))
}

/// Whether a verdict on the wire is worse than what was seen, and each change that it comes from is one of these.
fn is_unseen(case: &Case<'_>, codes: &[&str]) -> bool {
    case.axis != Axis::Rust && !case.is_too_low() && case.comes_from(codes)
}

/// Whether a verdict on crates is worse than what was seen, and each change that it comes from is one of these.
fn is_unneeded(case: &Case<'_>, codes: &[&str]) -> bool {
    case.axis == Axis::Rust && !case.is_too_low() && case.comes_from(codes)
}

/// Changes of an edit with one of these codes, each with both models.
fn subjects<'c>(case: &'c Case<'_>, codes: &'c [&str]) -> impl Iterator<Item = (&'c Model, &'c Change)> {
    let changes = case.edit.changes.iter().flat_map(|(_, changes)| changes);
    let of = |change: &'c Change| [(&case.edit.old.0, change), (&case.edit.new.0, change)];
    changes.filter(|change| codes.contains(&change.code)).flat_map(of)
}

/// Whether what a change is about has one of these traits, or what it targets.
fn has_any(model: &Model, change: &Change, ids: &[&str]) -> bool {
    let Some(shape) = model.get(change.subject.root()) else { return false };
    let member = change.subject.member().and_then(|name| shape.member(name));
    let has = |traits: &weland_model::Traits| ids.iter().any(|id| traits.contains(id));
    match member {
        Some(member) => has(&member.traits) || model.target(member).is_some_and(|target| has(&target.traits)),
        None => has(&shape.traits),
    }
}

const REASONS: &[Reason] = &[
    Reason {
        text: "Deprecations add warnings, for which a minor version is usual",
        applies: |case| is_unneeded(case, &["deprecation-changed"]),
    },
    Reason {
        text: "Uses don't look at associated types, of which the element of pages is one",
        applies: |case| is_unneeded(case, &["pagination-changed"]),
    },
    Reason {
        text: "Schemes of OpenAPI are not part of crates if no operation states one",
        applies: |case| is_unneeded(case, &["auth-scheme-added", "auth-scheme-changed"]),
    },
    Reason {
        text: "The protocol doesn't read what has changed, or it is for people: a patch that changes nothing",
        applies: |case| case.axis == Axis::Rust && !case.is_too_low() && case.says == Level::Rust(RustApi::Patch),
    },
    Reason {
        text: "Signatures with SigV4a are not implemented, so new clients can't call anything; others can",
        applies: |case| {
            let codes = ["signature-migration", "endpoint-signature-migration"];
            case.axis == Axis::NewClients
                && case.is_too_low()
                && case.edit.codes().iter().any(|code| codes.contains(code))
        },
    },
    Reason {
        text: "Endpoints and connections don't matter in process",
        applies: |case| is_unseen(case, &["endpoint-changed", "protocol-changed"]),
    },
    Reason {
        text: "Servers in process check no signatures and no keys of a scheme that they don't know",
        applies: |case| {
            let codes = [
                "signature-migration",
                "endpoint-signature-migration",
                "auth-scheme-changed",
                "auth-scheme-added",
                "auth-scheme-removed",
                // The endpoint says how requests are signed, and operations which of the signatures they accept.
                "endpoint-changed",
                "auth-changed",
            ];
            let migrations = ["signature-migration", "endpoint-signature-migration"];
            let is_migration = case.edit.codes().iter().any(|code| migrations.contains(code));
            is_unseen(case, if is_migration { &codes } else { &codes[..5] })
        },
    },
    Reason {
        text: "Clients in process have credentials for each scheme and use the one that comes first; others have other ones",
        applies: |case| {
            let says = case.says == Level::Wire(Effect::Conditional);
            case.axis == Axis::NewClients && says && case.codes().contains(&"auth-changed")
        },
    },
    Reason {
        text: "Generated peers send members that have a default, and nothing of a message tells what would have been assumed without them",
        applies: |case| {
            let codes = ["default-changed", "default-removed"];
            let of_message = is_unseen(case, &["input-changed", "output-changed"]);
            is_unseen(case, &codes) || of_message && case.edit.codes().iter().any(|code| codes.contains(code))
        },
    },
    Reason {
        text: "Generated clients take any status of success, others may compare it",
        applies: |case| is_unseen(case, &["http-status-changed"]),
    },
    Reason {
        text: "Generated servers take paths with a slash at the end and without",
        applies: |case| is_unseen(case, &["http-uri-changed"]),
    },
    Reason {
        text: "That a member is no longer sent is not to be seen in any message: old clients don't find it any more",
        applies: |case| case.axis == Axis::OldClients && is_unseen(case, &["member-removed", "output-changed"]),
    },
    Reason {
        text: "A constraint keeps the values in what both types hold",
        applies: |case| {
            let codes = ["shape-type-changed", "member-type-changed"];
            let ids = [trait_id::RANGE, trait_id::LENGTH, trait_id::PATTERN];
            is_unseen(case, &codes) && subjects(case, &codes).any(|(model, change)| has_any(model, change, &ids))
        },
    },
    Reason {
        text: "Headers are texts, whatever the type of their values",
        applies: |case| {
            let codes = ["shape-type-changed", "member-type-changed"];
            let ids = [trait_id::HTTP_HEADER, trait_id::HTTP_QUERY];
            is_unseen(case, &codes) && subjects(case, &codes).any(|(model, change)| has_any(model, change, &ids))
        },
    },
    Reason {
        text: "A union that is missing where it is required reads as one with an unknown member",
        applies: |case| is_unseen(case, &["member-became-optional"]) && case.example.contains("UnknownMember"),
    },
    Reason {
        text: "Collections without elements are the same, whatever their elements are",
        applies: |case| is_unseen(case, &["member-type-changed"]) && case.edit.kind.contains("retype an element"),
    },
];
