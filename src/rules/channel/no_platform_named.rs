use super::helpers::names_no_system;
use crate::analysis::nature::Nature;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Element, ServiceItem};
use crate::path;

rule! {
    "CHN136", "no-platform-named", Hint, Item(check),
    summary: ("可以网办，却没有说在哪个系统办", "handled online, but the system is not named"),
    message: ("可以网上办理，办理系统一栏{said}", "the item is handled online, but the handling system {said}"),
    help: ("写明系统或平台的全称，如某省统一申办受理平台", "give the full name of the system or platform"),
    requirements: [C3, A4],
    own: (
        "不写在哪个系统办，申请人找不到入口",
        "applicants cannot find the entry if the system is not named",
    ),
    page: "no_platform_named.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    // An item that only publishes something needs no handling system.
    if item.online != Some(true) || cx.nature() == Nature::Publicity {
        return;
    }
    let system = item.handling_system.as_deref().map(str::trim);
    let problem = match cx.element(
        system.filter(|system| !system.is_empty()),
        "handling_system",
    ) {
        Element::Given(system) if names_no_system(system) => Text::new(
            "只说是部门、单位的网站或系统，没有名称",
            "is only described as a department's site or system",
        ),
        Element::Missing => Text::new("没有写", "is not given"),
        Element::NotCollected => {
            return cx.cannot_judge(Text::new(
                "来源没有采集办理系统",
                "the source does not collect the handling system",
            ));
        }
        _ => return,
    };
    cx.report(Diagnostic::at(path!["handling_system"]).with("said", problem));
}
