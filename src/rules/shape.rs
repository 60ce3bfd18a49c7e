//! Theme SHP: problems of single values, found by `validator`'s constraints.

use std::borrow::Cow;

use serde_json::Value;
use validator::{Validate, ValidationErrors, ValidationErrorsKind};

use crate::code::DivisionCode;
use crate::engine::{Diagnostic, Fix, rules};
use crate::i18n::Argument;
use crate::model::elements::{CATALOGUE, Field, Group, ITEM, Node, nearest, repeated};
use crate::model::{Catalogue, ServiceItem, shape};
use crate::path;
use crate::path::{Path, PathStep};
use crate::prose::is_blank;
use crate::rules::identity::ill_formed_code;
use crate::vocabulary;

const UNLISTED_WORD: &str = "SHP001";
const NEGATIVE_AMOUNT: &str = "SHP002";
/// The code of the rule that reports blank values.
pub(super) const BLANK_VALUE: &str = "SHP003";
const UNKNOWN_ELEMENT: &str = "SHP004";
const REPEATED_WORD: &str = "SHP005";

rules! {
    all {
        requirements: [D1],
        page: "shape.md",
    }
    UNLISTED_WORD, "unlisted-word", Error, Shape,
        summary: ("取值不在规定的代码表里", "a value is not in its code list"),
        message: ("“{word}”不在“{list}”的取值里", "“{word}” is not a value of “{list}”"),
        help: ("改用规定的取值：{known}", "use one of the listed values: {known}"),
        cites: ["gbt39046#A"],
        certain: Table;
    NEGATIVE_AMOUNT, "negative-amount", Error, Shape,
        summary: ("数量小于0", "an amount is negative"),
        message: ("数量写成了{value}", "the amount is {value}"),
        help: ("改为不小于0的数；没有时限或不收费的，照实写明", "use a number of at least 0; if there is no limit or no fee, say so"),
        own: ("份数、天数、金额没有负的", "copies, days and amounts are never negative"),
        certain: Arithmetic;
    BLANK_VALUE, "blank-value", Error, Shape,
        summary: ("必须有内容的值是空的", "a value that must not be empty is blank"),
        message: ("“{field}”没有内容", "“{field}” is blank"),
        help: ("填写内容，或删去整条记录", "fill it in, or delete the whole entry"),
        requirements: [A1],
        own: ("写了键又不写内容，等于没有写", "a key without content says nothing"),
        certain: Presence;
    UNKNOWN_ELEMENT, "unknown-element", Warning, Shape,
        summary: ("说明的要素不存在", "a statement is about an element that does not exist"),
        message: ("没有叫“{element}”的要素，这一条不起作用", "there is no element “{element}”, so this entry has no effect"),
        help: ("改成要素的路径：{known}", "use the path of an element: {known}"),
        own: ("说明要指到有的要素", "a statement must refer to an existing element"),
        certain: Structure;
    REPEATED_WORD, "repeated-word", Error, Shape,
        summary: ("一栏里同一个词写了两次", "a list has the same word twice"),
        message: ("“{field}”里“{word}”写了两次", "“{field}” has “{word}” twice"),
        help: ("删去多的一个；如果其中一个想写的是别的，改过来", "delete one, or correct the one that was meant to be another"),
        own: ("一栏里每个词说一件事，写两次统计就多算一次", "each word of a list says one thing; written twice, it is counted twice"),
        certain: Structure;
}

/// The diagnostics of all values of the item that violate their constraint, each with its rule code.
pub(crate) fn faults(item: &ServiceItem) -> Vec<(&'static str, Diagnostic)> {
    let mut faults = Vec::new();
    for (index, stated) in item.not_applicable.iter().enumerate() {
        check_element_exists(
            &stated.element,
            || path!["not_applicable", index, "element"],
            &mut faults,
        );
    }
    // Fast path for nearly every item: `validator` costs more than most rules together.
    if item.is_plain() {
        return faults;
    }
    if let Err(errors) = item.validate() {
        flatten(&errors, &Path::default(), &mut faults);
    }
    report_repeated_words(item, ITEM, &Path::default(), &mut faults);
    faults
}

