use std::time::Duration;

use super::{CallContext, Hook};

/// Waits longer for operations that are known to take their time.
#[derive(Debug, Clone, Copy)]
pub struct LongRunning {
    /// The names of the operations in the model.
    pub operations: &'static [&'static str],
    /// How long they may be silent.
    pub limit: Duration,
}

impl Hook for LongRunning {
    fn silence_limit(&self, call: &CallContext) -> Option<Duration> {
        self.operations.contains(&call.operation.name).then_some(self.limit)
    }
}
