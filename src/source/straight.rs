//! Fast path: reads a valid record in our own format directly from JSON, without a tree.
//!
//! Most exported records are valid, and the tree is only needed to explain errors. Everything that our decoder might
//! treat differently from `serde_json` (an unknown key, `null`, a number too long) is an error here, so that the record
//! takes the normal path.
//!
//! The account stays independent: values taken are counted as serde requests them, values present
//! by a scan of the text that knows nothing of the model.

use std::cell::Cell;
use std::fmt;

use serde::Deserialize;
use serde::de::{self, DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor};

/// A value with the number of scalars taken.
#[derive(Debug)]
pub(crate) struct Straight<T> {
    pub(crate) value: T,
    /// Number of scalars in fields of the model.
    pub(crate) typed: usize,
    /// Number of scalars in extensions.
    pub(crate) kept: usize,
}

/// Reads a value; `None` if the text needs the normal path.
pub(crate) fn straight<T: for<'de> Deserialize<'de>>(text: &str) -> Option<Straight<T>> {
    let taken = Taken::default();
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = T::deserialize(Strict {
        inner: &mut reader,
        around: Around::Model,
        taken: &taken,
    });
    let value = value.ok()?;
    reader.end().ok()?;
    let (typed, kept) = (taken.typed.get(), taken.kept.get());
    (count_scalars(text) == typed + kept).then_some(Straight { value, typed, kept })
}

/// The number of scalars in a JSON document: strings other than keys, numbers, booleans and nulls.
fn count_scalars(text: &str) -> usize {
    let mut rest = text.as_bytes();
    let mut count = 0;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match first {
            b'"' => {
                rest = after_text(after);
                let next = rest.iter().find(|byte| !byte.is_ascii_whitespace());
                count += usize::from(next != Some(&b':'));
            }
            b'{' | b'}' | b'[' | b']' | b',' | b':' => {}
            byte if byte.is_ascii_whitespace() => {}
            _ => {
                let end =
                    |byte: &u8| matches!(byte, b',' | b']' | b'}') || byte.is_ascii_whitespace();
                let length = rest.iter().position(end).unwrap_or(rest.len());
                rest = rest.get(length..).unwrap_or_default();
                count += 1;
            }
        }
    }
    count
}

/// The bytes after the string that `rest` starts inside of.
fn after_text(mut rest: &[u8]) -> &[u8] {
    loop {
        let Some(at) = memchr::memchr2(b'"', b'\\', rest) else {
            return &[];
        };
        let ends = rest.get(at) == Some(&b'"');
        let length = if ends { at + 1 } else { at + 2 };
        rest = rest.get(length..).unwrap_or_default();
        if ends {
            return rest;
        }
    }
}

/// The scalars taken so far.
#[derive(Debug, Default)]
struct Taken {
    typed: Cell<usize>,
    kept: Cell<usize>,
}

/// The context of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    /// A value of the model.
    Model,
    /// A struct of the model, which must be a JSON object: serde would also accept an array.
    Table,
    Date,
    Extensions,
}

/// A deserializer, visitor, seed or access that delegates to another one, and counts scalars.
struct Strict<'s, T> {
    inner: T,
    around: Around,
    taken: &'s Taken,
}

impl<'s, T> Strict<'s, T> {
    /// Wraps another deserializer, visitor, seed or access in the same context.
    fn of<U>(&self, inner: U) -> Strict<'s, U> {
        Strict {
            inner,
            around: self.around,
            taken: self.taken,
        }
    }

    fn inside(self, around: Around) -> Self {
        Self { around, ..self }
    }

    fn count(&self) {
        let taken = match self.around {
            Around::Extensions => &self.taken.kept,
            _ => &self.taken.typed,
        };
        taken.set(taken.get() + 1);
    }
}

/// The error for a record that needs the normal path.
fn needs_normal_path<E: de::Error>() -> E {
    E::custom("in doubt")
}

macro_rules! pass_on {
    ($($method:ident),+ $(,)?) => {
        $(
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
                let visitor = self.of(visitor);
                self.inner.$method(visitor)
            }
        )+
    };
}

impl<'de, D: de::Deserializer<'de>> de::Deserializer<'de> for Strict<'_, D> {
    type Error = D::Error;

    pass_on! {
        deserialize_bool, deserialize_str, deserialize_string, deserialize_option, deserialize_seq,
        deserialize_u8, deserialize_u16, deserialize_u32, deserialize_u64,
        deserialize_i8, deserialize_i16, deserialize_i32, deserialize_i64,
        deserialize_f32, deserialize_f64,
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        let visitor = self.of(visitor);
        match self.around {
            Around::Extensions => self.inner.deserialize_any(visitor),
            Around::Date => self.inner.deserialize_str(visitor),
            Around::Model | Around::Table => Err(needs_normal_path()),
        }
    }

    /// Only extensions are tables with any keys.
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        let visitor = self.of(visitor).inside(Around::Extensions);
        self.inner.deserialize_map(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        let visitor = self.of(visitor).inside(Around::Table);
        self.inner.deserialize_struct(name, fields, visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        let around = if name == "Date" {
            Around::Date
        } else {
            self.around
        };
        visitor.visit_newtype_struct(self.inside(around))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        let visitor = self.of(Listed(visitor));
        self.inner.deserialize_str(visitor)
    }

    /// The value of an unknown key.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, D::Error> {
        Err(needs_normal_path())
    }

    serde::forward_to_deserialize_any! {
        <V: Visitor<'de>>
        i128 u128 char bytes byte_buf unit unit_struct tuple tuple_struct identifier
    }
}

