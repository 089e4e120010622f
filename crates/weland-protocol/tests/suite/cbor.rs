//! CBOR, there and back.

use crate::shapes::{Choice, Kinds, Node, full};
use weland_core::{BigDecimal, BigInteger, Blob, Structure, Timestamp};
use weland_protocol::cbor::CborCodec;
use weland_protocol::{Codec as _, MemberFilter, Strictness};

const BOTH: [Strictness; 2] = [Strictness::Lenient, Strictness::Strict];

fn bytes(value: &dyn Structure) -> Vec<u8> {
    CborCodec.encode(value, |_| true).unwrap()
}

fn read(bytes: &[u8], strictness: Strictness) -> Result<Kinds, String> {
    let mut value = Kinds::default();
    let missing = CborCodec.decode(bytes, &mut value, MemberFilter::ALL, strictness).map_err(|it| it.to_string())?;
    if missing.is_empty() { Ok(value) } else { Err(format!("missing {}", missing[0])) }
}

/// A map with one key.
fn member(name: &str, value: &[u8]) -> Vec<u8> {
    let length = u8::try_from(name.len()).unwrap();
    [&[0xa1, 0x60 | length], name.as_bytes(), value].concat()
}

#[test]
fn every_kind_of_value_comes_back() {
    let value = Kinds { date_time: Some(Timestamp::new(5, 1_000_000)), ..full() };
    for strictness in BOTH {
        assert_eq!(read(&bytes(&value), strictness).unwrap(), value);
    }
    assert_eq!(bytes(&Kinds::default()), [0xbf, 0xff]);
    for empty in [&b""[..], &[0xa0], &[0xbf, 0xff]] {
        assert_eq!(read(empty, Strictness::Strict).unwrap(), Kinds::default());
    }
}

#[test]
fn values_are_written_as_short_as_they_can_be() {
    let kinds = Kinds::default;
    let cases: Vec<(Kinds, &str, Vec<u8>)> = vec![
        (Kinds { long: Some(23), ..kinds() }, "long", vec![0x17]),
        (Kinds { long: Some(24), ..kinds() }, "long", vec![0x18, 24]),
        (Kinds { long: Some(-1), ..kinds() }, "long", vec![0x20]),
        (Kinds { long: Some(-257), ..kinds() }, "long", vec![0x39, 1, 0]),
        (Kinds { long: Some(65536), ..kinds() }, "long", vec![0x1a, 0, 1, 0, 0]),
        (Kinds { long: Some(i64::MIN), ..kinds() }, "long", [&[0x3b, 0x7f][..], &[0xff; 7]].concat()),
        (Kinds { float: Some(1.0), ..kinds() }, "float", vec![0xfa, 0x3f, 0x80, 0, 0]),
        (Kinds { double: Some(1.0), ..kinds() }, "double", vec![0xfa, 0x3f, 0x80, 0, 0]),
        (Kinds { double: Some(0.1), ..kinds() }, "double", [&[0xfb][..], &0.1f64.to_be_bytes()].concat()),
        (Kinds { blob: Some(Blob::from("a")), ..kinds() }, "blob", vec![0x41, b'a']),
        (Kinds { epoch: Some(Timestamp::new(3, 999_999)), ..kinds() }, "epoch", vec![0xc1, 3]),
        (Kinds { epoch: Some(Timestamp::new(1, 500_000_000)), ..kinds() }, "epoch", vec![0xc1, 0xfa, 0x3f, 0xc0, 0, 0]),
        (Kinds { sparse: Some(vec![None]), ..kinds() }, "sparse", vec![0x81, 0xf6]),
        (
            Kinds { choice: Some(Choice::Text("x".into())), ..kinds() },
            "choice",
            vec![0xbf, 0x64, b't', b'e', b'x', b't', 0x61, b'x', 0xff],
        ),
        (Kinds { big_integer: Some(BigInteger::new("256").unwrap()), ..kinds() }, "bigInteger", vec![0xc2, 0x42, 1, 0]),
        (Kinds { big_integer: Some(BigInteger::new("-1").unwrap()), ..kinds() }, "bigInteger", vec![0xc3, 0x40]),
        (
            Kinds { big_decimal: Some(BigDecimal::new("-1.50e2").unwrap()), ..kinds() },
            "bigDecimal",
            vec![0xc4, 0x82, 0, 0x38, 149],
        ),
    ];
    for (value, name, expected) in cases {
        let found = bytes(&value);
        let start = 2 + name.len();
        assert_eq!(&found[start..found.len() - 1], expected, "{name}");
    }
}

