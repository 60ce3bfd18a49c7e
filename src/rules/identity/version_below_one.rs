use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;

rule! {
    "IDN060", "version-below-one", Error, Item(check),
    summary: ("事项版本小于1", "a version below 1"),
    message: ("事项版本是{version}，应从1开始", "the version is {version}, but versions start from 1"),
    help: ("从1开始填写版本号，内容每改一次加1", "number versions from 1, adding 1 with each change"),
    requirements: [D4],
    own: ("版本从1开始数", "versions start from 1"),
    certain: Arithmetic,
    page: "version_below_one.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if let Some(version) = item.version.filter(|version| *version < 1) {
        cx.report(Diagnostic::at(path!["version"]).with("version", &version));
    }
}
