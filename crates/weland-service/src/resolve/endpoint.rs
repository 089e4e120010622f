//! Endpoint rules.

use weland_model::query::endpoints::{BindingSource, RULE_TRAITS, endpoint_bindings, endpoint_rules};
use weland_model::{Entry, Model, Node, NodeKind, Shape as ModelShape, ShapeType, Traits, trait_id};

use super::docs::docs;
use crate::endpoint::{
    EndpointDiscovery, EndpointParam, EndpointParamValue, EndpointPattern, EndpointRules, EndpointSetting,
};

/// The rules of a service. Those that are wrong have been reported with the model.
pub(super) fn rules(service: &ModelShape) -> Option<EndpointRules> {
    let rules = endpoint_rules(service)?.ok()?;
    let span = RULE_TRAITS.iter().find_map(|id| service.traits.applied(id))?.span;
    let settings = service.traits.get(trait_id::CLIENT_CONTEXT_PARAMS).and_then(Node::as_object);
    // Others have no effect.
    let is_known = |entry: &&Entry| rules.parameters().iter().any(|parameter| parameter.name == *entry.key);
    let settings = settings.into_iter().flat_map(|it| it.entries()).filter(is_known).map(setting).collect();
    Some(EndpointRules { span, rules, settings })
}

/// The operation that clients are meant to ask for the endpoints of a service.
pub(super) fn discovery(service: &ModelShape) -> Option<EndpointDiscovery> {
    let applied = service.traits.applied(trait_id::AWS_API_CLIENT_ENDPOINT_DISCOVERY)?;
    let operation = applied.value.get_str("operation")?.to_owned();
    Some(EndpointDiscovery { operation, span: applied.span })
}

/// Whether an operation needs an endpoint that was found out.
pub(super) fn needs_discovered(operation: &ModelShape) -> Option<bool> {
    let node = operation.traits.get(trait_id::AWS_API_CLIENT_DISCOVERED_ENDPOINT)?;
    Some(node.get("required").and_then(Node::as_bool).unwrap_or(false))
}

/// The trait that describes endpoints of a service without rules.
pub(super) fn pattern(service: &ModelShape) -> Option<EndpointPattern> {
    let traits = &service.traits;
    if RULE_TRAITS.iter().any(|id| traits.contains(id)) {
        return None;
    }
    let patterns = [
        trait_id::AWS_STANDARD_PARTITIONAL_ENDPOINTS,
        trait_id::AWS_DUAL_STACK_ONLY_ENDPOINTS,
        trait_id::AWS_RULES_BASED_ENDPOINTS,
    ];
    let special = |key: &str| {
        let applied = traits.applied(trait_id::AWS_STANDARD_REGIONAL_ENDPOINTS)?;
        applied.value.get(key).map(|_| applied)
    };
    let found = patterns.iter().find_map(|id| traits.applied(id));
    // Without special cases, endpoints are as those of any service.
    let found = found.or_else(|| special("partitionSpecialCases")).or_else(|| special("regionSpecialCases"))?;
    Some(EndpointPattern { id: found.id.to_string(), span: found.span })
}

fn setting(entry: &Entry) -> EndpointSetting {
    let mut docs = docs(&Traits::default());
    docs.text = entry.value.get_str("documentation").map(str::to_owned);
    EndpointSetting { name: entry.key.to_string(), boolean: entry.value.get_str("type") == Some("boolean"), docs }
}

/// The parameters that an operation gives values, the ones first that win over others.
pub(super) fn params(model: &Model, service: &ModelShape, operation: &ModelShape) -> Vec<EndpointParam> {
    if !RULE_TRAITS.iter().any(|id| service.traits.contains(id)) {
        return Vec::new();
    }
    let input = operation.as_operation().and_then(|data| model.get(&data.input.id));
    let is_list = |member: &str| {
        let target = input.and_then(|input| model.get(&input.member(member)?.target));
        target.is_some_and(|target| target.shape_type == ShapeType::List)
    };
    let bindings = endpoint_bindings(model, operation).into_iter().filter_map(|binding| {
        let value = match binding.source {
            BindingSource::Value(node) => constant(node)?,
            BindingSource::Member(member) if is_list(member) => EndpointParamValue::Path(member.to_owned()),
            BindingSource::Member(member) => EndpointParamValue::Member(member.to_owned()),
            BindingSource::Path(path) => EndpointParamValue::Path(path.to_owned()),
        };
        Some(EndpointParam { name: binding.parameter.to_owned(), value })
    });
    bindings.collect()
}

fn constant(node: &Node) -> Option<EndpointParamValue> {
    Some(match &node.kind {
        NodeKind::Bool(value) => EndpointParamValue::Boolean(*value),
        NodeKind::String(text) => EndpointParamValue::String(text.to_string()),
        NodeKind::Array(items) => {
            EndpointParamValue::Strings(items.iter().map(|it| it.as_str().map(str::to_owned)).collect::<Option<_>>()?)
        }
        _ => return None,
    })
}
