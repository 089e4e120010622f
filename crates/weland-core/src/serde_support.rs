//! Serialize and Deserialize for generated types, by way of [`Document`](crate::Document).
