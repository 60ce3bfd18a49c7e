//! `new`: writes a blank item to fill in.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};

use shixiang::{Error, Language, export};

use crate::args::New;
use crate::exit::{Exit, Failure};

pub(crate) fn run(args: &New, language: Language) -> Result<Exit, Failure> {
    let blank = export::blank_item();
    let Some(path) = &args.output else {
        write!(std::io::stdout().lock(), "{blank}")?;
        return Ok(Exit::Fine);
    };
    let mut options = OpenOptions::new();
    options.write(true);
    // A second `new` must not overwrite what was filled in.
    if args.force {
        options.create(true).truncate(true);
    } else {
        options.create_new(true);
    }
    let written = options
        .open(path)
        .and_then(|mut file| file.write_all(blank.as_bytes()));
    match written {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(Failure::Usage {
                zh: format!("{}已经存在；要覆盖请加 --force", path.display()),
                en: format!(
                    "{} already exists; use --force to overwrite it",
                    path.display()
                ),
            });
        }
        Err(source) => {
            return Err(Error::Write {
                path: path.clone(),
                source,
            }
            .into());
        }
    }
    let said = match language {
        Language::English => format!(
            "{} is written; fill it in and run: shixiang check {0}",
            path.display()
        ),
        _ => format!("已写出{}；填好后用 shixiang check {0} 检查", path.display()),
    };
    writeln!(std::io::stdout().lock(), "{said}")?;
    Ok(Exit::Fine)
}
