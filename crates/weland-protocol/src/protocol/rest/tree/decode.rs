//! Reads values from trees.

use std::vec::IntoIter;

use weland_core::{Blob, DecodeError, Decoder, Document, FilePart, Member, ShapeType, Structure, Timestamp};

use super::super::encoding::decoded;
use super::super::{CODEC, json_name};
use super::{SEVERAL, Tree, is_untagged};
use crate::codec::{Codec as _, MemberFilter};
use crate::media::parameter;
use crate::missing::{Missing, MissingMembers, Segment, mark};
use crate::strictness::Strictness;
use crate::text::{Location, TextDecoder};

/// Reads a tree.
pub(in super::super) struct TreeDecoder {
    /// The value that is read next.
    next: Option<Tree>,
    open: Vec<Open>,
    path: Vec<Segment>,
    missing: MissingMembers,
    /// The bytes that were read last.
    last: Option<FilePart>,
    /// How many unions the value is in that could contain each other without end.
    depth: usize,
}

enum Open {
    List(IntoIter<Tree>),
    Map(IntoIter<(String, Tree)>),
}

impl TreeDecoder {
    /// Reads a member of a structure, and gives the required members below it that were absent.
    ///
    /// # Errors
    /// When the tree is not what the member wants.
    pub(in super::super) fn read(
        tree: Tree,
        value: &mut dyn Structure,
        (index, member): (usize, &'static Member),
    ) -> Result<MissingMembers, DecodeError> {
        let path = vec![Segment::Member { index, name: member.name }];
        let mut decoder =
            Self { next: Some(tree), open: Vec::new(), path, missing: MissingMembers::default(), last: None, depth: 0 };
        value.decode_member(index, member, &mut decoder).map_err(|error| error.within(member.name))?;
        Ok(decoder.missing)
    }

    fn take(&mut self) -> Result<Tree, DecodeError> {
        self.next.take().ok_or_else(|| DecodeError::new("the value is missing"))
    }

    /// A decoder of the text that comes next, be it alone in a list.
    fn text(&mut self) -> Result<TextDecoder<'static>, DecodeError> {
        let tree = match self.take()? {
            Tree::List(list) => <[Tree; 1]>::try_from(list).map(|[one]| one).unwrap_or_else(Tree::List),
            one => one,
        };
        let text = match tree {
            Tree::Text(text) => text,
            Tree::Bytes(bytes) => text(&bytes)?,
            Tree::List(list) if list.is_empty() => {
                return Err(DecodeError::new("expected a simple value, found a list"));
            }
            Tree::List(_) => return Err(DecodeError::new(SEVERAL)),
            Tree::Object(_) => return Err(DecodeError::new("expected a simple value, found an object")),
        };
        Ok(TextDecoder::values(vec![text.into()], Location::Uri, Strictness::Lenient))
    }

    /// Reads a union without tags: into the first of its members that fits.
    fn alternative(&mut self, value: &mut dyn Structure) -> Result<(), DecodeError> {
        const DEPTH: usize = 16;
        let tree = self.take()?;
        if self.depth == DEPTH {
            return Err(DecodeError::new("the unions of the value are nested too deeply"));
        }
        let (open, mark, path) = (self.open.len(), self.missing.mark(), self.path.len());
        let total = self.missing.total();
        let is_list = matches!(&tree, Tree::List(list) if list.len() != 1);
        for (index, member) in value.schema().members.iter().enumerate() {
            if is_list && member.schema.shape_type != ShapeType::List {
                continue;
            }
            self.next = Some(tree.clone());
            self.depth += 1;
            let is_read = value.decode_member(index, member, self).is_ok();
            self.depth -= 1;
            if is_read && self.missing.total() == total {
                return Ok(());
            }
            self.open.truncate(open);
            self.path.truncate(path);
            self.missing.reset(mark);
        }
        Err(DecodeError::new("the value is none of the alternatives that it can be"))
    }

    /// The members of an object. No text at all is an empty one.
    fn entries(&mut self) -> Result<Vec<(String, Tree)>, DecodeError> {
        match self.take()? {
            Tree::Object(entries) => Ok(entries),
            Tree::Text(text) if text.is_empty() => Ok(Vec::new()),
            _ => Err(DecodeError::new("expected an object")),
        }
    }
}

