//! Notices: problems that the reader reports, each with the code of its rule.

use super::node::Span;
use crate::i18n::{Argument, Text};
use crate::path::Path;

/// A notice of the reader: a problem found before there is an item that a rule could check.
///
/// It only identifies the kind of problem; severity, texts and page belong to the rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The kind of problem.
    pub code: NoticeCode,
    /// The path in the model, relative to the record.
    pub path: Path,
    /// The span in the record's text or table.
    pub span: Span,
    /// Values of the placeholders in the rule's message.
    pub arguments: Vec<(&'static str, Argument)>,
    /// For a misspelt key, the key that was probably meant.
    pub meant: Option<&'static str>,
}

/// The kind of a notice; each has a rule that reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NoticeCode {
    /// A syntax error.
    Syntax,
    /// A key that the model does not know.
    UnknownKey,
    /// A value of the wrong type.
    WrongType,
    /// A duplicate key.
    DuplicateKey,
    /// Bytes that are not UTF-8.
    Encoding,
    /// A document too large to read as a whole.
    TooLarge,
    /// A document or record that gave no item.
    NoItem,
    /// A file that could not be read.
    Unreadable,
    /// A response that states a larger total than it delivered.
    InPart,
    /// A value that could not be interpreted and was kept unchanged.
    UnreadValue,
    /// A field unknown to the dialect and kept unchanged.
    UnknownField,
    /// A value that was read by guessing.
    Guessed,
    /// Two fields that disagree about one element.
    Contradiction,
    /// Interface text of a web page in the data.
    InterfaceWords,
    /// A row of a table with more or fewer cells than its header.
    RaggedRow,
    /// A row of a table that is not a record, such as a title or a total.
    RowBesideRecords,
    /// A sheet or rows of a table that are hidden.
    Hidden,
    /// A document that deviates from its standard, but was read anyway.
    Form,
}

impl NoticeCode {
    /// All codes.
    pub const ALL: &[Self] = &[
        Self::Syntax,
        Self::UnknownKey,
        Self::WrongType,
        Self::DuplicateKey,
        Self::Encoding,
        Self::TooLarge,
        Self::NoItem,
        Self::Unreadable,
        Self::InPart,
        Self::UnreadValue,
        Self::UnknownField,
        Self::Guessed,
        Self::Contradiction,
        Self::InterfaceWords,
        Self::RaggedRow,
        Self::RowBesideRecords,
        Self::Hidden,
        Self::Form,
    ];

    /// The code of its rule.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Syntax => "DOC001",
            Self::UnknownKey => "DOC002",
            Self::WrongType => "DOC003",
            Self::DuplicateKey => "DOC004",
            Self::Encoding => "DOC005",
            Self::TooLarge => "DOC006",
            Self::NoItem => "DOC007",
            Self::Unreadable => "DOC008",
            Self::InPart => "DOC009",
            Self::UnreadValue => "NRM001",
            Self::UnknownField => "NRM002",
            Self::Guessed => "NRM003",
            Self::Contradiction => "NRM004",
            Self::InterfaceWords => "NRM005",
            Self::RaggedRow => "NRM006",
            Self::RowBesideRecords => "NRM007",
            Self::Hidden => "NRM008",
            Self::Form => "NRM009",
        }
    }
}

impl Notice {
    /// Creates a notice without arguments.
    pub fn new(code: NoticeCode, path: Path, span: Span) -> Self {
        Self {
            code,
            path,
            span,
            arguments: Vec::new(),
            meant: None,
        }
    }

    /// Sets the value of a placeholder in the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// Creates the notice about a syntax error, with the translated message of the parser.
    pub(crate) fn syntax(message: &str, span: Span) -> Self {
        Self::new(NoticeCode::Syntax, Path::default(), span).with("problem", translate(message))
    }

    /// Creates the notice about a duplicate key.
    pub(super) fn double(key: &str, span: Span) -> Self {
        Self::new(NoticeCode::DuplicateKey, Path::default(), span).with("key", key)
    }
}

