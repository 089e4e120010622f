//! The operations by which tags are set, removed and listed: how they are found, and what they have to look like.

use weland_model::query::Shapes;
use weland_model::{Member, Node, Shape, ShapeType, Target, trait_id};

use super::super::context::Context;

/// One of the three operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Tag,
    Untag,
    List,
}

impl Role {
    pub(super) const ALL: [Self; 3] = [Self::Tag, Self::Untag, Self::List];

    /// The name of the operation of a whole service, unless `apiConfig` names another one.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Tag => "TagResource",
            Self::Untag => "UntagResource",
            Self::List => "ListTagsForResource",
        }
    }

    /// The member of `apiConfig`.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Tag => "tagApi",
            Self::Untag => "untagApi",
            Self::List => "listTagsApi",
        }
    }

    /// What an operation of this role needs, for advice.
    pub(super) fn needs(self) -> &'static str {
        match self {
            Self::Tag => "give the input a string `resourceArn` and `tags`, a list of pairs or a map of strings",
            Self::Untag => "give the input a string `resourceArn` and `tagKeys`, a list of strings",
            Self::List => {
                "give the input a string `resourceArn` and the output `tags`, a list of pairs or a map of strings"
            }
        }
    }

    /// Whether an operation has the member that its role is about.
    pub(super) fn fits(self, context: &Context<'_>, operation: &Shape) -> bool {
        let Some(data) = operation.as_operation() else { return false };
        match self {
            Self::Tag => has_one(context, &data.input, is_tags),
            Self::Untag => has_one(context, &data.input, is_tag_keys),
            Self::List => has_one(context, &data.output, is_tags),
        }
    }
}

/// Whether an operation takes the ARN of the resource that it is about.
pub(super) fn takes_arn(context: &Context<'_>, operation: &Shape) -> bool {
    let Some(data) = operation.as_operation() else { return false };
    has_one(context, &data.input, |_, name, target| {
        let arn = name.strip_prefix("Resource").or_else(|| name.strip_prefix("resource")).unwrap_or(name);
        matches!(arn, "Arn" | "arn" | "ARN") && target.shape_type == ShapeType::String
    })
}

/// Whether an operation takes a property of a resource.
pub(super) fn takes_property(context: &Context<'_>, operation: &Shape, property: &str) -> bool {
    let input = operation.as_operation().and_then(|data| context.whole(&data.input));
    let is_property = |member: &Member| {
        let named = member.traits.get(trait_id::PROPERTY).and_then(|value| value.get_str("name"));
        named.unwrap_or(&member.name) == property && !member.traits.contains(trait_id::NOT_PROPERTY)
    };
    input.is_some_and(|input| input.members.iter().any(is_property))
}

/// An operation that `apiConfig` names.
pub(super) fn configured<'a>(
    context: &Context<'a>,
    of: &Shape,
    config: Option<&Node>,
    role: Role,
) -> Option<&'a Shape> {
    let id = config?.get_str(role.key())?;
    let model = context.model();
    let found = model.get(id).or_else(|| model.get(format!("{}#{id}", of.id.namespace())));
    found.filter(|shape| shape.as_operation().is_some())
}

fn has_one(context: &Context<'_>, target: &Target, fits: impl Fn(&Context<'_>, &str, &Shape) -> bool) -> bool {
    let Some(structure) = context.whole(target) else { return false };
    let found = structure.members.iter().filter(|member| {
        let target = context.target(member);
        target.is_some_and(|target| fits(context, &member.name, target))
    });
    found.count() == 1
}

/// Whether a name is one that tags go by.
pub(super) fn is_name_of_tags(name: &str) -> bool {
    matches!(name, "tags" | "Tags" | "tagList" | "TagList" | "taglist" | "Taglist")
}

/// Pairs of a key and a value, as a list or as a map.
fn is_tags(context: &Context<'_>, name: &str, shape: &Shape) -> bool {
    let inner = |name| shape.member(name).and_then(|member| context.graph().shape(&member.target));
    let is_pairs = match shape.shape_type {
        ShapeType::List => {
            inner("member").is_some_and(|pair| pair.shape_type == ShapeType::Structure && pair.members.len() == 2)
        }
        ShapeType::Map => inner("value").is_some_and(|value| value.shape_type == ShapeType::String),
        _ => false,
    };
    is_pairs && is_name_of_tags(name)
}

fn is_tag_keys(context: &Context<'_>, name: &str, shape: &Shape) -> bool {
    let key = shape.member("member").and_then(|member| context.graph().shape(&member.target));
    let is_keys = shape.shape_type == ShapeType::List && key.is_some_and(|key| key.shape_type == ShapeType::String);
    is_keys && matches!(name, "tagKeys" | "TagKeys" | "tagkeys" | "Tagkeys")
}
