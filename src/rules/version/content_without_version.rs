use super::helpers::{is_in, semantic};
use crate::diff::Change;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Language, Text};
use crate::model::ServiceItem;
use crate::path;

rule! {
    "VER010", "content-without-version", Warning, Item(check),
    summary: ("内容改了，版本没有改", "the content changed but not the version"),
    message: ("与上一版相比改了{count}处（{elements}），{version}没有变", "changed in {count} place(s) since the previous version ({elements}), but {version} is the same"),
    help: ("版本加1，或更新生效日期；没有打算改的，恢复原来的内容", "raise the version or the effective date; restore what was not meant to change"),
    requirements: [D4],
    own: ("只看版本的人，看不出内容已经变了", "whoever goes by the version does not see that the content is another"),
    certain: Contradiction,
    page: "content_without_version.md",
}

/// Elements that may change without the content: the state of the item, and the version itself.
const NON_CONTENT: &[&str] = &[
    "version",
    "effective_date",
    "cancelled_date",
    "status",
    "source_id",
];

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if let Some(reason) = cx.no_previous() {
        cx.cannot_judge(reason);
    }
    let Some(previous) = cx.previous() else {
        return;
    };
    let is_content = |change: &&Change| !NON_CONTENT.iter().any(|key| is_in(change, key));
    let changes: Vec<&Change> = semantic(&previous).filter(is_content).collect();
    let old = &previous.item;
    // A version that is no longer stated is not a new one.
    let is_same = (item.version.is_none() || item.version == old.version)
        && (item.effective_date.is_none() || item.effective_date == old.effective_date);
    if changes.is_empty() || !is_same {
        return;
    }
    let (path, version) = match (item.version, item.effective_date) {
        (Some(number), _) => (path!["version"], numbered(number)),
        (None, Some(date)) => (path!["effective_date"], dated(&date.to_string())),
        (None, None) => {
            return cx.cannot_judge(Text::new(
                "没有写版本和生效日期",
                "neither its version nor its effective date is stated",
            ));
        }
    };
    cx.report(
        Diagnostic::at(path)
            .with("count", changes.len())
            .with("elements", element_names(&changes))
            .with("version", version),
    );
}

fn numbered(number: i64) -> Argument {
    Argument::Both {
        zh: format!("事项版本{number}"),
        en: format!("version {number}"),
    }
}

fn dated(date: &str) -> Argument {
    Argument::Both {
        zh: format!("计划生效日期{date}"),
        en: format!("the effective date {date}"),
    }
}

/// The names of the first few changed elements.
fn element_names(changes: &[&Change]) -> Argument {
    const MAX_NAMED: usize = 3;
    let names = |language: Language| {
        let mut names: Vec<&str> = Vec::new();
        for change in changes {
            let name = change.label.get(language);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    };
    let (zh, en) = (names(Language::Chinese), names(Language::English));
    let first = |names: &[&str], between: &str| {
        names
            .iter()
            .take(MAX_NAMED)
            .copied()
            .collect::<Vec<_>>()
            .join(between)
    };
    let more = zh.len() > MAX_NAMED;
    Argument::Both {
        zh: first(&zh, "、") + if more { "等" } else { "" },
        en: first(&en, ", ") + if more { " and others" } else { "" },
    }
}
