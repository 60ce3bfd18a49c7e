//! Drafts a dialect from the fields and values of a source.

mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use crate::dialect::{Dialect, FieldMapping, Operation, all, join, normal};
use crate::error::Error;
use crate::prose::{is_blank, is_filler, number};
use crate::read::ReadOptions;
#[cfg(feature = "tables")]
use crate::read::columns;
use crate::source::{Format, Node, NodeKind, json};
use crate::value::{date, yes_no};
use values::{Guess, by_values, by_word, share};

/// One table or list of rows of the source, with the values seen in each field.
#[derive(Debug, Default)]
struct Sample {
    /// The name of the sheet, or of the field that holds the list; `None` for the records
    /// themselves.
    name: Option<String>,
    fields: Vec<(String, Vec<String>)>,
    /// Whether its rows are nested in the records.
    nested: bool,
}

/// Drafts a dialect for a source, to be completed by someone who knows it.
///
/// Fields that built-in dialects know by name are mapped. Others are mapped by similar names or by
/// their values, with a remark to check them. The rest is in the draft as comments.
///
/// # Errors
///
/// If the file cannot be read, or its format is unknown or contains no tables or records.
pub fn guess_dialect(file: &Path, options: &ReadOptions) -> Result<String, Error> {
    let name = file.display().to_string();
    let unknown = || Error::UnknownFormat {
        name: name.clone(),
        known: Format::endings().to_owned(),
    };
    let format = options
        .format
        .or_else(|| Format::of_name(&name))
        .ok_or_else(unknown)?;
    let bytes = std::fs::read(file).map_err(|source| Error::Read {
        path: file.to_path_buf(),
        source,
    })?;
    let samples = match format {
        Format::Json | Format::Ndjson => {
            let text = String::from_utf8_lossy(&bytes);
            trees(&text, format == Format::Ndjson)
        }
        #[cfg(feature = "tables")]
        Format::Csv | Format::Workbook | Format::Html => columns(bytes, format, options)
            .map_err(|reason| Error::Dialect {
                name: name.clone(),
                message: format!("{} / {}", reason.zh, reason.en),
            })?
            .into_iter()
            .map(|table| Sample {
                name: table.name,
                fields: table.columns,
                nested: false,
            })
            .collect(),
        #[cfg(not(feature = "tables"))]
        Format::Csv | Format::Workbook | Format::Html => {
            return Err(Error::MissingFeature {
                name,
                feature: "tables",
            });
        }
        Format::Toml => return Err(unknown()),
    };
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    Ok(draft(&stem, &samples))
}

/// The fields of JSON records as dotted names; lists of rows become samples of their own.
fn trees(text: &str, by_line: bool) -> Vec<Sample> {
    const SAMPLED_RECORDS: usize = 200;
    let mut tables: BTreeMap<String, BTreeMap<usize, (String, Vec<String>)>> = BTreeMap::new();
    let mut order: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut records = 0;
    let mut take = |node: &Node<'_>| {
        if records < SAMPLED_RECORDS {
            records += 1;
            flatten(node, "", "", &mut tables, &mut order);
        }
    };
    if by_line {
        for line in text.lines().take(SAMPLED_RECORDS) {
            if let (Some(node), _) = json::parse(line) {
                take(&node);
            }
        }
    } else if let (Some(root), _) = json::parse(text) {
        let listed = (root.entries().iter()).find_map(|entry| match &entry.value.kind {
            NodeKind::List(nodes) if nodes.iter().any(|node| !node.entries().is_empty()) => {
                Some(nodes)
            }
            _ => None,
        });
        match (&root.kind, listed) {
            (NodeKind::List(nodes), _) | (_, Some(nodes)) => nodes.iter().for_each(take),
            _ => take(&root),
        }
    }
    (tables.into_iter())
        .map(|(name, fields)| Sample {
            nested: !name.is_empty(),
            name: (!name.is_empty()).then_some(name),
            fields: fields.into_values().collect(),
        })
        .collect()
}

type Fields = BTreeMap<usize, (String, Vec<String>)>;

