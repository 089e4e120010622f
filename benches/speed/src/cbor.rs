//! Serialization of a page of stored objects as CBOR: our codec compared with serde's derives and `ciborium`, on equal structs.

use std::hint::black_box;

use weland_protocol::cbor::CborCodec;
use weland_protocol::{Codec, MemberFilter, Strictness};

use crate::measure::Case;
use crate::page::{Page, page};

pub fn cases() -> Vec<Case> {
    let page = page();
    let (bytes, others) = (ours_encoded(&page), theirs_encoded(&page));
    assert!(ours(&bytes) == page && ours(&others) == page, "we read what both write");
    assert!(theirs(&bytes) == page && theirs(&others) == page, "they read what both write");
    vec![encode(page), decode(bytes)]
}

fn ours(bytes: &[u8]) -> Page {
    let mut page = Page::default();
    let result = CborCodec.decode(bytes, &mut page, MemberFilter::ALL, Strictness::Lenient);
    assert!(result.is_ok(), "the page is well-formed");
    page
}

fn theirs(bytes: &[u8]) -> Page {
    ciborium::from_reader(bytes).expect("the page is well-formed")
}

fn ours_encoded(page: &Page) -> Vec<u8> {
    CborCodec.encode(page, |_| true).expect("CBOR has a form for every value")
}

fn theirs_encoded(page: &Page) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(page, &mut bytes).expect("CBOR has a form for every value");
    bytes
}

fn encode(page: Page) -> Case {
    let copy = page.clone();
    Case::new("encode")
        .with("weland", move || {
            black_box(ours_encoded(black_box(&page)));
        })
        .with("ciborium", move || {
            black_box(theirs_encoded(black_box(&copy)));
        })
}

fn decode(bytes: Vec<u8>) -> Case {
    let copy = bytes.clone();
    Case::new("decode")
        .with("weland", move || {
            black_box(ours(black_box(&bytes)));
        })
        .with("ciborium", move || {
            black_box(theirs(black_box(&copy)));
        })
}
