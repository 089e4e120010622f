//! Rules as models have them, and what is wrong with them.
//!
//! Rules are read in the order of their evaluation, so that each expression can be given its type at once: what a condition
//! assigns or finds set is known to what follows.

mod expr;
mod graph;
mod scope;

use crate::MAX_DEPTH;
use crate::ast::{Body, Condition, EndpointRule, Expr, Outcome, Parameter, Rule, Rules, Then};
use crate::kind::{Kind, ParameterKind, Type};
use crate::value::Value;
use scope::Scope;

/// A node of a model, cheap to copy.
pub trait Source: Copy {
    /// Where something is in the model.
    type Place: Copy;

    /// Where the node is.
    fn place(self) -> Self::Place;

    /// What the node is.
    fn part(self) -> Part<Self>
    where
        Self: Sized;

    /// The text of a string.
    fn as_str(&self) -> Option<&str>;
}

/// What a node is.
#[derive(Debug)]
pub enum Part<S: Source> {
    /// `null`
    Null,
    /// A boolean.
    Boolean(bool),
    /// A number, if it is an integer.
    Number(Option<i64>),
    /// A string.
    String(String),
    /// An array.
    List(Vec<S>),
    /// An object: each key with its place and its value.
    Object(Vec<(String, S::Place, S)>),
}

/// Something wrong with rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem<P> {
    /// Where it is.
    pub place: P,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Rules {
    /// Reads the value of `smithy.rules#endpointRuleSet` or `smithy.rules#endpointBdd`.
    ///
    /// # Errors
    /// Everything that is wrong with them, in their order.
    pub fn read<S: Source>(source: S) -> Result<Self, Vec<Problem<S::Place>>> {
        let mut reader = Reader { problems: Vec::new(), scope: Scope::default(), depth: 0, is_old: false };
        let body = reader.file(source);
        let Reader { problems, scope, .. } = reader;
        match body {
            Some((parameters, body)) if problems.is_empty() => {
                Ok(Self { parameters, variables: scope.into_names(), body })
            }
            _ => Err(problems),
        }
    }
}

/// An object, and where it is.
struct Object<S: Source> {
    place: S::Place,
    entries: Vec<(String, S::Place, S)>,
}

impl<S: Source> Object<S> {
    fn get(&self, key: &str) -> Option<S> {
        self.entries.iter().find(|(name, ..)| name == key).map(|(_, _, value)| *value)
    }
}

/// Nothing if something is wrong, which has been reported.
type Reading<T> = Option<T>;

struct Reader<S: Source> {
    problems: Vec<Problem<S::Place>>,
    scope: Scope,
    depth: usize,
    /// Whether the rules are of version 1.0, which lacks some functions.
    is_old: bool,
}

impl<S: Source> Reader<S> {
    fn problem<T>(&mut self, place: S::Place, message: impl Into<String>, help: impl Into<String>) -> Reading<T> {
        self.problems.push(Problem { place, message: message.into(), help: help.into() });
        None
    }

    fn object(&mut self, source: S, what: &str) -> Reading<Object<S>> {
        match source.part() {
            Part::Object(entries) => Some(Object { place: source.place(), entries }),
            _ => self.problem(source.place(), format!("{what} has to be an object"), "write it in braces"),
        }
    }

    fn list(&mut self, source: S, what: &str) -> Reading<Vec<S>> {
        match source.part() {
            Part::List(items) => Some(items),
            _ => self.problem(source.place(), format!("{what} has to be an array"), "write it in brackets"),
        }
    }

    fn string(&mut self, source: S, what: &str) -> Reading<String> {
        match source.part() {
            Part::String(text) => Some(text),
            _ => self.problem(source.place(), format!("{what} has to be a string"), "write it in quotes"),
        }
    }

    fn required(&mut self, object: &Object<S>, key: &str, what: &str) -> Reading<S> {
        let found = object.get(key);
        found.or_else(|| self.problem(object.place, format!("{what} has no `{key}`"), format!("add `{key}` to it")))
    }

    fn deeper<T>(&mut self, place: S::Place, read: impl FnOnce(&mut Self) -> Reading<T>) -> Reading<T> {
        if self.depth >= MAX_DEPTH {
            return self.problem(place, "this is nested too deep", format!("nest it {MAX_DEPTH} levels deep at most"));
        }
        self.depth += 1;
        let found = read(self);
        self.depth -= 1;
        found
    }

