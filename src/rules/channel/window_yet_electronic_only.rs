use crate::analysis::is_none;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::vocabulary::{HandlingForm, Medium};

rule! {
    "CHN085", "window-yet-electronic-only", Hint, Item(check),
    summary: ("写着窗口办理，材料却全部只收电子", "handled at the window, but every material must be electronic"),
    message: ("办理形式有窗口办理，{count}份材料却全部只收电子件，没有写到窗口带什么", "the handling forms include the window, but only electronic copies are accepted for all of the materials ({count}); nothing says what to bring"),
    help: ("窗口也收的，材料形式改为“纸质或电子”，写明带原件还是复印件；窗口不收的，去掉窗口办理", "set the medium to “paper or electronic” and say whether to bring originals or copies; if the window accepts neither, remove the window handling form"),
    requirements: [C2, A3],
    cites: ["sh-business-env#24", "sd-business-env#28"],
    own: ("到窗口的人手里是纸", "people who come to the window bring paper"),
    page: "window_yet_electronic_only.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(at) = item
        .handling_forms
        .iter()
        .position(|form| *form == HandlingForm::Window)
    else {
        return;
    };
    let materials = item.materials();
    let all = materials.iter().all(|one| {
        one.medium == Some(Medium::Electronic) && one.exempt != Some(true) && !is_none(one)
    });
    if materials.is_empty() || !all {
        return;
    }
    cx.report(
        Diagnostic::at(path!["handling_forms", at])
            .with("count", materials.len())
            .related(
                cx.here(path!["guide", "materials", 0, "medium"]),
                Text::new("只收电子", "electronic only"),
            ),
    );
}
