//! Operations whose output comes in pages.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use weland_core::{ErrorKind, OtherError, Paginated};

use crate::BoxFuture;
use crate::call::Call;

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
    state: State<O>,
}

type PageResult<O> = Result<<O as weland_core::Operation>::Output, <O as weland_core::Operation>::Error>;

enum State<O: Paginated> {
    Idle,
    Waiting(BoxFuture<'static, PageResult<O>>),
    Ended,
}

impl<O: Paginated> Pages<O> {
    fn new(call: Call<O>) -> Self {
        Self { call, token: None, state: State::Idle }
    }

    /// The next page; `None` after the last one. If the future is dropped, the next one goes on with the same page.
    ///
    /// # Errors
    /// Those of the operation; and of kind [`ErrorKind::Response`] when the service repeats itself and paging would never
    /// end.
    pub async fn next(&mut self) -> Option<PageResult<O>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<PageResult<O>>> {
        if let State::Idle = self.state {
            self.state = State::Waiting(self.request().into_future());
        }
        let State::Waiting(page) = &mut self.state else {
            return Poll::Ready(None);
        };
        let page = ready!(page.as_mut().poll(cx));
        self.state = State::Ended;
        Poll::Ready(Some(page.and_then(|page| {
            self.go_on(O::next_token(&page))?;
            Ok(page)
        })))
    }

    fn request(&self) -> Call<O> {
        let mut input = self.call.input.clone();
        if let Some(token) = &self.token {
            O::set_token(&mut input, token.clone());
        }
        self.call.with_input(input)
    }

    /// Services end with no token, or with an empty one.
    fn go_on(&mut self, next: Option<String>) -> Result<(), OtherError> {
        let Some(next) = next.filter(|token| !token.is_empty()) else {
            return Ok(());
        };
        if self.token.as_ref() == Some(&next) {
            let message = format!("{} answered a page token with the same token", O::SCHEMA.name);
            return Err(OtherError::new(ErrorKind::Response, message));
        }
        self.token = Some(next);
        self.state = State::Idle;
        Ok(())
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
