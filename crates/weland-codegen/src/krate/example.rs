//! How a crate is used, shown with an operation of the model.

use super::shapes::Shapes;
use super::{Field, Item, Names, Operation, Path, Primitive, RustType};
use weland_service::{self as service, Service, ShapeIndex};

/// The operation that examples show: one that is easy to call and, if possible, only reads.
pub(super) fn operation<'o>(service: &Service, names: &Names, operations: &'o [Operation]) -> Option<&'o Operation> {
    let pairs = service.operations.iter().zip(operations);
    let rank = |(model, _): &(&service::Operation, &Operation)| {
        let arguments = model.input.map_or(Some(0), |input| arguments(service, names, input).map(|it| it.len()));
        (arguments.is_none(), arguments.is_none_or(|count| count > 3), model.method != "GET", arguments == Some(0))
    };
    pairs.min_by_key(rank).map(|(_, lowered)| lowered)
}

/// The arguments of an input's constructor, as expressions; `None` if some cannot be made up.
fn arguments(service: &Service, names: &Names, input: ShapeIndex) -> Option<Vec<String>> {
    let Some(Item::Struct(input)) = Shapes { service, names }.item(input) else { return None };
    input.fields.iter().filter(|field| field.argument).map(value).collect()
}

fn value(field: &Field) -> Option<String> {
    Some(match field.value {
        RustType::String => format!("{:?}", field.name.trim_start_matches("r#").replace('_', "-")),
        RustType::Primitive(Primitive::Bool) => "true".to_owned(),
        RustType::Primitive(Primitive::F32 | Primitive::F64) => "1.0".to_owned(),
        RustType::Primitive(_) => "1".to_owned(),
        _ => return None,
    })
}

/// A name of the types crate, as examples write it.
fn named(path: &Path) -> String {
    format!("types::{}", path.name)
}

/// A program that calls the operation.
pub(super) fn client(service: &Service, names: &Names, crate_name: &str, operation: &Operation) -> String {
    let input = service.operations.iter().find(|it| it.name == operation.wire).and_then(|it| it.input);
    let input_type = operation.input.as_ref().map(named).unwrap_or_default();
    let input = match input.map(|input| arguments(service, names, input)) {
        None => String::new(),
        Some(Some(arguments)) => format!("{input_type}::new({})", arguments.join(", ")),
        Some(None) => format!("{input_type}::default()"),
    };
    let config = match service.endpoint_prefix {
        Some(_) => "Config::from_env()",
        None => "Config::new().endpoint(\"https://example.com\")",
    };
    let (function, error) = (&operation.function, named(&operation.error));
    let output = match operation.output {
        None => ("", ""),
        Some(_) => ("let output = ", "    println!(\"{output:?}\");\n"),
    };
    format!(
        "use {crate_name}::{{Client, Config, types}};\n\n\
         async fn example() -> Result<(), {error}> {{\n    \
         let client = Client::new({config});\n    \
         {}client.{function}({input}).await?;\n{}    Ok(())\n}}\n",
        output.0, output.1
    )
}

/// A service of which the operation is written.
pub(super) fn server(crate_name: &str, name: &str, operation: &Operation) -> String {
    let (output, error) = (operation.output.as_ref().map(named), named(&operation.error));
    let (parameter, statement) = match operation.input.as_ref().map(named) {
        None => (String::new(), ""),
        Some(input) => (format!("        input: {input},\n"), "        println!(\"{input:?}\");\n"),
    };
    let function = &operation.function;
    let response = output.as_ref().map_or("()".to_owned(), |output| format!("{output}::default()"));
    let output = output.unwrap_or_else(|| "()".to_owned());
    let mut names = ["Context", "Router", name];
    names.sort_unstable();
    format!(
        "use {crate_name}::{{{}, router, types}};\n\n\
         struct Example;\n\n\
         impl {name} for Example {{\n    \
         async fn {function}(\n        &self,\n{parameter}        _: Context,\n    \
         ) -> Result<{output}, {error}> {{\n{statement}        \
         Ok({response})\n    }}\n}}\n\n\
         fn example() -> Router {{\n    router(Example)\n}}\n",
        names.join(", ")
    )
}
