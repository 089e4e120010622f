use weland_core::{OtherError, Structure};
use weland_protocol::{member_text, set_member_text};

use super::{CallContext, Hook};

/// Sets a member of inputs that is not set, or empty. Inputs without the member stay as they are.
#[derive(Debug, Clone, Copy)]
pub struct DefaultMember {
    /// The name of the member in the model.
    pub member: &'static str,
    /// Its value.
    pub value: &'static str,
}

impl Hook for DefaultMember {
    fn before_serialization(&self, _: &CallContext, input: &mut dyn Structure) -> Result<(), OtherError> {
        if member_text(input, self.member).is_none_or(|text| text.is_empty()) {
            set_member_text(input, self.member, self.value);
        }
        Ok(())
    }
}
