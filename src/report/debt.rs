//! Suppressed and known findings, and the trend, as lines of the summary.

use crate::check::Report;
use crate::debt::Trend;
use crate::i18n::Language;

/// What is accepted, known and changed, a line each.
pub(super) fn lines(report: &Report, language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    let suppressed = report.suppressed.len();
    if suppressed > 0 {
        lines.push(match language {
            Language::Chinese => format!("另有{suppressed}处按豁免不计"),
            Language::English => format!("{suppressed} more suppressed"),
        });
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
        let since = trend.since.map_or_else(String::new, |day| match language {
            Language::Chinese => format!("（{day}）"),
            Language::English => format!(" ({day})"),
        });
        lines.push(match language {
            Language::Chinese => format!("与上次{since}相比：{}", changes(trend, language)),
            Language::English => format!("since the last run{since}: {}", changes(trend, language)),
        });
    }
    lines
}

/// `新增1，已整改3，仍在87，移位2`.
fn changes(trend: &Trend, language: Language) -> String {
    let parts = [
        (true, "新增", "new", trend.new),
        (true, "已整改", "mended", trend.mended),
        (true, "仍在", "remaining", trend.remaining),
        (false, "移位", "moved", trend.moved),
        (
            false,
            "这次没有查到的",
            "not looked at now",
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
