//! Encoders and decoders that know only a few kinds of values: the rest of their methods.

/// Methods of an [`Encoder`](weland_core::Encoder) that write nothing, because the model rules such values out here.
macro_rules! write_nothing {
    ($($method:ident($($argument:ty),*);)*) => {
        $(fn $method(&mut self, $(_: $argument),*) {})*
    };
    (aggregates) => {
        write_nothing! {
            begin_list(&'static Member, usize);
            end_list();
            begin_map(&'static Member, usize);
            key(&str);
            end_map();
            document(&'static Member, &weland_core::Document);
            null(&'static Member);
        }
    };
    (numbers) => {
        write_nothing! {
            float(&'static Member, f32);
            double(&'static Member, f64);
            big_number(&'static Member, &str);
        }
    };
}

/// Methods of a [`Decoder`](weland_core::Decoder) that fail, because the model rules such values out here.
macro_rules! refuse {
    ($($method:ident($($argument:ty),*) -> $result:ty;)*) => {
        $(fn $method(&mut self, $(_: $argument),*) -> Result<$result, DecodeError> {
            Err(DecodeError::new(Self::REFUSAL))
        })*
    };
    (aggregates) => {
        refuse! {
            begin_list(&'static Member) -> ();
            next_element(&'static Member) -> bool;
            begin_map(&'static Member) -> ();
            next_key(&'static Member) -> Option<String>;
            document(&'static Member) -> weland_core::Document;
        }
        fn null(&mut self) -> Result<bool, DecodeError> {
            Ok(false)
        }
    };
    (numbers) => {
        refuse! {
            double(&'static Member) -> f64;
            big_number(&'static Member) -> String;
        }
    };
}

pub(crate) use {refuse, write_nothing};