#[test]
fn values_are_read_in_any_size() {
    let double = |bytes: &[u8]| read(&member("double", bytes), Strictness::Strict).unwrap().double.unwrap();
    assert_eq!(double(&[0xf9, 0x3e, 0]), 1.5);
    assert_eq!(double(&[5]), 5.0);
    assert_eq!(double(&[0x3b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]), -18_446_744_073_709_551_616.0);
    assert!(double(&[0xf9, 0x7e, 0]).is_nan());
    let long = |bytes: &[u8]| read(&member("long", bytes), Strictness::Strict).unwrap().long;
    assert_eq!(long(&[0x1b, 0, 0, 0, 0, 0, 0, 0, 1]), Some(1));
    let string = |bytes: &[u8]| read(&member("string", bytes), Strictness::Strict).unwrap().string.unwrap();
    assert_eq!(string(&[0x7f, 0x62, 0xc3, 0xa4, 0x60, 0x61, b'b', 0xff]), "äb");
    let epoch = |bytes: &[u8]| read(&member("epoch", bytes), Strictness::Strict).unwrap().epoch;
    assert_eq!(epoch(&[0xc1, 0xfb, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0]), Some(Timestamp::new(1, 500_000_000)));
    let lists = read(&member("lists", &[0x9f, 0x9f, 0x61, b'a', 0xff, 0x80, 0xff]), Strictness::Strict).unwrap().lists;
    assert_eq!(lists, Some(vec![vec!["a".to_owned()], vec![]]));
    // Null, undefined, and what the model does not know.
    for value in [[0xf6], [0xf7]] {
        assert_eq!(read(&member("string", &value), Strictness::Strict).unwrap(), Kinds::default());
    }
    let unknown = [0xd9, 0xd9, 0xf7, 0x82, 0xbf, 0x01, 0xf9, 0, 0, 0xff, 0x5f, 0x41, 0, 0xff];
    assert_eq!(read(&member("unknown", &unknown), Strictness::Strict).unwrap(), Kinds::default());
    // A list without nulls: only clients pass over them.
    let nulls = member("strings", &[0x82, 0xf6, 0x61, b'a']);
    assert_eq!(read(&nulls, Strictness::Lenient).unwrap().strings, Some(vec!["a".to_owned()]));
    assert!(read(&nulls, Strictness::Strict).is_err());
}

#[test]
fn big_numbers_come_back() {
    let power = |exponent: usize| format!("1{}", "0".repeat(exponent));
    for digits in ["0", "9007199254740993", "-18446744073709551617", &power(100), &format!("-{}", power(2400))] {
        let value = Kinds { big_integer: Some(BigInteger::new(digits).unwrap()), ..Kinds::default() };
        assert_eq!(read(&bytes(&value), Strictness::Strict).unwrap(), value, "{digits}");
    }
    for (written, found) in [
        ("1.5", "1.5"),
        ("-0.05", "-0.05"),
        ("1e400", "1E400"),
        ("-12e-50", "-12E-50"),
        ("123456789012345678901234567890.25", "123456789012345678901234567890.25"),
    ] {
        let value = Kinds { big_decimal: Some(BigDecimal::new(written).unwrap()), ..Kinds::default() };
        let again = read(&bytes(&value), Strictness::Strict).unwrap().big_decimal.unwrap();
        assert_eq!(again.as_str(), found);
    }
    for exponent in ["9223372036854775808", "-9223372036854775808"] {
        let value = BigDecimal::new(format!("1.5e{exponent}")).unwrap();
        let value = Kinds { big_decimal: Some(value), ..Kinds::default() };
        assert!(CborCodec.encode(&value, |_| true).is_err());
    }
    let long = Kinds { big_integer: Some(BigInteger::new(power(3000)).unwrap()), ..Kinds::default() };
    assert!(CborCodec.encode(&long, |_| true).unwrap_err().to_string().contains("bigInteger"));
}

