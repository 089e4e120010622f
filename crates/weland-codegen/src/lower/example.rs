//! How a crate is used, shown with an operation of the model.

use weland_service::{self as service, ShapeIndex};

use super::Lowering;
use crate::krate::{
    ClientExample, Example, ExampleInput, Field, FieldKind, OperationItem, Primitive, RustType, ServerExample, Value,
};

impl Lowering<'_> {
    /// A program that calls one of the operations, if there is one.
    pub(super) fn client_example(&self, operations: &[OperationItem]) -> Option<Example> {
        let (model, operation) = self.shown(operations)?;
        Some(Example::Client(ClientExample {
            crate_name: self.crate_module(),
            operation: operation.clone(),
            input: self.example_input(model.input),
            needs_endpoint: self.service.endpoint_prefix.is_none(),
        }))
    }

    /// A program that serves one of the operations, if there is one.
    pub(super) fn server_example(&self, name: &str, operations: &[OperationItem]) -> Option<Example> {
        let (model, operation) = self.shown(operations)?;
        Some(Example::Server(ServerExample {
            crate_name: self.crate_module(),
            name: name.to_owned(),
            operation: operation.clone(),
            output_has_required: model.output.is_some_and(|output| self.names.required_of(output).is_some()),
        }))
    }

    fn example_input(&self, input: Option<ShapeIndex>) -> ExampleInput {
        let Some(input) = input else { return ExampleInput::None };
        match (self.names.required_of(input), self.required(input)) {
            (None, _) => ExampleInput::Empty,
            (Some(name), Some(members)) => ExampleInput::Required(name.to_owned(), members),
            (Some(_), None) => ExampleInput::Parameter,
        }
    }

    /// The operation that examples show: one that is easy to call and, if possible, only reads.
    fn shown<'o>(&self, operations: &'o [OperationItem]) -> Option<(&service::Operation, &'o OperationItem)> {
        let rank = |(model, _): &(&service::Operation, &OperationItem)| {
            let required = model.input.map_or(Some(0), |input| self.required(input).map(|it| it.len()));
            (
                required.is_none(),
                required.is_none_or(|count| count > 3),
                model.http.as_ref().is_some_and(|http| http.method != "GET"),
                required == Some(0),
            )
        };
        self.service.operations.iter().zip(operations).min_by_key(rank)
    }

    /// The required members of an input, each with a value; `None` if some cannot be made up.
    fn required(&self, input: ShapeIndex) -> Option<Vec<(String, Value)>> {
        let fields = self.structure(input)?.fields.into_iter();
        let required = fields.filter(|field| field.kind == FieldKind::Required);
        required.map(|field| Some((field.name.clone(), value(&field)?))).collect()
    }
}

fn value(field: &Field) -> Option<Value> {
    Some(match field.value {
        RustType::String => Value::String(field.name.trim_start_matches("r#").replace('_', "-")),
        RustType::Primitive(Primitive::Bool) => Value::Bool(true),
        RustType::Primitive(Primitive::F32) => Value::Float(1.0),
        RustType::Primitive(Primitive::F64) => Value::Double(1.0),
        RustType::Primitive(_) => Value::Integer(1),
        _ => return None,
    })
}
