//! Named lists of names: `$limit` among the names of a field is replaced by the names under `names.limit`.

use std::collections::BTreeMap;

use super::file::{DialectFile, FieldMapping};

/// Prefix that marks the name of a list among the names of fields.
const LIST: char = '$';

/// Replaces references to lists by their names; the error is the first list that does not exist.
pub(super) fn expand(file: &mut DialectFile) -> Result<(), String> {
    if file.names.is_empty() {
        return Ok(());
    }
    let lists = &file.names;
    for names in [
        &mut file.recognise,
        &mut file.peculiar,
        &mut file.fill_down,
        &mut file.ignore,
    ] {
        put(names, lists)?;
    }
    for join in &mut file.joins {
        put(&mut join.recognise, lists)?;
        put(&mut join.key, lists)?;
        put(&mut join.of, lists)?;
    }
    if let Some(group) = &mut file.group {
        put(&mut group.by, lists)?;
    }
    in_fields(&mut file.fields, lists)
}

fn in_fields(
    fields: &mut [FieldMapping],
    lists: &BTreeMap<String, Vec<String>>,
) -> Result<(), String> {
    for field in fields {
        put(&mut field.from, lists)?;
        put(&mut field.ignore, lists)?;
        in_fields(&mut field.rows, lists)?;
    }
    Ok(())
}

fn put(names: &mut Vec<String>, lists: &BTreeMap<String, Vec<String>>) -> Result<(), String> {
    if !names.iter().any(|name| name.starts_with(LIST)) {
        return Ok(());
    }
    let mut put = Vec::with_capacity(names.len());
    for name in names.drain(..) {
        match name.strip_prefix(LIST) {
            Some(list) => put.extend(lists.get(list).ok_or(list)?.iter().cloned()),
            None => put.push(name),
        }
    }
    *names = put;
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::dialect::Dialect;

    #[test]
    fn a_list_stands_for_its_names() {
        let text = r#"
            name = "demo"
            recognise = ["事项"]
            fields = [
              { from = "事项", to = "name" },
              { from = ["$limit", "限"], to = "guide.time_limit.promised", alone = true },
              { from = "材料", to = "guide.materials", ignore = ["$row", "x"], rows = [{ from = "名", to = "name" }] },
            ]
            ignore = ["$row"]
            [names]
            limit = ["办结{时限,期限}"]
            row = ["序号"]
        "#;
        let dialect = Dialect::parse("demo.toml", text).unwrap();
        let file = &dialect.file;
        assert_eq!(file.fields[1].from, ["办结时限", "办结期限", "限"]);
        assert_eq!(file.fields[2].ignore, ["序号", "x"]);
        assert_eq!(file.ignore, ["序号"]);
        let wrong = Dialect::parse("demo.toml", &text.replace("$limit", "$limits"));
        assert!(wrong.unwrap_err().to_string().contains("limits"));
    }
}
