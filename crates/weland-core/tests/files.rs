//! Streams from and to files and readers.
#![allow(missing_docs, clippy::unwrap_used)]

use std::path::PathBuf;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _};
use weland_core::ByteStream;

/// A folder that is gone at the end of the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("weland-core-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap();
    }
}

fn text(length: usize) -> Vec<u8> {
    (0..length).map(|index| u8::try_from(index % 251).unwrap()).collect()
}

#[tokio::test]
async fn a_file_is_read_as_often_as_it_is_sent() {
    let folder = Folder::new("replay");
    let (from, to) = (folder.0.join("from"), folder.0.join("to"));
    std::fs::write(&from, text(200_000)).unwrap();
    let stream = ByteStream::from_path(&from).await.unwrap();
    assert_eq!(stream.length(), Some(200_000));
    for _ in 0..2 {
        assert_eq!(stream.try_clone().unwrap().collect().await.unwrap(), text(200_000));
    }
    assert_eq!(stream.try_clone().unwrap().write_to_path(&to).await.unwrap(), 200_000);
    assert_eq!(std::fs::read(&to).unwrap(), text(200_000));

    std::fs::write(&from, "short").unwrap();
    let error = stream.try_clone().unwrap().collect().await.unwrap_err();
    assert_eq!(error.to_string(), "the stream has ended after 5 of 200000 bytes");
    std::fs::remove_file(&from).unwrap();
    let error = stream.collect().await.unwrap_err().to_string();
    assert!(error.starts_with(&format!("cannot read `{}`: ", from.display())), "{error}");
}

#[tokio::test]
async fn what_is_no_file_is_refused() {
    let folder = Folder::new("none");
    let missing = folder.0.join("missing");
    let error = ByteStream::from_path(&missing).await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::NotFound);
    assert!(error.to_string().contains(&*missing.to_string_lossy()), "{error}");
    let error = ByteStream::from_path(&folder.0).await.unwrap_err();
    assert!(error.to_string().contains("no regular file"), "{error}");
    let error = ByteStream::from("abc").write_to_path(&folder.0).await.unwrap_err();
    assert!(error.to_string().starts_with("cannot write"), "{error}");
}

#[tokio::test]
async fn readers_become_streams_and_streams_readers() {
    let stream = ByteStream::from_reader(&b"one\ntwo\n"[..], 8);
    assert!(stream.length() == Some(8) && stream.try_clone().is_none());
    let mut reader = stream.into_async_read();
    let mut line = String::new();
    reader.read_line(&mut line).await.unwrap();
    assert_eq!(line, "one\n");
    let mut rest = [0; 3];
    reader.read_exact(&mut rest).await.unwrap();
    assert_eq!(&rest, b"two");

    let mut all = Vec::new();
    let short = ByteStream::from_reader(&b"one"[..], 4).into_async_read().read_to_end(&mut all).await;
    assert_eq!(
        (short.unwrap_err().to_string().as_str(), &*all),
        ("the stream has ended after 3 of 4 bytes", &b"one"[..])
    );
}
