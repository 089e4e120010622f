//! Forms as AWS's query protocols write them: a key for each simple value, which spells out the way to it.
//!
//! `ComplexListArg.member.2.hi=hola` is the member `hi` of the second element of the list `ComplexListArg`.

mod decode;
mod encode;
mod fields;
mod structures;
mod values;

use weland_core::Member;

pub(crate) use self::decode::FormDecoder;
pub(crate) use self::encode::FormEncoder;
pub(crate) use self::fields::{Fields, simple_field};
use crate::uri::percent_encode;

/// The media type.
pub(crate) const MEDIA_TYPE: &str = "application/x-www-form-urlencoded";

/// How keys are made of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// As `aws.protocols#awsQuery` has it: by the names that the value has in XML, with steps for elements and entries.
    Query,
    /// As `aws.protocols#ec2Query` has it: by names that begin with a capital, all lists flattened.
    Ec2,
}

impl Style {
    /// The name of a member of a structure, whose first letter is to be written as a capital if the second value says so.
    fn name(self, member: &Member) -> (&'static str, bool) {
        if self == Self::Query {
            return (member.xml_name(), false);
        }
        let own = member.wire_names.iter().find(|(format, _)| *format == Member::EC2_QUERY_NAME);
        own.map_or((member.xml_name(), true), |(_, name)| (name, false))
    }

    /// Appends the name of a member of a structure.
    fn push_name(self, to: &mut String, member: &Member) {
        let (name, capital) = self.name(member);
        let start = to.len();
        percent_encode(to, name, false);
        if capital && let Some(first) = to.get_mut(start..start + 1) {
            first.make_ascii_uppercase();
        }
    }

    /// Whether a step of a key is the name of a member of a structure.
    fn is_name(self, member: &Member, step: &str) -> bool {
        let (name, capital) = self.name(member);
        if !capital {
            return name == step;
        }
        let (first, rest) = (name.as_bytes().split_first(), step.as_bytes().split_first());
        matches!((first, rest), (Some((a, name)), Some((b, step))) if a.to_ascii_uppercase() == *b && name == step)
    }

    /// Whether there is no step between a list or map and the numbers of its elements or entries.
    fn is_flattened(self, member: &Member) -> bool {
        self == Self::Ec2 || member.is_flattened()
    }
}

#[cfg(test)]
mod tests;
