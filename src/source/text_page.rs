//! Texts written by people, plain or in Markdown: headings, lines such as `受理条件：…`, lists and tables.

use super::cells::Sheet;
use super::encoding;
use super::html::Document;

/// Reads the lines of a text as rows of one cell or, in a table, of several; `None` if it has invalid bytes or is YAML.
pub(crate) fn document(bytes: &[u8], label: Option<&str>) -> Option<Document> {
    let decoded = encoding::decode(bytes, label);
    (!decoded.is_faulty && !is_yaml(&decoded.text)).then(|| parse_text(&decoded.text))
}

/// Whether a text is YAML: entries of a list have keys, with more keys below.
fn is_yaml(text: &str) -> bool {
    let is_key = |line: &str| match line.split_once(':') {
        Some((key, rest)) => {
            !key.contains(char::is_whitespace) && (rest.is_empty() || rest.starts_with(' '))
        }
        None => false,
    };
    let mut lines = text.lines().zip(text.lines().skip(1));
    lines.any(|(line, next)| {
        let entry = line.trim_start().strip_prefix("- ");
        let indent = |line: &str| line.len() - line.trim_start().len();
        entry.is_some_and(is_key) && is_key(next.trim_start()) && indent(next) > indent(line)
    })
}

fn parse_text(text: &str) -> Document {
    let mut page = Document {
        tables: Vec::new(),
        page: Sheet::default(),
        outside: Vec::new(),
        headings: Vec::new(),
        frame: Vec::new(),
        runs_on: Vec::new(),
        labels: Vec::new(),
        text: String::new(),
    };
    let mut table = Sheet::default();
    let mut is_below_text = false;
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if let Some(cells) = cells(line) {
            if !is_rule(line) {
                for sheet in [&mut page.page, &mut table] {
                    sheet.rows.push(&cells);
                    sheet.lines.push(number);
                }
            }
            is_below_text = false;
            continue;
        }
        end_table(&mut table, &mut page.tables);
        let (level, line) = heading(line);
        let line = strip_markdown(line);
        if line.is_empty() || is_rule(&line) {
            is_below_text = false;
            continue;
        }
        let row = page.page.rows.len();
        if let Some(level) = level {
            page.headings.push((level, row));
        } else if is_below_text {
            page.runs_on.push(row);
        }
        is_below_text = level.is_none();
        page.outside.push(row);
        page.page.rows.push([line]);
        page.page.lines.push(number);
    }
    end_table(&mut table, &mut page.tables);
    page
}

/// Ends a table.
fn end_table(table: &mut Sheet, tables: &mut Vec<Sheet>) {
    let Sheet { rows, lines, .. } = std::mem::take(table);
    if let Some(header) = rows.get(0) {
        let header = header.iter().map(str::to_owned).collect();
        tables.push(Sheet {
            header,
            rows,
            lines,
            ..Sheet::default()
        });
    }
}

/// The cells of a line of a table.
fn cells(line: &str) -> Option<Vec<String>> {
    let inside = line.strip_prefix('|')?.strip_suffix('|')?;
    // A bar inside a cell is escaped with a backslash.
    let inside = inside.replace("\\|", "\0");
    let cells = inside.split('|').map(|cell| {
        let cell = strip_markdown(cell.trim()).replace('\0', "|");
        ["<br>", "<br/>", "<br />"]
            .iter()
            .fold(cell, |cell, tag| cell.replace(tag, "\n"))
    });
    Some(cells.collect())
}

/// The level of a heading, and a line without its marks.
fn heading(line: &str) -> (Option<u8>, &str) {
    const MAX_LEVEL: usize = 6;
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    match u8::try_from(level) {
        Ok(number) if (1..=MAX_LEVEL).contains(&level) && text.starts_with(' ') => {
            (Some(number), text.trim_end_matches('#').trim())
        }
        _ => (None, line),
    }
}

/// A line without the Markdown of a quotation, a list, code or bold text.
fn strip_markdown(line: &str) -> String {
    let marks = ["> ", "- ", "* ", "+ ", "• ", "· "];
    let text = marks.iter().find_map(|mark| line.strip_prefix(mark));
    let text = text.unwrap_or(line).trim();
    let mut said = text.to_owned();
    for mark in ["**", "`"] {
        if said.matches(mark).count() % 2 == 0 {
            said = said.replace(mark, "");
        }
    }
    said
}

/// Whether a line is a rule drawn with characters.
fn is_rule(line: &str) -> bool {
    const MIN_RULE_CHARS: usize = 3;
    line.chars().count() >= MIN_RULE_CHARS && line.chars().all(|char| "-=*_—─~#|: ".contains(char))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_is_no_text_of_people() {
        assert!(is_yaml("items:\n  - name: 甲\n    org: 乙\n"));
        assert!(!is_yaml("- 实施主体：甲\n- 受理条件: 乙\n  丙\n"));
    }

    #[test]
    fn lines_lists_and_tables_are_rows() {
        let text = "# 甲\n\n- **编码**：1\n* 乙\n\n|名称|份数|\n|---|:-:|\n|丙\\|丁<br>戊|1|\n=====\n## 己 ##\n2*3\n**庚\n";
        let page = parse_text(text);
        let rows: Vec<Vec<&str>> = page
            .page
            .rows
            .iter()
            .map(|row| row.iter().collect())
            .collect();
        let expected: [&[&str]; 8] = [
            &["甲"],
            &["编码：1"],
            &["乙"],
            &["名称", "份数"],
            &["丙|丁\n戊", "1"],
            &["己"],
            &["2*3"],
            &["**庚"],
        ];
        assert_eq!(rows, expected);
        assert_eq!(page.page.lines, [1, 3, 4, 6, 8, 10, 11, 12]);
        assert_eq!(page.headings, [(1, 0), (2, 5)]);
        assert_eq!(page.runs_on, [2, 7]);
        assert_eq!(page.outside, [0, 1, 2, 5, 6, 7]);
        assert_eq!(page.tables.len(), 1);
    }
}
