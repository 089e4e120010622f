//! Enums, schemas and the service.

use super::text::{WIDTH, deprecated, docs, format, row, tokens};
use crate::krate::{Enum, ServiceItem, Static};

/// An open enum.
pub(super) fn enumeration(it: &Enum) -> String {
    let mut out = format!("{}! {{\n", it.macro_name);
    out.push_str(&docs(&it.docs, "    ///"));
    out.push_str(&deprecated(it.deprecated.as_deref(), "    "));
    out.push_str(&row(&format!("pub enum {} = {}", it.name, it.static_name), &it.schema, "; {"));
    for value in &it.values {
        out.push_str(&docs(&value.docs, "        ///"));
        out.push_str(&deprecated(value.deprecated.as_deref(), "        "));
        out.push_str(&format!("        {} = {},\n", value.variant, value.literal));
    }
    out.push_str("    }\n}\n");
    out
}

/// A schema in a static, as short as can be read.
pub(super) fn schema(it: &Static) -> String {
    let start = format!("pub(crate) static {}: Schema =", it.name);
    let whole = it.schema.concat();
    let chain = it.schema.join("\n    ");
    let deeper = it.schema.join("\n        ");
    let layouts = [
        format!("{start} {whole};\n"),
        format!("{start}\n    {whole};\n"),
        format!("{start} {chain};\n"),
        format!("{start}\n    {deeper};\n"),
    ];
    // A pattern cannot be broken, but it can stand alone.
    let fits =
        |text: &&String| text.lines().all(|line| line.len() <= WIDTH || line.trim_start().starts_with(".pattern("));
    layouts.iter().find(fits).cloned().unwrap_or_else(|| format(tokens(&layouts[0])))
}

/// What is known of the service.
pub(super) fn service(it: &ServiceItem) -> String {
    let mut out = format!("/// {} as a whole.\npub static SERVICE: ServiceSchema = ServiceSchema {{\n", it.title);
    for (field, value) in &it.fields {
        out.push_str(&format!("    {field}: {value},\n"));
    }
    out.push_str("};\n");
    out
}