impl Decoder for TreeDecoder {
    fn structure(&mut self, _: &'static Member, value: &mut dyn Structure) -> Result<(), DecodeError> {
        if is_untagged(value.schema()) {
            return self.alternative(value);
        }
        if let Some(Tree::Bytes(json)) = &self.next {
            let missing = CODEC.decode(&json.content, value, MemberFilter::ALL, Strictness::Lenient)?;
            for Missing { path } in missing {
                let path = self.path.iter().cloned().chain(path);
                self.missing.push(|| Missing { path: path.collect() });
            }
            self.next = None;
            return Ok(());
        }
        let members = value.schema().members;
        let mut set = vec![false; members.len()];
        let mut rest = Vec::new();
        for (key, tree) in self.entries()? {
            let found = members.iter().enumerate().find(|(_, member)| !member.rest && json_name(member) == key);
            let Some((index, member)) = found else {
                rest.push((key, tree));
                continue;
            };
            self.next = Some(tree);
            self.path.push(Segment::Member { index, name: member.name });
            value.decode_member(index, member, self).map_err(|error| error.within(member.name))?;
            self.path.pop();
            mark(&mut set, index);
        }
        if let Some((index, member)) = value.schema().rest_member().filter(|_| !rest.is_empty()) {
            self.next = Some(Tree::Object(rest));
            value.decode_member(index, member, self)?;
        }
        for ((index, member), set) in members.iter().enumerate().zip(set) {
            if member.required && !set {
                let last = Segment::Member { index, name: member.name };
                let path = self.path.iter().cloned().chain([last]);
                self.missing.push(|| Missing { path: path.collect() });
            }
        }
        Ok(())
    }

    fn begin_list(&mut self, _: &'static Member) -> Result<(), DecodeError> {
        let list = match self.take()? {
            Tree::List(list) => list,
            one => vec![one],
        };
        self.open.push(Open::List(list.into_iter()));
        Ok(())
    }

    fn next_element(&mut self, _: &'static Member) -> Result<bool, DecodeError> {
        if let Some(Open::List(list)) = self.open.last_mut() {
            self.next = list.next();
        }
        if self.next.is_none() {
            self.open.pop();
        }
        Ok(self.next.is_some())
    }

    fn begin_map(&mut self, _: &'static Member) -> Result<(), DecodeError> {
        let entries = self.entries()?;
        self.open.push(Open::Map(entries.into_iter()));
        Ok(())
    }

    fn next_key(&mut self, _: &'static Member) -> Result<Option<String>, DecodeError> {
        let entry = match self.open.last_mut() {
            Some(Open::Map(entries)) => entries.next(),
            _ => None,
        };
        let Some((key, tree)) = entry else {
            self.open.pop();
            return Ok(None);
        };
        self.next = Some(tree);
        Ok(Some(key))
    }

    fn null(&mut self) -> Result<bool, DecodeError> {
        Ok(false)
    }

    fn boolean(&mut self, member: &'static Member) -> Result<bool, DecodeError> {
        self.text()?.boolean(member)
    }

    fn integer(&mut self, member: &'static Member) -> Result<i64, DecodeError> {
        self.text()?.integer(member)
    }

    fn double(&mut self, member: &'static Member) -> Result<f64, DecodeError> {
        self.text()?.double(member)
    }

    fn big_number(&mut self, member: &'static Member) -> Result<String, DecodeError> {
        self.text()?.big_number(member)
    }

    fn string(&mut self, member: &'static Member) -> Result<std::borrow::Cow<'_, str>, DecodeError> {
        Ok(self.text()?.string(member)?.into_owned().into())
    }

    fn blob(&mut self, member: &'static Member) -> Result<Blob, DecodeError> {
        match self.next.take() {
            Some(Tree::Bytes(file)) => {
                let content = file.content.clone();
                self.last = Some(file);
                Ok(content)
            }
            other => {
                self.next = other;
                self.text()?.blob(member)
            }
        }
    }

    fn file_part(&mut self, part: &mut FilePart) {
        if let Some(last) = self.last.take() {
            *part = last;
        }
    }

    fn timestamp(&mut self, member: &'static Member) -> Result<Timestamp, DecodeError> {
        self.text()?.timestamp(member)
    }

    fn document(&mut self, _: &'static Member) -> Result<Document, DecodeError> {
        self.take().and_then(document)
    }
}

/// Text without a schema stays text.
fn document(tree: Tree) -> Result<Document, DecodeError> {
    Ok(match tree {
        Tree::Text(text) => Document::String(text),
        Tree::Bytes(bytes) => Document::String(text(&bytes)?),
        Tree::List(list) => Document::List(list.into_iter().map(document).collect::<Result<_, _>>()?),
        Tree::Object(entries) => {
            let entries = entries.into_iter().map(|(key, value)| Ok((key, document(value)?)));
            Document::Map(entries.collect::<Result<_, DecodeError>>()?)
        }
    })
}

/// The text of a field. One that states no charset is UTF-8.
fn text(field: &FilePart) -> Result<String, DecodeError> {
    let charset = field.content_type.as_deref().and_then(|content_type| parameter(content_type, "charset"));
    let charset = charset.as_deref().unwrap_or("utf-8");
    decoded(&field.content, charset).ok_or_else(|| match charset.eq_ignore_ascii_case("utf-8") {
        true => DecodeError::new("expected text, found bytes that are not UTF-8"),
        false => DecodeError::new(format!("text in the charset `{charset}` cannot be read here")),
    })
}
