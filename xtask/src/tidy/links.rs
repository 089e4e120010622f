//! Rules about the documentation: its links, and the book that `docs/SUMMARY.md` makes of the pages in `docs/`.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Problem, Tree, is_generated};
use crate::repo::TextFile;

/// The folder with the pages of the book.
const BOOK: &str = "docs/";

/// The list of the pages of the book, in order.
const SUMMARY: &str = "docs/SUMMARY.md";

/// A text in Markdown, as far as links are concerned.
#[derive(Default)]
struct Page {
    /// The ids of the headings.
    anchors: BTreeSet<String>,
    /// The destinations of links and images, each with its line.
    links: Vec<(usize, String)>,
}

fn is_markdown(file: &TextFile) -> bool {
    // Expectations of tests are as they are.
    file.path.ends_with(".md") && !is_generated(&file.path) && !file.path.contains("/cases/")
}

impl Page {
    fn parse(text: &str) -> Self {
        let mut page = Self::default();
        let mut heading: Option<String> = None;
        for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
            match event {
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    let line = text.get(..range.start).unwrap_or_default().matches('\n').count() + 1;
                    page.links.push((line, dest_url.into_string()));
                }
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => page.add_anchor(&heading.take().unwrap_or_default()),
                Event::Text(part) | Event::Code(part) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&part);
                    }
                }
                _ => {}
            }
        }
        page
    }

    /// Code hosts and mdBook make ids of headings alike: without punctuation, with a number if the id is taken.
    fn add_anchor(&mut self, heading: &str) {
        let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        let id: String = kept.map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect();
        let numbered = (1_usize..).map(|number| format!("{id}-{number}"));
        let free = std::iter::once(id.clone()).chain(numbered).find(|id| !self.anchors.contains(id));
        self.anchors.extend(free);
    }
}

/// Where a link leads.
enum Target<'l> {
    /// To a file or folder of this repository, by its path, and perhaps to a heading of it.
    Here { path: String, anchor: Option<&'l str> },
    /// Out of the repository, by a relative path.
    Outside,
    /// To another place, which is not looked at.
    Elsewhere,
}

impl<'l> Target<'l> {
    /// `addresses` are those of the files and of the folders of this repository where it is hosted.
    fn of(link: &'l str, from: &str, addresses: &[String]) -> Self {
        let (place, anchor) = link.split_once('#').map_or((link, None), |(place, anchor)| (place, Some(anchor)));
        if let Some(path) = addresses.iter().find_map(|address| place.strip_prefix(address.as_str())) {
            return Self::Here { path: path.trim_end_matches('/').to_owned(), anchor };
        }
        if place.contains(':') {
            return Self::Elsewhere;
        }
        if place.is_empty() {
            return Self::Here { path: from.to_owned(), anchor };
        }
        let mut parts: Vec<&str> = from.split('/').collect();
        parts.pop();
        for part in place.split('/') {
            match part {
                "" | "." => {}
                ".." if parts.pop().is_none() => return Self::Outside,
                ".." => {}
                name => parts.push(name),
            }
        }
        Self::Here { path: parts.join("/"), anchor }
    }
}

/// Links between files of this repository lead somewhere, and those to a heading to one that is there. The book has the
/// pages in `docs/` only, so their links to other files are addresses of the hosted repository.
pub(super) fn links_lead_somewhere(tree: &Tree) -> Vec<Problem> {
    let addresses = addresses(tree);
    let markdown = tree.files.iter().filter(|file| is_markdown(file));
    let pages: BTreeMap<&str, Page> = markdown.map(|file| (&*file.path, Page::parse(&file.text))).collect();
    let mut problems = Vec::new();
    for (from, page) in &pages {
        for (line, link) in &page.links {
            let problem = match Target::of(link, from, &addresses) {
                Target::Elsewhere => None,
                Target::Outside => Some("leads out of the repository".to_owned()),
                Target::Here { path, .. } if !exists(tree, &path) => {
                    Some(format!("leads to `{path}`, which doesn't exist"))
                }
                Target::Here { path, .. } if from.starts_with(BOOK) && leaves_the_book(link, &path) => {
                    let address = addresses.first().map_or("", String::as_str);
                    Some(format!("leads to a file that the book doesn't have; use {address}{path}"))
                }
                Target::Here { path, anchor: Some(anchor) } => pages
                    .get(&*path)
                    .filter(|page| !page.anchors.contains(anchor))
                    .map(|_| format!("leads to a heading that `{path}` doesn't have")),
                Target::Here { .. } => None,
            };
            problems
                .extend(problem.map(|problem| Problem::new(format!("{from}:{line}"), format!("`{link}` {problem}"))));
        }
    }
    problems
}

fn leaves_the_book(link: &str, path: &str) -> bool {
    !link.contains("://") && !path.starts_with(BOOK)
}

/// Whether there is a file or a folder of this path.
fn exists(tree: &Tree, path: &str) -> bool {
    let below =
        |file: &TextFile| file.path.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    path.is_empty() || tree.files.iter().any(below)
}

/// What addresses of files and folders of the hosted repository begin with.
fn addresses(tree: &Tree) -> Vec<String> {
    let manifest = tree.files.iter().find(|file| file.path == "Cargo.toml");
    let lines = manifest.into_iter().flat_map(|file| file.text.lines());
    let repository = lines.filter_map(|line| line.strip_prefix("repository = ")).next();
    let repository = repository.map(|url| url.trim_matches('"'));
    repository.into_iter().flat_map(|url| ["blob", "tree"].map(|kind| format!("{url}/{kind}/main/"))).collect()
}

/// The book has all pages in `docs/`, each once.
pub(super) fn the_book_has_all_pages(tree: &Tree) -> Vec<Problem> {
    let pages = tree.files.iter().filter(|file| file.path.starts_with(BOOK) && file.path.ends_with(".md"));
    let pages: Vec<&str> = pages.map(|file| &*file.path).filter(|path| *path != SUMMARY).collect();
    let Some(summary) = tree.files.iter().find(|file| file.path == SUMMARY) else {
        return pages
            .into_iter()
            .map(|page| Problem::new(page, format!("there is no {SUMMARY} for this page")))
            .collect();
    };
    let mut listed: BTreeMap<String, usize> = BTreeMap::new();
    for (_, link) in Page::parse(&summary.text).links {
        if let Target::Here { path, .. } = Target::of(&link, SUMMARY, &[]) {
            *listed.entry(path).or_default() += 1;
        }
    }
    let wrong = |page: &&str| match listed.get(*page) {
        None => Some(Problem::new(*page, format!("the page is not in {SUMMARY}"))),
        Some(1) => None,
        Some(count) => Some(Problem::new(SUMMARY, format!("`{page}` is listed {count} times"))),
    };
    pages.iter().filter_map(wrong).collect()
}
