//! The Service stage as text, for tests and for people.

use std::fmt::Write;

use super::{Member, Service, Shape, ShapeKind};

/// One line per operation, shape and member, in order.
pub fn dump(service: &Service) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write_service(service, &mut out);
    out
}

fn write_service(service: &Service, out: &mut String) -> std::fmt::Result {
    writeln!(
        out,
        "service {} {} protocol={:?} signing={}",
        service.name,
        service.version,
        service.protocol,
        service.signing_name.as_deref().unwrap_or("-")
    )?;
    for operation in &service.operations {
        let name = |index| service.shape(index).name.as_str();
        writeln!(
            out,
            "operation {} {} {} {} {} -> {}",
            operation.name,
            operation.method,
            operation.uri,
            operation.status,
            operation.input.map_or("-", name),
            operation.output.map_or("-", name)
        )?;
        for error in &operation.errors {
            writeln!(out, "  error {}", service.shape(*error).name)?;
        }
    }
    for shape in &service.shapes {
        write_shape(service, shape, out)?;
    }
    Ok(())
}

fn write_shape(service: &Service, shape: &Shape, out: &mut String) -> std::fmt::Result {
    let what = match &shape.kind {
        ShapeKind::Simple(shape_type) => shape_type.as_str(),
        ShapeKind::Enum(_) => "enum",
        ShapeKind::IntEnum(_) => "intEnum",
        ShapeKind::List { .. } => "list",
        ShapeKind::Map { .. } => "map",
        ShapeKind::Structure { .. } => "structure",
        ShapeKind::Union { .. } => "union",
    };
    write!(out, "{what} {}", shape.name)?;
    if !shape.constraints.is_empty() {
        write!(out, " {:?}", shape.constraints)?;
    }
    writeln!(out)?;
    match &shape.kind {
        ShapeKind::Enum(values) => {
            values.iter().try_for_each(|value| writeln!(out, "  {} = {}", value.name, value.value))
        }
        ShapeKind::IntEnum(values) => {
            values.iter().try_for_each(|value| writeln!(out, "  {} = {}", value.name, value.value))
        }
        ShapeKind::List { element, .. } => write_member(service, element, out),
        ShapeKind::Map { key, value, .. } => {
            write_member(service, key, out)?;
            write_member(service, value, out)
        }
        ShapeKind::Structure { members, .. } | ShapeKind::Union { members } => {
            members.iter().try_for_each(|member| write_member(service, member, out))
        }
        ShapeKind::Simple(_) => Ok(()),
    }
}

fn write_member(service: &Service, member: &Member, out: &mut String) -> std::fmt::Result {
    write!(out, "  {}: {} {:?}", member.name, service.shape(member.target).name, member.binding)?;
    if member.required {
        write!(out, " required")?;
    }
    if member.boxed {
        write!(out, " boxed")?;
    }
    if let Some(constraints) = &member.constraints {
        write!(out, " {constraints:?}")?;
    }
    writeln!(out)
}
