use crate::analysis::{TextKind, is_form, without_closing};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::{Material, ServiceItem};
use crate::prose::{clauses, is_longer, sentences, slice};
use crate::words;

rule! {
    "PRO082", "form-not-listed", Hint, Item(check),
    summary: ("流程里要填的表，申请材料清单里没有", "a form that the process asks for and no material is"),
    message: ("{element}里要交“{form}”，申请材料清单里没有表格，也就没有空白表格可下载", "“{form}” is asked for in {element}, but no form is among the materials, and so no blank can be downloaded"),
    help: ("把表格列入申请材料，附上空白表格和样表；在网上填的，写明在线填写", "list the form as a material with a blank and a sample; if it is filled in online, say so"),
    requirements: [A3, B1],
    cites: ["licence-law#30"],
    page: "form_not_listed.md",
}

/// Maximum length of the name of a form, in characters.
const MAX_NAME_CHARS: usize = 24;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if item.materials().iter().any(may_be_form) {
        return;
    }
    let asked = cx.texts().iter().find_map(|node| {
        let told = matches!(node.kind, TextKind::Step | TextKind::Narrative)
            && node.is_own
            && node.key != "criteria";
        Some((node, form_asked(node.text).filter(|_| told)?))
    });
    if let Some((node, form)) = asked {
        let found = Diagnostic::at(node.path())
            .with("element", node.label())
            .with("form", form)
            .quoting(form);
        cx.report(found);
    }
}

/// Whether the material is a form, or its name is that of something filled in or written.
fn may_be_form(material: &Material) -> bool {
    let name = material.name.as_deref().unwrap_or_default();
    let bare = without_closing(name.trim());
    is_form(material) || name.contains("申请") || words::FORM_ENDING.ends(bare)
}

/// The form that a text asks the applicant to fill in or hand in, on paper: 填写《护士执业注册申请表》.
fn form_asked(text: &str) -> Option<&str> {
    let on_paper = |sentence: &&str| {
        !words::FILLED_IN_ON_SCREEN.occurs_in(sentence) && !words::OFFICE_ROLE.occurs_in(sentence)
    };
    (sentences(text).filter(on_paper))
        .flat_map(clauses)
        .find_map(form_of_clause)
}

/// The form that a clause names behind a word for filling in or handing in, or before one for signing.
fn form_of_clause(clause: &str) -> Option<&str> {
    let start = match words::HANDED_IN_BY.find(clause) {
        Some(verb) => verb.start + verb.word.len(),
        None => clause.find('《').filter(|_| clause.contains("上签"))?,
    };
    let rest = slice(clause, start..clause.len()).trim_start_matches('了');
    // What is filled in is a form, whatever its name.
    let forms = if slice(clause, 0..start).ends_with("填写") {
        &words::FORM_FILLED_IN
    } else {
        &words::APPLICANT_FORM
    };
    if let Some((title, _)) = rest
        .strip_prefix('《')
        .and_then(|rest| rest.split_once('》'))
    {
        return forms.ends(title).then_some(title);
    }
    let rest = rest.trim_start_matches('“');
    let form = forms.find(rest)?;
    let name = slice(rest, 0..form.start + form.word.len());
    let is_one = !is_longer(name, MAX_NAME_CHARS) && !name.contains(['、', '和', '及', '》', '的']);
    is_one.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_on_paper_are_found() {
        for (text, form) in [
            (
                "申请人到窗口填写《护士执业注册申请表》，等待审核",
                Some("护士执业注册申请表"),
            ),
            ("提交申请书", Some("申请书")),
            (
                "申请人领取证件，在《户籍业务申请表》上签字",
                Some("户籍业务申请表"),
            ),
            (
                "填写《补领、换领号牌申请表》;",
                Some("补领、换领号牌申请表"),
            ),
            ("申请人填写残疾人证挂失声明", Some("残疾人证挂失声明")),
            ("提交遗失声明", None),
            ("在线填写申请表", None),
            ("登录系统，填写申请表", None),
            ("工作人员填写受理登记表", None),
            ("提交身份证、申请表", None),
            ("填写完毕后提交", None),
        ] {
            assert_eq!(form_asked(text), form, "{text}");
        }
    }
}