    fn file(&mut self, source: S) -> Reading<(Vec<Parameter>, Body)> {
        let object = self.object(source, "a set of rules")?;
        self.version(&object);
        let parameters = self.required(&object, "parameters", "the set of rules");
        let parameters = self.parameters(parameters?)?;
        if object.get("nodes").is_some() {
            return Some((parameters, Body::Graph(self.graph(&object)?)));
        }
        let rules = self.required(&object, "rules", "the set of rules")?;
        Some((parameters, Body::Tree(self.rules(rules)?)))
    }

    fn version(&mut self, object: &Object<S>) {
        let Some(version) = self.required(object, "version", "the set of rules") else { return };
        let Some(text) = self.string(version, "the version") else { return };
        let minor = text.strip_prefix("1.").and_then(|minor| minor.parse::<u16>().ok());
        if minor.is_none() {
            let message = format!("`{text}` is no version of rules that Weland knows");
            self.problem::<()>(version.place(), message, "use `1.0`, or `1.1` for functions that came later");
        }
        self.is_old = minor == Some(0);
    }

    fn parameters(&mut self, source: S) -> Reading<Vec<Parameter>> {
        let object = self.object(source, "the parameters")?;
        let mut parameters = Vec::new();
        for (name, place, value) in object.entries {
            if let Some(parameter) = self.parameter(&name, place, value) {
                let optional = !parameter.required && parameter.default.is_none();
                self.scope.declare(&name, Type { kind: Kind::from(parameter.kind), optional });
                parameters.push(parameter);
            } else {
                self.scope.declare(&name, Type::ANY);
            }
        }
        Some(parameters)
    }

    fn parameter(&mut self, name: &str, place: S::Place, source: S) -> Reading<Parameter> {
        self.name(name, place);
        let object = self.object(source, "a parameter")?;
        let declared = self.required(&object, "type", "the parameter")?;
        let spelled = self.string(declared, "the type of a parameter")?;
        let kind = ParameterKind::from_name(&spelled).or_else(|| {
            let message = format!("parameters have no type `{spelled}`");
            self.problem(declared.place(), message, "use `string`, `boolean` or `stringArray`")
        })?;
        let default = match object.get("default") {
            Some(default) => Some(self.default(kind, default)?),
            None => None,
        };
        let required = object.get("required").is_some_and(|it| matches!(it.part(), Part::Boolean(true)));
        if default.is_some() && !required {
            let message = format!("the parameter `{name}` has a default, but is not required");
            return self.problem(place, message, "add `\"required\": true`, or remove the default");
        }
        let built_in = match object.get("builtIn") {
            Some(built_in) => Some(self.string(built_in, "the name of a built-in")?),
            None => None,
        };
        if built_in.as_deref().is_some_and(|it| it.is_empty() || !it.bytes().all(|byte| byte.is_ascii_graphic())) {
            return self.problem(place, "this is no name of a built-in", "write it like `AWS::Region`");
        }
        Some(Parameter { name: name.to_owned(), kind, required, default, built_in })
    }

