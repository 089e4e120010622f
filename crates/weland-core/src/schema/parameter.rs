//! Parameters whose values are more than one text, or that are written in a style of their own.

/// A parameter of a request, or a header of a response, that is written as OpenAPI describes it.
///
/// ```
/// use weland_core::{ParameterSchema, ParameterStyle};
///
/// static FILTER: ParameterSchema = ParameterSchema::query("filter").style(ParameterStyle::DeepObject, true);
/// assert!(FILTER.explode && !FILTER.allow_reserved);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParameterSchema {
    /// Where it stands.
    pub place: ParameterPlace,
    /// Its name there.
    pub name: &'static str,
    /// How lists and objects become text.
    pub style: ParameterStyle,
    /// Whether each element of a list, or each member of an object, stands for itself.
    pub explode: bool,
    /// Whether reserved characters are left as they are, in a query string.
    pub allow_reserved: bool,
}

/// Where a parameter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterPlace {
    /// In the path.
    Path,
    /// In the query string.
    Query,
    /// In a header.
    Header,
    /// In the header `Cookie`.
    Cookie,
}

/// How lists and objects become text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterStyle {
    /// `;name=1,2`
    Matrix,
    /// `.1.2`
    Label,
    /// `1,2`
    Simple,
    /// `name=1,2`
    Form,
    /// `name=1%202`
    SpaceDelimited,
    /// `name=1|2`
    PipeDelimited,
    /// `name[key]=1`
    DeepObject,
    /// As a document of JSON, whatever the value is.
    Json,
}

impl ParameterSchema {
    const fn new(place: ParameterPlace, name: &'static str, style: ParameterStyle) -> Self {
        let explode = matches!(style, ParameterStyle::Form);
        Self { place, name, style, explode, allow_reserved: false }
    }

    /// A label of the path, in the style `simple`.
    pub const fn path(name: &'static str) -> Self {
        Self::new(ParameterPlace::Path, name, ParameterStyle::Simple)
    }

    /// A parameter of the query string, in the style `form` with `explode`.
    pub const fn query(name: &'static str) -> Self {
        Self::new(ParameterPlace::Query, name, ParameterStyle::Form)
    }

    /// A header, in the style `simple`.
    pub const fn header(name: &'static str) -> Self {
        Self::new(ParameterPlace::Header, name, ParameterStyle::Simple)
    }

    /// A cookie, in the style `form` with `explode`.
    pub const fn cookie(name: &'static str) -> Self {
        Self::new(ParameterPlace::Cookie, name, ParameterStyle::Form)
    }

    /// Sets the style.
    #[must_use]
    pub const fn style(mut self, style: ParameterStyle, explode: bool) -> Self {
        self.style = style;
        self.explode = explode;
        self
    }

    /// Leaves reserved characters as they are.
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }
}

/// How a field of a form is written, where it is not the usual way.
///
/// ```
/// use weland_core::FieldSchema;
///
/// static LOGO: FieldSchema = FieldSchema::of_type("image/png, image/*").required_headers(&["X-Author"]);
/// assert!(LOGO.style.is_none() && !LOGO.base64);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FieldSchema {
    /// The media types that it may have, separated by commas.
    pub content_type: Option<&'static str>,
    /// Its style, whether it explodes, and whether reserved characters are left as they are.
    pub style: Option<(ParameterStyle, bool, bool)>,
    /// The headers that it must have as a part of its own.
    pub required_headers: &'static [&'static str],
    /// Whether bytes are written as base64.
    pub base64: bool,
}

impl FieldSchema {
    /// A field that is written in the usual way.
    pub const fn new() -> Self {
        Self { content_type: None, style: None, required_headers: &[], base64: false }
    }

    /// A field in one of these media types, or of these ranges.
    pub const fn of_type(content_type: &'static str) -> Self {
        Self { content_type: Some(content_type), ..Self::new() }
    }

    /// A field in a style of parameters.
    pub const fn styled(style: ParameterStyle, explode: bool, allow_reserved: bool) -> Self {
        Self { style: Some((style, explode, allow_reserved)), ..Self::new() }
    }

    /// Names headers that the part must have.
    #[must_use]
    pub const fn required_headers(mut self, names: &'static [&'static str]) -> Self {
        self.required_headers = names;
        self
    }

    /// Has bytes written as base64.
    #[must_use]
    pub const fn base64(mut self) -> Self {
        self.base64 = true;
        self
    }
}
