//! Enums, schemas and the service.

use super::text::{deprecated, docs};
use crate::krate::{Enum, ServiceItem, Static};

/// The longest line that a schema is kept on.
const WIDTH: usize = 100;

/// An open enum.
pub fn enumeration(it: &Enum) -> String {
    let mut out = format!("{}! {{\n", it.macro_name);
    out.push_str(&docs(&it.docs, "    ///"));
    for line in deprecated(it.deprecated.as_deref()).lines() {
        out.push_str(&format!("    {line}\n"));
    }
    out.push_str(&format!("    pub enum {} = {}: {}; {{\n", it.name, it.static_name, it.schema));
    for (lines, variant, value) in &it.values {
        out.push_str(&docs(lines, "        ///"));
        out.push_str(&format!("        {variant} = {value},\n"));
    }
    out.push_str("    }\n}\n");
    out
}

/// A schema in a static: on one line if it fits, otherwise a call a line.
pub fn schema(it: &Static) -> String {
    let line = format!("pub(crate) static {}: Schema = {};\n", it.name, it.schema.concat());
    if line.len() <= WIDTH {
        return line;
    }
    format!("pub(crate) static {}: Schema = {};\n", it.name, it.schema.join("\n    "))
}

/// What is known of the service.
pub fn service(it: &ServiceItem) -> String {
    let mut out = format!("/// {} as a whole.\npub static SERVICE: ServiceSchema = ServiceSchema {{\n", it.title);
    for (field, value) in &it.fields {
        out.push_str(&format!("    {field}: {value},\n"));
    }
    out.push_str("};\n");
    out
}
