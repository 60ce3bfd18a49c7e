//! `flowchart`: draws the steps of an item as a flowchart, in Mermaid syntax or as SVG.

use std::io::Write;

use shixiang::model::{Process, ServiceItem};
use shixiang::report::{printable, process_svg};
use shixiang::value::flow::mermaid;
use shixiang::{Language, ReadOptions};

use crate::args::{Flowchart, Input};
use crate::exit::{Exit, Failure, note};

pub(crate) fn run(args: &Flowchart, language: Language) -> Result<Exit, Failure> {
    let input = Input::of(args.item.clone());
    let reading = input.read(&ReadOptions::default())?;
    let items = &reading.catalogue.items;
    if args.svg && items.len() > 1 {
        return Err(Failure::Usage {
            zh: format!(
                "{}里有{}个事项，--svg 一次画一个；全部画出用 shixiang report",
                args.item.display(),
                items.len()
            ),
            en: format!(
                "{} has {} items, but --svg draws only one; shixiang report draws all",
                args.item.display(),
                items.len()
            ),
        });
    }
    let mut out = std::io::stdout().lock();
    let mut written = 0;
    for item in items {
        let process = item.process();
        let Some(process) = process.filter(|process| !process.steps.is_empty()) else {
            let said = match language {
                Language::English => format!("“{}” has no steps to draw", item.name),
                _ => format!("“{}”没有办理环节，画不出流程图", item.name),
            };
            note(printable(&said));
            continue;
        };
        if args.svg {
            writeln!(out, "{}", picture(item, process, language)?)?;
        } else {
            if written > 0 {
                writeln!(out)?;
            }
            if items.len() > 1 {
                // A Mermaid comment; line breaks in the name must not end it.
                let name: Vec<&str> = item.name.split_whitespace().collect();
                writeln!(out, "%% {}", printable(&name.join(" ")))?;
            }
            out.write_all(printable(&mermaid(process)).as_bytes())?;
        }
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

fn picture(item: &ServiceItem, process: &Process, language: Language) -> Result<String, Failure> {
    process_svg(&item.name, process, language).ok_or_else(|| Failure::Usage {
        zh: format!(
            "“{}”的环节太多，画不成一张图；不写 --svg 可以画成 Mermaid",
            item.name
        ),
        en: format!(
            "“{}” has too many steps for a picture; without --svg it is written as Mermaid",
            item.name
        ),
    })
}
