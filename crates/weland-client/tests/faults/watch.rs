//! An operation whose response is a stream of events.

use weland_core::{
    Binding, Blob, EventStream, Member, Operation, OperationSchema, Schema, ServiceSchema, schema, structure, union,
};

use crate::service::*;

#[derive(Clone, Default, PartialEq)]
pub struct Stretch {
    pub bytes: Option<Blob>,
}

structure! {
    Stretch = STRETCH: Schema::structure("Stretch");
    0 bytes: Member::new("Bytes", &schema::BLOB).bound(Binding::EventPayload),
}

#[derive(Clone, Default, PartialEq)]
pub enum Event {
    Chunk(Stretch),
    Done(Thing),
    #[default]
    Unknown,
}

union! {
    Event = EVENT: Schema::union("Event").streaming();
    0 Chunk: Member::new("Chunk", &STRETCH),
    1 Done: Member::new("Done", &THING),
}

#[derive(Default)]
pub struct Events {
    pub events: EventStream<Event>,
}

structure! {
    Events = EVENTS: Schema::structure("Events"); [events events]
    0 events: Member::new("Events", &EVENT).payload(),
}

operation!(Watch: "POST" "/watch", ListRequest (LIST_REQUEST) -> Events (EVENTS));
