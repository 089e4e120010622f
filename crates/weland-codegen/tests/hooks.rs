//! The hooks that clients add to themselves.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use support::{case_options, cases};
use weland_codegen::{Runtime, generate};
use weland_model::Diagnostics;

const NEW: &str = "    pub fn new(config: Config) -> Self {\n";

/// The body of `Client::new` of a service, a line each.
fn client_new(service: &str) -> Vec<String> {
    let case = cases("crates").into_iter().find(|case| case.name == "services").unwrap();
    let model = case.model();
    let options = case_options(&case, &model, &Runtime::Version("0.1".to_owned()));
    let options = options.into_iter().find(|options| options.service.name() == service).unwrap();
    let files = generate(&model, &options, &mut Diagnostics::new());
    let name = format!("services-{}-client/src/lib.rs", service.to_lowercase());
    let (_, rest) = files[&name].split_once(NEW).unwrap();
    rest.lines().map(|line| line.trim().to_owned()).take_while(|line| line != "}").collect()
}

#[test]
fn a_client_adds_the_hooks_of_its_service_and_no_other() {
    let hooked = [
        "let config = config",
        ".hook(weland_client::hooks::DefaultMember {",
        "member: \"accountId\",",
        "value: \"-\",",
        "})",
        ".hook(weland_client::hooks::DefaultHeader {",
        "name: \"x-amz-glacier-version\",",
        "value: \"2012-06-01\",",
        "})",
        ".hook(weland_client::hooks::TreeHash);",
    ];
    let archive = client_new("Archive");
    assert_eq!(archive[..hooked.len()], hooked);
    assert_eq!(archive.len(), hooked.len() + 1);
    assert_eq!(client_new("First").len(), 1);
    assert_eq!(archive[hooked.len()..], client_new("First"));
}
