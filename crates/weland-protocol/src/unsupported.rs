//! Encoders and decoders that know only a few kinds of values: the rest of their methods.

/// Implements the methods of an [`Encoder`](weland_core::Encoder) or [`Decoder`](weland_core::Decoder) for kinds of values
/// that have no place where it writes or reads: `unsupported!(encode structure list map)`.
///
/// An encoder records an error by `self.unsupported(member)`, a decoder returns `self.unsupported()`.
macro_rules! unsupported {
    ($side:ident $($kind:ident)+) => { $(unsupported!(@$side $kind);)+ };

    (@encode structure) => { unsupported!(@write structure(&dyn weland_core::Structure)); };
    (@encode list) => {
        unsupported!(@write begin_list(usize));
        fn end_list(&mut self) {}
    };
    (@encode map) => {
        unsupported!(@write begin_map(usize));
        fn key(&mut self, _: &str) {}
        fn end_map(&mut self) {}
    };
    (@encode boolean) => { unsupported!(@write boolean(bool)); };
    (@encode integer) => { unsupported!(@write integer(i64)); };
    (@encode number) => {
        unsupported!(@write float(f32));
        unsupported!(@write double(f64));
        unsupported!(@write big_number(&str));
    };
    (@encode string) => { unsupported!(@write string(&str)); };
    (@encode blob) => { unsupported!(@write blob(&[u8])); };
    (@encode timestamp) => { unsupported!(@write timestamp(weland_core::Timestamp)); };
    (@encode document) => { unsupported!(@write document(&weland_core::Document)); };
    (@encode null) => {
        fn null(&mut self, member: &'static Member) {
            self.unsupported(member);
        }
    };
    (@write $method:ident($value:ty)) => {
        fn $method(&mut self, member: &'static Member, _: $value) {
            self.unsupported(member);
        }
    };

    (@decode structure) => {
        fn structure(&mut self, _: &'static Member, _: &mut dyn weland_core::Structure) -> Result<(), DecodeError> {
            self.unsupported()
        }
    };
    (@decode list) => {
        unsupported!(@read begin_list -> ());
        unsupported!(@read next_element -> bool);
    };
    (@decode map) => {
        unsupported!(@read begin_map -> ());
        unsupported!(@read next_key -> Option<String>);
    };
    (@decode boolean) => { unsupported!(@read boolean -> bool); };
    (@decode integer) => { unsupported!(@read integer -> i64); };
    (@decode number) => {
        unsupported!(@read double -> f64);
        unsupported!(@read big_number -> String);
    };
    (@decode string) => { unsupported!(@read string -> std::borrow::Cow<'_, str>); };
    (@decode blob) => { unsupported!(@read blob -> weland_core::Blob); };
    (@decode timestamp) => { unsupported!(@read timestamp -> weland_core::Timestamp); };
    (@decode document) => { unsupported!(@read document -> weland_core::Document); };
    (@decode null) => {
        fn null(&mut self) -> Result<bool, DecodeError> {
            Ok(false)
        }
    };
    (@read $method:ident -> $value:ty) => {
        fn $method(&mut self, _: &'static Member) -> Result<$value, DecodeError> {
            self.unsupported()
        }
    };
}

pub(crate) use unsupported;
