//! Whether a text is well-formed XML. Nothing is made of it: models only show documents.

/// What is wrong with a text, and where, in bytes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) offset: usize,
    pub(crate) message: String,
}

/// Whether a text is a well-formed document. A declaration of the document type is passed over.
pub(crate) fn check(text: &str) -> Result<(), Fault> {
    let mut scanner = Scanner { text, at: 0, open: Vec::new() };
    let mut has_root = false;
    while let Some(next) = scanner.rest().find('<') {
        scanner.text_until(next, has_root)?;
        has_root |= scanner.markup(has_root)?;
    }
    scanner.text_until(scanner.rest().len(), has_root)?;
    match scanner.open.last() {
        Some((at, name)) => fault(*at, format!("the element `{name}` is not closed")),
        None if !has_root => fault(text.len(), "there is no element".to_owned()),
        None => Ok(()),
    }
}

fn fault<T>(offset: usize, message: String) -> Result<T, Fault> {
    Err(Fault { offset, message })
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// The elements around the place, inner ones last, with where they start.
    open: Vec<(usize, &'t str)>,
}

impl<'t> Scanner<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn fault<T>(&self, message: impl Into<String>) -> Result<T, Fault> {
        fault(self.at, message.into())
    }

    fn skip_blanks(&mut self) -> bool {
        let start = self.at;
        self.at += self.rest().len() - self.rest().trim_start_matches([' ', '\t', '\r', '\n']).len();
        self.at > start
    }

    fn eat(&mut self, token: &str) -> bool {
        let starts = self.rest().starts_with(token);
        self.at += if starts { token.len() } else { 0 };
        starts
    }

    fn past(&mut self, end: &str, what: &str) -> Result<(), Fault> {
        match self.rest().find(end) {
            Some(length) => {
                self.at += length + end.len();
                Ok(())
            }
            None => self.fault(format!("{what} is not closed: `{end}` is missing")),
        }
    }

    /// Text up to a tag. Outside of the root, there are only blanks.
    fn text_until(&mut self, length: usize, has_root: bool) -> Result<(), Fault> {
        let text = self.rest().get(..length).unwrap_or_default();
        if self.open.is_empty() && !text.trim().is_empty() {
            let place = if has_root { "behind" } else { "before" };
            return self.fault(format!("there is text {place} the element of the document"));
        }
        if let Some(at) = text.find("]]>") {
            return fault(self.at + at, "`]]>` must be written as `]]&gt;`".to_owned());
        }
        self.references(text)?;
        self.at += length;
        Ok(())
    }

    /// Each `&` starts the name of an entity or the number of a character.
    fn references(&self, text: &str) -> Result<(), Fault> {
        for (at, _) in text.match_indices('&') {
            let name = text.get(at + 1..).and_then(|rest| rest.split_once(';')).map_or("", |(name, _)| name);
            let is_number =
                |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32).is_some();
            let is_known = match name.strip_prefix('#') {
                Some(number) => {
                    number.strip_prefix('x').map_or_else(|| is_number(number, 10), |hex| is_number(hex, 16))
                }
                None => matches!(name, "amp" | "lt" | "gt" | "quot" | "apos"),
            };
            if !is_known {
                return fault(self.at + at, "`&` starts no known entity; write `&amp;`".to_owned());
            }
        }
        Ok(())
    }

    /// What starts with `<`; whether it is the element of the document.
    fn markup(&mut self, has_root: bool) -> Result<bool, Fault> {
        if self.eat("<!--") {
            self.past("-->", "the comment")?;
        } else if self.eat("<![CDATA[") {
            self.past("]]>", "the section of text")?;
        } else if self.eat("<?") {
            self.past("?>", "the instruction")?;
        } else if self.eat("<!") {
            self.past(">", "the declaration")?;
        } else if self.rest().starts_with("</") {
            self.end_tag()?;
        } else {
            let is_root = self.open.is_empty();
            if is_root && has_root {
                return self.fault("there is a second element; a document has one");
            }
            self.start_tag()?;
            return Ok(is_root);
        }
        Ok(false)
    }

    fn name(&mut self) -> Result<&'t str, Fault> {
        let is_letter = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | ':' | '-' | '.');
        let rest = self.rest();
        let length = rest.find(|letter| !is_letter(letter)).unwrap_or(rest.len());
        let name = rest.get(..length).unwrap_or_default();
        if !name.starts_with(|letter: char| letter.is_alphabetic() || matches!(letter, '_' | ':')) {
            return self.fault("a name is missing here");
        }
        self.at += length;
        Ok(name)
    }

    fn end_tag(&mut self) -> Result<(), Fault> {
        let start = self.at;
        self.at += "</".len();
        let name = self.name()?;
        self.skip_blanks();
        if !self.eat(">") {
            return self.fault(format!("the end of `{name}` is not closed: `>` is missing"));
        }
        match self.open.pop() {
            Some((_, open)) if open == name => Ok(()),
            Some((_, open)) => fault(start, format!("`{open}` has to be closed before `{name}`")),
            None => fault(start, format!("`{name}` is not open")),
        }
    }

    fn start_tag(&mut self) -> Result<(), Fault> {
        let start = self.at;
        self.at += "<".len();
        let name = self.name()?;
        let mut attributes: Vec<&str> = Vec::new();
        loop {
            let has_blank = self.skip_blanks();
            if self.eat("/>") {
                return Ok(());
            }
            if self.eat(">") {
                self.open.push((start, name));
                return Ok(());
            }
            if !has_blank {
                return self.fault(format!("the tag `{name}` is not closed: `>` is missing"));
            }
            let at = self.at;
            let attribute = self.name()?;
            if attributes.contains(&attribute) {
                return fault(at, format!("`{name}` has the attribute `{attribute}` twice"));
            }
            attributes.push(attribute);
            self.attribute_value(attribute)?;
        }
    }

    fn attribute_value(&mut self, attribute: &str) -> Result<(), Fault> {
        self.skip_blanks();
        let has_sign = self.eat("=");
        self.skip_blanks();
        let quote = ["\"", "'"].into_iter().find(|quote| has_sign && self.rest().starts_with(quote));
        let Some(quote) = quote else {
            return self.fault(format!("the attribute `{attribute}` needs a value in quotes"));
        };
        self.at += quote.len();
        let value = self.rest().split(quote).next().unwrap_or_default();
        if let Some(at) = value.find('<') {
            return fault(self.at + at, "`<` must be written as `&lt;` in a value".to_owned());
        }
        self.references(value)?;
        self.past(quote, "the value")
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn well_formed_documents_pass() {
        for text in [
            "<a/>",
            "<?xml version=\"1.0\"?>\n<!-- b --><!DOCTYPE a>\n<a b='1' c:d=\"&lt;&#10;&#xe4;\"> e <f>&amp;</f ><![CDATA[<&]]></a>\n",
            "<a xmlns=\"https://example.com\" xmlns:b=\"https://example.com\"><b:c b:d=\"\"/></a>",
            "<ä/>",
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn faults_have_a_place() {
        for (text, offset, message) in [
            ("", 0, "no element"),
            ("a<b/>", 0, "text before"),
            ("<b/>a", 4, "text behind"),
            ("<a/><b/>", 4, "second element"),
            ("<a><b></a></b>", 6, "`b` has to be closed before `a`"),
            ("<a>", 0, "not closed"),
            ("</a>", 0, "not open"),
            ("<a b='1' b='2'/>", 9, "twice"),
            ("<a b='1'c='2'/>", 8, "not closed"),
            ("<a b=1/>", 5, "in quotes"),
            ("<a b='<'/>", 6, "`&lt;`"),
            ("<a b='1", 6, "not closed"),
            ("<a>b & c</a>", 5, "`&amp;`"),
            ("<a>&#x110000;</a>", 3, "`&amp;`"),
            ("<a>]]></a>", 3, "]]&gt;"),
            ("<a><!-- </a>", 7, "comment"),
            ("<1/>", 1, "name"),
            ("<", 1, "name"),
        ] {
            let fault = check(text).unwrap_err();
            assert_eq!(fault.offset, offset, "{text}: {fault:?}");
            assert!(fault.message.contains(message), "{text}: {fault:?}");
        }
    }
}
