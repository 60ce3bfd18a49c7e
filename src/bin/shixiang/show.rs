//! `rules`, `explain` and `schema`: print what the tool knows.

use std::io::Write;

use shixiang::{Error, Language, Rule, export, rules};

use crate::args::{Explain, Listing, Rules, Schema};
use crate::exit::{Exit, Failure};

pub(crate) fn rules(args: &Rules, language: Language) -> Result<Exit, Failure> {
    let wanted: Vec<&Rule> = (rules::all().iter().copied())
        .filter(|rule| {
            (args.theme.as_ref()).is_none_or(|theme| rule.theme().eq_ignore_ascii_case(theme))
                && args.row.is_none_or(|row| rule.requirements.contains(&row))
                && (args.severity).is_none_or(|level| rule.severity == level.into())
        })
        .collect();
    let mut out = std::io::stdout().lock();
    match args.format {
        Listing::Json => {
            let mut list = export::rule_list();
            if let Some(list) = list.get_mut("rules").and_then(|list| list.as_array_mut()) {
                list.retain(|rule| wanted.iter().any(|wanted| rule["code"] == wanted.code));
            }
            serde_json::to_writer_pretty(&mut out, &list)?;
            writeln!(out)?;
        }
        Listing::Markdown => write!(out, "{}", rules::index(&wanted, language))?,
        Listing::Table => {
            for rule in &wanted {
                let share = rule.measured().map(|share| format!(" {share}"));
                writeln!(
                    out,
                    "{}  {}  {}{}  {}  [{}]",
                    rule.code,
                    rule.severity.text().get(language),
                    rule.status().text().get(language),
                    share.unwrap_or_default(),
                    rule.summary.get(language),
                    rule.rows(),
                )?;
            }
        }
    }
    Ok(Exit::Fine)
}

pub(crate) fn explain(args: &Explain, language: Language) -> Result<Exit, Failure> {
    let rule = rules::find(&args.rule).ok_or_else(|| Error::UnknownRule {
        name: args.rule.clone(),
    })?;
    let explanation = rules::explanation(rule, language);
    std::io::stdout().lock().write_all(explanation.as_bytes())?;
    Ok(Exit::Fine)
}

pub(crate) fn schema(args: &Schema) -> Result<Exit, Failure> {
    let made = (export::all().into_iter()).find(|(name, _)| *name == args.name);
    let Some((_, make)) = made else {
        let known: Vec<&str> = export::all().iter().map(|(name, _)| *name).collect();
        return Err(Failure::Usage {
            zh: format!("没有“{}”；可用的是{}", args.name, known.join("、")),
            en: format!(
                "there is no schema “{}”; available: {}",
                args.name,
                known.join(", ")
            ),
        });
    };
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &make())?;
    writeln!(out)?;
    Ok(Exit::Fine)
}
