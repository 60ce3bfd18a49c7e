use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::is_longer;
use crate::words;

rule! {
    "TXT086", "news-headline-as-name", Warning, Item(check),
    summary: ("事项名称是新闻标题或者问句", "a news headline or a question as the item's name"),
    message: ("“{name}”像{kind}，不是一件可以申请或查询的事", "“{name}” reads like {kind}, not like something to apply for or look up"),
    help: ("名称写办的是什么事，{how}", "name the item after what is handled, {how}"),
    requirements: [A7, D2],
    own: ("新闻不是服务事项", "news is not a service item"),
    page: "news_headline_as_name.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let name = item.name.trim();
    let (kind, how) = if is_question(name) {
        (Text::new("一句问话", "a question"), NAME_OF_MATTER)
    } else if is_news(name) {
        (Text::new("一条新闻的标题", "a news headline"), NO_NEWS)
    } else {
        return;
    };
    cx.report(
        Diagnostic::at(path!["name"])
            .with("name", name)
            .with("kind", kind)
            .with("how", how),
    );
}

const NAME_OF_MATTER: Text = Text::new(
    "如“居民身份证补领”；问话写到常见问题里",
    "such as “replacement of an identity card”, and put the question among the questions",
);

const NO_NEWS: Text = Text::new(
    "如“读者活动报名”；只是新闻的，从事项目录里去掉",
    "such as “registration for reader events”; remove what is only news from the catalogue",
);

/// Whether the name asks how something is done: 如何补办身份证.
fn is_question(name: &str) -> bool {
    words::ASKS_HOW.starts(name) || words::ASKS_ENDING.ends(name)
}

/// Whether the name is a headline.
pub(super) fn is_news(name: &str) -> bool {
    let name = name.trim();
    // Names such as 名称核准 are short.
    if !is_longer(name, 11) {
        return false;
    }
    let ends = words::HEADLINE_ENDING.ends(name);
    let says = words::HEADLINE_WORD.occurs_in(name);
    let dated = name.contains("20") || name.contains('届') || name.contains('期');
    let event = dated && words::HEADLINE_EVENT.occurs_in(name);
    let asks = ["查询", "报名", "申请", "公示"]
        .iter()
        .any(|word| name.ends_with(word));
    (ends || says || event) && !asks
}
