//! Structures and unions: elements whose members the model names.

use weland_core::{DecodeError, Member, ShapeType, Structure};

use super::decode::{Level, Source, XmlDecoder, is_name};
use super::scan::short;
use crate::codec::MemberFilter;
use crate::seen::Seen;
use crate::strictness::Strictness;

impl XmlDecoder<'_> {
    /// Reads the structure or union that the element is which the decoder is at.
    ///
    /// # Errors
    /// When a value is not of its member's type.
    pub fn value(&mut self, value: &mut dyn Structure, filter: MemberFilter) -> Result<(), DecodeError> {
        let Source::Element(element) = self.next else {
            return Err(self.error("expected elements, found an attribute"));
        };
        if self.strictness == Strictness::Strict && self.tree.is_mixed(element) {
            return Err(self.error("expected elements, found text"));
        }
        let members = value.schema().members;
        self.levels.push(Level::Members(members, 0, self.tree.end(element)));
        if value.schema().shape_type == ShapeType::Union {
            self.union_value(element, value)?;
        } else {
            self.object(element, value, filter)?;
        }
        self.levels.pop();
        Ok(())
    }

    fn object(&mut self, element: usize, value: &mut dyn Structure, filter: MemberFilter) -> Result<(), DecodeError> {
        let members = value.schema().members;
        let (mut met, mut seen) = (Seen::default(), Seen::default());
        if members.iter().any(Member::is_xml_attribute) {
            self.attributes(element, value, filter, &mut seen)?;
        }
        let (mut child, end, mut expected) = (element + 1, self.tree.end(element), 0);
        while child < end {
            let found = find(members, expected, self.tree.name(child), filter);
            if let Some((index, member)) = found.filter(|(_, member)| (filter.include)(member)) {
                expected = index;
                self.next = Source::Element(child);
                if self.is_new(&mut met, index, member)? && (member.nullable || !self.is_nil(child)) {
                    self.read(value, index, member)?;
                    seen.insert(index);
                }
            }
            child = self.tree.end(child);
        }
        for (index, member) in members.iter().enumerate() {
            if member.required && (filter.include)(member) && !seen.contains(index) {
                self.at_member(index);
                let mut missing = std::mem::take(&mut self.missing);
                missing.push(|| self.here());
                self.missing = missing;
            }
        }
        if self.strictness == Strictness::Strict {
            value.set_defaults();
        }
        Ok(())
    }

    fn read(&mut self, value: &mut dyn Structure, index: usize, member: &'static Member) -> Result<(), DecodeError> {
        self.at_member(index);
        value.decode_member(index, member, self).map_err(|error| error.within(member.xml_name()))
    }

    /// Remembers that a member has come. The elements of a flattened list are read with the first one; what else comes twice is
    /// refused in strict input.
    #[inline]
    fn is_new(&self, met: &mut Seen, index: usize, member: &Member) -> Result<bool, DecodeError> {
        if met.insert(index) {
            return Ok(true);
        }
        if member.is_flattened() {
            return Ok(false);
        }
        if self.strictness == Strictness::Lenient {
            return Ok(true);
        }
        let name = member.xml_name();
        Err(self.error(format_args!("`{name}` comes twice in one element; leave one of the two out")))
    }

    /// Reads the members that are attributes.
    fn attributes(
        &mut self,
        element: usize,
        value: &mut dyn Structure,
        filter: MemberFilter,
        seen: &mut Seen,
    ) -> Result<(), DecodeError> {
        for (name, text) in self.tree.attributes(element) {
            let is_namespace = name == "xmlns" || name.starts_with("xmlns:");
            let is_meant = |member: &Member| {
                member.is_xml_attribute() && is_name(name, member.xml_name()) && (filter.include)(member)
            };
            let members = value.schema().members.iter().enumerate();
            if let Some((index, member)) = members.into_iter().find(|(_, member)| !is_namespace && is_meant(member)) {
                self.next = Source::Attribute(element, text);
                self.read(value, index, member)?;
                seen.insert(index);
            }
        }
        Ok(())
    }

    /// A union: an element with exactly one member.
    fn union_value(&mut self, element: usize, value: &mut dyn Structure) -> Result<(), DecodeError> {
        let members = value.schema().members;
        let (mut known, mut unknown) = (None, false);
        let (mut child, end) = (element + 1, self.tree.end(element));
        while child < end {
            self.next = Source::Element(child);
            match find(members, 0, self.tree.name(child), MemberFilter::ALL) {
                Some((index, member)) if known.is_none() => {
                    known = Some(index);
                    self.read(value, index, member)?;
                }
                // It was read with the first one.
                Some((index, member)) if known == Some(index) && member.is_flattened() => {}
                Some(_) => return Err(self.error("a union has exactly one member, found another")),
                None => unknown = true,
            }
            child = self.tree.end(child);
        }
        // A client leaves a union without a member that it knows as unknown, an empty one as well.
        if self.strictness == Strictness::Strict && (known.is_none() || unknown) {
            self.next = Source::Element(element);
            return Err(self.error("a union has exactly one member out of those that the model names"));
        }
        Ok(())
    }
}

/// The member whose element has this name. The one at `expected` and those behind it are tried first, since members usually come in
/// the model's order.
fn find(
    members: &'static [Member],
    expected: usize,
    name: &str,
    filter: MemberFilter,
) -> Option<(usize, &'static Member)> {
    let is_meant = |member: &Member| !member.is_xml_attribute() && member.xml_name() == name;
    let after = members.iter().enumerate().skip(expected);
    let before = || members.iter().enumerate().take(expected);
    let found = after.chain(before()).find(|(_, member)| is_meant(member));
    found.or_else(|| find_otherwise(members, name, filter))
}

/// The member whose name has another prefix, or the member `message`, if the filter passes over the case of that.
#[cold]
fn find_otherwise(members: &'static [Member], name: &str, filter: MemberFilter) -> Option<(usize, &'static Member)> {
    let name = short(name);
    let is_message = filter.any_case_message && name.eq_ignore_ascii_case("message");
    let is_meant = |member: &Member| {
        let own = member.xml_name();
        !member.is_xml_attribute() && (is_name(name, own) || is_message && own.eq_ignore_ascii_case("message"))
    };
    members.iter().enumerate().find(|(_, member)| is_meant(member))
}
