//! The elements of a catalogue.

use super::node::elements;
use crate::model::{Catalogue, Category, Platform, PlatformFeature, Scenario, ScenarioItem, Trial};

elements! {
    Catalogue "事项目录" "catalogue" {
        name "目录名称" "name";
        division "行政区划" "division";
        as_of "数据日期" "data date";
        profile "检查要求" "profile";
        include "事项文件" "item files";
        not_collected "未采集的要素" "elements not collected";
        categories "栏目" "categories";
        platforms "平台" "platforms";
        scenarios "一件事" "one-stop services";
        items "事项" "items";
        extensions "扩展字段" "extensions";
    }
    Platform "平台" "platform" .known_by(&["id", "name"]) {
        id "平台标识" "platform id";
        name "平台名称" "name";
        kind "平台类型" "kind of platform";
        url "统一入口" "url";
        functions "平台功能" "functions";
    }
    PlatformFeature "平台功能" "platform function" {
        kind "功能" "function";
        available "是否提供" "availability";
        url "网址" "url";
        trials "试用记录" "trials";
    }
    Trial "试用记录" "trial" {
        date "日期" "date";
        passed "是否成功" "success";
        note "说明" "note";
    }
    Category "栏目" "category" .known_by(&["name"]) {
        name "栏目名称" "category name";
        items "事项" "items";
    }
    Scenario "一件事" "one-stop service" .known_by(&["name"]) {
        name "一件事名称" "name of the one-stop service";
        summary "摘要" "summary";
        audience "服务对象" "audience";
        lead "牵头单位" "lead body";
        promised "承诺办结时限" "promised limit";
        items "办理顺序" "items in order";
    }
    ScenarioItem "一件事事项" "item of a one-stop service" .known_by(&["item"]) .in_cell() {
        item "事项" "item";
        after "先办事项" "preceding items";
    }
}
