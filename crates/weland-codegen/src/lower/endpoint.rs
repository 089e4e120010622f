//! Endpoint rules: data of the client crate.

use weland_service::{EndpointParamValue as Value, EndpointRules, Service};

use super::Lowering;
use crate::docs;
use crate::krate::{EndpointParam, EndpointParamValue, EndpointRulesItem, EndpointSetting, Import, Item, Module};
use crate::names::Scope;

/// The name of the trait with the settings, if there are some.
pub(super) const SETTINGS: &str = "EndpointSettings";

impl Lowering<'_> {
    /// The module with the rules, if the service has some.
    pub(super) fn endpoint_module(&self) -> Option<Module> {
        let rules = self.service.endpoint_rules.as_ref()?;
        let item = item(self.service, rules);
        let mut names = vec!["EndpointRules"];
        if !item.operations.is_empty() {
            names.insert(0, "EndpointParam");
        }
        let mut imports = vec![Import::items("weland_client::endpoint", names)];
        if !item.settings.is_empty() {
            imports.insert(0, Import::items("weland_client", ["Config"]));
        }
        Some(Module {
            path: "src/endpoint.rs".into(),
            docs: vec!["Where calls go.".into()],
            imports,
            items: vec![Item::EndpointRules(item)],
            ..Module::default()
        })
    }
}

fn item(service: &Service, rules: &EndpointRules) -> EndpointRulesItem {
    let mut item = EndpointRulesItem {
        title: docs::inline(&service.title),
        text: rules.rules.to_string(),
        operations: Vec::new(),
        paths: Vec::new(),
        settings: settings(rules),
    };
    for operation in &service.operations {
        let (mut params, mut paths) = (Vec::new(), Vec::new());
        for param in &operation.endpoint_params {
            let name = param.name.clone();
            let value = match &param.value {
                Value::Path(path) => {
                    paths.push((name, path.clone()));
                    continue;
                }
                Value::Member(member) => EndpointParamValue::Member(member.clone()),
                Value::Boolean(value) => EndpointParamValue::Boolean(*value),
                Value::String(text) => EndpointParamValue::String(text.clone()),
                Value::Strings(texts) => EndpointParamValue::Strings(texts.clone()),
            };
            params.push(EndpointParam { name, value });
        }
        if !params.is_empty() {
            item.operations.push((operation.name.clone(), params));
        }
        if !paths.is_empty() {
            item.paths.push((operation.name.clone(), paths));
        }
    }
    item
}

fn settings(rules: &EndpointRules) -> Vec<EndpointSetting> {
    let mut methods = Scope::default();
    let mut setting = |it: &weland_service::EndpointSetting| EndpointSetting {
        name: it.name.clone(),
        method: methods.take_setting(&it.name),
        boolean: it.boolean,
        docs: docs::lines(&it.docs, &format!("Sets `{}` for the endpoint rules.", it.name)),
    };
    rules.settings.iter().map(&mut setting).collect()
}
