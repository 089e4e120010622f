//! Python clients send files to a server that was generated from OpenAPI, whose handlers see their names and types.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use serde_json::{Value, json};
use shop_server::types::*;
use shop_server::{Context, Router};
use weland_e2e::{python, serve_alone};
use weland_server::protocol::Rest;

fn stored(file: &FilePart) -> Stored {
    let mut stored = Stored::new(StoredRequired {
        name: file.file_name.clone(),
        size: i64::try_from(file.content.len()).unwrap(),
        r#type: file.content_type.clone(),
    });
    stored.labels = file.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    stored
}

async fn upload(input: UploadInput, _: Context) -> Result<UploadOutput, UploadError> {
    let form = input.body;
    let mut body = vec![stored(&form.file).caption(form.caption)];
    body.extend(form.thumbnail.flatten().iter().map(stored));
    Ok(UploadOutput::new(UploadOutputRequired { body }))
}

async fn uploads(input: UploadsInput, _: Context) -> Result<UploadsOutput, UploadsError> {
    let body = input.body.files.iter().map(stored).collect();
    Ok(UploadsOutput::new(UploadsOutputRequired { body }))
}

#[test]
fn handlers_see_what_clients_in_python_say_of_their_files() {
    let router = Router::new(&SERVICE, &Rest).route::<Upload, _, _>(upload).route::<Uploads, _, _>(uploads);
    let address = serve_alone(router);
    let python = python::interpreter(env!("CARGO_TARGET_TMPDIR"));
    let document = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/fastapi/openapi.json");
    let printed = python::run(&python, "uploads.py", &[&format!("http://{address}"), document]);
    let counts: Value = serde_json::from_str(printed.lines().last().unwrap()).unwrap();
    assert_eq!(counts, json!({"requests": 9, "httpx": 9, "urllib3": 9, "openapi-python-client": 2}));
}