/// Accepts a string as one of the listed values.
struct Listed<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Listed<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<V::Value, E> {
        self.0.visit_enum(text.into_deserializer())
    }
}

macro_rules! count {
    ($($method:ident: $type:ty),+ $(,)?) => {
        $(
            fn $method<E: de::Error>(self, value: $type) -> Result<V::Value, E> {
                self.count();
                self.inner.$method(value)
            }
        )+
    };
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Strict<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    count! {
        visit_bool: bool,
        visit_i64: i64,
        visit_str: &str,
        visit_borrowed_str: &'de str,
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<V::Value, E> {
        if i64::try_from(value).is_err() {
            return Err(needs_normal_path());
        }
        self.count();
        self.inner.visit_u64(value)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<V::Value, E> {
        /// From this value on (2⁵³), a float cannot represent every integer.
        const MAX_EXACT_INTEGER: f64 = 9_007_199_254_740_992.0;
        if value.abs() >= MAX_EXACT_INTEGER || value == 0.0 {
            return Err(needs_normal_path());
        }
        self.count();
        self.inner.visit_f64(value)
    }

    fn visit_unit<E: de::Error>(self) -> Result<V::Value, E> {
        if self.around != Around::Extensions {
            return Err(needs_normal_path());
        }
        self.count();
        self.inner.visit_unit()
    }

    fn visit_none<E: de::Error>(self) -> Result<V::Value, E> {
        Err(needs_normal_path())
    }

    fn visit_some<D: de::Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        let value = self.of(value);
        self.inner.visit_some(value)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<V::Value, A::Error> {
        if self.around == Around::Table {
            return Err(needs_normal_path());
        }
        let list = self.of(list);
        self.inner.visit_seq(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<V::Value, A::Error> {
        let around = match self.around {
            Around::Extensions => Around::Extensions,
            _ => Around::Model,
        };
        let table = self.of(table).inside(around);
        self.inner.visit_map(table)
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Strict<'_, S> {
    type Value = S::Value;

    fn deserialize<D: de::Deserializer<'de>>(self, value: D) -> Result<S::Value, D::Error> {
        let value = self.of(value);
        self.inner.deserialize(value)
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Strict<'_, A> {
    type Error = A::Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, A::Error> {
        let seed = self.of(seed);
        self.inner.next_element_seed(seed)
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Strict<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        self.inner.next_key_seed(seed)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        let seed = self.of(seed);
        self.inner.next_value_seed(seed)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::ServiceItem;
    use crate::source::{Made, decode, json};

    /// Reads an item both ways.
    fn both(text: &str) -> (Option<Straight<ServiceItem>>, Option<ServiceItem>, usize) {
        let (node, _) = json::parse(text);
        let node = node.unwrap();
        let decoded = decode::<ServiceItem>(&node, Made::Read);
        let taken = decoded.taken.typed.len() + decoded.taken.kept.len();
        assert_eq!(count_scalars(text), node.count_scalars(), "{text}");
        (straight(text), decoded.value, taken)
    }

    #[test]
    fn sound_items_are_read_straight_as_through_the_tree() {
        for (text, typed, kept) in [
            (
                r#"{"name": "甲\"乙\\", "version": 3, "effective_date": "2026-01-01"}"#,
                3,
                0,
            ),
            (
                r#"{"name": "甲", "audience": ["自然人", "别的"], "guide": {}}"#,
                3,
                0,
            ),
            (
                r#"{"name": "甲", "guide": {"time_limit": {"promised": {"amount": 0.5, "unit": "工作日"}}}}"#,
                3,
                0,
            ),
            (
                r#"{"name": "甲", "extensions": {"a:b": [1, null, {"c": "d"}], "e": true, "f": 1.5}}"#,
                1,
                5,
            ),
        ] {
            let (straight, tree, taken) = both(text);
            let straight = straight.unwrap_or_else(|| panic!("{text}"));
            assert_eq!((straight.typed, straight.kept), (typed, kept), "{text}");
            assert_eq!(taken, typed + kept, "{text}");
            assert_eq!(Some(straight.value), tree);
        }
    }

    #[test]
    fn doubtful_items_are_not_read_straight() {
        for text in [
            r#"{"name": "甲", "nmae": "乙"}"#,
            r#"{"name": "甲", "name": "乙"}"#,
            r#"{"name": "甲", "summary": null}"#,
            r#"{"name": "甲", "version": "三"}"#,
            r#"{"name": "甲", "version": 3.0}"#,
            r#"{"name": "甲", "effective_date": "2026-1-1"}"#,
            r#"{"name": "甲", "effective_date": null}"#,
            r#"{"name": "甲", "guide": ["乙"]}"#,
            r#"{"name": "甲", "item_type": {"行政许可": null}}"#,
            r#"{"name": "甲", "extensions": {"code": 11440000006939756244}}"#,
            r#"{"name": "甲", "extensions": {"code": 114400000069397562441}}"#,
            r#"{"name": "甲", "extensions": {"zero": -0}}"#,
            r#"["甲"]"#,
            r#"{"name": "甲"} {}"#,
        ] {
            assert!(straight::<ServiceItem>(text).is_none(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn scalars_are_counted_as_in_the_tree(text in r#"(\{("[a-c\\"]{0,2}" ?: ?)?|\[|\}|\]|, ?|1|"x\\"y"|null|true){0,12}"#) {
            if let (Some(node), _) = json::parse(&text) {
                prop_assert_eq!(count_scalars(&text), node.count_scalars());
            }
        }
    }
}
