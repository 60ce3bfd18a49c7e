use super::news_headline_as_name;
use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::prose::{Occurrence, is_numeral, occurrences, slice};

rule! {
    "TXT126", "past-event", Hint, Item(check),
    summary: ("写着某一年、某一届的事", "a text about one particular year or round"),
    message: ("{element}里的“{words}”是某一次的事，过后就不对了", "“{words}” in {element} is about one occasion and will be wrong afterwards"),
    help: ("换成年年适用的写法，如“当年度”“本届”；过去的一次性事项从目录里去掉", "word it so that it holds every year, such as “the current year”; remove past one-off events from the catalogue"),
    requirements: [D4],
    cites: ["site-guide-2017#更新"],
    page: "past_event.md",
}

/// First year that is not certainly past if today's date is unknown.
const FIRST_YEAR_NOT_PAST: u32 = 2023;

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    let current_year = cx.settings.today.and_then(|today| {
        use chrono::Datelike;
        u32::try_from(today.year()).ok()
    });
    let current_year = current_year.unwrap_or(FIRST_YEAR_NOT_PAST);
    for node in cx.texts() {
        // Laws are dated, and conditions refer to events in certain years.
        if !matches!(
            node.kind,
            TextKind::Name | TextKind::MaterialName | TextKind::Keyword
        ) {
            continue;
        }
        let Some(words) = past_year_or_round(node.text, current_year) else {
            continue;
        };
        // A headline is reported by another rule.
        if node.kind == TextKind::MaterialName || !news_headline_as_name::is_news(node.text) {
            cx.report(
                Diagnostic::at(node.path())
                    .with("element", node.label())
                    .with("words", words)
                    .quoting(words),
            );
            return;
        }
    }
}

/// A past year such as 2019年, or the number of a round such as 第十三届.
fn past_year_or_round(text: &str, current_year: u32) -> Option<&str> {
    if !text.contains(['2', '届']) {
        return None;
    }
    let outside = |before: &str| before.matches('《').count() == before.matches('》').count();
    let year = occurrences(text, "20").find_map(
        |Occurrence {
             start,
             before,
             after,
         }| {
            let year: u32 = text.get(start..start + 4)?.parse().ok()?;
            let alone = !before.ends_with(|c: char| c.is_ascii_digit());
            let behind = after.get(2..)?;
            let unit = ["年度", "年"]
                .into_iter()
                .find(|unit| behind.starts_with(unit))?;
            let after = behind.strip_prefix(unit)?;
            // 2014年以后 states a beginning, 2019年12月 a date, 2012年修订 a version.
            let is_other_use = [
                "以", "后", "前", "之", "起", "底", "至", "及", "月", "修", "版", "第", "国",
            ]
            .iter()
            .any(|word| after.starts_with(word))
                || after.starts_with(|c: char| c.is_ascii_digit());
            let past = year < current_year && alone && !is_other_use && outside(before);
            past.then(|| slice(text, start..start + 4 + unit.len()))
        },
    );
    year.or_else(|| {
        occurrences(text, "第").find_map(
            |Occurrence {
                 start,
                 before,
                 after,
             }| {
                let (number, _) = after.split_once('届')?;
                let is_number = !number.is_empty() && number.chars().all(is_numeral);
                let end = start + "第届".len() + number.len();
                (is_number && outside(before)).then(|| slice(text, start..end))
            },
        )
    })
}