fn flatten(
    node: &Node<'_>,
    table: &str,
    prefix: &str,
    tables: &mut BTreeMap<String, Fields>,
    order: &mut BTreeMap<(String, String), usize>,
) {
    for entry in node.entries() {
        let path = join(prefix, &entry.key);
        match &entry.value.kind {
            NodeKind::Table(_) => flatten(&entry.value, table, &path, tables, order),
            NodeKind::List(nodes) if nodes.iter().any(|node| !node.entries().is_empty()) => {
                let inner = join(table, &path);
                for node in nodes.iter().take(20) {
                    flatten(node, &inner, "", tables, order);
                }
            }
            _ => {
                let next = order.len();
                let number = *order
                    .entry((table.to_owned(), path.clone()))
                    .or_insert(next);
                let field = (tables.entry(table.to_owned()).or_default())
                    .entry(number)
                    .or_insert_with(|| (path, Vec::new()));
                let text = entry.value.plain_text().unwrap_or_default();
                if !is_blank(&text) {
                    field.1.push(text);
                }
            }
        }
    }
}

#[expect(clippy::too_many_lines, reason = "one text from top to bottom")]
fn draft(stem: &str, samples: &[Sample]) -> String {
    let mut out = String::new();
    let name: String = stem
        .chars()
        .map(|char| if char.is_alphanumeric() { char } else { '-' })
        .flat_map(char::to_lowercase)
        .collect();
    let main = main_sample(samples);
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "# 由 shixiang dialect guess 起草，请核对每一行；用 shixiang dialect check 试读。"
    );
    let _ = writeln!(out, "name = {}", quoted(&name));
    let _ = writeln!(out, "title = \"（写明是哪个系统的导出）\"");
    let Some(main) = main.and_then(|at| samples.get(at).map(|sample| (at, sample))) else {
        return out;
    };
    let (at, main) = main;
    let marks: Vec<String> = (main.fields.iter())
        .take(3)
        .map(|(name, _)| quoted(name))
        .collect();
    let _ = writeln!(out, "recognise = [{}]", marks.join(", "));
    let _ = writeln!(out, "fields = [");
    let mut taken = BTreeSet::new();
    let keys: Vec<String> = (samples.iter().enumerate())
        .filter(|(number, side)| *number != at && !side.nested)
        .filter_map(|(_, side)| shared_key(main, side))
        .collect();
    for (name, values) in &main.fields {
        let is_key = keys.iter().any(|key| normal(key) == normal(name));
        let found = guess_field(name, values, None).or_else(|| {
            is_key.then(|| Guess {
                to: "source_id".to_owned(),
                read: Operation::Code,
                map: None,
                why: "附表用它关联，请核对",
            })
        });
        if let Some(guess) = &found
            && let Some(channel) = guess.to.strip_suffix(".url")
            && channel.starts_with("channels[")
        {
            let _ = writeln!(
                out,
                "  {{ from = {}, to = \"{channel}.kind\", constant = \"政务服务网\" }},",
                quoted(name)
            );
        }
        line(&mut out, "  ", name, values, found, &mut taken);
    }
    let mut joins = String::new();
    for (number, side) in samples.iter().enumerate() {
        if number == at {
            continue;
        }
        let label = side.name.clone().unwrap_or_default();
        let owner = if is_fee(side) {
            "guide.fees.items"
        } else if is_step(side) {
            "guide.process.steps"
        } else {
            "guide.materials"
        };
        let key = (!side.nested).then(|| shared_key(main, side)).flatten();
        let from = if side.nested {
            label.clone()
        } else {
            format!("@{label}")
        };
        if !side.nested && key.is_none() {
            let _ = writeln!(
                out,
                "  # 工作表{}与主表没有共同的关联字段，未对应",
                quoted(&label)
            );
            continue;
        }
        let _ = writeln!(
            out,
            "  {{ from = {}, to = {}, rows = [",
            quoted(&from),
            quoted(owner)
        );
        let mut inner = BTreeSet::new();
        for (name, values) in &side.fields {
            if key.as_ref() == Some(name) {
                continue;
            }
            let found = guess_field(name, values, Some(owner));
            line(&mut out, "    ", name, values, found, &mut inner);
        }
        let _ = writeln!(out, "  ] }},");
        if let Some(key) = key {
            let mark = (side.fields.iter())
                .map(|(name, _)| name)
                .find(|name| **name != key && !main.fields.iter().any(|(own, _)| own == *name));
            let mark = mark.map_or_else(String::new, |mark| quoted(mark));
            let _ = write!(
                joins,
                "\n[[joins]]\nrecognise = [{mark}]\nkey = {}\nas = {}\n",
                quoted(&key),
                quoted(&from)
            );
        }
    }
    let _ = writeln!(out, "]");
    let _ = writeln!(
        out,
        "# 有意不取的字段（其他字段的副本、系统自用的）：\nignore = []"
    );
    let _ = writeln!(
        out,
        "# 这个来源根本没有的要素；写成空的 []，就是说它每项都采集：\n# not_collected = [\"guide.fees\"]"
    );
    out.push_str(&joins);
    for (name, words) in maps(main, &taken) {
        let _ = write!(
            out,
            "\n# 代码表：左边是来源的值，右边改为规定的词\n[maps.{name}]\n"
        );
        for word in words {
            let _ = writeln!(out, "{} = \"\"", quoted(&word));
        }
    }
    out
}

