//! Endpoints by the rules that services state.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use http::{HeaderName, HeaderValue};
use weland_core::{ErrorKind, OperationSchema, OtherError, Structure};
use weland_jmespath::Expression;
use weland_protocol::member_text;
use weland_rules::{Parameter, ParameterKind, ParseError, ResolveError, Rules, Value};

use super::{Endpoint, EndpointParams, EndpointValue, NO_REGION};
use crate::auth::SigningProperties;
use crate::value;

/// The endpoint rules of a service, and where their parameters come from. Generated clients hold them in a static.
///
/// They are read once, by the first call.
pub struct EndpointRules {
    text: &'static str,
    rules: OnceLock<Result<Rules, ParseError>>,
    operations: &'static [(&'static str, &'static [EndpointParam])],
    paths: &'static [(&'static str, &'static [(&'static str, &'static str)])],
    /// A pointer, so that only rules with paths link JMESPath.
    find: Option<FindPath>,
}

/// What a path finds in an input.
type FindPath = fn(&str, &dyn Structure) -> Option<Value<'static>>;

/// A parameter of endpoint rules that an operation gives a value: its name, and the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndpointParam {
    /// The member of the input of this name.
    Member(&'static str, &'static str),
    /// Always the same boolean.
    Boolean(&'static str, bool),
    /// Always the same string.
    String(&'static str, &'static str),
    /// Always the same strings.
    Strings(&'static str, &'static [&'static str]),
}

impl EndpointRules {
    /// Rules in the notation of `weland-rules`.
    pub const fn new(text: &'static str) -> Self {
        Self { text, rules: OnceLock::new(), operations: &[], paths: &[], find: None }
    }

    /// Sets the parameters that operations give values, by the names of the operations.
    #[must_use]
    pub const fn operations(mut self, operations: &'static [(&'static str, &'static [EndpointParam])]) -> Self {
        self.operations = operations;
        self
    }

    /// Sets the parameters that paths in JMESPath find in the inputs of operations: the names of the operations, each with
    /// names of parameters and paths.
    #[must_use]
    pub const fn paths(mut self, paths: &'static [(&'static str, &'static [(&'static str, &'static str)])]) -> Self {
        self.paths = paths;
        self.find = Some(find_path);
        self
    }
}

impl EndpointRules {
    /// Whether the rules know the label that the path of an operation begins with. Then they put it where it belongs, as those of
    /// S3 do with the name of the bucket.
    fn has_first_label(&self, operation: &OperationSchema) -> bool {
        let label = operation.http.and_then(|http| http.uri.strip_prefix("/{")).and_then(|uri| uri.split_once('}'));
        let is_it = |param: &EndpointParam| matches!((param, label), (EndpointParam::Member(_, member), Some((label, _))) if *member == label);
        of_operation(self.operations, operation.name).iter().any(is_it)
    }
}

impl fmt::Debug for EndpointRules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EndpointRules").field("operations", &self.operations).finish_non_exhaustive()
    }
}

/// What the pipeline asks rules.
pub(crate) trait RuleSet: Send + Sync {
    /// The parameters that an operation and its input give values.
    fn bind(&self, operation: &str, input: &dyn Structure) -> Vec<(&'static str, Value<'static>)>;

    /// The endpoint of a call.
    fn resolve(&self, params: &EndpointParams<'_>) -> Result<Endpoint, OtherError>;

    /// Whether endpoints depend on the account that the caller belongs to.
    fn wants_account_id(&self) -> bool {
        false
    }
}

impl RuleSet for EndpointRules {
    fn bind(&self, operation: &str, input: &dyn Structure) -> Vec<(&'static str, Value<'static>)> {
        let mut found = Vec::new();
        for param in of_operation(self.operations, operation) {
            let (name, value) = match *param {
                EndpointParam::Member(name, member) => (name, member_text(input, member).map(Value::string)),
                EndpointParam::Boolean(name, value) => (name, Some(Value::Boolean(value))),
                EndpointParam::String(name, value) => (name, Some(Value::string(value))),
                EndpointParam::Strings(name, values) => (name, Some(Value::strings(values.iter().copied()))),
            };
            found.extend(value.map(|value| (name, value)));
        }
        for (name, path) in of_operation(self.paths, operation) {
            let value = self.find.and_then(|find| find(path, input));
            found.extend(value.map(|value| (*name, value)));
        }
        found
    }

    fn wants_account_id(&self) -> bool {
        self.text.contains(" from AWS::Auth::AccountId\n")
    }

