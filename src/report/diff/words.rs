//! Texts of the reports on two versions.

use super::json::{ItemState, JsonChange, JsonDiff, JsonItemDiff, JsonVersion};
use crate::diff::{Burden, ChangeKind, DiffVerdict};
use crate::i18n::{Language, Text, counted, say};
use crate::source::Location;

/// Displays the state of an item.
pub(super) const fn state(state: ItemState) -> Text {
    match state {
        ItemState::Added => Text::new("新增", "added"),
        ItemState::Removed => Text::new("减少", "removed"),
        ItemState::Changed => Text::new("改动", "changed"),
        ItemState::Reworded => Text::new("只改写法", "reworded"),
    }
}

/// Displays an item, with its old name and its old code if they changed.
pub(super) fn item(item: &JsonItemDiff, language: Language) -> String {
    let Some(known) = item.new.as_ref().or(item.old.as_ref()) else {
        return String::new();
    };
    let mut text = match &known.authority {
        Some(body) => in_brackets(&known.name, body, language),
        None => known.name.clone(),
    };
    if let Some(old) = &item.old {
        if item.is_renamed {
            let old = &old.name;
            text.push_str(&say!(language, "，原名“{old}”", ", formerly “{old}”"));
        }
        if item.is_recoded && item.new.is_some() {
            let old = &old.key;
            text.push_str(&say!(
                language,
                "，原来的编码或标识是{old}",
                ", formerly with the code or key {old}"
            ));
        }
    }
    text
}

fn in_brackets(text: &str, more: &str, language: Language) -> String {
    say!(language, "{text}（{more}）", "{text} ({more})")
}

/// The effect of a change on the burden, or else its kind.
pub(super) fn mark(change: &JsonChange) -> Text {
    match (change.burden, change.kind) {
        (Burden::None, kind) => kind.text(),
        (burden, _) => burden.text(),
    }
}

/// Displays the element of a change, with the part of it that changed.
pub(super) fn element(change: &JsonChange) -> String {
    match &change.subject {
        Some(subject) => format!("{}“{subject}”", change.label),
        None => change.label.clone(),
    }
}

/// Displays the content of a change: `5个工作日 → 10个工作日`. `mark` is already shown, and is not repeated.
pub(super) fn content(change: &JsonChange, mark: Text, language: Language) -> String {
    let text_of = |text: &Option<String>| text.clone().unwrap_or_default();
    let (old, new) = (text_of(&change.old), text_of(&change.new));
    let is_subject = |text: &str| {
        let subject = change.subject.as_deref();
        subject.is_some_and(|subject| text.trim_matches(['“', '”']) == subject)
    };
    match change.kind {
        ChangeKind::Added | ChangeKind::Removed => {
            let is_added = change.kind == ChangeKind::Added;
            let text = if is_added { new } else { old };
            let text = if is_subject(&text) { "" } else { &text };
            let word = change.kind.text();
            let word = if word == mark { "" } else { word.get(language) };
            format!("{word} {text}").trim().to_owned()
        }
        ChangeKind::Changed if change.is_certain => format!("{old} → {new}"),
        ChangeKind::Changed => {
            let note = Text::new("可能只是换了说法", "perhaps only rephrased");
            in_brackets(&format!("{old} → {new}"), note.get(language), language)
        }
        kind => {
            let note = kind.text().get(language);
            in_brackets(&format!("{old} → {new}"), note, language)
        }
    }
}

/// Lists the reworded elements of an item, on one line; `None` if there are none.
pub(super) fn reworded(changes: &[JsonChange], language: Language) -> Option<String> {
    let changes = changes.iter().filter(|change| is_reworded(change));
    let elements: Vec<String> = changes.map(element).collect();
    let word = ChangeKind::Reworded.text();
    (!elements.is_empty()).then(|| match language {
        Language::Chinese => format!("{}：{}", word.zh, elements.join("、")),
        Language::English => format!("{}: {}", word.en, elements.join(", ")),
    })
}

pub(super) fn is_reworded(change: &JsonChange) -> bool {
    change.kind == ChangeKind::Reworded
}

/// Displays the location of a change.
pub(super) fn location(at: Option<&Location>, language: Language) -> String {
    let Some(at) = at else {
        return String::new();
    };
    let place = crate::report::shared::place(at, language);
    format!("{}:{place}", at.file)
}

