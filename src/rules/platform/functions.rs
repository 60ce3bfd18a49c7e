use std::collections::HashMap;

use crate::engine::{CatalogueContext, Diagnostic, rules};
use crate::i18n::{Argument, Text};
use crate::model::{Platform, PlatformFeature};
use crate::path;
use crate::vocabulary::{PlatformFunction, Vocabulary};

rules! {
    all {
        requirements: [E5],
        certain: Presence,
        page: "functions.md",
    }
    "PLT010", "core-function-not-stated", Warning, Catalogue(not_stated),
        summary: ("没有说明平台有没有统一入口、搜索、注册、咨询", "a platform for which unified entry, search, registration or enquiry is not stated"),
        message: ("“{platform}”没有说明有没有{functions}", "whether “{platform}” has {functions} is not stated"),
        help: ("在平台的functions下逐项写明有没有，并附试用的日期和结果", "state each under `functions` of the platform, with the date and result of trying it"),
        cites: ["gbh-2017-115#1", "gbh-2017-115#2", "gbh-2017-115#4-search", "gbh-2017-115#4-reply"];
    "PLT012", "core-function-unavailable", Warning, Catalogue(unavailable),
        summary: ("平台没有统一入口、搜索、注册或咨询", "a platform without unified entry, search, registration or enquiry"),
        message: ("“{platform}”没有{function}", "“{platform}” has no {function}"),
        help: ("建设这项功能；由别的平台统一提供的，写明它的网址并改为有", "provide the function; if another platform provides it for all, give its address and mark it as available"),
        cites: ["gbh-2017-115#1", "gbh-2017-115#2", "gbh-2017-115#4-search", "gbh-2017-115#4-reply"];
    "PLT014", "function-stated-twice", Error, Catalogue(twice),
        summary: ("平台的一项功能一处说有、一处说没有", "a function of a platform stated both as available and as not"),
        message: ("“{platform}”的{function}，一处写有，一处写没有", "{function} of “{platform}” is stated both as available and as not available"),
        help: ("核实后只留一条，试用的结果都放在它下面", "keep one entry and put all results of trying it there"),
        own: ("一项功能不会又有又没有", "a function cannot be available and not available");
    "PLT016", "duplicate-platform", Error, Catalogue(duplicate),
        summary: ("两个平台用了同一个标识", "two platforms with one id"),
        message: ("标识“{id}”前面已经用于“{other}”", "the id “{id}” is already used for “{other}”"),
        help: ("给其中一个换一个标识，并改渠道里的引用", "give one of them another id and adjust the channels that refer to it"),
        own: ("渠道靠标识找到平台", "channels find their platform by its id");
}

/// The functions that the government inspection tried on every platform.
const CORE_FUNCTIONS: [PlatformFunction; 4] = [
    PlatformFunction::SingleEntry,
    PlatformFunction::Search,
    PlatformFunction::Registration,
    PlatformFunction::Consultation,
];

/// The name of a platform for messages.
pub(super) fn platform_name(platform: &Platform) -> &str {
    platform.name.as_deref().unwrap_or(&platform.id)
}

/// Whether people use the platform on their own device.
fn is_online(platform: &Platform) -> bool {
    platform
        .kind
        .as_ref()
        .is_none_or(|kind| kind.reach().is_online())
}

fn not_stated(cx: &mut CatalogueContext<'_>) {
    for (index, platform) in cx.catalogue().platforms.iter().enumerate() {
        if !is_online(platform) {
            continue;
        }
        let stated = |function: &PlatformFunction| {
            let mut features = platform.functions.iter();
            features.any(|feature| feature.kind.as_ref() == Some(function) && is_stated(feature))
        };
        let missing: Vec<&PlatformFunction> = CORE_FUNCTIONS
            .iter()
            .filter(|function| !stated(function))
            .collect();
        if missing.is_empty() {
            continue;
        }
        let at = if platform.functions.is_empty() {
            path!["platforms", index]
        } else {
            path!["platforms", index, "functions"]
        };
        cx.report(
            Diagnostic::at(at)
                .with("platform", platform_name(platform))
                .with("functions", list_functions(&missing)),
        );
    }
}

/// Whether the feature says if the function is available, possibly by a trial.
fn is_stated(feature: &PlatformFeature) -> bool {
    feature.available.is_some() || feature.trials.iter().any(|trial| trial.passed.is_some())
}

fn unavailable(cx: &mut CatalogueContext<'_>) {
    for (index, platform) in cx.catalogue().platforms.iter().enumerate() {
        for (place, feature) in platform.functions.iter().enumerate() {
            let Some(function) = feature
                .kind
                .as_ref()
                .filter(|kind| CORE_FUNCTIONS.contains(kind))
            else {
                continue;
            };
            if feature.available == Some(false) {
                let at = path!["platforms", index, "functions", place, "available"];
                cx.report(
                    Diagnostic::at(at)
                        .with("platform", platform_name(platform))
                        .with("function", function_name(function)),
                );
            }
        }
    }
}

fn twice(cx: &mut CatalogueContext<'_>) {
    for (index, platform) in cx.catalogue().platforms.iter().enumerate() {
        let mut seen: HashMap<&str, (usize, bool)> = HashMap::new();
        for (place, feature) in platform.functions.iter().enumerate() {
            let (Some(function), Some(available)) = (&feature.kind, feature.available) else {
                continue;
            };
            let (first, earlier) = *seen.entry(function.term()).or_insert((place, available));
            if earlier != available {
                let at = |place| path!["platforms", index, "functions", place, "available"];
                cx.report(
                    Diagnostic::at(at(place))
                        .with("platform", platform_name(platform))
                        .with("function", function_name(function))
                        .related(cx.here(at(first)), Text::new("前一处", "the earlier entry")),
                );
            }
        }
    }
}

fn duplicate(cx: &mut CatalogueContext<'_>) {
    let platforms = &cx.catalogue().platforms;
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (index, platform) in platforms.iter().enumerate() {
        let id = platform.id.trim();
        // A platform without an id has a finding of its own.
        if id.is_empty() {
            continue;
        }
        let first = *seen.entry(id).or_insert(index);
        if let Some(other) = platforms.get(first).filter(|_| first != index) {
            cx.report(
                Diagnostic::at(path!["platforms", index, "id"])
                    .with("id", id)
                    .with("other", platform_name(other)),
            );
        }
    }
}

/// The name of a function in both languages.
pub(super) fn function_name(function: &PlatformFunction) -> Argument {
    list_functions(&[function])
}

fn list_functions(functions: &[&PlatformFunction]) -> Argument {
    let zh: Vec<&str> = functions.iter().map(|function| function.term()).collect();
    let en = functions.iter().map(|function| {
        let entry = function.entry();
        entry.map_or_else(
            || function.term().to_owned(),
            |entry| entry.english.to_owned(),
        )
    });
    Argument::Both {
        zh: zh.join("、"),
        en: en.collect::<Vec<String>>().join(", "),
    }
}
