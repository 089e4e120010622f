//! The partitions of AWS: groups of regions that share domains and have nothing to do with each other.

/// A partition of AWS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Partition {
    /// Its name, as in ARNs.
    pub name: &'static str,
    /// What the host names of services end with.
    pub dns_suffix: &'static str,
    /// What those end with that are reached by IPv4 and IPv6.
    pub dual_stack_dns_suffix: &'static str,
    /// The region that stands for services without regions.
    pub implicit_global_region: &'static str,
    /// Whether it has endpoints that hold to FIPS 140.
    pub supports_fips: bool,
    /// Whether it has endpoints that are reached by IPv4 and IPv6.
    pub supports_dual_stack: bool,
    /// What the names of regions begin with; an area and a number follow.
    pub prefixes: &'static [&'static str],
    /// The region that stands for all of them.
    pub global: &'static str,
}

/// All partitions. Names of regions that look like those of none are taken for the first.
pub const PARTITIONS: &[Partition] = &[
    Partition {
        name: "aws",
        dns_suffix: "amazonaws.com",
        dual_stack_dns_suffix: "api.aws",
        implicit_global_region: "us-east-1",
        supports_fips: true,
        supports_dual_stack: true,
        prefixes: &["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"],
        global: "aws-global",
    },
    Partition {
        name: "aws-us-gov",
        dns_suffix: "amazonaws.com",
        dual_stack_dns_suffix: "api.aws",
        implicit_global_region: "us-gov-west-1",
        supports_fips: true,
        supports_dual_stack: true,
        prefixes: &["us-gov"],
        global: "aws-us-gov-global",
    },
    Partition {
        name: "aws-cn",
        dns_suffix: "amazonaws.com.cn",
        dual_stack_dns_suffix: "api.amazonwebservices.com.cn",
        implicit_global_region: "cn-northwest-1",
        supports_fips: true,
        supports_dual_stack: true,
        prefixes: &["cn"],
        global: "aws-cn-global",
    },
    Partition {
        name: "aws-iso",
        dns_suffix: "c2s.ic.gov",
        dual_stack_dns_suffix: "api.aws.ic.gov",
        implicit_global_region: "us-iso-east-1",
        supports_fips: true,
        supports_dual_stack: true,
        prefixes: &["us-iso"],
        global: "aws-iso-global",
    },
    Partition {
        name: "aws-iso-b",
        dns_suffix: "sc2s.sgov.gov",
        dual_stack_dns_suffix: "api.aws.scloud",
        implicit_global_region: "us-isob-east-1",
        supports_fips: true,
        supports_dual_stack: true,
        prefixes: &["us-isob"],
        global: "aws-iso-b-global",
    },
    Partition {
        name: "aws-iso-e",
        dns_suffix: "cloud.adc-e.uk",
        dual_stack_dns_suffix: "api.cloud-aws.adc-e.uk",
        implicit_global_region: "eu-isoe-west-1",
        supports_fips: true,
        supports_dual_stack: true,
        prefixes: &["eu-isoe"],
        global: "aws-iso-e-global",
    },
    Partition {
        name: "aws-iso-f",
        dns_suffix: "csp.hci.ic.gov",
        dual_stack_dns_suffix: "api.aws.hci.ic.gov",
        implicit_global_region: "us-isof-south-1",
        supports_fips: true,
        supports_dual_stack: true,
        prefixes: &["us-isof"],
        global: "aws-iso-f-global",
    },
    Partition {
        name: "aws-eusc",
        dns_suffix: "amazonaws.eu",
        dual_stack_dns_suffix: "api.amazonwebservices.eu",
        implicit_global_region: "eusc-de-east-1",
        supports_fips: true,
        supports_dual_stack: true,
        prefixes: &["eusc-de"],
        global: "aws-eusc-global",
    },
];

/// The partition of a region, by how regions of partitions are named, so that it is found for new ones as well. Of other
/// names, it is the first.
pub fn partition(region: &str) -> &'static Partition {
    find(PARTITIONS, region).unwrap_or(&PARTITIONS[0])
}

/// The partition of a region among those of a table, or else its first one.
pub(crate) fn find(table: &'static [Partition], region: &str) -> Option<&'static Partition> {
    table.iter().find(|partition| partition.has(region)).or(table.first())
}

impl Partition {
    /// Whether a region is named like the ones of this partition: `us-east-1`.
    fn has(&self, region: &str) -> bool {
        let is_area = |area: &str| !area.is_empty() && area.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let is_number = |number: &str| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let fits = |prefix: &&str| {
            let rest = region.strip_prefix(*prefix).and_then(|rest| rest.strip_prefix('-'));
            rest.and_then(|rest| rest.split_once('-')).is_some_and(|(area, number)| is_area(area) && is_number(number))
        };
        region == self.global || self.prefixes.iter().any(fits)
    }
}

#[cfg(test)]
mod tests {
    use super::partition;

    #[test]
    fn regions_are_known_by_how_they_are_named() {
        let cases = [
            ("eu-central-1", "aws"),
            ("mx-central-17", "aws"),
            ("us-gov-west-1", "aws-us-gov"),
            ("us-gov-1", "aws"),
            ("cn-north-1", "aws-cn"),
            ("us-isob-east-1", "aws-iso-b"),
            ("eusc-de-east-1", "aws-eusc"),
            ("aws-cn-global", "aws-cn"),
            ("", "aws"),
            ("cn-north-", "aws"),
            ("mars-1", "aws"),
        ];
        for (region, expected) in cases {
            assert_eq!(partition(region).name, expected, "{region}");
        }
    }
}
