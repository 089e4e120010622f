//! Timestamps, big numbers and streams of bytes.
#![allow(missing_docs, clippy::unwrap_used)]

use std::time::{Duration, SystemTime};

use weland_core::TimestampFormat::{DateTime, EpochSeconds, HttpDate};
use weland_core::{BigDecimal, BigInteger, Document, Timestamp};

#[test]
fn timestamps_are_written_in_each_format_and_read_back() {
    for (seconds, nanos, epoch, date_time, http_date) in [
        (0, 0, "0", "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
        (1_398_796_238, 0, "1398796238", "2014-04-29T18:30:38Z", "Tue, 29 Apr 2014 18:30:38 GMT"),
        (482_196_050, 520_000_000, "482196050.52", "1985-04-12T23:20:50.52Z", "Fri, 12 Apr 1985 23:20:50.52 GMT"),
        (951_782_400, 0, "951782400", "2000-02-29T00:00:00Z", "Tue, 29 Feb 2000 00:00:00 GMT"),
        (-1, 0, "-1", "1969-12-31T23:59:59Z", "Wed, 31 Dec 1969 23:59:59 GMT"),
        (-2, 250_000_000, "-1.75", "1969-12-31T23:59:58.25Z", "Wed, 31 Dec 1969 23:59:58.25 GMT"),
        (-1, 750_000_000, "-0.25", "1969-12-31T23:59:59.75Z", "Wed, 31 Dec 1969 23:59:59.75 GMT"),
        (253_402_300_799, 0, "253402300799", "9999-12-31T23:59:59Z", "Fri, 31 Dec 9999 23:59:59 GMT"),
    ] {
        let stamp = Timestamp::new(seconds, nanos);
        for (format, text) in [(EpochSeconds, epoch), (DateTime, date_time), (HttpDate, http_date)] {
            assert_eq!(stamp.format(format), text);
            assert_eq!(Timestamp::parse(text, format), Some(stamp), "{text}");
        }
        assert_eq!(Timestamp::from(SystemTime::from(stamp)), stamp);
    }
}

#[test]
fn offsets_and_fractions_are_read() {
    for (text, seconds, nanos) in [
        ("2019-12-16T23:48:18+01:00", 1_576_536_498, 0),
        ("2019-12-16t23:48:18.123456789123z", 1_576_540_098, 123_456_789),
        ("2019-12-16T23:48:18-00:30", 1_576_541_898, 0),
    ] {
        assert_eq!(Timestamp::parse(text, DateTime), Some(Timestamp::new(seconds, nanos)), "{text}");
    }
    assert_eq!(Timestamp::parse("1.5e9", EpochSeconds), Some(Timestamp::new(1_500_000_000, 0)));
    assert_eq!(Timestamp::from_epoch_seconds(1.0005), Some(Timestamp::new(1, 1_000_000)));
}

#[test]
fn what_is_no_timestamp_is_refused() {
    for (format, texts) in [
        (EpochSeconds, &["", "x", "NaN", "inf", "1e99", "0x1", " 1", "--1", "1_0"][..]),
        (
            DateTime,
            &[
                "",
                "2019",
                "2019-13-01T00:00:00Z",
                "2019-02-29T00:00:00Z",
                "2019-02-01 00:00:00Z",
                "2019-02-01T24:00:00Z",
                "2019-02-01T00:00:00",
                "2019-02-01T00:00:00.Z",
                "2019-02-01T00:00:00Zx",
                "2019-02-01T00:00:00+1:00",
                "äöü",
                "2019-02-01T00:00:00ä1:00",
                "0000-01-01T00:00:00Z",
            ],
        ),
        (
            HttpDate,
            &[
                "",
                "Tue, 29 Apr 2014 18:30:38",
                "Foo, 29 Apr 2014 18:30:38 GMT",
                "Tue, 31 Apr 2014 18:30:38 GMT",
                "Tue, 29 Ä 2014 1 GMT",
            ],
        ),
    ] {
        for text in texts {
            assert_eq!(Timestamp::parse(text, format), None, "{text:?} as {format:?}");
        }
    }
    for seconds in [f64::NAN, f64::INFINITY, 1e300, -1e13] {
        assert_eq!(Timestamp::from_epoch_seconds(seconds), None);
    }
}

#[test]
fn nanoseconds_carry_and_extremes_do_not_overflow() {
    assert_eq!(Timestamp::new(1, 2_500_000_000), Timestamp::new(3, 500_000_000));
    for seconds in [i64::MIN, i64::MAX] {
        let stamp = Timestamp::new(seconds, u32::MAX);
        for format in [EpochSeconds, DateTime, HttpDate] {
            assert!(!stamp.format(format).is_empty());
        }
        let _ = SystemTime::from(stamp);
    }
    let early = SystemTime::UNIX_EPOCH - Duration::from_millis(1250);
    assert_eq!(Timestamp::from(early), Timestamp::new(-2, 750_000_000));
}

#[test]
fn big_numbers_are_digits() {
    for text in ["0", "-1", "123456789012345678901234567890"] {
        assert_eq!(BigInteger::new(text).unwrap().as_str(), text);
    }
    for text in ["", "-", "1.5", "1e3", "0x1", "1 ", "+1", "007", "-01"] {
        assert!(BigInteger::new(text).is_err(), "{text}");
    }
    for text in ["0", "-1.5", "1e400", "3.14159265358979323846264338327950288"] {
        assert_eq!(BigDecimal::new(text).unwrap().as_str(), text);
    }
    for text in ["", "NaN", "infinity", "1.", "1,5", ".5", "+1", "01", "1.e5", "-", "1e"] {
        assert!(BigDecimal::new(text).is_err(), "{text}");
    }
}

#[test]
fn numbers_of_documents_are_kept_exactly() {
    let decimal = |text: &str| Document::Decimal(BigDecimal::new(text).unwrap());
    let cases = [
        ("-7", Document::Integer(-7), Some(-7), -7.0),
        ("9223372036854775807", Document::Integer(i64::MAX), Some(i64::MAX), 9_223_372_036_854_775_807.0),
        ("18446744073709551616", decimal("18446744073709551616"), None, 18_446_744_073_709_551_616.0),
        ("0.1", Document::Double(0.1), None, 0.1),
        ("1E400", decimal("1E400"), None, f64::INFINITY),
        ("1e-400", decimal("1e-400"), None, 0.0),
    ];
    for (text, expected, whole, double) in cases {
        let document = Document::number(text).unwrap();
        assert_eq!(document, expected);
        assert_eq!((document.as_i64(), document.as_f64()), (whole, Some(double)), "{text}");
    }
    for text in ["", "1.", "NaN", "+1", "0x1", "1 "] {
        assert!(Document::number(text).is_err(), "{text}");
    }
    assert_eq!((Document::String("1".into()).as_i64(), Document::Null.as_f64()), (None, None));
}
