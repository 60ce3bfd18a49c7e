//! Writes a draft of a dialect.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::form::{is_credit_code, is_organization_code, most, said};
use super::place::{Guess, guesses, owner_of, plain};
use super::sample::Table;
use crate::dialect::{Operation, join, normal, usual_operation};

/// The draft being written.
struct Draft {
    out: String,
    joins: String,
    maps: Vec<(String, Vec<String>)>,
}

/// Name of the built-in dialect for any source.
pub(super) const BASE: &str = "elements";

/// Writes the draft for these tables; `stem` becomes the name of the dialect. If `left` is given, the draft extends
/// [`BASE`] by these fields, which it does not know; otherwise the draft is complete by itself.
pub(super) fn draft(stem: &str, tables: &[Table], left: Option<&[String]>) -> String {
    let name: String = stem
        .chars()
        .map(|char| if char.is_alphanumeric() { char } else { '-' })
        .flat_map(char::to_lowercase)
        .collect();
    let mut draft = Draft {
        out: String::new(),
        joins: String::new(),
        maps: Vec::new(),
    };
    draft.say("# 由 shixiang dialect guess 起草，请核对每一行；用 shixiang dialect check 试读。");
    draft.say(&format!("name = {}", quoted(&name)));
    draft.say("title = \"（写明是哪个系统的导出）\"");
    let Some(at) = main_table(tables) else {
        return draft.out;
    };
    let Some(main) = tables.get(at) else {
        return draft.out;
    };
    let mut fields = guesses(main, "");
    if let Some(left) = left {
        draft.extend(tables, at, &fields, left);
        return draft.end();
    }
    let keys: Vec<String> = tables
        .iter()
        .enumerate()
        .filter(|(number, side)| *number != at && !side.nested)
        .filter_map(|(_, side)| shared_key(main, side))
        .collect();
    for ((name, _), guess) in main.fields.iter().zip(&mut fields) {
        if guess.is_none() && keys.iter().any(|key| normal(key) == normal(name)) {
            *guess = Some(Guess {
                to: "source_id".to_owned(),
                read: Operation::Code,
                unlisted: Vec::new(),
                why: "附表用它关联，请核对",
                weight: 1,
            });
        }
    }
    let marks = marks(main, &fields);
    draft.say(&format!("recognise = [{}]", marks.join(", ")));
    draft.say("fields = [");
    let units = units(main, &fields);
    let mut seen = BTreeSet::new();
    for (number, ((name, values), guess)) in main.fields.iter().zip(&fields).enumerate() {
        // Skip a repeated column, and a unit already drafted with its limit.
        let is_done = !seen.insert(normal(name)) || units.values().any(|unit| *unit == number);
        if !is_done {
            let unit = units.get(&number).and_then(|unit| main.fields.get(*unit));
            let unit = unit.map(|(unit, _)| unit.as_str());
            draft.field("  ", "", name, values, guess.as_ref(), unit);
        }
    }
    for (number, side) in tables.iter().enumerate() {
        if number != at {
            draft.side(main, side);
        }
    }
    draft.end()
}

impl Draft {
    /// Extends [`BASE`] by the fields `left`, which it does not know.
    fn extend(&mut self, tables: &[Table], main: usize, fields: &[Option<Guess>], left: &[String]) {
        self.say(&format!(
            "extends = \"{BASE}\" # 它不认识的字段在下面，其余的照它读"
        ));
        self.say("fields = [");
        let is_left = |name: &str| left.iter().any(|known| normal(known) == normal(name));
        for (number, table) in tables.iter().enumerate() {
            let inside = table.name.as_deref().filter(|_| table.nested);
            for (at, (name, values)) in table.fields.iter().enumerate() {
                if !is_left(&inside.map_or_else(|| name.clone(), |list| join(list, name))) {
                    continue;
                }
                if number == main {
                    let guess = fields.get(at).and_then(Option::as_ref);
                    self.field("  ", "", name, values, guess, None);
                } else {
                    let place = table.name.as_deref().unwrap_or_default();
                    self.say(&format!("  # {}里的：", quoted(place)));
                    self.field("  ", "", name, values, None, None);
                }
            }
        }
    }

