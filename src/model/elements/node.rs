//! The interface of model types for the registry: shape, whether a value is stated, fields by key,
//! and texts. The macro implements it for the types that have rows.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::row::{Field, Leaf, Shape};
use super::walk::Walk;
use crate::code::{
    BaseCode, CreditCode, DivisionCode, HandlingCode, ImplementationCode, OrganizationCode,
};
use crate::model::{Amount, Guide};
use crate::prose::is_blank;
use crate::vocabulary::{Profile, Vocabulary};

/// A code or a word.
const LEAF: Shape = Shape {
    group: None,
    is_list: false,
    vocabulary: None,
    has_text: false,
    leaf: Leaf::Text,
};

/// A type of the model.
pub(crate) trait Shaped: Node {
    const SHAPE: Shape;
}

/// The shape of the field that this accessor returns.
pub(super) const fn shape<T, F: Shaped>(_: fn(&T) -> &F) -> Shape {
    F::SHAPE
}

/// The fields of a type that has rows.
pub(super) const fn fields<T: Shaped>() -> &'static [Field] {
    match T::SHAPE.group {
        Some(group) => group.fields,
        None => &[],
    }
}

/// Walks the texts in a field, if its type may contain any.
pub(super) fn field_texts<'a, T: Shaped>(
    field: Option<&'static Field>,
    value: &'a T,
    walk: &mut Walk<'a, '_>,
) {
    let Some(field) = field else {
        return;
    };
    let leads = T::SHAPE.group.is_some() || field.text.is_some();
    if T::SHAPE.has_text && leads && value.is_there() {
        walk.field(field, |walk| value.texts(field, walk));
    }
}

/// A value of the model.
pub(crate) trait Node {
    /// Whether the value states anything: a blank text does not, nor does a limit without an amount.
    fn is_stated(&self) -> bool {
        true
    }

    /// Whether the value is present: an option that is `Some`, a list that is not empty, or any other value.
    fn is_there(&self) -> bool {
        true
    }

    /// Whether the field with this key is stated.
    fn states(&self, _key: &str) -> bool {
        false
    }

    /// Looks up a field by key.
    fn child(&self, _key: &str) -> Option<&dyn Node> {
        None
    }

    /// The number of elements, if it is a list.
    fn count(&self) -> Option<usize> {
        None
    }

    /// An element of the list, by index.
    fn nth(&self, _at: usize) -> Option<&dyn Node> {
        None
    }

    /// Its text, if it is a text, a code or a word of a vocabulary.
    fn words(&self) -> Option<&str> {
        None
    }

    /// Passes the texts of the value to the walk; `field` is the field that holds the value.
    fn texts<'a>(&'a self, _field: &'static Field, _walk: &mut Walk<'a, '_>) {}

    /// Whether the value cannot violate any constraint of the model, so that `validator` can be
    /// skipped: all texts are non-blank, all words listed and none twice, no amount negative.
    fn is_plain(&self) -> bool;
}

macro_rules! leaves {
    ($($type:ty: $leaf:ident),+) => { $(
        impl Shaped for $type {
            const SHAPE: Shape = Shape {
                leaf: Leaf::$leaf,
                ..LEAF
            };
        }

        impl Node for $type {
            fn is_plain(&self) -> bool {
                true
            }
        }
    )+ };
}

leaves!(bool: Flag, u32: Whole, i64: Whole, NaiveDate: Date, Profile: Text);

impl Shaped for Amount {
    const SHAPE: Shape = Shape {
        leaf: Leaf::Amount,
        ..LEAF
    };
}

impl Node for Amount {
    fn is_plain(&self) -> bool {
        self.value() >= 0.0
    }
}

macro_rules! codes {
    ($($type:ident),+) => { $(
        impl Shaped for $type {
            const SHAPE: Shape = LEAF;
        }

        impl Node for $type {
            fn is_stated(&self) -> bool {
                !self.is_empty()
            }

            fn words(&self) -> Option<&str> {
                Some(self.as_str())
            }

            fn is_plain(&self) -> bool {
                !is_blank(self.as_str())
            }
        }
    )+ };
}