/// Displays the figures, a line each.
pub(super) fn summary(diff: &JsonDiff, language: Language) -> Vec<String> {
    let own = &diff.summary;
    let mut lines = Vec::new();
    let (old, new) = (&diff.old, &diff.new);
    lines.push(match language {
        Language::Chinese => format!(
            "旧版{}个事项，新版{}个：新增{}，减少{}，改动{}（改名{}，改码{}），只改写法{}，没有差异{}",
            old.items, new.items, own.added, own.removed, own.changed, own.renamed, own.recoded, own.reworded, own.unchanged
        ),
        Language::English => format!(
            "{} items before, {} now: {} added, {} removed, {} changed ({} renamed, {} recoded), {} reworded, {} the same",
            old.items, new.items, own.added, own.removed, own.changed, own.renamed, own.recoded, own.reworded, own.unchanged
        ),
    });
    lines.push(match language {
        Language::Chinese => format!(
            "申请人的负担：{}个事项增加，{}个减少，{}个有说不准的",
            own.burden_up, own.burden_down, own.burden_unclear
        ),
        Language::English => format!(
            "burden on applicants: up in {} items, down in {}, unclear in {}",
            own.burden_up, own.burden_down, own.burden_unclear
        ),
    });
    lines.extend(not_compared(diff, true, language));
    lines.extend(not_compared(diff, false, language));
    let versions = [
        (old, Text::new("旧版", "the old version")),
        (new, Text::new("新版", "the new version")),
    ];
    lines.extend(
        versions
            .iter()
            .filter_map(|(version, name)| describe_gaps(version, *name, language)),
    );
    let verdict = match own.verdict {
        DiffVerdict::Same => Text::new("没有差异", "no difference"),
        DiffVerdict::Different => Text::new("有差异", "different"),
        DiffVerdict::Incomplete => Text::new(
            "不完整，有输入没有读到或没有读懂，可能还有别的差异",
            "incomplete: some input was not read or not understood; there may be more differences",
        ),
        DiffVerdict::Fault => Text::new("工具出错", "internal error"),
    };
    lines.push(match language {
        Language::Chinese => format!("结论：{}", verdict.zh),
        Language::English => format!("verdict: {}", verdict.en),
    });
    lines
}

fn not_compared(diff: &JsonDiff, by_old: bool, language: Language) -> Option<String> {
    let labels = diff.not_compared.iter().filter(|gap| gap.by_old == by_old);
    let labels: Vec<&str> = labels.map(|gap| gap.label.as_str()).collect();
    if labels.is_empty() {
        return None;
    }
    let version = if by_old {
        Text::new("旧版", "the old version")
    } else {
        Text::new("新版", "the new version")
    };
    Some(match language {
        Language::Chinese => format!("{}没有采集，无法比较的：{}", version.zh, labels.join("、")),
        Language::English => {
            format!(
                "not compared, because {} does not collect them: {}",
                version.en,
                labels.join(", ")
            )
        }
    })
}

/// Describes the content of a version that was not read; `None` if the version is complete.
fn describe_gaps(version: &JsonVersion, name: Text, language: Language) -> Option<String> {
    const MAX_NAMED: usize = 5;
    if version.is_complete {
        return None;
    }
    let mut parts = Vec::new();
    if version.items == 0 {
        parts.push(
            Text::new("没有事项", "has no item")
                .get(language)
                .to_owned(),
        );
    }
    if !version.lost.is_empty() {
        let places = version.lost.iter().take(MAX_NAMED);
        let places: Vec<String> = places.map(|at| location(Some(at), language)).collect();
        let (count, places) = (version.lost.len(), places.join("、"));
        let counted = counted(count, "place");
        parts.push(say!(
            language,
            "{count}处没有读到事项，如{places}",
            "has {counted} where no item was read, such as {places}"
        ));
    }
    if !version.unknown_fields.is_empty() {
        let fields = version.unknown_fields.iter().take(MAX_NAMED);
        let fields: Vec<&str> = fields.map(String::as_str).collect();
        let (count, fields) = (version.unknown_fields.len(), fields.join("、"));
        parts.push(say!(
            language,
            "{count}个字段不认识，如{fields}",
            "has unknown fields ({count}), such as {fields}"
        ));
    }
    if !version.unread_fields.is_empty() {
        let fields = version.unread_fields.iter().take(MAX_NAMED);
        let fields: Vec<&str> = fields.map(String::as_str).collect();
        let (count, fields) = (version.unread_fields.len(), fields.join("、"));
        parts.push(say!(
            language,
            "{count}个字段填了内容而没有一个值读懂，如{fields}",
            "has {count} fields of which no value was understood, such as {fields}"
        ));
    }
    Some(match language {
        Language::Chinese => format!("{}不完整：{}", name.zh, parts.join("；")),
        Language::English => format!("{} is incomplete: it {}", name.en, parts.join("; it ")),
    })
}
