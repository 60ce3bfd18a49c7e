//! Joins several fields into one text with a template.

use super::names::find;
use crate::source::{Node, Span};

/// A text made of fields.
pub(super) struct Composed<'n, 'a, 't> {
    pub(super) text: String,
    /// The names of the fields in the template.
    pub(super) names: Vec<&'t str>,
    /// The values of the fields that are not blank.
    pub(super) nodes: Vec<&'n Node<'a>>,
    /// The span of the longest value; `None` if all are blank.
    pub(super) span: Option<Span>,
}

/// Fills in a template such as `{sort}.{step_name}：{step_desc}`. A line whose fields are all blank
/// is left out.
pub(super) fn compose<'n, 'a, 't>(template: &'t str, node: &'n Node<'a>) -> Composed<'n, 'a, 't> {
    let mut made = Composed {
        text: String::new(),
        names: Vec::new(),
        nodes: Vec::new(),
        span: None,
    };
    let mut longest = 0;
    for line in template.split_inclusive('\n') {
        let (mut text, mut names, mut is_filled) = (String::new(), 0, false);
        let mut rest = line;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, tail)) = after.split_once('}') else {
                break;
            };
            text.push_str(before);
            made.names.push(name);
            names += 1;
            if let Some(value) = find(node, name).filter(|value| !value.is_blank()) {
                let value_text = value.plain_text().unwrap_or_default();
                if value_text.len() > longest {
                    longest = value_text.len();
                    made.span = Some(value.span);
                }
                is_filled = true;
                made.nodes.push(value);
                text.push_str(&value_text);
            }
            rest = tail;
        }
        text.push_str(rest);
        if is_filled || names == 0 {
            made.text.push_str(&text);
        }
    }
    made
}