#[test]
fn what_a_peer_must_not_send_is_an_error() {
    let deep = |open: &[u8], count: usize| open.repeat(count);
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (vec![0x80], "expected a map, found a list"),
        (vec![0xbf], "ends within"),
        (vec![0xa0, 0], "after the end"),
        (vec![0xa1], "found the end"),
        (vec![0xa1, 0x1c], "found a whole number"),
        (vec![0xa1, 0x41, b'a', 0], "expected text, found bytes"),
        (vec![0xff], "found the end of a list or a map"),
        (member("string", &[0x7b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]), "ends within"),
        (member("string", &[0x7a, 0x7f, 0xff, 0xff, 0xff, b'a']), "ends within"),
        (member("string", &[0x62, 0xc3, 0x28]), "not UTF-8"),
        (member("string", &[0x7f, 0x61, 0xc3, 0x61, 0xa4, 0xff]), "not UTF-8"),
        (member("string", &[0x7f, 0x41, b'a', 0xff]), "expected text"),
        (member("string", &[0x7f, 0x7f, 0xff, 0xff]), "has no length"),
        (member("string", &[0x7c]), "none that CBOR has"),
        (member("string", &[1]), "expected text, found a whole number"),
        (member("blob", &[0x61, b'a']), "expected bytes, found text"),
        (member("boolean", &[0xf8, 0xff]), "expected a boolean"),
        (member("byte", &[0x18, 0x80]), "out of the range"),
        (member("long", &[0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]), "out of the range"),
        (member("integer", &[0xfa, 0x3f, 0x80, 0, 0]), "expected a whole number, found a number"),
        (member("integer", &[0x1f]), "none that CBOR has"),
        (member("float", &[0xfb, 0x7f, 0xe0, 0, 0, 0, 0, 0, 0]), "out of the range of a float"),
        (member("double", &[0x63, b'N', b'a', b'N']), "expected a number, found text"),
        (member("epoch", &[1]), "expected a timestamp with its tag"),
        (member("epoch", &[0xc0, 1]), "not that of a timestamp"),
        (member("epoch", &[0xc1, 0xf9, 0x7c, 0]), "outside of the years"),
        (member("epoch", &[0xc1, 0x1b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]), "outside of the years"),
        (member("bigInteger", &[&[0xc2, 0x59, 4, 1][..], &[1; 1025]].concat()), "more than 1024 bytes"),
        (member("bigInteger", &[0xc4, 0x82, 0, 1]), "not that of a big number"),
        (member("bigDecimal", &[0xc4, 0x83, 0, 1, 1]), "a list of an exponent and a number"),
        (member("document", &[0xfa, 0x7f, 0x80, 0, 0]), "not finite"),
        (member("document", &deep(&[0x81], 10_000)), "nested deeper"),
        (member("unknown", &deep(&[0x81], 100_000)), "nested deeper"),
        (member("unknown", &deep(&[0xc1], 100_000)), "nested deeper"),
        (member("unknown", &deep(&[0xbf, 0x60], 100_000)), "nested deeper"),
        (member("node", &[0xa1, 0x64, b'n', b'a', b'm', b'e']), "found the end"),
        (member("strings", &[0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x60]), "found the end"),
        (member("choice", &[0xa0]), "exactly one member"),
        (member("choice", &[0xa1, 0x61, b'x', 1]), "exactly one member"),
        ([&[0xa2][..], &member("long", &[1])[1..], &member("long", &[1])[1..]].concat(), "`long` comes twice"),
        (member("map", &[0xa2, 0x61, b'a', 0x60, 0x61, b'a', 0x60]), "comes twice"),
    ];
    for (bytes, expected) in cases {
        let error = read(&bytes, Strictness::Strict).unwrap_err();
        assert!(error.contains(expected), "{expected}: {error}");
    }
    // Every document that is cut short is an error, and never a panic.
    let whole = bytes(&full());
    for end in 1..whole.len() {
        assert!(read(&whole[..end], Strictness::Lenient).is_err(), "{end}");
    }
    for at in 0..whole.len() {
        for byte in [0, 0x1f, 0x5f, 0x7f, 0x9f, 0xbf, 0xdf, 0xff] {
            let mut changed = whole.clone();
            changed[at] = byte;
            let _ = read(&changed, Strictness::Strict);
        }
    }
}

#[test]
fn missing_members_are_named_with_their_place() {
    let node = [0x9f, 0xa1, 0x64, b'n', b'a', b'm', b'e', 0x60, 0xa0, 0xff];
    let mut value = Kinds::default();
    let found = CborCodec.decode(&member("nodes", &node), &mut value, MemberFilter::ALL, Strictness::Strict).unwrap();
    let expected = if Node::SCHEMA.has_required() { vec!["/nodes/1/name".to_owned()] } else { Vec::new() };
    assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), expected);
}

#[test]
fn an_error_says_what_it_is() {
    let details = |bytes: &[u8]| {
        let details = CborCodec.error_details(bytes);
        (details.shape, details.code, details.message)
    };
    let text = |text: &str| Some(text.to_owned());
    let document = [&[0xbf, 0x66][..], b"__type\x63a#B\x64code\x61C\x67Message\x62no\xff"].concat();
    assert_eq!(details(&document), (text("a#B"), None, text("no")));
    assert_eq!(details(&CborCodec.encode_message("no")), (None, None, text("no")));
    assert_eq!(details(&document[..20]), (text("a#B"), None, None));
    assert_eq!(details(b"<html>"), (None, None, None));
}
