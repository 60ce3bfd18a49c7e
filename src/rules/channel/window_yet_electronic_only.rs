use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::vocabulary::{HandlingForm, Medium};

rule! {
    "CHN085", "window-yet-electronic-only", Hint, Item(check),
    summary: ("写着窗口办理，材料却全部只收电子", "handled at the window, yet every material is wanted as a file"),
    message: ("办理形式有窗口办理，{count}份材料却全部只收电子件，没有写到窗口带什么", "it is said to be handled at the window, yet all {count} material(s) are taken as files only; nothing says what to bring"),
    help: ("窗口也收的，材料形式改为“纸质或电子”，写明带原件还是复印件；窗口不收的，去掉窗口办理", "say paper or electronic and what to bring, or drop the window"),
    requirements: [C2, A3],
    cites: ["sh-business-env#24", "sd-business-env#28"],
    own: ("到窗口的人手里是纸", "who comes to the window has paper in hand"),
    doubted: ("另一次抽读的16条，6条不属实", "of 16 read elsewhere, 6 were wrong"),
    page: "window_yet_electronic_only.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(at) = (item.handling_forms.iter()).position(|form| *form == HandlingForm::Window)
    else {
        return;
    };
    let materials = item.materials();
    let all = materials
        .iter()
        .all(|one| one.medium == Some(Medium::Electronic) && one.exempt != Some(true));
    if materials.is_empty() || !all {
        return;
    }
    cx.report(
        Diagnostic::at(path!["handling_forms", at])
            .with("count", materials.len())
            .related(
                cx.here(path!["guide", "materials", 0, "medium"]),
                Text::new("只收电子", "as files only"),
            ),
    );
}
