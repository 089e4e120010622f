//! The generated client.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use weland_lambda_client::types::*;
use weland_lambda_client::weland_client::TlsConfig;
use weland_lambda_client::weland_client::hooks::{Attempt, Hook};
use weland_lambda_client::{Client, Config, Credentials, ErrorKind, OperationError, OtherError};

use crate::call::{Attempts, Verdict};
use crate::limits;
use crate::outcome::Class;

#[derive(Debug)]
struct Count(Attempts);

impl Hook for Count {
    fn after_attempt(&self, _: &Attempt, _: Result<&http::response::Parts, &OtherError>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

pub fn client(url: &str, roots: &str, attempts: &Attempts) -> Client {
    let config = Config::new()
        .region("eu-central-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .endpoint(url)
        .connect_timeout(limits::CONNECT)
        .first_byte_timeout(limits::SILENCE)
        .read_timeout(limits::SILENCE)
        .max_attempts(limits::ATTEMPTS)
        .max_response_size(limits::RESPONSE)
        .tls(TlsConfig::new().roots_from_pem(roots).expect("the authority has a certificate"))
        .hook(Count(Arc::clone(attempts)));
    Client::new(config)
}

pub async fn call(client: &Client, call: &str) -> Verdict {
    match call {
        "repeatable" => {
            let required = GetFunctionConfigurationRequired { function_name: "f".into() };
            verdict(client.get_function_configuration(required).await)
        }
        "once" => verdict(client.create_function(new_function()).await),
        _ => match client
            .invoke_with_response_stream(InvokeWithResponseStreamRequired { function_name: "f".into() })
            .await
        {
            Ok(mut response) => loop {
                match response.event_stream.next().await {
                    None => break success(),
                    Some(Ok(_)) => {}
                    Some(Err(error)) => break of_other(error.downcast_ref::<OtherError>(), error.to_string()),
                }
            },
            Err(error) => failure(&error),
        },
    }
}

fn new_function() -> CreateFunctionRequest {
    let code = FunctionCode::default().zip_file(b"code".to_vec());
    CreateFunctionRequest::new(CreateFunctionRequired {
        function_name: "f".into(),
        role: "arn:aws:iam::123456789012:role/r".into(),
        code,
    })
}

fn success() -> Verdict {
    Verdict { class: Class::Success, name: "success".into(), message: String::new() }
}

fn verdict<T, E: OperationError>(result: Result<T, E>) -> Verdict {
    match result {
        Ok(_) => success(),
        Err(error) => failure(&error),
    }
}

fn failure(error: &impl OperationError) -> Verdict {
    match error.other() {
        None => Verdict { class: Class::Modeled, name: "modeled".into(), message: error.to_string() },
        Some(other) => of_other(Some(other), other.to_string()),
    }
}

fn of_other(error: Option<&OtherError>, message: String) -> Verdict {
    let kind = error.map_or(ErrorKind::Transport, OtherError::kind);
    let class = match kind {
        ErrorKind::NotSent | ErrorKind::Transport => Class::Broken,
        ErrorKind::Timeout => Class::Timeout,
        ErrorKind::Response => Class::Garbled,
        _ => Class::Service,
    };
    Verdict { class, name: format!("{kind:?}"), message }
}
