//! botocore finds in each scenario of `weland-credentials` what the scenario states, which our chain is compared with.
#![allow(missing_docs)]

use std::path::Path;

use weland_e2e::python;

#[test]
fn botocore_does_what_the_scenarios_state() {
    let python = python::interpreter(env!("CARGO_TARGET_TMPDIR"));
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates/weland-credentials/tests/scenarios.json");
    let printed = python::run(&python, "credentials.py", &[&scenarios.display().to_string()]);
    assert!(printed.ends_with(" scenarios, 0 differences\n"), "{printed}");
}
