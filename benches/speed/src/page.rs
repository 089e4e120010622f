//! A page of stored objects, for our codecs and for serde's derives.

use serde::{Deserialize, Serialize};
use weland_core::schema::{BOOLEAN, INTEGER, LONG, STRING};
use weland_core::{Member, Schema, Xml, structure};

/// How many objects a page has.
const OBJECTS: usize = 1000;

static OBJECTS_SCHEMA: Schema = Schema::list("Objects", &[Member::element(&OBJECT)]);
static ALGORITHMS: Schema = Schema::list("Algorithms", &[Member::element(&STRING)]);

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename = "ListBucketResult", rename_all = "PascalCase")]
pub struct Page {
    name: String,
    prefix: String,
    max_keys: i32,
    is_truncated: bool,
    contents: Vec<Object>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Object {
    key: String,
    last_modified: String,
    #[serde(rename = "ETag")]
    e_tag: String,
    #[serde(default)]
    checksum_algorithm: Vec<String>,
    size: i64,
    storage_class: Option<String>,
    owner: Option<Owner>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Owner {
    display_name: String,
    #[serde(rename = "ID")]
    id: String,
}

structure! {
    Page = PAGE: Schema::structure("ListBucketResult");
    0 name: Member::new("Name", &STRING),
    1 prefix: Member::new("Prefix", &STRING),
    2 max_keys: Member::new("MaxKeys", &INTEGER),
    3 is_truncated: Member::new("IsTruncated", &BOOLEAN),
    4 contents: Member::new("Contents", &OBJECTS_SCHEMA).xml(&Xml::new().flattened()),
}

structure! {
    Object = OBJECT: Schema::structure("Object");
    0 key: Member::new("Key", &STRING),
    1 last_modified: Member::new("LastModified", &STRING),
    2 e_tag: Member::new("ETag", &STRING),
    3 checksum_algorithm: Member::new("ChecksumAlgorithm", &ALGORITHMS).xml(&Xml::new().flattened()),
    4 size: Member::new("Size", &LONG),
    5 storage_class: Member::new("StorageClass", &STRING),
    6 owner: Member::new("Owner", &OWNER),
}

structure! {
    Owner = OWNER: Schema::structure("Owner");
    0 display_name: Member::new("DisplayName", &STRING),
    1 id: Member::new("ID", &STRING),
}

pub fn page() -> Page {
    let object = |number: usize| Object {
        key: format!("photos/2024/{:02}/{number:08}-harbour & sea.jpg", number % 12 + 1),
        last_modified: format!("2024-05-17T10:24:{:02}.000Z", number % 60),
        e_tag: format!("\"{:032x}\"", number * 4_711),
        checksum_algorithm: vec!["CRC32".to_owned()],
        size: 1_048_576 + number as i64,
        storage_class: Some("STANDARD".to_owned()),
        owner: Some(Owner { display_name: "ada".to_owned(), id: format!("{:064x}", number) }),
    };
    Page {
        name: "pictures".to_owned(),
        prefix: "photos/2024/".to_owned(),
        max_keys: 1000,
        is_truncated: true,
        contents: (0..OBJECTS).map(object).collect(),
    }
}
