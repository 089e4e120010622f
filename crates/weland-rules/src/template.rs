//! Strings with variables in them: `https://{Region}.{partition#dnsSuffix}`.

use crate::path::Path;

/// A string with variables in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Template(pub(crate) Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    Text(String),
    /// A variable, or an attribute of it.
    Variable(usize, Option<Path>),
}

/// Why a text is no template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TemplateError<'t> {
    /// A brace has no counterpart.
    Brace,
    /// There is no variable of this name.
    Unknown(&'t str),
    /// This is no path.
    Path(&'t str),
}

impl Template {
    /// Parses a template. `find` says which variable has a name.
    pub(crate) fn parse<'t>(
        text: &'t str,
        mut find: impl FnMut(&str) -> Option<usize>,
    ) -> Result<Self, TemplateError<'t>> {
        let mut pieces = Vec::new();
        let mut literal = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, after) = rest.split_at(at);
            literal.push_str(before);
            if let Some(brace) = ["{{", "}}"].into_iter().find(|brace| after.starts_with(brace)) {
                literal.push_str(&brace[1..]);
                rest = &after[2..];
                continue;
            }
            let Some((name, after)) = after.strip_prefix('{').and_then(|after| after.split_once('}')) else {
                return Err(TemplateError::Brace);
            };
            if !literal.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut literal)));
            }
            let (name, path) = name.split_once('#').map_or((name, None), |(name, path)| (name, Some(path)));
            let path = path.map(|path| Path::parse(path).ok_or(TemplateError::Path(path))).transpose()?;
            pieces.push(Piece::Variable(find(name).ok_or(TemplateError::Unknown(name))?, path));
            rest = after;
        }
        literal.push_str(rest);
        if !literal.is_empty() {
            pieces.push(Piece::Text(literal));
        }
        Ok(Self(pieces))
    }

    /// The text of a template without variables.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self.0.as_slice() {
            [] => Some(""),
            [Piece::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// The text of the template, as [`parse`](Self::parse) reads it.
    pub(crate) fn source(&self, variables: &[String]) -> String {
        let mut out = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => out.push_str(&text.replace('{', "{{").replace('}', "}}")),
                Piece::Variable(index, path) => {
                    out.push('{');
                    out.push_str(variables.get(*index).map_or("", String::as_str));
                    if let Some(path) = path {
                        out.push_str(&format!("#{path}"));
                    }
                    out.push('}');
                }
            }
        }
        out
    }
}
