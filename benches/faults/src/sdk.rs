//! The AWS SDK, with the same limits.

use std::error::Error;
use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use aws_sdk_lambda::Client;
use aws_sdk_lambda::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_lambda::config::retry::RetryConfig;
use aws_sdk_lambda::config::timeout::TimeoutConfig;
use aws_sdk_lambda::config::{
    BehaviorVersion, Config, ConfigBag, Credentials, Intercept, Region, RuntimeComponents, SharedHttpClient,
    StalledStreamProtectionConfig,
};
use aws_sdk_lambda::error::{BoxError, ProvideErrorMetadata, SdkError};
use aws_sdk_lambda::primitives::Blob;
use aws_sdk_lambda::types::FunctionCode;
use aws_smithy_http_client::tls::{self, TlsContext, TrustStore, rustls_provider::CryptoMode};

use crate::call::{Attempts, Verdict};
use crate::limits;
use crate::outcome::Class;

#[derive(Debug)]
struct Count(Attempts);

impl Intercept for Count {
    fn name(&self) -> &'static str {
        "Count"
    }

    fn read_before_attempt(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

pub fn client(url: &str, roots: &str, attempts: &Attempts) -> Client {
    let timeouts = TimeoutConfig::builder().connect_timeout(limits::CONNECT).read_timeout(limits::SILENCE).build();
    let stalled = StalledStreamProtectionConfig::enabled().grace_period(limits::SILENCE).build();
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-central-1"))
        .credentials_provider(Credentials::new("AKIDEXAMPLE", "secret", None, None, "static"))
        .endpoint_url(url)
        .timeout_config(timeouts)
        .stalled_stream_protection(stalled)
        .retry_config(RetryConfig::standard().with_max_attempts(limits::ATTEMPTS))
        .http_client(http_client(roots))
        .interceptor(Count(Arc::clone(attempts)));
    Client::from_conf(config.build())
}

fn http_client(roots: &str) -> SharedHttpClient {
    let store = TrustStore::empty().with_pem_certificate(roots.as_bytes());
    let context = TlsContext::builder().with_trust_store(store).build().expect("the authority has a certificate");
    let builder = aws_smithy_http_client::Builder::new();
    builder.tls_provider(tls::Provider::Rustls(CryptoMode::AwsLc)).tls_context(context).build_https()
}

pub async fn call(client: &Client, call: &str) -> Verdict {
    match call {
        "repeatable" => verdict(client.get_function_configuration().function_name("f").send().await),
        "once" => {
            let code = FunctionCode::builder().zip_file(Blob::new("code")).build();
            let call = client.create_function().function_name("f").role("arn:aws:iam::123456789012:role/r");
            verdict(call.code(code).send().await)
        }
        _ => match client.invoke_with_response_stream().function_name("f").send().await {
            Ok(mut response) => loop {
                match response.event_stream.recv().await {
                    Ok(None) => break success(),
                    Ok(Some(_)) => {}
                    Err(error) => break failure(error),
                }
            },
            Err(error) => failure(error),
        },
    }
}

fn success() -> Verdict {
    Verdict { class: Class::Success, name: "success".into(), message: String::new() }
}

fn verdict<T, E, R>(result: Result<T, SdkError<E, R>>) -> Verdict
where
    E: ProvideErrorMetadata + Error + 'static,
    R: std::fmt::Debug + 'static,
{
    match result {
        Ok(_) => success(),
        Err(error) => failure(error),
    }
}

fn failure<E, R>(error: SdkError<E, R>) -> Verdict
where
    E: ProvideErrorMetadata + Error + 'static,
    R: std::fmt::Debug + 'static,
{
    let message = chain(&error);
    let (class, name) = match &error {
        SdkError::TimeoutError(_) => (Class::Timeout, "TimeoutError"),
        SdkError::DispatchFailure(failure) if failure.is_timeout() => (Class::Timeout, "DispatchFailure, timeout"),
        SdkError::DispatchFailure(failure) if failure.is_io() => (Class::Broken, "DispatchFailure, io"),
        SdkError::DispatchFailure(failure) if failure.is_user() => (Class::Garbled, "DispatchFailure, user"),
        SdkError::DispatchFailure(_) => (Class::Broken, "DispatchFailure, other"),
        SdkError::ResponseError(_) => (Class::Garbled, "ResponseError"),
        SdkError::ServiceError(error) if is_modeled(error.err()) => (Class::Modeled, "ServiceError, modeled"),
        SdkError::ServiceError(_) => (Class::Service, "ServiceError, unhandled"),
        _ => (Class::Garbled, "another error"),
    };
    Verdict { class, name: name.into(), message }
}

/// Whether the model has the error, of which the faults know one.
fn is_modeled(error: &impl ProvideErrorMetadata) -> bool {
    error.code() == Some("ResourceNotFoundException")
}

/// The error with everything that is behind it.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        let _ = write!(text, ": {error}");
        source = error.source();
    }
    text
}
