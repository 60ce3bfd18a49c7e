use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;

rule! {
    "VER012", "version-went-back", Warning, Item(check),
    summary: ("版本比上一版还低", "the version is lower than that of the previous one"),
    message: ("事项版本是{version}，上一版已经是{previous}", "the version is {version}, but that of the previous one is {previous} already"),
    help: ("查清哪一份是新的；这一份是新的，把版本改成比{previous}大的数", "find out which of the two is newer; if this one is, raise its version above {previous}"),
    requirements: [D4],
    own: ("版本只增不减，倒回去的多半是拿错了旧文件", "versions only rise; one that fell is probably an old file"),
    certain: Arithmetic,
    page: "version_went_back.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(previous) = cx.previous() else {
        return;
    };
    if let (Some(version), Some(before)) = (item.version, previous.item.version)
        && version < before
    {
        cx.report(
            Diagnostic::at(path!["version"])
                .with("version", &version)
                .with("previous", &before),
        );
    }
}
