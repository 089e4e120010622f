//! Endpoint rules.

/// The endpoint rules of a client.
#[derive(Debug, Clone)]
pub struct EndpointRulesItem {
    /// The title of the service.
    pub title: String,
    /// The rules, in the notation of the runtime.
    pub text: String,
    /// The operations that give parameters values, by name.
    pub operations: Vec<(String, Vec<EndpointParam>)>,
    /// The operations in whose inputs paths in JMESPath find values: parameters with their paths.
    pub paths: Vec<(String, Vec<(String, String)>)>,
    /// Methods of the configuration.
    pub settings: Vec<EndpointSetting>,
}

/// A parameter that an operation gives a value.
#[derive(Debug, Clone)]
pub struct EndpointParam {
    /// The name of the parameter.
    pub name: String,
    /// Its value.
    pub value: EndpointParamValue,
}

/// The value of a parameter.
#[derive(Debug, Clone)]
pub enum EndpointParamValue {
    /// The member of the input of this name.
    Member(String),
    /// A boolean.
    Boolean(bool),
    /// A string.
    String(String),
    /// A list of strings.
    Strings(Vec<String>),
}

/// A parameter that is a setting of clients.
#[derive(Debug, Clone)]
pub struct EndpointSetting {
    /// The name of the parameter.
    pub name: String,
    /// The method that sets it.
    pub method: String,
    /// Whether it is a boolean; it is a string otherwise.
    pub boolean: bool,
    /// Its docs.
    pub docs: Vec<String>,
}
