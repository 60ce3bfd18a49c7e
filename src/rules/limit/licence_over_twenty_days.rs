use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Element, Limit, ServiceItem};
use crate::path;
use crate::prose::says_something;
use crate::value::limit::exceeds;
use crate::vocabulary::{ItemType, TimeUnit};

rule! {
    "LIM030", "licence-over-twenty-days", Hint, Item(check),
    summary: ("行政许可的法定时限超过20个工作日而无说明", "a licence with a statutory limit over 20 working days and no explanation"),
    message: ("行政许可的法定办结时限是{statutory}，超过20个工作日，没有说明依据", "the statutory limit of this licence is {statutory}, over 20 working days, without stating the basis"),
    help: ("在法定办结时限说明里写明哪部法律另有规定；没有的，改为20个工作日以内", "name the law that sets the limit in its note; if there is none, reduce it to at most 20 working days"),
    requirements: [B5],
    cites: ["licence-law#42"],
    certain: Arithmetic,
    page: "licence_over_twenty_days.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if item.item_type != Some(ItemType::Licence) {
        return;
    }
    let Some(limits) = item.time_limit() else {
        return;
    };
    let Some(statutory) = &limits.statutory else {
        return;
    };
    let filled = |text: &Option<String>| says_something(text.as_deref());
    if filled(&limits.statutory_note) || filled(&statutory.text) || !statutory.excludes.is_empty() {
        return;
    }
    match exceeds(statutory, &Limit::new(20, TimeUnit::WorkingDay)) {
        Some(true) => {
            let note = cx.element::<str>(None, "guide.time_limit.statutory_note");
            if note == Element::NotCollected {
                return cx.cannot_judge(Text::new(
                    "来源没有采集时限说明",
                    "the source does not collect the time limit notes",
                ));
            }
            let found = Diagnostic::at(path!["guide", "time_limit", "statutory"]);
            cx.report(found.with("statutory", statutory));
        }
        Some(false) => {}
        None => cx.cannot_judge(Text::new(
            "法定办结时限没有单位，或不能换算成工作日",
            "the statutory limit has no unit, or cannot be converted to working days",
        )),
    }
}