/// Common English messages of the parsers in Chinese, by prefix.
const TRANSLATIONS: &[(&str, &str)] = &[
    ("unknown field", "键名不认识"),
    ("missing field", "缺少必须写的键"),
    ("unknown variant", "不是可用的值"),
    ("invalid type", "值的类型不对"),
    ("invalid value", "值不对"),
    ("invalid length", "个数不对"),
    (
        "invalid basic string",
        "字符串没有正确结束（缺少引号，或引号用了全角）",
    ),
    ("invalid literal string", "字符串没有正确结束（缺少单引号）"),
    ("invalid multi-line", "多行字符串没有正确结束"),
    ("string values must be quoted", "文字须写在英文双引号中"),
    ("missing value", "等号后面没有值"),
    ("missing key", "等号前面没有键名"),
    ("unquoted keys", "键名含有不允许的字符（中文键名须加引号）"),
    (
        "invalid unquoted key",
        "键名含有不允许的字符（中文键名须加引号）",
    ),
    ("invalid key", "键名写法不对"),
    ("duplicate key", "同一个键写了两次"),
    ("key with no value", "键名后面没有等号和值"),
    ("extra `", "多了一个符号"),
    ("unclosed quote", "这一格开头的引号没有结束"),
    ("unclosed", "括号没有配对"),
    ("quotes inside", "这一格里面的引号没有写成两个"),
    ("missing opening quote", "缺少开始的引号"),
    ("missing closing quote", "缺少结束的引号"),
    (
        "unexpected key or value",
        "这里不该有键或值（可能缺少换行或逗号）",
    ),
    ("invalid integer", "数字写法不对"),
    ("invalid float", "数字写法不对"),
    ("invalid date-time", "日期写法不对，应为2027-06-30的形式"),
    ("EOF while parsing", "文件在这里中断，内容不完整"),
    ("expected `,` or", "缺少逗号或右括号"),
    ("expected value", "这里应有一个值"),
    ("expected ident", "这里应为 true、false 或 null"),
    ("key must be a string", "键名须写在双引号中"),
    ("trailing comma", "最后一项后面多了逗号"),
    ("trailing characters", "内容结束后还有多余的字符"),
    ("control character", "字符串里有不可见的控制字符"),
    ("invalid escape", "反斜杠后的写法不对"),
    ("recursion limit", "括号嵌套太深"),
    ("cannot recurse further", "括号嵌套太深"),
    ("carriage return", "换行只有回车符；把换行存成通常的写法"),
    ("missing escaped", "反斜杠后的写法不对"),
    ("invalid unicode", "反斜杠 u 后的写法不对"),
    ("too few unicode", "反斜杠 u 后的写法不对"),
    ("lone ", "反斜杠 u 后的写法不对"),
    ("unexpected end of hex", "反斜杠 u 后的写法不对"),
    ("missing comma", "缺少逗号"),
    ("missing assignment", "键名后面没有等号"),
    ("expected `:`", "键名后面没有冒号"),
    ("expected", "这里缺少符号"),
    ("missing", "这里缺少符号或值"),
    ("integers with a radix", "数字写法不对"),
    ("radix must", "数字写法不对"),
    ("redundant", "数字写法不对"),
    ("unexpected leading zero", "数字前面多了0"),
    ("unexpected sign", "数字写法不对"),
    ("number out of range", "数字大得写不下"),
    ("unexpected", "这里有多余的内容"),
    ("invalid comment", "注释里有不可见的控制字符"),
    ("invalid array", "列表的写法不对"),
    ("invalid table", "方括号里的表名写法不对"),
    ("invalid inline table", "花括号里的写法不对"),
    ("invalid boolean", "真假值应为 true 或 false"),
    ("invalid string", "字符串的写法不对"),
    ("invalid", "这里的写法不对"),
    ("cannot ", "同一个键或表写了两次，前后不一致"),
];

/// Translates a message of a parser; one without a translation gets a general text.
pub(crate) fn translate(message: &str) -> Argument {
    let known = TRANSLATIONS
        .iter()
        .find(|(prefix, _)| message.starts_with(prefix));
    Argument::Both {
        // A new version of a parser may have new messages.
        zh: known.map_or("这里的写法不对", |(_, zh)| zh).to_owned(),
        en: message.to_owned(),
    }
}

/// The kind of a node in words.
pub(crate) fn found(kind: &super::node::NodeKind<'_>) -> Text {
    use super::node::NodeKind;
    match kind {
        NodeKind::Null => Text::new("空值", "null"),
        NodeKind::Bool(_) => Text::new("真假值", "a boolean"),
        NodeKind::Integer(_) | NodeKind::Float(_) | NodeKind::Number(_) => {
            Text::new("数字", "a number")
        }
        NodeKind::String(_) => Text::new("文字", "a string"),
        NodeKind::Date(_) => Text::new("日期", "a date"),
        NodeKind::List(_) => Text::new("列表", "a list"),
        NodeKind::Table(_) => Text::new("表", "a table"),
    }
}
