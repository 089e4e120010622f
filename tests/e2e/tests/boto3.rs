//! boto3 and the AWS CLI call the generated server over sockets.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use serde_json::Value;
use weland_e2e::{Recorder, facts, python, serve};
use weland_server::ValidationStyle;

/// Lets a Python program call a server of its own; returns how many checks of which kind it made.
fn checks(script: &str, style: ValidationStyle, arguments: &[&str]) -> Value {
    let python = python::interpreter(env!("CARGO_TARGET_TMPDIR"));
    let recorder = Recorder::default();
    let router = weland_lambda_server::router(recorder.clone()).validation_style(style);
    let addresses = serve(recorder, router);
    let (endpoint, control) = (format!("http://{}", addresses.service), format!("http://{}", addresses.control));
    let printed = python::run(&python, script, &[&[endpoint.as_str(), &control], arguments].concat());
    let counts = printed.lines().last().unwrap_or_default();
    serde_json::from_str(counts).unwrap_or_else(|_| panic!("{script} printed no counts: {printed}"))
}

#[test]
fn boto3_and_the_server_understand_each_other_in_every_operation() {
    let counts = checks("calls.py", ValidationStyle::AwsLambda, &[]);
    let operations = facts::names("operations").len();
    assert_eq!(counts["operations"], operations, "{counts}");
    assert_eq!(counts["minimal"], operations, "{counts}");
    assert_eq!(counts["paginated"], facts::facts()["counts"]["paginated"], "{counts}");
    assert_eq!(counts["invocation types"], 3, "{counts}");
    assert_eq!(counts["streams"], 1, "{counts}");
}

#[test]
fn every_error_of_every_operation_arrives_at_boto3_as_its_own_exception() {
    let counts = checks("errors.py", ValidationStyle::AwsLambda, &[]);
    assert_eq!(counts["errors"], facts::names("errors").len(), "{counts}");
    assert_eq!(counts["raised"], facts::facts()["counts"]["error_references"], "{counts}");
    assert_eq!(counts["unmodeled"], 1, "{counts}");
}

#[test]
fn the_aws_cli_and_the_server_understand_each_other() {
    let counts = checks("cli.py", ValidationStyle::AwsLambda, &[]);
    assert_eq!(counts["operations"], 14, "{counts}");
    assert_eq!(counts["errors"], 1, "{counts}");
}

#[test]
fn rejections_arrive_at_boto3_in_the_style_of_lambda() {
    let counts = checks("rejections.py", ValidationStyle::AwsLambda, &["aws"]);
    assert_eq!(counts["invalid"], 7, "{counts}");
    assert_eq!(counts["unknown"], 1, "{counts}");
}

#[test]
fn rejections_arrive_at_boto3_in_the_style_of_smithy() {
    let counts = checks("rejections.py", ValidationStyle::Smithy, &["smithy"]);
    assert_eq!(counts["invalid"], 7, "{counts}");
    assert_eq!(counts["unknown"], 1, "{counts}");
}