    fn default(&mut self, kind: ParameterKind, source: S) -> Reading<Value<'static>> {
        let value = match source.part() {
            Part::Boolean(value) => Some((ParameterKind::Boolean, Value::Boolean(value))),
            Part::String(text) => Some((ParameterKind::String, Value::string(text))),
            Part::List(items) => {
                let texts: Option<Vec<String>> = items.iter().map(|item| item.as_str().map(str::to_owned)).collect();
                texts.map(|texts| (ParameterKind::StringArray, Value::strings(texts)))
            }
            _ => None,
        };
        match value {
            Some((found, value)) if found == kind => Some(value),
            _ => self.problem(source.place(), format!("the default is not {kind}"), "write a value of that type"),
        }
    }

    /// Checks the name of a variable, which stands in templates.
    fn name(&mut self, name: &str, place: S::Place) {
        let is_valid = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && !matches!(name, "true" | "false");
        if !is_valid {
            let message = format!("`{name}` is no name for a variable");
            self.problem::<()>(place, message, "use letters, digits and underscores");
        }
    }

    fn rules(&mut self, source: S) -> Reading<Vec<Rule>> {
        let items = self.list(source, "the rules")?;
        let mut rules = Vec::new();
        for item in items {
            let known = self.scope.enter();
            let rule = self.deeper(item.place(), |reader| reader.rule(item));
            self.scope.leave(known);
            rules.extend(rule);
        }
        Some(rules)
    }

    fn rule(&mut self, source: S) -> Reading<Rule> {
        let object = self.object(source, "a rule")?;
        let conditions = match object.get("conditions") {
            Some(conditions) => self.conditions(conditions),
            None => Some(Vec::new()),
        };
        let kind = self.required(&object, "type", "the rule")?;
        let then = match self.string(kind, "the type of a rule")?.as_str() {
            "tree" => {
                let source = self.required(&object, "rules", "the tree")?;
                let rules = self.rules(source)?;
                if rules.is_empty() {
                    return self.problem(source.place(), "there is no rule", "add one with an endpoint or an error");
                }
                Then::Rules(rules)
            }
            _ => Then::Outcome(self.outcome(&object)?),
        };
        Some(Rule { conditions: conditions?, then })
    }

    /// What an endpoint or an error says, by its type.
    fn outcome(&mut self, object: &Object<S>) -> Reading<Outcome> {
        let kind = self.required(object, "type", "the rule")?;
        match self.string(kind, "the type of a rule")?.as_str() {
            "endpoint" => {
                let endpoint = self.required(object, "endpoint", "the rule")?;
                Some(Outcome::Endpoint(self.endpoint(endpoint)?))
            }
            "error" => {
                let error = self.required(object, "error", "the rule")?;
                Some(Outcome::Error(self.expect(error, Kind::String)?))
            }
            other => {
                let message = format!("rules have no type `{other}`");
                self.problem(kind.place(), message, "use `endpoint`, `error` or, in a tree, `tree`")
            }
        }
    }

    fn conditions(&mut self, source: S) -> Reading<Vec<Condition>> {
        let mut conditions = Vec::new();
        let mut all = Some(());
        for item in self.list(source, "the conditions")? {
            match self.condition(item) {
                Some(condition) => conditions.push(condition),
                None => all = None,
            }
        }
        all.map(|()| conditions)
    }

    fn condition(&mut self, source: S) -> Reading<Condition> {
        let object = self.object(source, "a condition")?;
        let value = self.call(&object);
        let assign = match object.get("assign") {
            Some(assign) => {
                let name = self.string(assign, "the name of a variable")?;
                self.name(&name, assign.place());
                if self.scope.find(&name).is_some() {
                    let message = format!("the variable `{name}` has a value already");
                    return self.problem(assign.place(), message, "give this one another name");
                }
                // What follows is only reached with a value.
                let kind = value.as_ref().map_or(Kind::Any, |(_, found)| found.kind);
                Some(self.scope.declare(&name, Type::of(kind)))
            }
            None => None,
        };
        let (value, _) = value?;
        self.scope.learn(&value);
        Some(Condition { assign, value })
    }

    fn endpoint(&mut self, source: S) -> Reading<EndpointRule> {
        let object = self.object(source, "an endpoint")?;
        let url = self.required(&object, "url", "the endpoint")?;
        let url = self.expect(url, Kind::String)?;
        if let Expr::Template(template) = &url
            && template.as_text().is_some_and(|text| !text.contains("://"))
        {
            return self.problem(object.place, "the URL of the endpoint has no scheme", "begin it with `https://`");
        }
        let mut headers = Vec::new();
        for (name, place, values) in self.entries(&object, "headers")? {
            let mut list = Vec::new();
            for value in self.list(values, "the values of a header")? {
                list.push(self.expect(value, Kind::String)?);
            }
            let is_token = |c: u8| c.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&c);
            if name.is_empty() || !name.bytes().all(is_token) {
                return self.problem(place, format!("`{name}` is no name of a header"), "use letters and hyphens");
            }
            headers.push((name, list));
        }
        let mut properties = Vec::new();
        for (name, _, value) in self.entries(&object, "properties")? {
            properties.push((name, self.literal(value)?));
        }
        Some(EndpointRule { url, headers, properties })
    }

    /// The entries of an object that may be absent.
    fn entries(&mut self, object: &Object<S>, key: &str) -> Reading<Vec<(String, S::Place, S)>> {
        match object.get(key) {
            Some(source) => Some(self.object(source, &format!("`{key}`"))?.entries),
            None => Some(Vec::new()),
        }
    }
}

#[cfg(test)]
mod tests;
