//! Whether the table of partitions says what the official data says.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;
use weland_rules::{PARTITIONS, Partition, partition};

use crate::corpora::Count;

/// The partitions that lacked endpoints for IPv4 and IPv6 when the models of AWS were published.
const WITHOUT_DUAL_STACK: &[&str] = &["aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc"];

/// The partitions as they were when the models of AWS were published, whose cases speak of these.
pub(super) fn of_models() -> &'static [Partition] {
    static TABLE: LazyLock<Vec<Partition>> = LazyLock::new(|| {
        let older = |partition: &Partition| match WITHOUT_DUAL_STACK.contains(&partition.name) {
            true => Partition { supports_dual_stack: false, dual_stack_dns_suffix: partition.dns_suffix, ..*partition },
            false => *partition,
        };
        PARTITIONS.iter().map(older).collect()
    });
    &TABLE
}

/// How many partitions and regions of a file are as the table has them.
pub(super) fn count(path: &Path) -> Count {
    let mut count = Count::new("partitions and their regions as in the table");
    let text = fs::read_to_string(path).unwrap_or_default();
    let data: Value = serde_json::from_str(&text).unwrap_or_default();
    for expected in data["partitions"].as_array().into_iter().flatten() {
        let id = expected["id"].as_str().unwrap_or_default();
        count.add(Path::new(id), outputs(id, &expected["outputs"]));
        for region in expected["regions"].as_object().into_iter().flatten().map(|(region, _)| region) {
            let found = partition(region).name;
            let result = if found == id { Ok(()) } else { Err(format!("it is taken for one of {found}")) };
            count.add(Path::new(region), result);
        }
    }
    count
}

fn outputs(id: &str, expected: &Value) -> Result<(), String> {
    let own = PARTITIONS.iter().find(|partition| partition.name == id).ok_or("the table lacks it")?;
    let texts = [
        ("name", own.name),
        ("dnsSuffix", own.dns_suffix),
        ("dualStackDnsSuffix", own.dual_stack_dns_suffix),
        ("implicitGlobalRegion", own.implicit_global_region),
    ];
    let wrong = texts.into_iter().find(|(key, text)| expected[*key] != *text);
    if let Some((key, text)) = wrong {
        return Err(format!("`{key}` is {}, not {text}", expected[key]));
    }
    match ["supportsFIPS", "supportsDualStack"].into_iter().find(|key| expected[*key] != true) {
        Some(key) => Err(format!("`{key}` is not true")),
        None => Ok(()),
    }
}
