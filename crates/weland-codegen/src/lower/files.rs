//! Which members are files: bytes in forms of several parts, where they have a name and a media type.

use std::collections::BTreeSet;

use weland_model::ShapeType;
use weland_service::{Member, Service, ShapeIndex, ShapeKind, UnionEncoding};

use crate::krate::{RuntimeType, RustType, Value};

/// The members whose bytes are files, each by its shape and its position there.
pub(crate) type Files = BTreeSet<(ShapeIndex, usize)>;

/// The members of a service that are files, lists of files or, if they hold what no other member does, maps of files.
pub(crate) fn file_members(service: &Service) -> Files {
    let mut files = BTreeSet::new();
    for (index, shape) in service.shapes.iter().enumerate() {
        if !matches!(shape.kind, ShapeKind::Structure { .. } | ShapeKind::Union { .. }) {
            continue;
        }
        for (position, member) in shape.members().enumerate().filter(|(_, member)| has_parts(member)) {
            match &service.shape(member.target).kind {
                // Bytes that are the whole body are no part of it.
                ShapeKind::List { element } if is_bytes(service, element.target) => {
                    files.insert((ShapeIndex(index), position));
                }
                ShapeKind::Map { value, .. } if is_field(service, value.target) => {
                    files.insert((ShapeIndex(index), position));
                }
                ShapeKind::Union { members, encoding: UnionEncoding::Untagged { .. } } => {
                    members.iter().for_each(|one| of_form(service, one.target, &mut files));
                }
                _ => of_form(service, member.target, &mut files),
            }
        }
    }
    files
}

/// Adds the members of a form that are files.
fn of_form(service: &Service, form: ShapeIndex, files: &mut Files) {
    let ShapeKind::Structure { members, .. } = &service.shape(form).kind else { return };
    let is_file = |member: &Member| match &service.shape(member.target).kind {
        ShapeKind::Map { value, .. } if member.rest => is_field(service, value.target),
        _ => is_field(service, member.target),
    };
    for (position, member) in members.iter().enumerate() {
        if is_file(member) {
            files.insert((form, position));
        }
        of_alternatives(service, member.target, files);
    }
}

/// Adds the members of a union that are files, if its values are fields: a file or a text, one file or several.
fn of_alternatives(service: &Service, target: ShapeIndex, files: &mut Files) {
    let ShapeKind::Union { members, encoding: UnionEncoding::Untagged { .. } } = &service.shape(target).kind else {
        return;
    };
    let is_simple = |target: ShapeIndex| match &service.shape(target).kind {
        ShapeKind::Simple(simple) => *simple != ShapeType::Document,
        ShapeKind::Enum(_) | ShapeKind::IntEnum(_) => true,
        _ => false,
    };
    let is_plain = |member: &Member| match &service.shape(member.target).kind {
        ShapeKind::List { element } => is_simple(element.target),
        _ => is_simple(member.target),
    };
    if members.iter().all(is_plain) {
        let found = members.iter().enumerate().filter(|(_, member)| is_field(service, member.target));
        files.extend(found.map(|(position, _)| (target, position)));
    }
}

/// Whether a member is a body in several parts.
fn has_parts(member: &Member) -> bool {
    let content = member.content.as_deref().and_then(|content| content.get(.."multipart/".len()));
    content.is_some_and(|content| content.eq_ignore_ascii_case("multipart/"))
}

/// Whether a member of a structure or union is a file.
pub(crate) fn is_file(files: &Files, service: &Service, container: ShapeIndex, member: &Member) -> bool {
    let is_same = |other: &Member| other.name == member.name;
    let position = service.shape(container).members().position(is_same);
    position.is_some_and(|position| files.contains(&(container, position)))
}

/// Whether values are bytes, or a list of bytes, which is a field for each element.
fn is_field(service: &Service, target: ShapeIndex) -> bool {
    match &service.shape(target).kind {
        ShapeKind::List { element } => is_bytes(service, element.target),
        _ => is_bytes(service, target),
    }
}

fn is_bytes(service: &Service, target: ShapeIndex) -> bool {
    let shape = service.shape(target);
    matches!(shape.kind, ShapeKind::Simple(ShapeType::Blob)) && !shape.streaming
}

impl RustType {
    /// The type with files in the place of bytes.
    pub(super) fn of_files(self) -> Self {
        match self {
            Self::Runtime(RuntimeType::Blob) => Self::Runtime(RuntimeType::FilePart),
            Self::Vec(element) => Self::Vec(Box::new(element.of_files())),
            Self::Map(key, value) => Self::Map(key, Box::new(value.of_files())),
            Self::Option(value) => Self::Option(Box::new(value.of_files())),
            other => other,
        }
    }
}

impl Value {
    /// The value with a file in the place of bytes.
    pub(super) fn of_file(self) -> Self {
        if let Self::Blob(bytes) = self { Self::FilePart(bytes) } else { self }
    }
}
