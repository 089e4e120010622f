//! Streams from and to files, readers and writers of Tokio.

use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, Bytes, BytesMut};
use futures_core::Stream as FuturesStream;
use tokio::fs::File;
use tokio::io::{AsyncBufRead, AsyncRead, AsyncWriteExt as _, ReadBuf};

use super::{BoxError, ByteStream};

/// How much is read at once.
const PIECE: usize = 64 * 1024;

impl ByteStream {
    /// The contents of a file, which is opened when the stream is read, and again each time that it is sent again.
    ///
    /// # Errors
    /// When the file does not exist or is no regular one. The stream fails if the file cannot be read, or has grown or shrunk
    /// since.
    pub async fn from_path(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path = path.into();
        let metadata = tokio::fs::metadata(&path).await.map_err(|error| within("read", &path, error))?;
        if !metadata.is_file() {
            let error = "it is no regular file; `ByteStream::from_reader` takes other sources";
            return Err(within("read", &path, io::Error::new(io::ErrorKind::InvalidInput, error)));
        }
        Ok(Self::replayable(metadata.len(), move || FileStream::new(path.clone())))
    }

    /// What a reader has, `length` bytes in all. The stream fails if there turn out to be more or fewer.
    pub fn from_reader(reader: impl AsyncRead + Send + 'static, length: u64) -> Self {
        Self::sized(length, ReaderStream(Box::pin(reader)))
    }

    /// A reader of the stream.
    pub fn into_async_read(self) -> ByteStreamReader {
        ByteStreamReader { stream: self, piece: Bytes::new() }
    }

    /// Writes the stream to a file as it comes, and returns the number of bytes. A file that exists is replaced; if the stream
    /// fails, it holds what has come until then.
    ///
    /// # Errors
    /// When the stream fails, or the file cannot be written.
    pub async fn write_to_path(mut self, path: impl AsRef<Path>) -> Result<u64, BoxError> {
        let path = path.as_ref();
        let failed = |error| within("write", path, error);
        let mut file = File::create(path).await.map_err(failed)?;
        let mut written = 0;
        while let Some(piece) = self.next().await {
            let piece = piece?;
            file.write_all(&piece).await.map_err(failed)?;
            written += u64::try_from(piece.len()).unwrap_or(u64::MAX);
        }
        file.flush().await.map_err(failed)?;
        Ok(written)
    }
}

fn within(what: &str, path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("cannot {what} `{}`: {error}", path.display()))
}

/// A reader of a [`ByteStream`].
#[derive(Debug)]
pub struct ByteStreamReader {
    stream: ByteStream,
    /// What has come and not been read yet.
    piece: Bytes,
}

impl AsyncBufRead for ByteStreamReader {
    fn poll_fill_buf(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<&[u8]>> {
        let this = self.get_mut();
        while this.piece.is_empty() {
            match ready!(Pin::new(&mut this.stream).poll_next(cx)) {
                Some(piece) => this.piece = piece.map_err(io::Error::other)?,
                None => break,
            }
        }
        Poll::Ready(Ok(&this.piece))
    }

    fn consume(mut self: Pin<&mut Self>, read: usize) {
        let read = read.min(self.piece.len());
        self.piece.advance(read);
    }
}

impl AsyncRead for ByteStreamReader {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let piece = ready!(self.as_mut().poll_fill_buf(cx))?;
        let read = piece.len().min(into.remaining());
        into.put_slice(piece.get(..read).unwrap_or_default());
        self.consume(read);
        Poll::Ready(Ok(()))
    }
}

/// What a reader has, piece by piece.
struct ReaderStream<R>(Pin<Box<R>>);

impl<R: AsyncRead> FuturesStream for ReaderStream<R> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut piece = BytesMut::zeroed(PIECE);
        let mut buffer = ReadBuf::new(&mut piece);
        let read = ready!(self.0.as_mut().poll_read(cx, &mut buffer)).map(|()| buffer.filled().len());
        Poll::Ready(match read {
            Ok(0) => None,
            Ok(read) => Some(Ok(piece.split_to(read).freeze())),
            Err(error) => Some(Err(error.into())),
        })
    }
}

type Opening = Pin<Box<dyn Future<Output = io::Result<File>> + Send>>;

/// A file that is opened when it is read.
enum FileStream {
    Opening(PathBuf, Opening),
    Open(ReaderStream<File>),
}

impl FileStream {
    fn new(path: PathBuf) -> Self {
        Self::Opening(path.clone(), Box::pin(File::open(path)))
    }
}

impl FuturesStream for FileStream {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Self::Opening(path, opening) = &mut *self {
            match ready!(opening.as_mut().poll(cx)) {
                Ok(file) => *self = Self::Open(ReaderStream(Box::pin(file))),
                Err(error) => return Poll::Ready(Some(Err(within("read", path, error).into()))),
            }
        }
        match &mut *self {
            Self::Opening(..) => Poll::Ready(None),
            Self::Open(reader) => Pin::new(reader).poll_next(cx),
        }
    }
}