/// The diagnostics of the values of a catalogue outside its items, each with its rule code.
pub(crate) fn catalogue_faults(catalogue: &Catalogue) -> Vec<(&'static str, Diagnostic)> {
    // Exhaustive, so that a new field does not compile until somebody decides whether to check it here.
    let Catalogue {
        categories,
        platforms,
        scenarios,
        division,
        name: _,
        as_of: _,
        profile: _,
        include: _,
        not_collected,
        items: _,
        extensions: _,
    } = catalogue;
    let mut faults = Vec::new();
    if division.as_ref().is_some_and(DivisionCode::is_empty) {
        let found = Diagnostic::at(path!["division"]).with("field", "division");
        faults.push((BLANK_VALUE, found));
    }
    faults.extend(division.as_ref().and_then(ill_formed_code::of_catalogue));
    for (index, element) in not_collected.iter().enumerate() {
        check_element_exists(element, || path!["not_collected", index], &mut faults);
    }
    for field in CATALOGUE.fields.iter().filter(|field| field.key != "items") {
        report_repeated_in_field(catalogue, field, &Path::default(), &mut faults);
    }
    validate_each("categories", categories, &mut faults);
    validate_each("platforms", platforms, &mut faults);
    validate_each("scenarios", scenarios, &mut faults);
    faults
}

