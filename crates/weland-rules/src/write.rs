//! Rules as text, in the notation that [`notation`](crate::notation) reads.

use std::fmt::{self, Display, Formatter};

use crate::ast::{Body, Condition, EndpointRule, Expr, Graph, Outcome, Rule, Rules, Then};
use crate::value::Value;

/// The notation that [`Rules::parse`] reads.
impl Display for Rules {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for parameter in &self.parameters {
            write!(f, "param {}: {}", parameter.name, parameter.kind.name())?;
            if parameter.required {
                f.write_str(" required")?;
            }
            if let Some(default) = &parameter.default {
                f.write_str(" = ")?;
                literal(f, default)?;
            }
            if let Some(name) = &parameter.built_in {
                write!(f, " from {name}")?;
            }
            f.write_str("\n")?;
        }
        let mut writer = Writer { f, variables: &self.variables };
        match &self.body {
            Body::Tree(rules) => writer.rules(rules, 0),
            Body::Graph(graph) => writer.graph(graph),
        }
    }
}

fn quoted(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\r', "\\r");
    write!(f, "\"{text}\"")
}

fn literal(f: &mut Formatter<'_>, value: &Value<'_>) -> fmt::Result {
    match value {
        Value::Boolean(value) => write!(f, "{value}"),
        Value::Integer(value) => write!(f, "{value}"),
        Value::String(text) => quoted(f, &text.replace('{', "{{").replace('}', "}}")),
        Value::List(items) => {
            f.write_str("[")?;
            for (index, item) in items.iter().enumerate() {
                f.write_str(if index > 0 { ", " } else { "" })?;
                literal(f, item)?;
            }
            f.write_str("]")
        }
        // No parameter has records.
        Value::Record(_) => Err(fmt::Error),
    }
}

struct Writer<'w, 'f, 'r> {
    f: &'w mut Formatter<'f>,
    variables: &'r [String],
}

impl Writer<'_, '_, '_> {
    fn text(&mut self, text: &str) -> fmt::Result {
        self.f.write_str(text)
    }

    fn name(&mut self, index: usize) -> fmt::Result {
        self.f.write_str(self.variables.get(index).map_or("", String::as_str))
    }

    fn rules(&mut self, rules: &[Rule], depth: usize) -> fmt::Result {
        for rule in rules {
            self.text(&" ".repeat(depth))?;
            for (index, condition) in rule.conditions.iter().enumerate() {
                self.text(if index == 0 { "if " } else { ", " })?;
                self.condition(condition)?;
            }
            self.text(if rule.conditions.is_empty() { "" } else { " " })?;
            match &rule.then {
                Then::Rules(inner) => {
                    self.text("{\n")?;
                    self.rules(inner, depth + 1)?;
                    self.text(&" ".repeat(depth))?;
                    self.text("}")?;
                }
                Then::Outcome(outcome) => self.outcome(outcome)?,
            }
            self.text("\n")?;
        }
        Ok(())
    }

    fn graph(&mut self, graph: &Graph) -> fmt::Result {
        for condition in &graph.conditions {
            self.text("condition ")?;
            self.condition(condition)?;
            self.text("\n")?;
        }
        for outcome in &graph.outcomes {
            self.text("result ")?;
            self.outcome(outcome)?;
            self.text("\n")?;
        }
        writeln!(self.f, "graph {}", graph.root)?;
        for [condition, high, low] in &graph.nodes {
            writeln!(self.f, "{condition} {high} {low}")?;
        }
        Ok(())
    }

    fn condition(&mut self, condition: &Condition) -> fmt::Result {
        if let Some(index) = condition.assign {
            self.name(index)?;
            self.text(" = ")?;
        }
        self.expr(&condition.value)
    }

    fn outcome(&mut self, outcome: &Outcome) -> fmt::Result {
        match outcome {
            Outcome::Error(message) => {
                self.text("error ")?;
                self.expr(message)
            }
            Outcome::Endpoint(EndpointRule { url, headers, properties }) => {
                self.text("endpoint ")?;
                self.expr(url)?;
                if !headers.is_empty() {
                    self.text(" headers ")?;
                    self.record(headers, |writer, values| writer.list(values))?;
                }
                if !properties.is_empty() {
                    self.text(" properties ")?;
                    self.record(properties, Self::expr)?;
                }
                Ok(())
            }
        }
    }

    fn record<T>(&mut self, entries: &[(String, T)], value: fn(&mut Self, &T) -> fmt::Result) -> fmt::Result {
        self.text("{")?;
        for (index, (key, it)) in entries.iter().enumerate() {
            self.text(if index > 0 { ", " } else { "" })?;
            quoted(self.f, key)?;
            self.text(": ")?;
            value(self, it)?;
        }
        self.text("}")
    }

    fn list(&mut self, items: &[Expr]) -> fmt::Result {
        self.text("[")?;
        self.items(items)?;
        self.text("]")
    }

    fn items(&mut self, items: &[Expr]) -> fmt::Result {
        for (index, item) in items.iter().enumerate() {
            self.text(if index > 0 { ", " } else { "" })?;
            self.expr(item)?;
        }
        Ok(())
    }

    fn expr(&mut self, expr: &Expr) -> fmt::Result {
        match expr {
            Expr::Boolean(value) => write!(self.f, "{value}"),
            Expr::Integer(value) => write!(self.f, "{value}"),
            Expr::Template(template) => quoted(self.f, &template.source(self.variables)),
            Expr::Variable(index) => self.name(*index),
            Expr::Attribute(of, path) => {
                self.expr(of)?;
                write!(self.f, "#{path}")
            }
            Expr::Call(function, arguments) => {
                write!(self.f, "{}(", function.name())?;
                self.items(arguments)?;
                self.text(")")
            }
            Expr::List(items) => self.list(items),
            Expr::Record(entries) => self.record(entries, Self::expr),
        }
    }
}
