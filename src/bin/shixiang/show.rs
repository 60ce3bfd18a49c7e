//! `rules`, `explain`, `schema`, `completions` and `man`: print documentation.

use std::io::Write;

use shixiang::{Error, Language, Rule, export, rules};

use crate::args::{Completions, Explain, Listing, Rules, Schema};
use crate::exit::{Exit, Failure};
use crate::help;

pub(crate) fn rules(args: &Rules, language: Language) -> Result<Exit, Failure> {
    if let Some(theme) = &args.theme {
        ensure_theme_exists(theme)?;
    }
    let wanted: Vec<&Rule> = rules::all()
        .iter()
        .copied()
        .filter(|rule| {
            args.theme
                .as_ref()
                .is_none_or(|theme| rule.theme().eq_ignore_ascii_case(theme))
                && args.row.is_none_or(|row| rule.requirements.contains(&row))
                && args
                    .severity
                    .is_none_or(|level| rule.severity == level.into())
        })
        .collect();
    let mut out = std::io::stdout().lock();
    match args.format {
        Listing::Json => {
            let mut list = export::rule_list();
            list.rules
                .retain(|rule| wanted.iter().any(|wanted| rule.code == wanted.code));
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
        near: rules::near(&args.rule),
    })?;
    let explanation = rules::explanation(rule, language);
    std::io::stdout().lock().write_all(explanation.as_bytes())?;
    Ok(Exit::Fine)
}

/// Checks that a theme exists: an empty list would mean that the theme has no rules.
fn ensure_theme_exists(name: &str) -> Result<(), Failure> {
    let mut themes = rules::THEMES.iter();
    if themes.any(|theme| theme.code.eq_ignore_ascii_case(name)) {
        return Ok(());
    }
    let list = |language, between: &str| {
        let themes = rules::THEMES.iter();
        let named = themes.map(|theme| format!("{} {}", theme.code, theme.name.get(language)));
        named.collect::<Vec<_>>().join(between)
    };
    let near = rules::near(name).and_then(|near| near.get(..3));
    let [zh, en] = match near {
        Some(near) => [format!("是不是 {near}？"), format!("did you mean {near}?")],
        None => [
            format!("有{}", list(Language::Chinese, "、")),
            format!("there are {}", list(Language::English, ", ")),
        ],
    };
    Err(Failure::Usage {
        zh: format!("没有“{name}”这个主题；{zh}"),
        en: format!("there is no theme “{name}”; {en}"),
    })
}

/// Prints the completion script of a shell.
pub(crate) fn completions(args: &Completions, language: Language) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(
        args.shell,
        &mut help::command(language),
        "shixiang",
        &mut script,
    );
    std::io::stdout().lock().write_all(&script)?;
    Ok(Exit::Fine)
}

/// Prints the manual page, with a section for every command.
pub(crate) fn manual(language: Language) -> Result<Exit, Failure> {
    let mut page = Vec::new();
    let mut command = help::command(language);
    command.build();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    let mut commands: Vec<clap::Command> = command.get_subcommands().cloned().collect();
    while !commands.is_empty() {
        let command = commands.remove(0);
        commands.splice(0..0, command.get_subcommands().cloned());
        let man = clap_mangen::Man::new(command);
        man.render_name_section(&mut page)?;
        man.render_synopsis_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    // All commands have their sections on this page.
    let page = String::from_utf8_lossy(&page).replace("shixiang\\-", "shixiang ");
    let page = page.replace("(1)\n", "\n");
    let page = match language {
        Language::Chinese => in_chinese(page),
        _ => page,
    };
    std::io::stdout().lock().write_all(page.as_bytes())?;
    Ok(Exit::Fine)
}

/// Translates the headings of the manual page, which the generator writes in English.
fn in_chinese(page: String) -> String {
    let headings = [
        ("NAME", "名称"),
        ("SYNOPSIS", "用法"),
        ("DESCRIPTION", "说明"),
        ("EXTRA", "另外"),
        ("VERSION", "版本"),
    ];
    headings.into_iter().fold(page, |page, (english, chinese)| {
        page.replace(&format!(".SH {english}\n"), &format!(".SH {chinese}\n"))
    })
}

pub(crate) fn schema(args: &Schema) -> Result<Exit, Failure> {
    let Some(schema) = export::schema(&args.name, args.rendition) else {
        return Err(Failure::Usage {
            zh: format!(
                "没有“{}”；可用的是{}",
                args.name,
                export::SCHEMAS.join("、")
            ),
            en: format!(
                "there is no schema “{}”; available: {}",
                args.name,
                export::SCHEMAS.join(", ")
            ),
        });
    };
    let text = shixiang::schema::text(&schema);
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(Exit::Fine)
}
