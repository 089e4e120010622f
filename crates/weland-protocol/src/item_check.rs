//! What servers demand of the values of streams.

use weland_core::{BoxError, Member, Structure};

use crate::missing::MissingMembers;

/// What a server demands of a value of a stream, which a structure or union holds as this member, of which the decoder says that
/// these required members were absent.
pub type ItemCheck = fn(&dyn Structure, &'static Member, MissingMembers) -> Result<(), BoxError>;
