use super::helpers::{STRUCTURE_UNREAD, base};
use crate::analysis::local_implementation;
use crate::code::{BaseCode, CodeFault, ImplementationCode};
use crate::engine::{Context, Diagnostic, Severity, rules};
use crate::i18n::{Argument, Text};
use crate::model::ServiceItem;
use crate::path;
use crate::path::Path;
use crate::vocabulary::{ItemType, Level, Vocabulary};

rules! {
    all {
        requirements: [D1],
        cites: ["gbt39554-1#编码"],
        certain: Contradiction,
        page: "code_mismatch.md",
    }
    "IDN030", "base-code-mismatch", Error, Item(base_code),
        summary: ("实施编码里的基本编码与所写的不一致", "the implementation code contains another base code"),
        message: ("实施编码里的基本编码是{inside}，事项写的基本编码是{stated}", "the implementation code contains the base code {inside}, but the item states {stated}"),
        help: ("核对目录，把两处改成同一个基本编码", "look it up in the official catalogue and make both codes agree"),
        own: STRUCTURE_UNREAD;
    "IDN032", "body-code-mismatch", Error, Item(body),
        summary: ("实施编码里的主体与实施主体不一致", "the implementation code contains another authority's code"),
        message: ("实施编码的前18位是{inside}，实施主体的代码是{stated}", "the implementation code begins with {inside}, but the authority's code is {stated}"),
        help: ("查清由哪个机构实施，把两处改成同一个代码", "find out which body exercises the power and make both codes agree"),
        own: STRUCTURE_UNREAD;
    "IDN034", "handling-code-mismatch", Error, Item(handling),
        summary: ("业务办理项编码不是以实施编码开头", "the handling code does not begin with the implementation code"),
        message: ("业务办理项编码的前31位是{inside}，实施编码是{stated}", "the handling code begins with {inside}, but the implementation code is {stated}"),
        help: ("业务办理项编码应为实施编码加两位顺序号，把两处改一致", "make both codes agree: a handling code is the implementation code plus a two-digit sequence number"),
        own: STRUCTURE_UNREAD;
    "IDN036", "parent-code-mismatch", Error, Item(parent),
        summary: ("基本编码与主项基本编码不是一家", "base code and parent base code do not match"),
        message: ("基本编码{code}与主项基本编码{parent}不相配：{fault}", "base code {code} does not match parent base code {parent}: {fault}"),
        help: ("核对目录，把主项基本编码改成该事项所属主项的编码", "look up the parent item in the official catalogue and correct the parent base code"),
        requirements: [D1, D3],
        own: STRUCTURE_UNREAD;
    "IDN040", "item-type-mismatch", Warning, Item(item_type),
        summary: ("事项类型与国家基本编码不一致", "the item type does not match the national base code"),
        message: ("事项类型写的是{stated}，国家基本编码{code}第3、4位“{digits}”表示{coded}", "the item type is {stated}, but “{digits}” (characters 3 and 4) in the national base code {code} means {coded}"),
        help: ("对照国家目录核对事项类型；本省确实另行归类的，在配置里接受这一条", "check the item type against the national catalogue; if the province classifies it differently, accept the finding in the configuration"),
        requirements: [D1, D2],
        cites: ["gbt39046#A.1", "exchange-schema#task_type"];
    "IDN042", "level-mismatch", Warning, Item(level),
        summary: ("实施编码的层级与行使层级不一致", "the level in the implementation code does not match the level of exercise"),
        message: ("实施编码第19位“{digit}”表示{coded}，行使层级写的是{stated}", "character 19 of the implementation code, “{digit}”, means {coded}, but the level of exercise is {stated}"),
        help: ("查清由哪一级行使，更正行使层级或实施编码", "find out which level exercises the power and correct the level of exercise or the code"),
        requirements: [D1, D3],
        own: STRUCTURE_UNREAD;
}

/// A diagnostic on two different values, one inside a code and the other stated elsewhere.
fn mismatch(
    (path, inside): (Path, &str),
    (place, stated): (Path, &str),
    label: Text,
    cx: &Context<'_>,
) -> Diagnostic {
    Diagnostic::at(path)
        .with("inside", inside)
        .with("stated", stated)
        .related(cx.here(place), label)
}

fn base_code(item: &ServiceItem, cx: &mut Context<'_>) {
    let national = item
        .base_code
        .as_ref()
        .map(|code| (path!["base_code"], code.clone()));
    let local = item.local_base_code.as_deref().map(BaseCode::from);
    let local = local.map(|code| (path!["local_base_code"], code));
    let own = cx.codes().implementation.clone();
    let own = own.filter(|(path, _)| *path != path!["local_implementation_code"]);
    compare_base_codes(item, national, own, cx);
    compare_base_codes(item, local, local_implementation(item), cx);
}

fn compare_base_codes(
    item: &ServiceItem,
    stated: Option<(Path, BaseCode)>,
    code: Option<(Path, ImplementationCode)>,
    cx: &mut Context<'_>,
) {
    let (Some((stated_path, stated)), Some((path, code))) = (stated, code) else {
        return;
    };
    let (Ok(parts), Some(inside)) = (stated.parts(), code.base_code()) else {
        return;
    };
    if inside == stated || item.local_base_code.as_deref() == Some(inside.as_str()) {
        return;
    }
    // An item may have a code in the national and another in the provincial directory, so only a warning.
    let both = inside
        .parts()
        .is_ok_and(|inside| inside.is_national() != parts.is_national());
    let label = Text::new("事项写的基本编码", "the base code stated");
    let found = mismatch(
        (path, inside.as_str()),
        (stated_path, stated.as_str()),
        label,
        cx,
    );
    cx.report(if both {
        found.severity(Severity::Warning)
    } else {
        found
    });
}

