//! `flowchart`: draws the steps of an item as a flowchart in Mermaid syntax.

use std::io::Write;

use shixiang::report::printable;
use shixiang::value::flow::mermaid;
use shixiang::{Language, ReadOptions};

use crate::args::{Flowchart, Input};
use crate::exit::{Exit, Failure};

pub(crate) fn run(args: &Flowchart, language: Language) -> Result<Exit, Failure> {
    let input = Input::of(args.item.clone());
    let reading = input.read(&ReadOptions::default())?;
    let items = &reading.catalogue.items;
    let mut out = std::io::stdout().lock();
    let mut written = 0;
    for item in items {
        let process = item.process();
        let Some(process) = process.filter(|process| !process.steps.is_empty()) else {
            let said = match language {
                Language::English => format!("“{}” has no steps to draw", item.name),
                _ => format!("“{}”没有办理环节，画不出流程图", item.name),
            };
            // If standard error is closed, there is no one left to tell.
            let _ = writeln!(anstream::stderr(), "{}", printable(&said));
            continue;
        };
        if written > 0 {
            writeln!(out)?;
        }
        if items.len() > 1 {
            // A Mermaid comment; line breaks in the name must not end it.
            let name: Vec<&str> = item.name.split_whitespace().collect();
            writeln!(out, "%% {}", printable(&name.join(" ")))?;
        }
        out.write_all(printable(&mermaid(process)).as_bytes())?;
        written += 1;
    }
    if !reading.account.is_complete() || items.is_empty() {
        return Ok(Exit::Incomplete);
    }
    if written == 0 {
        return Err(Failure::Usage {
            zh: format!("{}里没有一个事项写了办理环节", args.item.display()),
            en: format!("no item in {} has steps", args.item.display()),
        });
    }
    Ok(Exit::Fine)
}
