//! Operations whose output comes in pages.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use weland_core::{ErrorKind, OtherError, Paginated, ResponseMetadata};

use crate::BoxFuture;
use crate::call::{Call, ResultWithMetadata};

impl<O: Paginated> Call<O> {
    /// The pages of the output, one call each.
    pub fn pages(self) -> Pages<O> {
        Pages::new(self)
    }

    /// The elements of all pages.
    pub fn items(self) -> Items<O> {
        Items::new(self.pages())
    }
}

/// The pages of an operation's output, from [`Call::pages`]. Each is one call, made when it is asked for.
///
/// It is a [`Stream`] as well. After an error it has ended.
///
/// ```
/// # async fn example<O: weland_core::Paginated>(client: weland_client::Client, input: O::Input) -> Result<(), O::Error> {
/// let mut pages = client.call::<O>(input).pages();
/// while let Some(page) = pages.next().await {
///     let items = O::items(page?);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "no page is asked for until `next` is called"]
pub struct Pages<O: Paginated> {
    call: Call<O>,
    /// The token that the next page is asked for with; the first page has none.
    token: Option<String>,
    cycle: CycleDetector,
    stops_on_repeated_token: bool,
    state: State<O>,
    metadata: Option<ResponseMetadata>,
}

type PageResult<O> = Result<<O as weland_core::Operation>::Output, <O as weland_core::Operation>::Error>;

enum State<O: Paginated> {
    Idle,
    Waiting(BoxFuture<'static, ResultWithMetadata<O>>),
    /// The last page had a token that has been there before.
    Repeating,
    Ended,
}

impl<O: Paginated> Pages<O> {
    fn new(call: Call<O>) -> Self {
        Self {
            call,
            token: None,
            cycle: CycleDetector::default(),
            stops_on_repeated_token: false,
            state: State::Idle,
            metadata: None,
        }
    }

    /// Ends the pages without an error when the service repeats a token, as `GetLogEvents` of CloudWatch Logs does on its
    /// last page.
    pub fn stop_on_repeated_token(mut self) -> Self {
        self.stops_on_repeated_token = true;
        self
    }

    /// Begins with the page that this token stands for, such as one that [`next_token`](Self::next_token) gave in an earlier run.
    pub fn start_at(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// The token that the next page is asked for with, from which [`start_at`](Self::start_at) goes on another time. `None` for a
    /// first page without one, and after the last page.
    pub fn next_token(&self) -> Option<&str> {
        match self.state {
            State::Idle | State::Waiting(_) => self.token.as_deref(),
            State::Repeating | State::Ended => None,
        }
    }

    /// All pages, or the first error.
    ///
    /// # Errors
    /// Those of [`next`](Self::next).
    pub async fn try_collect<C: Default + Extend<O::Output>>(mut self) -> Result<C, O::Error> {
        let mut all = C::default();
        while let Some(page) = self.next().await {
            all.extend([page?]);
        }
        Ok(all)
    }

    /// What the response says with the last page beside it, such as the id of the request; `None` before the first page.
    pub fn metadata(&self) -> Option<&ResponseMetadata> {
        self.metadata.as_ref()
    }

    /// The next page; `None` after the last one. If the future is dropped, the next one goes on with the same page.
    ///
    /// # Errors
    /// Those of the operation. And of kind [`ErrorKind::Response`] after a page whose token the service has given before,
    /// since paging would never end; unless [`stop_on_repeated_token`](Self::stop_on_repeated_token) is set.
    pub async fn next(&mut self) -> Option<PageResult<O>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<PageResult<O>>> {
        match self.state {
            State::Idle => self.state = State::Waiting(self.request().with_metadata()),
            State::Repeating => {
                self.state = State::Ended;
                let error = repeated().with_metadata(self.metadata.clone().unwrap_or_default());
                return Poll::Ready(Some(Err(error.into())));
            }
            State::Waiting(_) | State::Ended => {}
        }
        let State::Waiting(page) = &mut self.state else {
            return Poll::Ready(None);
        };
        let page = ready!(page.as_mut().poll(cx));
        self.state = State::Ended;
        Poll::Ready(Some(page.map(|(page, metadata)| {
            self.metadata = Some(metadata);
            self.state = self.after(O::next_token(&page));
            page
        })))
    }

    fn request(&self) -> Call<O> {
        let mut input = self.call.input.clone();
        if let Some(token) = &self.token {
            O::set_token(&mut input, token.clone());
        }
        self.call.with_input(input)
    }

    /// What follows a page with this token. Services end with no token, or with an empty one.
    fn after(&mut self, next: Option<String>) -> State<O> {
        let Some(next) = next.filter(|token| !token.is_empty()) else {
            return State::Ended;
        };
        let repeats = self.token.as_ref() == Some(&next) || self.cycle.closes(&next);
        self.token = Some(next);
        match (repeats, self.stops_on_repeated_token) {
            (false, _) => State::Idle,
            (true, false) => State::Repeating,
            (true, true) => State::Ended,
        }
    }
}

fn repeated() -> OtherError {
    let message = "the service gave a page token that it had given before, so that paging would never end; \
                   `stop_on_repeated_token` makes this the end of the pages";
    OtherError::new(ErrorKind::Response, message)
}

/// Notices that tokens come again after any number of others, and remembers just one: that after 1, 2, 4, 8, … tokens.
#[derive(Debug, Default)]
struct CycleDetector {
    remembered: Option<String>,
    count: u64,
}

impl CycleDetector {
    /// Whether the next token is the one that is remembered.
    fn closes(&mut self, token: &str) -> bool {
        if self.remembered.as_deref() == Some(token) {
            return true;
        }
        self.count = self.count.saturating_add(1);
        if self.count.is_power_of_two() {
            self.remembered = Some(token.to_owned());
        }
        false
    }
}

impl<O: Paginated> Unpin for Pages<O> {}

impl<O: Paginated> Stream for Pages<O> {
    type Item = PageResult<O>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(cx)
    }
}

impl<O: Paginated> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("operation", &O::SCHEMA.name).finish_non_exhaustive()
    }
}

