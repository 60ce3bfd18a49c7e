use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::prose::is_blank;

rule! {
    "CHN090", "unknown-platform", Warning, Item(check),
    summary: ("渠道写的平台目录里没有", "a channel names a platform that the catalogue does not have"),
    message: ("渠道所属平台“{platform}”不在目录的平台里", "the channel's platform “{platform}” is not among the platforms of the catalogue"),
    help: ("改成 platforms 里有的标识，或者把这个平台加进去", "use an id listed under `platforms`, or add the platform there"),
    requirements: [E5],
    own: ("渠道要指到目录里有的平台", "a channel must refer to a platform of the catalogue"),
    certain: Structure,
    page: "unknown_platform.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let platforms = &cx.settings.platforms;
    if platforms.is_empty() {
        return;
    }
    let known = |word: &str| {
        let word = word.trim();
        let is_called = |name: &str| name.trim() == word;
        platforms.iter().any(|platform| {
            is_called(&platform.id) || platform.name.as_deref().is_some_and(is_called)
        })
    };
    for (at, channel) in item.channels.iter().enumerate() {
        let platform = channel.platform.as_deref().filter(|word| !is_blank(word));
        if let Some(word) = platform.filter(|word| !known(word)) {
            let found = Diagnostic::at(path!["channels", at, "platform"]);
            cx.report(found.with("platform", word));
        }
    }
}
