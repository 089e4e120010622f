//! A moto server, clients for it, and the comparison of responses.

use std::collections::BTreeSet;
use std::sync::{Mutex, OnceLock};
use std::time::Duration;

use serde_json::Value;
use weland_client::{Call, Config, Credentials};
use weland_core::{Operation, OperationError, Structure};
use weland_e2e::python::{self, Server};
use weland_e2e::to_value;
use weland_lambda_client::Client;
use weland_lambda_types::*;

pub(crate) const ACCOUNT: &str = "123456789012";
pub(crate) const ROLE: &str = "arn:aws:iam::123456789012:role/runs";

/// Long enough for a busy machine.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The operations that have been called with success.
pub(crate) static CALLED: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

/// A moto server that all tests share.
pub(crate) fn shared() -> &'static Server {
    static MOTO: OnceLock<Server> = OnceLock::new();
    MOTO.get_or_init(|| start(&[]))
}

/// A client for one region of the shared server; what is in one region is not in another.
pub(crate) fn client(region: &str) -> Client {
    client_of(shared(), region)
}

pub(crate) fn start(arguments: &[&str]) -> Server {
    Server::moto(&python::interpreter(env!("CARGO_TARGET_TMPDIR")), arguments)
}

pub(crate) fn client_of(moto: &Server, region: &str) -> Client {
    let config = Config::new().endpoint(&moto.endpoint).region(region).max_attempts(1).timeout(TIMEOUT);
    Client::new(config.credentials(Credentials::new("AKIDEXAMPLE", "secret")))
}

/// The output of a call that has to succeed.
pub(crate) async fn ok<O: Operation>(call: Call<O>) -> O::Output {
    let output = call.await.unwrap_or_else(|error| panic!("{}: {error}", O::SCHEMA.name));
    CALLED.lock().unwrap().insert(O::SCHEMA.name);
    output
}

/// The name and the message of the modeled error that a call has to fail with.
pub(crate) async fn err<O: Operation>(call: Call<O>) -> (&'static str, String) {
    let name = O::SCHEMA.name;
    let Err(error) = call.await else { panic!("{name} succeeded") };
    let modeled = error.modeled().unwrap_or_else(|| panic!("{name}: {error}"));
    let members = to_value(modeled);
    let message = members.get("Message").or(members.get("message")).and_then(Value::as_str);
    (modeled.schema().name, message.unwrap_or_default().to_owned())
}

/// All members of an output. Those named, which are different in each run, are checked to be there, and left out.
pub(crate) fn steady(output: &impl Structure, moving: &[&str]) -> Value {
    let mut value = to_value(output);
    for name in moving {
        let found = value.as_object_mut().unwrap().remove(*name);
        let text = found.as_ref().and_then(Value::as_str).unwrap_or_default();
        assert!(!text.is_empty(), "{name} of {} is {found:?}", output.schema().name);
    }
    value
}

/// A zip archive with one file, stored as it is; archives of different texts have different checksums.
pub(crate) fn zip(text: &str) -> Vec<u8> {
    let (name, data) = (b"index.py", text.as_bytes());
    let size = (data.len() as u32).to_le_bytes();
    let mut common = vec![20, 0, 0, 0, 0, 0, 0, 0, 33, 0];
    common.extend(crc32(data).to_le_bytes());
    common.extend([size, size].concat());
    common.extend((name.len() as u16).to_le_bytes());
    common.extend([0, 0]);
    let mut archive = [b"PK\x03\x04", &common[..], name, data].concat();
    let offset = archive.len() as u32;
    archive.extend([b"PK\x01\x02\x14\x00", &common[..], &[0; 10], &[0; 4], name].concat());
    let length = archive.len() as u32 - offset;
    archive.extend([b"PK\x05\x06", &[0, 0, 0, 0, 1, 0, 1, 0][..]].concat());
    archive.extend([length.to_le_bytes(), offset.to_le_bytes()].concat());
    archive.extend([0, 0]);
    archive
}

fn crc32(data: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    };
    !data.iter().fold(!0, step)
}

/// Creates a function with what is required, and no more.
pub(crate) async fn function(client: &Client, name: &str) -> FunctionConfiguration {
    let code = FunctionCode::default().zip_file(zip("def handler(event, context): return event"));
    let request =
        CreateFunctionRequest::new(CreateFunctionRequired { code, function_name: name.into(), role: ROLE.into() })
            .runtime(Runtime::Python3_11)
            .handler("index.handler");
    ok(client.create_function(request)).await
}

/// The ARN of a function.
pub(crate) fn arn(region: &str, name: &str) -> String {
    format!("arn:aws:lambda:{region}:{ACCOUNT}:function:{name}")
}
