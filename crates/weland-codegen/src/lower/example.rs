//! How a crate is used, shown with an operation of the model.

use weland_service::{self as service, ShapeIndex};

use super::Lowering;
use crate::krate::{ClientExample, Example, Field, Operation, Primitive, RustType, ServerExample, Value};

impl Lowering<'_> {
    /// A program that calls one of the operations, if there is one.
    pub(super) fn client_example(&self, operations: &[Operation]) -> Option<Example> {
        let (model, operation) = self.shown(operations)?;
        Some(Example::Client(ClientExample {
            crate_name: self.crate_module(),
            operation: operation.clone(),
            arguments: model.input.and_then(|input| self.arguments(input)),
            needs_endpoint: self.service.endpoint_prefix.is_none(),
        }))
    }

    /// A program that serves one of the operations, if there is one.
    pub(super) fn server_example(&self, name: &str, operations: &[Operation]) -> Option<Example> {
        let (_, operation) = self.shown(operations)?;
        Some(Example::Server(ServerExample {
            crate_name: self.crate_module(),
            name: name.to_owned(),
            operation: operation.clone(),
        }))
    }

    /// The operation that examples show: one that is easy to call and, if possible, only reads.
    fn shown<'o>(&self, operations: &'o [Operation]) -> Option<(&service::Operation, &'o Operation)> {
        let rank = |(model, _): &(&service::Operation, &Operation)| {
            let arguments = model.input.map_or(Some(0), |input| self.arguments(input).map(|it| it.len()));
            (
                arguments.is_none(),
                arguments.is_none_or(|count| count > 3),
                model.http.as_ref().is_some_and(|http| http.method != "GET"),
                arguments == Some(0),
            )
        };
        self.service.operations.iter().zip(operations).min_by_key(rank)
    }

    /// The arguments of an input's constructor; `None` if some cannot be made up.
    fn arguments(&self, input: ShapeIndex) -> Option<Vec<Value>> {
        self.structure(input)?.fields.iter().filter(|field| field.argument).map(value).collect()
    }
}

fn value(field: &Field) -> Option<Value> {
    Some(match field.value {
        RustType::String => Value::Text(field.name.trim_start_matches("r#").replace('_', "-")),
        RustType::Primitive(Primitive::Bool) => Value::Bool(true),
        RustType::Primitive(Primitive::F32) => Value::Float(1.0),
        RustType::Primitive(Primitive::F64) => Value::Double(1.0),
        RustType::Primitive(_) => Value::Integer(1),
        _ => return None,
    })
}