fn body(item: &ServiceItem, cx: &mut Context<'_>) {
    let stated = item
        .authority
        .as_ref()
        .and_then(|body| body.credit_code.as_ref());
    let Some(stated) = stated else { return };
    // Another rule reports invalid codes. Temporary codes are compared like valid ones.
    if !matches!(stated.check(), Ok(_) | Err(CodeFault::Temporary)) {
        return;
    }
    let Some((path, code)) = &cx.codes().implementation else {
        return;
    };
    let Some(inside) = code.credit_code() else {
        return;
    };
    if inside != *stated {
        let place = path!["authority", "credit_code"];
        let label = Text::new("实施主体的代码", "the authority's code");
        cx.report(mismatch(
            (path.clone(), inside.as_str()),
            (place, stated.as_str()),
            label,
            cx,
        ));
    }
}

fn handling(item: &ServiceItem, cx: &mut Context<'_>) {
    let (Some(stated), Some(handling)) = (&item.implementation_code, &item.handling_code) else {
        return;
    };
    if stated.parts().is_err() || handling.parts().is_err() {
        return;
    }
    let Some(inside) = handling.implementation_code() else {
        return;
    };
    if inside != *stated {
        let (path, place) = (path!["handling_code"], path!["implementation_code"]);
        let label = Text::new("实施编码", "the implementation code");
        cx.report(mismatch(
            (path, inside.as_str()),
            (place, stated.as_str()),
            label,
            cx,
        ));
    }
}

fn parent(item: &ServiceItem, cx: &mut Context<'_>) {
    let (Some(code), Some(parent)) = (&item.base_code, &item.parent_code) else {
        return;
    };
    let (Ok(parts), Ok(above)) = (code.parts(), parent.parts()) else {
        return;
    };
    if parts.prefix != above.prefix {
        return cx.cannot_judge(Text::new(
            "基本编码与主项基本编码出自两个目录",
            "they come from two different catalogues",
        ));
    }
    let (fault, severity) = if code.main_item() != parent.main_item() {
        let fault = Text::new("前9位不同", "their first 9 characters differ");
        (fault, Severity::Error)
    } else if parts.is_sub_item() && !above.is_directory_node {
        let fault = Text::new(
            "有子项的主项应以“00Y”结尾",
            "the code of a parent item with sub-items should end in 00Y",
        );
        (fault, Severity::Warning)
    } else if !parts.is_sub_item() && above.is_directory_node && !parts.is_directory_node {
        let fault = Text::new(
            "主项以“00Y”结尾，子项却没有编号",
            "the parent code ends in 00Y, but the sub-item has no number",
        );
        (fault, Severity::Warning)
    } else {
        return;
    };
    let found = Diagnostic::at(path!["parent_code"])
        .with("code", code.as_str())
        .with("parent", parent.as_str())
        .with("fault", fault);
    cx.report(found.severity(severity));
}

fn item_type(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(stated) = &item.item_type else {
        return;
    };
    let Some((path, code)) = base(item, cx) else {
        return;
    };
    let Ok(parts) = code.parts() else { return };
    // Each province has its own numbers for item types: only national codes can be compared.
    if !parts.is_national() {
        return;
    }
    let mut terms = ItemType::LIST.terms.iter();
    let Some(coded) = terms.find(|term| term.code == Some(parts.item_type)) else {
        return;
    };
    if !stated.is_listed() || coded.term == stated.term() {
        return;
    }
    let place = cx.here(path);
    let found = Diagnostic::at(path!["item_type"])
        .with("stated", stated)
        .with("code", code.as_str())
        .with("digits", parts.item_type)
        .with("coded", coded.term)
        .related(place, Text::new("国家基本编码", "the national base code"));
    // A provincial directory may classify the item differently, so only a hint.
    let own_directory = item.local_base_code.is_some();
    cx.report(found.hint_unless(!own_directory));
}

fn level(item: &ServiceItem, cx: &mut Context<'_>) {
    if item.levels.is_empty() {
        return;
    }
    let Some((path, code)) = &cx.codes().implementation else {
        return;
    };
    let Some(digit) = code.level_digit().map(String::from) else {
        return;
    };
    let mut terms = Level::LIST.terms.iter();
    let Some(coded) = terms.find(|term| term.code == Some(&digit)) else {
        return;
    };
    let is_indefinite = |level: &Level| *level == Level::Graded || !level.is_listed();
    if coded.term == Level::Graded.term() || item.levels.iter().any(is_indefinite) {
        return;
    }
    if item.levels.iter().any(|level| level.term() == coded.term) {
        return;
    }
    let stated: Vec<&str> = item.levels.iter().map(Vocabulary::term).collect();
    let place = cx.here(path.clone());
    let found = Diagnostic::at(path!["levels"])
        .with("digit", digit)
        .with("coded", coded.term)
        .with("stated", Argument::list(&stated))
        .related(place, Text::new("实施编码", "the implementation code"));
    cx.report(found);
}
