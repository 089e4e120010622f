//! What SDKs of AWS do for single services beyond their models, as hooks that clients add to themselves. This is the only
//! place that knows services by name.

use weland_service::Service;

use crate::krate::{Hook, LongRunning};
use crate::protocols::Protocol;

/// The hooks that a service needs: for its traits, and by the name that SDKs know it by.
pub(super) fn of(service: &Service, protocol: &Protocol) -> Vec<Hook> {
    // Services that have had another protocol send the codes that errors had there to clients that ask for them.
    let asks_for_codes = service.query_compatible && !protocol.has_http_bindings && !protocol.query_errors;
    let query_mode = Hook::DefaultHeader { name: "x-amzn-query-mode", value: "true".to_owned() };
    let mut hooks: Vec<Hook> = asks_for_codes.then_some(query_mode).into_iter().collect();
    hooks.extend(by_name(service));
    hooks
}

fn by_name(service: &Service) -> Vec<Hook> {
    match service.sdk_id.as_str() {
        // Each model has an endpoint of its own, for predictions.
        "Machine Learning" => vec![Hook::EndpointMember { operation: "Predict", member: "PredictEndpoint" }],
        // Otherwise, responses are in the media type of hypermedia, with links beside the members.
        "API Gateway" => vec![Hook::DefaultHeader { name: "accept", value: "application/json".to_owned() }],
        // The account is that of the caller, each request names the version of the API, and uploads have hashes.
        "Glacier" => vec![
            Hook::DefaultMember { member: "accountId", value: "-" },
            Hook::DefaultHeader { name: "x-amz-glacier-version", value: service.version.clone() },
            Hook::TreeHash,
        ],
        _ => long_running(service).map(Hook::LongRunning).into_iter().collect(),
    }
}

/// The operations of a service that are known to take longer than others.
pub(super) fn long_running(service: &Service) -> Option<LongRunning> {
    let (operations, seconds): (&[&'static str], _) = match service.sdk_id.as_str() {
        // Functions run for up to 15 minutes. Giving up on one does not end it, and a second call would run it twice.
        "Lambda" => (&["Invoke", "InvokeWithResponseStream"], 15 * 60 + 30),
        // Models may take up to an hour.
        "Bedrock Runtime" => (&["Converse", "ConverseStream", "InvokeModel", "InvokeModelWithResponseStream"], 60 * 60),
        _ => return None,
    };
    let exists = |name: &&str| service.operations.iter().any(|operation| operation.name == *name);
    let operations: Vec<_> = operations.iter().copied().filter(exists).collect();
    (!operations.is_empty()).then_some(LongRunning { operations, seconds })
}
