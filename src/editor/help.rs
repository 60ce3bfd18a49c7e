//! Help on the element under the pointer.

use std::ops::Range;

use super::element::Element;
use super::outline::{Outline, Role};
use crate::engine::Severity;
use crate::i18n::{Language, Text};
use crate::rules;
use crate::vocabulary::{List, Profile, Term};

/// Maximum number of terms listed from a vocabulary; completion offers the others.
const MAX_TERMS: usize = 40;

/// Help on a range of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Help {
    /// The range that the help is about, in bytes.
    pub range: Range<usize>,
    /// The help, in Markdown.
    pub text: String,
}

/// Returns help on the element at a byte offset of a TOML text: its names in Chinese and English, the profiles
/// that require it, and its values.
///
/// ```
/// use shixiang::{Language, editor};
///
/// let text = "name = \"甲证核发\"\nitem_type = \"行政许可\"\n";
/// let help = editor::help(text, text.find("item_type").unwrap(), Language::English).unwrap();
/// assert!(help.text.starts_with("**事项类型** item type"), "{}", help.text);
/// ```
pub fn help(text: &str, offset: usize, language: Language) -> Option<Help> {
    let outline = Outline::new(text);
    let part = outline.at(offset).filter(|part| !part.range.is_empty())?;
    let element = Element::of(&outline, part)?;
    let field = element.field?;
    let mut lines = vec![format!(
        "**{}** {} `{}`",
        element.name.zh, element.name.en, element.path
    )];
    let colon = Text::new("：", ": ").get(language);
    let mut add_line = |label: Text, text: String| {
        lines.push(format!("{}{colon}{text}", label.get(language)));
    };
    if part.role == Role::Value
        && let Some(term) = outline
            .string(part)
            .and_then(|word| field.vocabulary?.find(&word))
    {
        add_line(Text::new("这个词", "this word"), word(term));
    }
    if let Some(advice) = field.fill.filter(|advice| !advice.is_empty()) {
        add_line(Text::new("怎样填", "how to fill it in"), advice.to_owned());
    }
    if let Some(required) = required(&element.path, language) {
        add_line(Text::new("要求", "required"), required);
    }
    if !field.columns.is_empty() {
        let columns = format!("`{}`", field.columns.join("` `"));
        add_line(
            Text::new("国家交换表的列", "column of the national exchange"),
            columns,
        );
    }
    if let Some(list) = field.vocabulary {
        add_line(Text::new("取值", "values"), list_terms(list, language));
    }
    Some(Help {
        range: part.range.clone(),
        text: lines.join("\n\n"),
    })
}

/// Lists the profiles that require an element of an item, each with its severity.
fn required(element: &str, language: Language) -> Option<String> {
    let wanted = rules::element::wanted().find(|wanted| wanted.element == element)?;
    let profiles = Profile::ALL.iter().zip(wanted.severity);
    let grades: Vec<String> = profiles
        .map(|(profile, severity)| {
            let none = Text::new("不要求", "not required");
            let grade = severity.map_or(none, Severity::text);
            let name = match language {
                Language::Chinese => profile.chinese(),
                Language::English => profile.as_str(),
            };
            format!("{name} {}", grade.get(language))
        })
        .collect();
    let (separator, items) = (Text::new("，", ", "), wanted.items.get(language));
    let grades = grades.join(separator.get(language));
    Some(match language {
        Language::Chinese => format!("{grades}（{items}；{}）", wanted.code),
        Language::English => format!("{grades} ({items}; {})", wanted.code),
    })
}

/// Displays a term of a vocabulary with its code, its English name and its aliases.
pub(super) fn word(term: &Term) -> String {
    let code = term
        .code
        .map(|code| format!(" `{code}`"))
        .unwrap_or_default();
    let aliases = term.aliases.join("、");
    let aliases = if aliases.is_empty() {
        aliases
    } else {
        format!("（{aliases}）")
    };
    format!("{}{code} {}{aliases}", term.term, term.english)
}

fn list_terms(list: &List, language: Language) -> String {
    let terms: Vec<&str> = list
        .terms
        .iter()
        .take(MAX_TERMS)
        .map(|term| term.term)
        .collect();
    let shown = terms.join("、");
    if list.terms.len() <= MAX_TERMS {
        return shown;
    }
    match language {
        Language::Chinese => format!("{shown}等{}个", list.terms.len()),
        Language::English => format!("{shown} … {} in all", list.terms.len()),
    }
}