    /// Closes the list of fields, and adds the joins and maps.
    fn end(mut self) -> String {
        self.say("]");
        self.say("# 有意不取的字段（其他字段的副本、系统自用的）：\nignore = []");
        self.say(
            "# 这个来源根本没有的要素；写成空的 []，就是说它每项都采集：\n# not_collected = [\"guide.fees\"]",
        );
        let joins = std::mem::take(&mut self.joins);
        self.out.push_str(&joins);
        for (name, words) in std::mem::take(&mut self.maps) {
            self.say(&format!(
                "\n# 代码表：左边是来源的值，右边改为规定的词\n[maps.{name}]"
            ));
            for word in words {
                self.say(&format!("{} = \"\"", quoted(&word)));
            }
        }
        self.out
    }

    fn say(&mut self, line: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{line}");
    }

    /// Writes the line for one field, mapped or commented out.
    fn field(
        &mut self,
        indent: &str,
        owner: &str,
        name: &str,
        values: &[String],
        guess: Option<&Guess>,
        unit: Option<&str>,
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
        let from = quoted(name);
        let Some(guess) = guess else {
            return self.say(&format!(
                "{indent}# {{ from = {from}, to = \"…\" }}, # 待定{example}"
            ));
        };
        if let Some(channel) = guess.to.strip_suffix(".url")
            && channel.starts_with("channels[")
        {
            self.say(&format!(
                "{indent}{{ from = {from}, to = \"{channel}.kind\", constant = \"政务服务网\" }},"
            ));
        }
        if guess.to == "authority.credit_code" && mixes_code_kinds(values) {
            for (to, pattern) in [
                ("authority.credit_code", "[0-9A-Z]{18}"),
                ("authority.organization_code", "[0-9A-Z]{8}-?[0-9A-Z]"),
            ] {
                self.say(&format!(
                    "{indent}{{ from = {from}, to = \"{to}\", when = {{ matches = '{pattern}' }} }}, # 一列里有两种代码，请核对{example}"
                ));
            }
            return;
        }
        let usual = usual_operation(&guess.to, owner);
        let read = match serde_json::to_value(guess.read) {
            // `text` is written only for an element whose default is `statement`; an element that is not a plain text
            // keeps its default operation.
            Ok(serde_json::Value::String(read))
                if usual != Some(guess.read)
                    && (guess.read != Operation::Text || usual == Some(Operation::Statement)) =>
            {
                format!(", read = \"{read}\"")
            }
            _ => String::new(),
        };
        let map = if guess.unlisted.is_empty() {
            String::new()
        } else {
            let name = plain(&join(owner, &guess.to)).replace('.', "_");
            let map = format!(", map = \"{name}\"");
            if !self.maps.iter().any(|(known, _)| *known == name) {
                self.maps.push((name, guess.unlisted.clone()));
            }
            map
        };
        let unit = unit.map_or_else(String::new, |unit| format!(", unit = {}", quoted(unit)));
        let why = if guess.why.is_empty() {
            String::new()
        } else {
            format!(" # {}{example}", guess.why)
        };
        self.say(&format!(
            "{indent}{{ from = {from}, to = {}{read}{unit}{map} }},{why}",
            quoted(&guess.to)
        ));
    }

