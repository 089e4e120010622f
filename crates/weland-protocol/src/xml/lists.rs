//! Lists and maps, with and without an element around them.

use weland_core::{DecodeError, Member};

use super::decode::{Items, Level, Source, XmlDecoder, is_name};
use super::scan::short;
use crate::strictness::Strictness;

impl XmlDecoder<'_> {
    /// The elements of the list or the entries of the map that the next value is.
    pub(super) fn items(&self, member: &'static Member, name: &'static str) -> Result<Items, DecodeError> {
        let Source::Element(element) = self.next else {
            return Err(self.error("expected elements, found an attribute"));
        };
        if let Some(Level::Members(_, _, end)) = self.levels.last()
            && member.is_flattened()
        {
            return Ok(Items { at: element, end: *end, name: member.xml_name(), begun: 0, flattened: true });
        }
        if self.tree.is_mixed(element) && self.strictness == Strictness::Strict {
            return Err(self.error("expected elements, found text"));
        }
        Ok(Items { at: element + 1, end: self.tree.end(element), name, begun: 0, flattened: false })
    }

    /// The next element of a list or entry of a map. What has another name is passed over, unless it stands where nothing else may
    /// and input is read strictly.
    fn advance(&self, items: &mut Items) -> Result<Option<usize>, DecodeError> {
        while items.at < items.end {
            let element = items.at;
            items.at = self.tree.end(element);
            let name = self.tree.name(element);
            if is_name(name, items.name) {
                items.begun += 1;
                return Ok(Some(element));
            }
            if self.strictness == Strictness::Strict && !items.flattened {
                let message = format!("expected an element `{}`, found `{}`", items.name, short(name));
                return Err(self.tree.error(element, message));
            }
        }
        Ok(None)
    }

    /// Goes to the next element of the innermost list.
    pub(super) fn another_element(&mut self) -> Result<bool, DecodeError> {
        let Some(Level::List(mut items)) = self.levels.pop() else {
            return Err(self.error("an element is asked for outside of a list"));
        };
        let found = self.advance(&mut items)?;
        if let Some(element) = found {
            self.next = Source::Element(element);
            self.levels.push(Level::List(items));
        }
        Ok(found.is_some())
    }

    /// Reads the key of the next entry of the innermost map, and goes to its value.
    pub(super) fn another_key(&mut self, member: &'static Member) -> Result<Option<String>, DecodeError> {
        let Some(Level::Map(mut items, _)) = self.levels.pop() else {
            return Err(self.error("a key is asked for outside of a map"));
        };
        let Some(entry) = self.advance(&mut items)? else { return Ok(None) };
        let part = |member: Option<&Member>| {
            let name = member.map_or("", |member| member.xml_name());
            let found = self.child(entry, name);
            found.ok_or_else(|| self.tree.error(entry, format_args!("an entry of a map has no element `{name}`")))
        };
        let (key, value) = (part(member.schema.members.first())?, part(member.schema.members.get(1))?);
        let key = self.text_at(Source::Element(key))?.into_owned();
        self.next = Source::Element(value);
        self.levels.push(Level::Map(items, key.clone()));
        Ok(Some(key))
    }
}
