//! Serialization of a page of stored objects as XML: our codec compared with serde's derives and `quick-xml`, on equal structs.

use std::hint::black_box;

use weland_protocol::xml::XmlCodec;
use weland_protocol::{Codec, MemberFilter, Strictness};

use crate::measure::Case;
use crate::page::{Page, page};

pub fn cases() -> Vec<Case> {
    let page = page();
    let text = theirs_encoded(&page);
    assert_eq!(ours_encoded(&page), text.as_bytes(), "both write the same");
    assert!(ours(&text) == page && theirs(&text) == page, "both read all members");
    vec![encode(page), decode(text)]
}

fn ours(text: &str) -> Page {
    let mut page = Page::default();
    let result = XmlCodec::REST.decode(text.as_bytes(), &mut page, MemberFilter::ALL, Strictness::Lenient);
    assert!(result.is_ok(), "the page is well-formed");
    page
}

fn theirs(text: &str) -> Page {
    quick_xml::de::from_str(text).expect("the page is well-formed")
}

fn ours_encoded(page: &Page) -> Vec<u8> {
    XmlCodec::REST.encode(page, |_| true).expect("XML has a form for every value")
}

fn theirs_encoded(page: &Page) -> String {
    // What its serializer leaves as it is need not be escaped, but we do so.
    let text = quick_xml::se::to_string(page).expect("XML has a form for every value");
    text.replace("&quot;", "\"")
}

fn encode(page: Page) -> Case {
    let copy = page.clone();
    Case::new("encode")
        .with("weland", move || {
            black_box(ours_encoded(black_box(&page)));
        })
        .with("quick-xml", move || {
            black_box(quick_xml::se::to_string(black_box(&copy)).expect("XML has a form for every value"));
        })
}

fn decode(text: String) -> Case {
    let copy = text.clone();
    Case::new("decode")
        .with("weland", move || {
            black_box(ours(black_box(&text)));
        })
        .with("quick-xml", move || {
            black_box(theirs(black_box(&copy)));
        })
}