codes!(
    BaseCode,
    CreditCode,
    DivisionCode,
    HandlingCode,
    ImplementationCode,
    OrganizationCode
);

impl<T: Vocabulary> Shaped for T {
    const SHAPE: Shape = Shape {
        vocabulary: Some(T::LIST),
        ..LEAF
    };
}

impl<T: Vocabulary> Node for T {
    fn is_stated(&self) -> bool {
        !is_blank(self.term())
    }

    fn words(&self) -> Option<&str> {
        Some(self.term())
    }

    fn is_plain(&self) -> bool {
        self.is_listed()
    }
}

impl Shaped for Map<String, Value> {
    const SHAPE: Shape = Shape {
        leaf: Leaf::Open,
        ..LEAF
    };
}

impl Node for Map<String, Value> {
    fn is_stated(&self) -> bool {
        !self.is_empty()
    }

    fn is_plain(&self) -> bool {
        true
    }
}

impl Shaped for String {
    const SHAPE: Shape = Shape {
        has_text: true,
        ..LEAF
    };
}

impl Node for String {
    fn is_stated(&self) -> bool {
        !is_blank(self)
    }

    fn words(&self) -> Option<&str> {
        Some(self)
    }

    fn texts<'a>(&'a self, field: &'static Field, walk: &mut Walk<'a, '_>) {
        walk.text(field, self);
    }

    fn is_plain(&self) -> bool {
        !is_blank(self)
    }
}

impl<T: Shaped> Shaped for Option<T> {
    const SHAPE: Shape = T::SHAPE;
}

impl<T: Node> Node for Option<T> {
    fn is_stated(&self) -> bool {
        self.as_ref().is_some_and(Node::is_stated)
    }

    fn is_there(&self) -> bool {
        self.is_some()
    }

    fn states(&self, key: &str) -> bool {
        self.as_ref().is_some_and(|inner| inner.states(key))
    }

    fn child(&self, key: &str) -> Option<&dyn Node> {
        self.as_ref()?.child(key)
    }

    fn words(&self) -> Option<&str> {
        self.as_ref()?.words()
    }

    fn texts<'a>(&'a self, field: &'static Field, walk: &mut Walk<'a, '_>) {
        if let Some(inner) = self {
            inner.texts(field, walk);
        }
    }

    fn is_plain(&self) -> bool {
        self.as_ref().is_none_or(Node::is_plain)
    }
}

impl Shaped for Box<Guide> {
    const SHAPE: Shape = Guide::SHAPE;
}

impl Node for Box<Guide> {
    fn is_stated(&self) -> bool {
        (**self).is_stated()
    }

    fn states(&self, key: &str) -> bool {
        (**self).states(key)
    }

    fn child(&self, key: &str) -> Option<&dyn Node> {
        (**self).child(key)
    }

    fn words(&self) -> Option<&str> {
        (**self).words()
    }

    fn texts<'a>(&'a self, field: &'static Field, walk: &mut Walk<'a, '_>) {
        (**self).texts(field, walk);
    }

    fn is_plain(&self) -> bool {
        (**self).is_plain()
    }
}

impl<T: Shaped> Shaped for Vec<T> {
    const SHAPE: Shape = Shape {
        is_list: true,
        ..T::SHAPE
    };
}

impl<T: Node> Node for Vec<T> {
    fn is_stated(&self) -> bool {
        self.iter().any(Node::is_stated)
    }

    fn is_there(&self) -> bool {
        !self.is_empty()
    }

    fn states(&self, key: &str) -> bool {
        self.iter().any(|inner| inner.states(key))
    }

    fn count(&self) -> Option<usize> {
        Some(self.len())
    }

    fn nth(&self, at: usize) -> Option<&dyn Node> {
        self.get(at).map(|inner| inner as &dyn Node)
    }

    fn texts<'a>(&'a self, field: &'static Field, walk: &mut Walk<'a, '_>) {
        for (at, inner) in self.iter().enumerate() {
            walk.element(at, |walk| inner.texts(field, walk));
        }
    }

    fn is_plain(&self) -> bool {
        self.iter().all(Node::is_plain) && repeated(self).is_empty()
    }
}