    fn resolve(&self, params: &EndpointParams<'_>) -> Result<Endpoint, OtherError> {
        let request_error = |message: String| OtherError::new(ErrorKind::Request, message);
        let rules = self.rules.get_or_init(|| Rules::parse(self.text));
        let rules = rules.as_ref().map_err(|error| request_error(format!("the endpoint rules are broken: {error}")))?;
        let found = rules.resolve(|parameter| value_of(parameter, params)).map_err(|error| match error {
            // Rules need a region for nearly everything.
            ResolveError::Rule(message) if params.region.is_none() && params.url.is_none() => {
                request_error(format!("{NO_REGION} (the service says: {message})"))
            }
            error => request_error(format!("no endpoint: {error}")),
        })?;
        let mut endpoint = Endpoint::parse(&found.url)?;
        for (name, values) in &found.headers {
            let invalid = || request_error(format!("the endpoint rules state an invalid header `{name}`"));
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| invalid())?;
            for value in values {
                endpoint.headers.push((name.clone(), HeaderValue::from_str(value).map_err(|_| invalid())?));
            }
        }
        endpoint.has_first_label = self.has_first_label(params.operation);
        let schemes = found.property("authSchemes").and_then(Value::as_list).unwrap_or_default();
        endpoint.sign_by(schemes);
        Ok(endpoint)
    }
}

impl Endpoint {
    /// Takes the first scheme of authentication that is known.
    fn sign_by(&mut self, schemes: &[Value<'_>]) {
        let name = |scheme: &Value<'_>| scheme.get("name").and_then(Value::as_str).map(str::to_owned);
        let Some(scheme) = schemes.iter().find(|scheme| name(scheme).as_deref() == Some("sigv4")) else {
            self.other_schemes = schemes.iter().filter_map(name).collect();
            return;
        };
        let text =
            |key: &str| scheme.get(key).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned);
        self.signing = SigningProperties {
            service: text("signingName"),
            region: text("signingRegion"),
            raw_path: scheme.get("disableDoubleEncoding").and_then(Value::as_bool).unwrap_or(false),
        };
    }

    /// Why requests to the endpoint cannot be signed by SigV4, if it wants something else.
    pub(crate) fn unsupported_signature(&self) -> Option<String> {
        let schemes = self.other_schemes.join(", ");
        let advice = "take another endpoint, or sign by a hook of your own after `Config::unsigned`";
        (!schemes.is_empty())
            .then(|| format!("the endpoint wants signatures that Weland does not make ({schemes}): {advice}"))
    }
}

/// What is stated for an operation.
fn of_operation<T>(all: &[(&str, &'static [T])], operation: &str) -> &'static [T] {
    all.iter().find(|(name, _)| *name == operation).map_or(&[], |(_, found)| *found)
}

/// The value of a parameter: that of the input first, then that of the configuration, by the name of the parameter or of
/// the setting that it comes from.
fn value_of<'a>(parameter: &Parameter, params: &EndpointParams<'a>) -> Option<Value<'a>> {
    let bound = params.bound.iter().find(|(name, _)| *name == parameter.name).map(|(_, value)| value.clone());
    let setting = |name: &str| {
        params.settings.iter().find(|(known, _)| known == name).map(|(_, value)| match value {
            EndpointValue::Boolean(value) => Value::Boolean(*value),
            EndpointValue::String(text) => Value::string(text.as_str()),
        })
    };
    let built_in = || match parameter.built_in.as_deref()? {
        "AWS::Region" => params.region.map(Value::string),
        "AWS::UseFIPS" => Some(Value::Boolean(params.fips)),
        "AWS::UseDualStack" => Some(Value::Boolean(params.dual_stack)),
        "SDK::Endpoint" => params.url.map(Value::string),
        "AWS::Auth::AccountId" => params.account_id.map(Value::string),
        // As in other SDKs, endpoints of accounts are taken where the account is known.
        "AWS::Auth::AccountIdEndpointMode" => {
            setting("AWS::Auth::AccountIdEndpointMode").or(Some(Value::string("preferred")))
        }
        other => setting(other),
    };
    let found = bound.or_else(|| setting(&parameter.name)).or_else(built_in)?;
    Some(match (parameter.kind, found) {
        // Members are read as texts.
        (ParameterKind::Boolean, Value::String(Cow::Owned(text))) if text == "true" || text == "false" => {
            Value::Boolean(text == "true")
        }
        (_, found) => found,
    })
}

/// What a path finds in an input, of which no more is looked at than the path can reach.
fn find_path(path: &str, input: &dyn Structure) -> Option<Value<'static>> {
    let depth = 1 + path.matches(['.', '[']).count();
    let current = value::some_of(input, depth, |name| path.contains(name));
    of_jmespath(&Expression::parse(path).ok()?.evaluate(&current).ok()?)
}

fn of_jmespath(value: &weland_jmespath::Value) -> Option<Value<'static>> {
    Some(match value {
        weland_jmespath::Value::Boolean(value) => Value::Boolean(*value),
        weland_jmespath::Value::String(text) => Value::string(text.to_string()),
        weland_jmespath::Value::List(items) => Value::List(items.iter().filter_map(of_jmespath).collect()),
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
