//! Waiting, without a panic where there is no runtime to wait in.

use std::time::Duration;

use tokio::runtime::Handle;
use weland_core::{ErrorKind, OtherError};

/// The runtime that can wait.
pub(crate) fn runtime() -> Result<Handle, OtherError> {
    Handle::try_current().map_err(|error| {
        OtherError::new(ErrorKind::Request, "calls have to be made within a Tokio runtime").with_source(error)
    })
}

pub(crate) async fn sleep(duration: Duration) -> Result<(), OtherError> {
    runtime()?;
    tokio::time::sleep(duration).await;
    Ok(())
}

/// `Ok(None)` when the time is up.
pub(crate) async fn within<T>(
    limit: Option<Duration>,
    future: impl Future<Output = T>,
) -> Result<Option<T>, OtherError> {
    let Some(limit) = limit else {
        return Ok(Some(future.await));
    };
    runtime()?;
    Ok(tokio::time::timeout(limit, future).await.ok())
}