/// A line of the draft for one field, mapped or commented out.
fn line(
    out: &mut String,
    indent: &str,
    name: &str,
    values: &[String],
    guess: Option<Guess>,
    taken: &mut BTreeSet<String>,
) {
    let example = values.first().map(|value| {
        let short: String = value
            .chars()
            .take(16)
            .filter(|char| !char.is_control())
            .collect();
        format!("，如“{short}”")
    });
    let example = example.unwrap_or_default();
    let _ = match guess {
        Some(guess) => {
            let double = !taken.insert(guess.to.clone()) && !guess.to.ends_with("[]");
            let read = match serde_json::to_value(guess.read) {
                Ok(serde_json::Value::String(read)) if read != "text" => {
                    format!(", read = \"{read}\"")
                }
                _ => String::new(),
            };
            let map = guess
                .map
                .map(|map| format!(", map = \"{map}\""))
                .unwrap_or_default();
            let comment = if double {
                "# 要素已有字段对应："
            } else {
                ""
            };
            let why = if guess.why.is_empty() {
                String::new()
            } else {
                format!(" # {}{example}", guess.why)
            };
            writeln!(
                out,
                "{indent}{comment}{{ from = {}, to = {}{read}{map} }},{why}",
                quoted(name),
                quoted(&guess.to)
            )
        }
        None => writeln!(
            out,
            "{indent}# {{ from = {}, to = \"…\" }}, # 待定{example}",
            quoted(name)
        ),
    };
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// The sample of the records themselves: the one with an item name field, or else the widest.
fn main_sample(samples: &[Sample]) -> Option<usize> {
    let score = |sample: &Sample| {
        let named = (sample.fields.iter())
            .filter_map(|(name, values)| guess_field(name, values, None))
            .any(|guess| guess.to == "name");
        (!sample.nested, named, sample.fields.len())
    };
    (0..samples.len())
        .rev()
        .max_by_key(|at| samples.get(*at).map(score))
}

fn is_fee(sample: &Sample) -> bool {
    let label = sample.name.as_deref().unwrap_or_default();
    label.contains("收费")
        || label.to_lowercase().contains("fee")
        || label.to_lowercase().contains("charge")
}

fn is_step(sample: &Sample) -> bool {
    let label = sample.name.as_deref().unwrap_or_default().to_lowercase();
    ["环节", "流程", "step", "process", "flow"]
        .iter()
        .any(|word| label.contains(word))
}

/// The field that both tables have and whose values in the joined table all occur in the main one.
fn shared_key(main: &Sample, side: &Sample) -> Option<String> {
    let mut best: Option<(usize, String)> = None;
    for (name, values) in &side.fields {
        let Some((_, own)) = (main.fields.iter()).find(|(own, _)| normal(own) == normal(name))
        else {
            continue;
        };
        let own: BTreeSet<&str> = own.iter().map(|value| value.trim()).collect();
        let shared = values
            .iter()
            .filter(|value| own.contains(value.trim()))
            .count();
        if shared > 0 && best.as_ref().is_none_or(|(most, _)| shared > *most) {
            best = Some((shared, name.clone()));
        }
    }
    best.map(|(_, name)| name)
}

/// Guesses what a field is: by its name, by a similar name, or by its values.
fn guess_field(name: &str, values: &[String], owner: Option<&str>) -> Option<Guess> {
    let mut known: Vec<(&'static Dialect, &'static FieldMapping, &'static str)> = Vec::new();
    for dialect in all() {
        for field in &dialect.file.fields {
            let inner = !field.rows.is_empty();
            let listed: Vec<&'static FieldMapping> = match owner {
                Some(owner) if inner && field.target() == owner => field.rows.iter().collect(),
                None if !inner => vec![field],
                _ => Vec::new(),
            };
            for field in listed {
                if field.constant.is_none() && field.read != Operation::Keep {
                    known.extend(
                        field
                            .from
                            .iter()
                            .map(|from| (dialect, field, from.as_str())),
                    );
                }
            }
        }
    }
    let wanted = normal(name);
    let last = |path: &str| normal(path.rsplit('.').next().unwrap_or_default());
    let exact = known
        .iter()
        .find(|(_, _, from)| normal(from) == wanted || last(from) == last(name));
    if let Some((_, field, _)) = exact {
        return Some(made(field, values, owner, ""));
    }
    // A known name contained in the field's name is stronger evidence than a similar one.
    let near = (known.iter())
        .filter(|(dialect, _, _)| dialect.name == "elements")
        .map(|(_, field, from)| {
            let inside = from.chars().count() > 3 && wanted.contains(*from);
            let likeness = strsim::normalized_levenshtein(&normal(from), &wanted);
            (if inside { from.len() } else { 0 }, likeness, field)
        })
        .filter(|(inside, likeness, _)| *inside > 0 || *likeness >= 0.6)
        .max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let by_word = by_word(name, values).filter(|_| owner.is_none());
    match near {
        // If the name is only similar, the values must fit as well.
        Some((_, _, field)) if bears(field, values) => {
            Some(made(field, values, owner, "按相近的名称推测，请核对"))
        }
        _ => by_word.or_else(|| by_values(values, owner.is_some())),
    }
}

/// Whether the values are of the kind that the field's operation reads.
fn bears(field: &FieldMapping, values: &[String]) -> bool {
    match field.read {
        _ if values.is_empty() => true,
        Operation::YesNo => share(values, |value| yes_no::read(value).value.is_some()),
        Operation::Integer => share(values, |value| number(value).is_some()),
        Operation::Date => share(values, |value| date::read(value).value.is_some()),
        _ => true,
    }
}

fn made(field: &FieldMapping, values: &[String], owner: Option<&str>, why: &'static str) -> Guess {
    let vocabulary = field.vocabulary(owner.unwrap_or_default());
    // Codes from another province's list do not belong to this one.
    let unlisted = vocabulary.is_some_and(|list| {
        matches!(field.read, Operation::Word)
            && values
                .iter()
                .take(50)
                .any(|value| !is_filler(value) && list.find(value.trim()).is_none())
    });
    let to = field.target();
    Guess {
        map: unlisted.then(|| to.replace('.', "_").replace(['[', ']'], "")),
        to,
        read: field.read,
        why,
    }
}

/// The maps that the draft needs, with the values they must contain.
fn maps(main: &Sample, taken: &BTreeSet<String>) -> Vec<(String, BTreeSet<String>)> {
    let mut maps = Vec::new();
    for (name, values) in &main.fields {
        let Some(guess) = guess_field(name, values, None) else {
            continue;
        };
        if let (Some(map), true) = (guess.map, taken.contains(&guess.to)) {
            let words: BTreeSet<String> = values
                .iter()
                .map(|value| value.trim().to_owned())
                .take(40)
                .collect();
            if !maps.iter().any(|(known, _)| *known == map) {
                maps.push((map, words));
            }
        }
    }
    maps
}
