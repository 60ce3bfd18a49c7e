use super::helpers::{contacts, weekdays};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::{Limit, ServiceItem};
use crate::value::limit::exceeds;
use crate::vocabulary::TimeUnit;

rule! {
    "ORG082", "late-reply", Warning, Item(check),
    summary: ("答复超过了承诺的时限", "a reply later than promised"),
    message: ("{asked}的{kind}{ended}，历时{elapsed}，超过{promise}", "the {kind} of {asked} was {ended} after {elapsed}, exceeding {promise}"),
    help: ("尽快答复，并查明超期原因；承诺做不到的，改承诺", "reply soon and find out why it is late; if the promise cannot be kept, change it"),
    requirements: [A9],
    cites: ["gbh-2017-115#4-reply"],
    certain: Arithmetic,
    page: "late_reply.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (path, contact, kind) in contacts(item) {
        let five = Limit::new(5, TimeUnit::WorkingDay);
        let promise = contact.reply_promise.as_ref().unwrap_or(&five);
        let promised = Text::new("承诺的答复时限", "the promised reply time");
        for (index, reply) in contact.replies.iter().enumerate() {
            let Some(asked) = reply.asked else { continue };
            let Some(end) = reply.answered.or(cx.settings.today) else {
                cx.cannot_judge(Text::new("不知道今天的日期", "today's date is not known"));
                continue;
            };
            let days = u32::try_from((end - asked).num_days()).unwrap_or_default();
            let working = weekdays(asked, end);
            let certain = exceeds(&Limit::new(days, TimeUnit::CalendarDay), promise) == Some(true);
            // Holidays are not known: over by weekdays alone is likely, not certain.
            let likely = promise.unit == Some(TimeUnit::WorkingDay)
                && promise
                    .amount
                    .is_some_and(|amount| f64::from(working) > amount.value());
            if !certain && !likely {
                continue;
            }
            let ended = match reply.answered {
                Some(day) => Argument::Both {
                    zh: format!("{day}才答复"),
                    en: format!("answered on {day}"),
                },
                None => Text::new("至今没有答复", "not answered").into(),
            };
            let elapsed = Argument::Both {
                zh: format!("{days}天（{working}个工作日，未扣除节假日）"),
                en: format!("{days} days ({working} weekdays, not excluding public holidays)"),
            };
            let found = Diagnostic::at(path.then("replies").then(index))
                .with("asked", &asked)
                .with("kind", kind)
                .with("ended", ended)
                .with("elapsed", elapsed)
                .with("promise", promise)
                .related(cx.here(path.then("reply_promise")), promised);
            cx.report(found.hint_unless(certain));
        }
    }
}
