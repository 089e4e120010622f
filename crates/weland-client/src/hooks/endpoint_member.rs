use weland_core::Structure;
use weland_protocol::member_text;

use super::{CallContext, Hook};

/// Sends the calls of one operation to the URL that a member of the input is.
#[derive(Debug, Clone, Copy)]
pub struct EndpointMember {
    /// The name of the operation in the model.
    pub operation: &'static str,
    /// The name of the member in the model.
    pub member: &'static str,
}

impl Hook for EndpointMember {
    fn endpoint(&self, call: &CallContext, input: &dyn Structure) -> Option<String> {
        if call.operation.name != self.operation {
            return None;
        }
        member_text(input, self.member).filter(|url| !url.is_empty())
    }
}
