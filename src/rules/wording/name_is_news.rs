use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;

rule! {
    "TXT086", "name-is-news", Hint, Item(check),
    summary: ("事项名称是新闻标题", "a headline for a name"),
    message: ("“{name}”像一条新闻的标题，不是一件可以申请或查询的事", "“{name}” reads like a headline, not like something to apply for or look up"),
    help: ("新闻从事项目录里去掉；长年提供的服务，用“做什么”的名称，如“读者活动报名”", "take news out of the catalogue; name a lasting service after what it does"),
    rows: ["A7", "D2"],
    source: "2017年全国检查：18%的平台事项分类不准",
    page: "name_is_news.md",
}

/// What a headline ends in.
const ENDS: &[&str] = &[
    "举行", "举办", "召开", "开幕", "闭幕", "启动", "落幕", "开班", "结课", "结业", "登场", "揭晓",
    "收官", "开讲", "揭牌", "成立",
];

/// What only a headline says.
const SAYS: &[&str] = &[
    "圆满",
    "荣获",
    "隆重",
    "强调：",
    "强调:",
    "成功举办",
    "顺利召开",
];

/// What a headline tells of, where it also gives the year or the number of the event.
const EVENTS: &[&str] = &[
    "举办",
    "召开",
    "获奖",
    "主题活动",
    "特别活动",
    "研修班",
    "培训班",
    "——记",
];

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if is_news(&item.name) {
        cx.report(Diagnostic::at(path!["name"]).with("name", item.name.trim()));
    }
}

/// Whether the name is a headline.
pub(super) fn is_news(name: &str) -> bool {
    let name = name.trim();
    // 名称核准 and the like are short.
    if name.chars().nth(11).is_none() {
        return false;
    }
    let ends = ENDS.iter().any(|end| name.ends_with(end));
    let says = SAYS.iter().any(|word| name.contains(word));
    let dated = name.contains("20") || name.contains('届') || name.contains('期');
    let event = dated && EVENTS.iter().any(|word| name.contains(word));
    let asks = ["查询", "报名", "申请", "公示"]
        .iter()
        .any(|word| name.ends_with(word));
    (ends || says || event) && !asks
}
