//! The macro that generates a vocabulary from its table.

/// Expands to `Some(value)` for an optional value of a table, or to `None`.
macro_rules! optional {
    () => {
        None
    };
    ($value:literal) => {
        Some($value)
    };
}
pub(super) use optional;

/// Generates one vocabulary from one table: the enum, its list, serde and the schema.
///
/// An entry has the form `Variant = "中文", "english", code "01", also ["别名"];`. The code and the
/// aliases are optional, and so is the exchange column in the header.
macro_rules! vocabulary {
    (
        $(#[$meta:meta])*
        pub enum $name:ident($id:literal, $chinese:literal, $origin:ident $(, column $column:literal)?) {
            $(
                $variant:ident = $term:literal, $english:literal
                $(, code $code:literal)?
                $(, also [$($alias:literal),+ $(,)?])?;
            )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $name {
            $(
                #[doc = concat!($term, ": ", $english, ".")]
                $variant,
            )+
            /// An unlisted word, as it was written.
            Other(String),
        }

        impl $crate::vocabulary::Vocabulary for $name {
            const LIST: &'static $crate::vocabulary::List = &$crate::vocabulary::List {
                id: $id,
                name: $chinese,
                origin: $crate::vocabulary::Origin::$origin,
                column: $crate::vocabulary::macros::optional!($($column)?),
                terms: &[
                    $(
                        $crate::vocabulary::Term {
                            variant: stringify!($variant),
                            term: $term,
                            code: $crate::vocabulary::macros::optional!($($code)?),
                            english: $english,
                            aliases: &[$($($alias),+)?],
                        },
                    )+
                ],
            };

            fn term(&self) -> &str {
                match self {
                    $(Self::$variant => $term,)+
                    Self::Other(word) => word,
                }
            }

            fn is_listed(&self) -> bool {
                !matches!(self, Self::Other(_))
            }

            fn parse(text: &str) -> Self {
                match text {
                    $($term => Self::$variant,)+
                    _ => Self::Other(text.to_owned()),
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad($crate::vocabulary::Vocabulary::term(self))
            }
        }

        // Messages in both languages show the word as in the data.
        impl From<&$name> for $crate::i18n::Argument {
            fn from(value: &$name) -> Self {
                $crate::vocabulary::Vocabulary::term(value).into()
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                <Self as $crate::vocabulary::Vocabulary>::parse(text)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::vocabulary::Vocabulary::term(self))
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($crate::vocabulary::list::Words::<Self>::new())
            }
        }

        impl ::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn schema_id() -> ::std::borrow::Cow<'static, str> {
                concat!(module_path!(), "::", stringify!($name)).into()
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                <Self as $crate::vocabulary::Vocabulary>::LIST.schema()
            }
        }
    };
}
pub(super) use vocabulary;
