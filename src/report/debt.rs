//! Suppressed and known findings, and the trend, as lines of the summary.

use super::shared::one_line;
use crate::check::Report;

use crate::debt::{BodyRectification, Outcomes, Rectification, Trend};
use crate::i18n::{Language, Text, say};

/// Describes suppressed, known and changed findings, a line each.
pub(super) fn lines(report: &Report, language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    let suppressed = report.suppressed.len();
    if suppressed > 0 {
        lines.push(say!(
            language,
            "另有{suppressed}处按豁免不计",
            "{suppressed} more suppressed"
        ));
    }
    if let Some(trend) = &report.against_baseline {
        let known = report.known.len();
        lines.push(match language {
            Language::Chinese => format!(
                "另有{known}处是基线里的旧账，不计；{}",
                changes(trend, language)
            ),
            Language::English => format!(
                "{known} more known from the baseline; {}",
                changes(trend, language)
            ),
        });
    }
    if let Some(trend) = &report.trend {
        let since = trend
            .since
            .map_or_else(String::new, |day| say!(language, "（{day}）", " ({day})"));
        lines.push(match language {
            Language::Chinese => format!("与上次{since}相比：{}", changes(trend, language)),
            Language::English => format!("since the last run{since}: {}", changes(trend, language)),
        });
    }
    if let Some(rectification) = &report.rectification {
        lines.extend(followed_up(rectification, language));
    }
    lines
}

/// Maximum number of bodies listed; those with the most remaining findings marked as fixed come first.
const MAX_BODIES: usize = 30;

/// Describes the progress of a rectification workbook: in total, and for each body.
fn followed_up(rectification: &Rectification, language: Language) -> Vec<String> {
    let chinese = language == Language::Chinese;
    let display_body = |body: &BodyRectification| {
        let (marked, unmarked) = (body.marked, body.unmarked);
        let (marked, unmarked) = (outcomes(marked, language), outcomes(unmarked, language));
        match language {
            Language::Chinese => format!(
                "标记已整改的{marked}；没有标记的{unmarked}；新增{}处",
                body.new
            ),
            Language::English => format!(
                "marked as fixed: {marked}; not marked {unmarked}; {} new",
                body.new
            ),
        }
    };
    let total = rectification.total();
    let head = Text::new("整改台账：", "rectification: ").get(language);
    let mut lines = vec![format!("{head}{}", display_body(&total))];
    let mut bodies: Vec<&BodyRectification> = rectification.bodies.iter().collect();
    bodies.sort_by_key(|body| (std::cmp::Reverse(body.marked.remaining), body.body()));
    let colon = Text::new("：", ": ").get(language);
    for body in bodies.iter().take(MAX_BODIES) {
        let label = one_line(&body.body().label(language));
        lines.push(format!("  {label}{colon}{}", display_body(body)));
    }
    let more = bodies.len().saturating_sub(MAX_BODIES);
    let notes = [
        (
            more,
            "  另有{}个主体，用 --format json 看",
            "  further authorities, listed by --format json: {}",
        ),
        (
            rectification.elsewhere,
            "  台账没有提到的主体另有新增{}处",
            "  new findings of authorities that the workbook does not name: {}",
        ),
        (
            total.unclear,
            "  {}处的“已整改”一栏写的不是“是”或“否”，按没有标记算",
            "  marks that are neither yes nor no, counted as not marked: {}",
        ),
        (
            rectification.without_fingerprint,
            "  {}行没有指纹，没有核对",
            "  rows without a fingerprint, not compared: {}",
        ),
    ];
    for (count, zh, en) in notes {
        if count > 0 {
            lines.push((if chinese { zh } else { en }).replace("{}", &count.to_string()));
        }
    }
    if !rectification.unread_sheets.is_empty() {
        let names = one_line(&rectification.unread_sheets.join("、"));
        let head = Text::new(
            "  不是台账、没有读的工作表：",
            "  sheets that do not belong to the workbook, not read: ",
        );
        lines.push(format!("{}{names}", head.get(language)));
    }
    lines
}

/// Displays outcomes: `12处（已消除10，仍在2）`.
fn outcomes(outcomes: Outcomes, language: Language) -> String {
    let total = outcomes.total();
    let parts = [
        ("已消除", "gone", outcomes.gone),
        ("仍在", "still there", outcomes.remaining),
        ("已豁免", "suppressed", outcomes.accepted),
        (
            "这次没有查到的",
            "not checked in this run",
            outcomes.unchecked,
        ),
    ];
    let parts = parts.into_iter().filter(|(_, _, count)| *count > 0);
    let parts: Vec<String> = match language {
        Language::Chinese => parts.map(|(zh, _, count)| format!("{zh}{count}")).collect(),
        Language::English => parts
            .map(|(_, en, count)| format!("{count} {en}"))
            .collect(),
    };
    match language {
        Language::Chinese if parts.is_empty() => "0处".to_owned(),
        Language::Chinese => format!("{total}处（{}）", parts.join("，")),
        Language::English if parts.is_empty() => "0".to_owned(),
        Language::English => format!("{total} ({})", parts.join(", ")),
    }
}

/// Displays a trend: `新增1，已整改3，仍在87，移位2`.
fn changes(trend: &Trend, language: Language) -> String {
    let parts = [
        (true, "新增", "new", trend.new),
        (true, "已整改", "fixed", trend.mended),
        (true, "仍在", "remaining", trend.remaining),
        (false, "移位", "moved", trend.moved),
        (
            false,
            "这次没有查到的",
            "not checked in this run",
            trend.unchecked,
        ),
    ];
    let parts = parts
        .into_iter()
        .filter(|(always, _, _, count)| *always || *count > 0);
    match language {
        Language::Chinese => {
            let parts: Vec<String> = parts
                .map(|(_, zh, _, count)| format!("{zh}{count}"))
                .collect();
            parts.join("，")
        }
        Language::English => {
            let parts: Vec<String> = parts
                .map(|(_, _, en, count)| format!("{count} {en}"))
                .collect();
            parts.join(", ")
        }
    }
}
