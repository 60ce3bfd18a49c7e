//! A custom rule next to the built-in ones: a province wants halls to be open at noon.
//!
//! ```text
//! cargo run --example own_rule
//! ```

use std::io::{self, Write};

use shixiang::engine::{Check, Context, Diagnostic};
use shixiang::source::Format;
use shixiang::{Checker, Language, ReadOptions, Rule, ServiceItem, Severity, Text, path, read_str};

/// Custom codes start with letters that no built-in theme uses.
static CLOSED_AT_NOON: Rule = Rule::new(
    "PRV010",
    "closed-at-noon",
    Severity::Warning,
    Check::Item(check),
)
.with_texts(
    Text::new("大厅中午不开门", "the hall is closed at noon"),
    Text::new(
        "上午{closes}关门，中午没有人办理",
        "it closes at {closes} and nobody serves at noon",
    ),
    Text::new(
        "安排中午值班，或写明中午怎样预约",
        "keep somebody on duty, or say how to make an appointment for noon",
    ),
);

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(hours) = item.guide.as_ref().and_then(|guide| guide.hours.as_ref()) else {
        return;
    };
    // `09:00` and `13:30` can be compared as strings.
    let over_noon = |opens: &str, closes: &str| opens <= "12:00" && closes > "13:00";
    let mut before_noon = None;
    for (index, period) in hours.periods.iter().enumerate() {
        let (Some(opens), Some(closes)) = (&period.opens, &period.closes) else {
            // A missing value cannot be judged; the rule says so, and the report counts it.
            return cx.cannot_judge(Text::new("时段没有写全", "a period is incomplete"));
        };
        if over_noon(opens, closes) {
            return;
        }
        if closes.as_str() <= "13:00" {
            before_noon.get_or_insert((index, closes));
        }
    }
    if let Some((index, closes)) = before_noon {
        cx.report(
            Diagnostic::at(path!["guide", "hours", "periods", index, "closes"])
                .with("closes", closes.as_str()),
        );
    }
}

const ITEM: &str = r#"
name = "食品经营许可"

[guide.hours]
periods = [
    { days = ["工作日"], opens = "09:00", closes = "12:00" },
    { days = ["工作日"], opens = "13:30", closes = "17:30" },
]
"#;

fn found() -> Result<Vec<String>, shixiang::Error> {
    let reading = read_str("item.toml", ITEM, Format::Toml, &ReadOptions::default());
    let checker = Checker::new()
        .with_rule(&CLOSED_AT_NOON)?
        .select(&["PRV010"])?;
    let report = checker.check(&reading);
    let lines = report.findings.iter().map(|finding| {
        let line = finding.location.as_ref().and_then(|at| at.line);
        format!(
            "第{}行 {}：{}。{}。",
            line.unwrap_or_default(),
            finding.rule.code,
            finding.message(Language::Chinese),
            finding.help(Language::Chinese)
        )
    });
    Ok(lines.collect())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for line in found()? {
        writeln!(io::stdout(), "{line}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_rule_finds_the_hall_that_closes_at_noon() {
        let found = super::found().unwrap();
        assert_eq!(found.len(), 1);
        assert!(
            found[0].starts_with("第6行 PRV010：上午12:00关门"),
            "{found:?}"
        );
    }
}
