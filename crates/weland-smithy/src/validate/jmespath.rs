//! JMESPath, which waiters and parameters of endpoints use to look into values, over the shapes of a model.

use weland_jmespath::{Expression, ParseError};
use weland_model::{Model, Severity, ShapeType, closest};

pub(super) use weland_jmespath::Kind;

/// What is known of a value.
pub(super) type Type<'m> = weland_jmespath::Type<Shape<'m>>;

/// The shape of a value.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape<'m> {
    /// A list, map, structure or union.
    Modeled(&'m Model, &'m weland_model::Shape),
    /// An object with the members `input` and `output`.
    Exchange(&'m Model, &'m weland_model::Shape, &'m weland_model::Shape),
}

/// The type of a shape's values.
pub(super) fn type_of<'m>(model: &'m Model, shape: &'m weland_model::Shape) -> Type<'m> {
    use ShapeType as T;
    Type::Kind(match shape.shape_type {
        T::Boolean => Kind::Boolean,
        T::String | T::Enum | T::Blob => Kind::String,
        T::List | T::Map | T::Structure | T::Union => return Type::Shape(Shape::Modeled(model, shape)),
        T::Document | T::Service | T::Resource | T::Operation => Kind::Any,
        _ => Kind::Number,
    })
}

fn type_of_member<'m>(model: &'m Model, shape: &'m weland_model::Shape, name: &str) -> Type<'m> {
    let target = shape.member(name).and_then(|member| model.target(member));
    target.map_or(Type::Kind(Kind::Any), |target| type_of(model, target))
}

impl weland_jmespath::Shape for Shape<'_> {
    fn kind(&self) -> Kind {
        match self {
            Self::Modeled(_, shape) if shape.shape_type == ShapeType::List => Kind::Array,
            Self::Modeled(..) | Self::Exchange(..) => Kind::Object,
        }
    }

    fn element(&self) -> weland_jmespath::Type<Self> {
        match self {
            Self::Modeled(model, shape) => match shape.shape_type {
                ShapeType::List => type_of_member(model, shape, "member"),
                ShapeType::Map => type_of_member(model, shape, "value"),
                _ => Type::Kind(Kind::Any),
            },
            Self::Exchange(..) => Type::Kind(Kind::Any),
        }
    }

    fn field(&self, name: &str) -> Result<weland_jmespath::Type<Self>, String> {
        match self {
            Self::Modeled(_, shape) if shape.shape_type == ShapeType::Map => Ok(self.element()),
            Self::Modeled(_, shape) if shape.member(name).is_none() => {
                let hint = suggestion(name, shape.members.iter().map(|member| &*member.name));
                Err(format!("`{}` has no member `{name}`{hint}", shape.id))
            }
            Self::Modeled(model, shape) => Ok(type_of_member(model, shape, name)),
            Self::Exchange(model, input, output) => match name {
                "input" => Ok(type_of(model, input)),
                "output" => Ok(type_of(model, output)),
                _ => Err(format!("there are `input` and `output` here, but no `{name}`")),
            },
        }
    }
}

fn suggestion<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> String {
    closest(name, names).map_or_else(String::new, |close| format!("; did you mean `{close}`?"))
}

/// A problem in an expression.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// Where it is in the text, in bytes.
    pub(super) offset: usize,
    pub(super) message: String,
    pub(super) severity: Severity,
}

/// The type that an expression yields for values of a type, and what is wrong or doubtful about it.
pub(super) fn infer<'m>(text: &str, current: &Type<'m>) -> Result<(Type<'m>, Vec<Problem>), ParseError> {
    let expression = Expression::parse(text)?;
    let (found, doubts) = expression.infer(current);
    let errors = expression.call_errors().iter().map(|error| {
        let hint = error.unknown_function().map(|name| suggestion(name, weland_jmespath::function_names()));
        Problem {
            offset: error.offset(),
            message: format!("{error}{}", hint.unwrap_or_default()),
            severity: Severity::Error,
        }
    });
    let doubts = doubts.into_iter();
    let doubts = doubts.map(|doubt| {
        let severity = if doubt.is_minor { Severity::Warning } else { Severity::Danger };
        Problem { offset: doubt.offset, message: doubt.message, severity }
    });
    Ok((found, errors.chain(doubts).collect()))
}

#[cfg(test)]
mod tests;
