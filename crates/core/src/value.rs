//! What leaves the engine, as one small tree: a serializer is made once for it, where deriving one for each kind of row would make
//! dozens.

use serde::{Serialize, Serializer};

/// A value as JavaScript and JSON know it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Nothing.
    Null,
    /// A text of the index or of the answer.
    Text(&'a str),
    /// A text made for this value.
    Own(String),
    /// A number of things; beyond 32 bits it is the greatest of these.
    Count(usize),
    /// What something is worth.
    Score(f32),
    /// Values in a row.
    List(Vec<Value<'a>>),
    /// Named values, in this order.
    Map(Vec<(&'a str, Value<'a>)>),
}

impl<'a> Value<'a> {
    /// A list of texts.
    #[must_use]
    pub fn texts(texts: &'a [String]) -> Value<'a> {
        let mut list = Vec::new();
        for text in texts {
            list.push(Value::Text(text));
        }
        Value::List(list)
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Own(text) => serializer.serialize_str(text),
            Value::Count(count) => serializer.serialize_u32(u32::try_from(*count).unwrap_or(u32::MAX)),
            Value::Score(score) => serializer.serialize_f32(*score),
            Value::List(values) => serializer.collect_seq(values),
            Value::Map(values) => serializer.collect_map(values.iter().map(|(name, value)| (name, value))),
        }
    }
}
