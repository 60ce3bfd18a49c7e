//! A blank item to fill in.

use crate::i18n::{Language, Text};
use crate::model::elements::{Field, Group, ITEM};

/// A blank item as TOML: every element to fill in, commented out except for the name, with
/// explanations.
pub fn blank_item(language: Language) -> String {
    let mut out = BLANK_HEAD.get(language).to_owned();
    blank_fields(ITEM, language, &mut out);
    blank_tables(ITEM, "", language, &mut out);
    out
}

const BLANK_HEAD: Text = Text::new(
    "\
# 一个政务服务事项。
#
# 用法：去掉行首的 #，填上内容；用不着的行删掉。填一点查一点：
#     shixiang check 本文件
# 每个要素只有四种情况：填了；不适用（写进 not_applicable，说明原因）；
# 整个来源都没有采集（写进目录的 not_collected）；没填——只有这一种算缺失。

",
    "\
# A government service item.
#
# Take away the # at the beginning of a line and fill it in; remove the lines that you do not need.
# Check as you go:
#     shixiang check THIS_FILE
# An element is filled in, or does not apply (list it under not_applicable, with the reason), or the
# whole source does not collect it (list it in not_collected of the catalogue), or is left out: only
# that counts as missing.

",
);

/// The comment for an element: its name, the advice (which is for those who write Chinese) and the allowed values.
fn blank_note(field: &Field, advice: &str, language: Language) -> String {
    let mut note = format!("# {}", field.name.get(language));
    if !advice.is_empty() && language == Language::Chinese {
        note.push('：');
        note.push_str(advice);
    }
    let inside = field.group.filter(|_| field.sample.is_some());
    let inside = inside.map_or(&[][..], |group| group.fields);
    for field in std::iter::once(field).chain(inside) {
        if let Some(list) = field.vocabulary {
            let terms: Vec<&str> = list.terms.iter().map(|term| term.term).collect();
            note.push_str(&match language {
                Language::Chinese => format!("。{} 可选：{}", field.key, terms.join("、")),
                Language::English => format!("; {} is one of {}", field.key, terms.join(", ")),
            });
        }
    }
    note.push('\n');
    note
}

fn blank_fields(group: &Group, language: Language, out: &mut String) {
    for field in group.fields.iter().filter(|field| !field.is_table()) {
        let Some(advice) = field.fill else {
            continue;
        };
        let value = field
            .sample
            .unwrap_or(if field.is_list { "[]" } else { "\"\"" });
        // Every item needs a name.
        let mark = if group.id == ITEM.id && field.key == "name" {
            ""
        } else {
            "#"
        };
        out.push_str(&blank_note(field, advice, language));
        out.push_str(&format!("{mark}{} = {value}\n", field.key));
    }
}

fn blank_tables(group: &Group, base: &str, language: Language, out: &mut String) {
    for field in group.fields.iter().filter(|field| field.is_table()) {
        let (Some(advice), Some(inner)) = (field.fill, field.group) else {
            continue;
        };
        let path = format!("{base}{}", field.key);
        out.push('\n');
        out.push_str(&blank_note(field, advice, language));
        if field.is_list {
            out.push_str(&format!(
                "#[[{path}]]
"
            ));
        } else {
            out.push_str(&format!(
                "#[{path}]
"
            ));
        }
        blank_fields(inner, language, out);
        blank_tables(inner, &format!("{path}."), language, out);
    }
}