/// Indexes of the words that occur earlier in the list; empty for lists of other types.
pub(crate) fn repeated(list: &dyn Node) -> Vec<usize> {
    let word = |at| list.nth(at)?.words();
    match list.count() {
        // Most lists are short, and comparing the words of a short list is faster than hashing them.
        Some(count @ 0..=8) => (1..count)
            .filter(|at| word(*at).is_some_and(|own| (0..*at).any(|i| word(i) == Some(own))))
            .collect(),
        count => {
            let mut seen = HashSet::new();
            (0..count.unwrap_or(0))
                .filter(|at| word(*at).is_some_and(|own| !seen.insert(own)))
                .collect()
        }
    }
}

/// Whether a value of the type states anything: decided by its header, otherwise always true.
macro_rules! stated {
    ($value:expr) => {
        true
    };
    ($value:expr, $it:ident, $stated:expr) => {{
        let $it = $value;
        $stated
    }};
}

/// Whether a value states anything, or a field of it.
macro_rules! part_stated {
    ($value:expr, $key:ident) => {
        $value.$key.is_stated()
    };
    ($value:expr, $key:ident, $inner:ident) => {
        $value.$key.states(stringify!($inner))
    };
}

/// Generates the registry of types from their rows.
///
/// A row has the form `key "中文" "english" .facts(…), or other, or other.inner;`. The builders of
/// [`Field`] may follow the names; `or` names fields that also state the element, in the same type
/// or below it.
macro_rules! elements {
    ($(
        $type:ident $zh:literal $en:literal
        $(.$head:ident($($with:expr),*))* $(, stated |$it:ident| $stated:expr =>)?
        {
            $(
                $key:ident $key_zh:literal $key_en:literal
                $(.$fact:ident($($value:expr),*))* $(, or $other:ident $(. $inner:ident)?)*;
            )+
        }
    )+) => { $(
        impl $crate::model::elements::node::Shaped for $type {
            const SHAPE: $crate::model::elements::row::Shape = $crate::model::elements::row::Shape {
                group: Some(&$crate::model::elements::row::Group::new(stringify!($type), $zh, $en, &[$(
                    $crate::model::elements::row::Field::new(
                        stringify!($key),
                        $key_zh,
                        $key_en,
                        $crate::model::elements::node::shape(|it: &$type| &it.$key),
                    )$(.$fact($($value),*))*.or(&[$(concat!(stringify!($other) $(, ".", stringify!($inner))?)),*])
                ),+])$(.$head($($with),*))*),
                is_list: false,
                vocabulary: None,
                has_text: true,
                leaf: $crate::model::elements::row::Leaf::Text,
            };
        }

        impl $crate::model::elements::node::Node for $type {
            fn is_stated(&self) -> bool {
                $crate::model::elements::node::stated!(self $(, $it, $stated)?)
            }

            fn states(&self, key: &str) -> bool {
                match key {
                    $(stringify!($key) => {
                        self.$key.is_stated()
                            $(|| $crate::model::elements::node::part_stated!(self, $other $(, $inner)?))*
                    })+
                    _ => false,
                }
            }

            fn child(&self, key: &str) -> Option<&dyn $crate::model::elements::node::Node> {
                match key {
                    $(stringify!($key) => Some(&self.$key),)+
                    _ => None,
                }
            }

            fn texts<'a>(
                &'a self,
                _: &'static $crate::model::elements::row::Field,
                walk: &mut $crate::model::elements::walk::Walk<'a, '_>,
            ) {
                // A field without a row does not compile.
                let Self { $($key),+ } = self;
                let mut fields = $crate::model::elements::node::fields::<Self>().iter();
                $($crate::model::elements::node::field_texts(fields.next(), $key, walk);)+
            }

            fn is_plain(&self) -> bool {
                $(self.$key.is_plain())&&+
            }
        }
    )+ };
}

pub(super) use {elements, part_stated, stated};
