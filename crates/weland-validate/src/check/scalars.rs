//! Values without parts, read and checked.

use weland_core::schema::Member;
use weland_core::{DecodeError, Decoder, Encoder, ShapeType};

use super::Checker;

/// Reads the next value, which has no parts, and checks it.
///
/// # Errors
/// When it is not of its type.
pub(crate) fn scalar(
    member: &'static Member,
    from: &mut dyn Decoder,
    checker: &mut Checker,
) -> Result<(), DecodeError> {
    match member.schema.shape_type {
        ShapeType::Boolean => checker.boolean(member, from.boolean(member)?),
        ShapeType::String | ShapeType::Enum => checker.string(member, &from.string(member)?),
        ShapeType::Byte | ShapeType::Short | ShapeType::Integer | ShapeType::Long | ShapeType::IntEnum => {
            checker.integer(member, from.integer(member)?);
        }
        ShapeType::Float => checker.float(member, from.double(member)? as f32),
        ShapeType::Double => checker.double(member, from.double(member)?),
        ShapeType::BigInteger | ShapeType::BigDecimal => checker.big_number(member, &from.big_number(member)?),
        ShapeType::Blob => checker.blob(member, &from.blob(member)?),
        ShapeType::Timestamp => checker.timestamp(member, from.timestamp(member)?),
        ShapeType::Document | ShapeType::List | ShapeType::Map | ShapeType::Structure | ShapeType::Union => {
            checker.document(member, &from.document(member)?);
        }
    }
    Ok(())
}