fn check_element_exists(
    element: &str,
    place: impl FnOnce() -> Path,
    faults: &mut Vec<(&'static str, Diagnostic)>,
) {
    if is_blank(element) || ITEM.find(element).is_some() {
        return;
    }
    let known = nearest(element).map_or_else(
        || Argument::Both {
            zh: "如 guide.fees；shixiang schema service-item 列出所有要素".to_owned(),
            en: "such as guide.fees; `shixiang schema service-item` lists them all".to_owned(),
        },
        |near| Argument::Both {
            zh: format!("看来是 {near}"),
            en: format!("probably {near}"),
        },
    );
    let found = Diagnostic::at(place())
        .with("element", element.to_owned())
        .with("known", known);
    faults.push((UNKNOWN_ELEMENT, found));
}

fn validate_each<T: Validate>(
    key: &'static str,
    list: &[T],
    faults: &mut Vec<(&'static str, Diagnostic)>,
) {
    for (index, one) in list.iter().enumerate() {
        if let Err(errors) = one.validate() {
            flatten(&errors, &path![key, index], faults);
        }
    }
}

/// Reports words that occur twice in the same list, anywhere inside `node`.
fn report_repeated_words(
    node: &dyn Node,
    group: &'static Group,
    path: &Path,
    faults: &mut Vec<(&'static str, Diagnostic)>,
) {
    for field in group.fields {
        report_repeated_in_field(node, field, path, faults);
    }
}

fn report_repeated_in_field(
    node: &dyn Node,
    field: &'static Field,
    path: &Path,
    faults: &mut Vec<(&'static str, Diagnostic)>,
) {
    let Some(value) = node.child(field.key).filter(|value| value.is_there()) else {
        return;
    };
    let here = path.then(field.key);
    match (field.group, value.count()) {
        (Some(group), Some(count)) => {
            for (at, inner) in (0..count).filter_map(|at| Some((at, value.nth(at)?))) {
                report_repeated_words(inner, group, &here.then(at), faults);
            }
        }
        (Some(group), None) => report_repeated_words(value, group, &here, faults),
        (None, Some(_)) => {
            for at in repeated(value) {
                let word = value.nth(at).and_then(Node::words).unwrap_or_default();
                let found = Diagnostic::at(here.then(at))
                    .with("field", field.name)
                    .with("word", word);
                faults.push((REPEATED_WORD, found));
            }
        }
        (None, None) => {}
    }
}

fn flatten(errors: &ValidationErrors, path: &Path, faults: &mut Vec<(&'static str, Diagnostic)>) {
    // Sorted, because `errors` is a hash map.
    let mut fields: Vec<_> = errors.errors().iter().collect();
    fields.sort_by(|a, b| a.0.cmp(b.0));
    for (field, kind) in fields {
        let here = path.then(field.to_string());
        match kind {
            ValidationErrorsKind::Struct(errors) => flatten(errors, &here, faults),
            ValidationErrorsKind::List(list) => {
                for (index, errors) in list {
                    flatten(errors, &here.then(*index), faults);
                }
            }
            ValidationErrorsKind::Field(errors) => {
                for error in errors {
                    match error.code.as_ref() {
                        shape::UNLISTED => report_unlisted(&here, &error.params, faults),
                        shape::NEGATIVE => {
                            let value = error.params.get("value").map(Value::to_string);
                            let found = Diagnostic::at(here.clone())
                                .with("value", value.unwrap_or_default());
                            faults.push((NEGATIVE_AMOUNT, found));
                        }
                        _ => {
                            let name = element_name(&here, field.as_ref());
                            let found = Diagnostic::at(here.clone()).with("field", name);
                            faults.push((BLANK_VALUE, found));
                        }
                    }
                }
            }
        }
    }
}

/// The name of the element at a path of an item or catalogue, or else its key.
fn element_name(path: &Path, key: &str) -> Argument {
    match ITEM.name_at(path).or_else(|| CATALOGUE.name_at(path)) {
        Some(name) => name.into(),
        None => Argument::Plain(key.to_owned()),
    }
}

type Params = std::collections::HashMap<Cow<'static, str>, Value>;

fn report_unlisted(path: &Path, params: &Params, faults: &mut Vec<(&'static str, Diagnostic)>) {
    let text = |name: &str| params.get(name).and_then(Value::as_str).unwrap_or_default();
    let list = vocabulary::list(text("list"));
    let words = params.get("words").and_then(Value::as_array);
    let pairs: Vec<(Path, &str)> = match words {
        // For a list, the error has one pair per unlisted word: its index and the word.
        Some(words) => words
            .iter()
            .filter_map(|pair| {
                let index = usize::try_from(pair.get(0)?.as_u64()?).ok()?;
                Some((path.then(index), pair.get(1)?.as_str()?))
            })
            .collect(),
        None => vec![(path.clone(), text("word"))],
    };
    for (path, word) in pairs {
        if is_blank(word) {
            let field = path.steps().iter().rev().find_map(|step| match step {
                PathStep::Key(key) => Some(key.to_string()),
                PathStep::Index(_) => None,
            });
            let name = element_name(&path, &field.unwrap_or_default());
            let found = Diagnostic::at(path).with("field", name);
            faults.push((BLANK_VALUE, found));
            continue;
        }
        let near = list.and_then(|list| list.nearest(word));
        let found = Diagnostic::at(path)
            .with("word", word)
            .with("list", list.map_or("", |list| list.name))
            .with(
                "known",
                match near {
                    Some(near) => near.term.to_owned(),
                    None => list.map_or(String::new(), first_terms),
                },
            );
        let meant = list.and_then(|list| list.respelled(word));
        let fix = meant
            .map(|meant| Fix::safe(meant.term))
            .or(near.map(|near| Fix::doubtful(near.term)));
        faults.push((UNLISTED_WORD, found.fix(fix)));
    }
}

/// The first terms of a code list, for a message.
fn first_terms(list: &vocabulary::List) -> String {
    const MAX_TERMS: usize = 12;
    let words: Vec<&str> = list
        .terms
        .iter()
        .take(MAX_TERMS)
        .map(|term| term.term)
        .collect();
    let more = if list.terms.len() > words.len() {
        "……"
    } else {
        ""
    };
    format!("{}{more}", words.join("、"))
}