/// The elements of all pages, from [`Call::items`].
///
/// ```
/// # async fn example<O: weland_core::Paginated>(client: weland_client::Client, input: O::Input) -> Result<(), O::Error> {
/// let mut items = client.call::<O>(input).items();
/// while let Some(item) = items.next().await {
///     let item = item?;
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "no page is asked for until `next` is called"]
pub struct Items<O: Paginated> {
    pages: Pages<O>,
    page: VecDeque<O::Item>,
}

impl<O: Paginated> Items<O> {
    fn new(pages: Pages<O>) -> Self {
        Self { pages, page: VecDeque::new() }
    }

    /// Ends the elements without an error when the service repeats a token, see [`Pages::stop_on_repeated_token`].
    pub fn stop_on_repeated_token(mut self) -> Self {
        self.pages.stops_on_repeated_token = true;
        self
    }

    /// Begins with the page that this token stands for, see [`Pages::start_at`].
    pub fn start_at(mut self, token: impl Into<String>) -> Self {
        self.pages = self.pages.start_at(token);
        self
    }

    /// All elements, or the first error.
    ///
    /// ```
    /// # async fn example<O: weland_core::Paginated>(client: weland_client::Client, input: O::Input) -> Result<(), O::Error> {
    /// let all: Vec<O::Item> = client.call::<O>(input).items().try_collect().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Those of [`Pages::next`].
    pub async fn try_collect<C: Default + Extend<O::Item>>(mut self) -> Result<C, O::Error> {
        let mut all = C::default();
        while let Some(item) = self.next().await {
            all.extend([item?]);
        }
        Ok(all)
    }

    /// What the response says with the last page beside it, see [`Pages::metadata`].
    pub fn metadata(&self) -> Option<&ResponseMetadata> {
        self.pages.metadata()
    }

    /// The next element; `None` after the last one.
    ///
    /// # Errors
    /// Those of [`Pages::next`]; after one, it has ended.
    pub async fn next(&mut self) -> Option<Result<O::Item, O::Error>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<O::Item, O::Error>>> {
        loop {
            if let Some(item) = self.page.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(cx)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(page)) => self.page = O::items(page).into(),
            }
        }
    }
}

impl<O: Paginated> Unpin for Items<O> {}

impl<O: Paginated> Stream for Items<O> {
    type Item = Result<O::Item, O::Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(cx)
    }
}

impl<O: Paginated> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("operation", &O::SCHEMA.name).finish_non_exhaustive()
    }
}
