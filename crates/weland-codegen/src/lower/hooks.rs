//! What SDKs of AWS do for single services beyond their models, as hooks that clients add to themselves. This is the only
//! place that knows services by name.

use weland_service::Service;

use crate::krate::Hook;

/// The hooks that a service needs, by the name that SDKs know it by.
pub(super) fn of(service: &Service) -> Vec<Hook> {
    match service.sdk_id.as_str() {
        // The account is that of the caller, each request names the version of the API, and uploads have hashes.
        "Glacier" => vec![
            Hook::DefaultMember { member: "accountId", value: "-" },
            Hook::DefaultHeader { name: "x-amz-glacier-version", value: service.version.clone() },
            Hook::TreeHash,
        ],
        _ => Vec::new(),
    }
}