    /// Writes the mapping of a second table, or of rows inside the records.
    fn side(&mut self, main: &Table, side: &Table) {
        let label = side.name.clone().unwrap_or_default();
        let key = (!side.nested).then(|| shared_key(main, side)).flatten();
        if !side.nested && key.is_none() {
            return self.say(&format!(
                "  # 工作表{}与主表没有共同的关联字段，未对应",
                quoted(&label)
            ));
        }
        let from = if side.nested {
            label
        } else {
            format!("@{label}")
        };
        let Some(owner) = owner_of(side) else {
            self.say(&format!(
                "  # 子表{}看不出是什么，未对应；里面的字段：",
                quoted(&from)
            ));
            for (name, values) in &side.fields {
                self.field("  # ", "", name, values, None, None);
            }
            return;
        };
        let rows = guesses(side, owner);
        self.say(&format!(
            "  {{ from = {}, to = {}, rows = [ # 按里面的字段推测，请核对",
            quoted(&from),
            quoted(owner)
        ));
        for ((name, values), guess) in side.fields.iter().zip(&rows) {
            if key.as_ref() != Some(name) {
                self.field("    ", owner, name, values, guess.as_ref(), None);
            }
        }
        self.say("  ] },");
        if let Some(key) = key {
            let mark = side
                .fields
                .iter()
                .map(|(name, _)| name)
                .find(|name| **name != key && !main.fields.iter().any(|(own, _)| own == *name));
            let mark = mark.map_or_else(String::new, |mark| quoted(mark));
            let _ = write!(
                self.joins,
                "\n[[joins]]\nrecognise = [{mark}]\nkey = {}\nas = {}\n",
                quoted(&key),
                quoted(&from)
            );
        }
    }
}

/// For each limit column, the column with its unit, by name.
fn units(table: &Table, fields: &[Option<Guess>]) -> BTreeMap<usize, usize> {
    const UNITS: &[&str] = &["时限单位", "期限单位", "单位", "unit"];
    let normal = |name: &str| normal(name).to_lowercase().replace('_', "");
    let mut found = BTreeMap::new();
    for (unit, (name, _)) in table.fields.iter().enumerate() {
        let name = normal(name);
        let stem_of_limit = UNITS.iter().find_map(|ending| name.strip_suffix(ending));
        let Some(stem_of_limit) = stem_of_limit.filter(|stem_of_limit| !stem_of_limit.is_empty())
        else {
            continue;
        };
        let limit = table
            .fields
            .iter()
            .zip(fields)
            .position(|((limit, _), guess)| {
                let is_limit = guess
                    .as_ref()
                    .is_some_and(|guess| guess.read == Operation::Limit);
                let limit = normal(limit);
                is_limit && limit != name && limit.starts_with(stem_of_limit)
            });
        if let Some(limit) = limit {
            found.entry(limit).or_insert(unit);
        }
    }
    found
}

/// Whether a column mixes credit codes and organization codes.
fn mixes_code_kinds(values: &[String]) -> bool {
    let values = said(values);
    let has = |is: fn(&str) -> bool| values.iter().any(|value| is(value));
    has(is_credit_code)
        && has(is_organization_code)
        && most(&values, 9, |value| {
            is_credit_code(value) || is_organization_code(value)
        })
}

/// The fields to recognise records by: the name and the two surest others.
fn marks(main: &Table, fields: &[Option<Guess>]) -> Vec<String> {
    let mut sure: Vec<(bool, usize, &str)> = main
        .fields
        .iter()
        .zip(fields)
        .filter_map(|((name, values), guess)| {
            let guess = guess.as_ref()?;
            let is_name = guess.to == "name";
            (!values.is_empty()).then_some((is_name, guess.weight, name.as_str()))
        })
        .collect();
    sure.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.cmp(&a.1)));
    let chosen: BTreeSet<&str> = sure.iter().take(3).map(|(_, _, name)| *name).collect();
    let names = main.fields.iter().map(|(name, _)| name.as_str());
    if chosen.is_empty() {
        return names.take(3).map(quoted).collect();
    }
    names
        .filter(|name| chosen.contains(name))
        .map(quoted)
        .collect()
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// The table of the records themselves: the one with an item name, or else the widest.
fn main_table(tables: &[Table]) -> Option<usize> {
    let score = |table: &Table| {
        let named = guesses(table, "")
            .into_iter()
            .flatten()
            .any(|guess| guess.to == "name");
        (!table.nested, named, table.fields.len())
    };
    (0..tables.len())
        .rev()
        .max_by_key(|at| tables.get(*at).map(score))
}

/// The field of both tables with the most values of the joined table that also occur in the main one.
fn shared_key(main: &Table, side: &Table) -> Option<String> {
    let mut best: Option<(usize, String)> = None;
    for (name, values) in &side.fields {
        let Some((_, own)) = main
            .fields
            .iter()
            .find(|(own, _)| normal(own) == normal(name))
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
