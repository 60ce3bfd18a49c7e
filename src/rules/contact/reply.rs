use super::helpers::contacts;
use crate::calendar::weekdays;
use crate::engine::{Context, Diagnostic, rules};
use crate::i18n::{Argument, Text};
use crate::model::{Limit, ServiceItem};
use crate::value::limit::exceeds;
use crate::vocabulary::TimeUnit;

rules! {
    all {
        requirements: [A9],
        certain: Arithmetic,
        page: "reply.md",
    }
    "ORG080", "reply-promise-too-long", Warning, Item(promise),
        summary: ("答复时限超过5个工作日", "a promised reply time over 5 working days"),
        message: ("{kind}的答复时限是{promise}，超过5个工作日", "the reply time promised for each {kind} is {promise}, over 5 working days"),
        help: ("咨询改为5个工作日以内答复；投诉另有法定时限的，可在5个工作日内先答复是否受理", "promise to answer enquiries within 5 working days; for complaints with their own statutory limit, say within 5 working days whether they are accepted"),
        cites: ["gbh-2017-115#4-reply"];
    "ORG082", "late-reply", Warning, Item(late),
        summary: ("答复超过了承诺的时限", "a reply later than promised"),
        message: ("{asked}的{kind}{ended}，历时{elapsed}，超过{promise}", "the {kind} of {asked} was {ended} after {elapsed}, exceeding {promise}"),
        help: ("尽快答复，并查明超期原因；承诺做不到的，改承诺", "reply soon and find out why it is late; if the promise cannot be kept, change it"),
        cites: ["gbh-2017-115#4-reply"];
    "ORG084", "reply-before-question", Error, Item(before),
        summary: ("答复日期早于提出日期", "a reply dated before its question"),
        message: ("答复日期{answered}早于提出日期{asked}", "the reply date {answered} is earlier than the question date {asked}"),
        help: ("更正写错的日期", "correct the wrong date"),
        own: ("答复不会早于提问", "a reply cannot precede its question");
}

fn promise(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, contact, kind) in contacts(item) {
        let Some(promise) = &contact.reply_promise else {
            continue;
        };
        match exceeds(promise, &Limit::new(5, TimeUnit::WorkingDay)) {
            Some(true) => {
                let found = Diagnostic::at(at.then("reply_promise"))
                    .with("kind", kind)
                    .with("promise", promise);
                // The law allows more time for complaints than for enquiries, so only a hint.
                let complaint = kind.en == "complaint";
                cx.report(found.hint_unless(!complaint));
            }
            Some(false) => {}
            None => cx.cannot_judge(Text::new(
                "答复时限的单位不能换算成工作日",
                "the promised reply time cannot be converted to working days",
            )),
        }
    }
}

fn late(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, contact, kind) in contacts(item) {
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
            let counted = cx.calendar().working_days(asked, end);
            let working = counted.unwrap_or_else(|_| weekdays(asked, end));
            let over = promise.unit == Some(TimeUnit::WorkingDay)
                // A fraction of a day lasts until the end of the day.
                && promise.amount.is_some_and(|amount| f64::from(working) > amount.value().ceil());
            // If the holidays are not known, weekdays only make the delay likely.
            let certain = (over && counted.is_ok())
                || exceeds(&Limit::new(days, TimeUnit::CalendarDay), promise) == Some(true);
            if !certain && !over {
                if promise.unit.is_none() {
                    cx.cannot_judge(Text::new(
                        "答复时限没有写单位",
                        "the promised reply time has no unit",
                    ));
                } else if counted.is_err() && promise.unit == Some(TimeUnit::WorkingDay) {
                    cx.cannot_judge(Text::new(
                        "不知道当年的放假安排",
                        "the holidays of the year are not known",
                    ));
                }
                continue;
            }
            let ended = match reply.answered {
                Some(day) => Argument::Both {
                    zh: format!("{day}才答复"),
                    en: format!("answered on {day}"),
                },
                None => Text::new("至今没有答复", "not answered").into(),
            };
            let elapsed = match counted {
                Ok(working) => Argument::Both {
                    zh: format!("{days}天（{working}个工作日）"),
                    en: format!("{days} days ({working} working days)"),
                },
                Err(_) => Argument::Both {
                    zh: format!("{days}天（{working}个工作日，未扣除节假日）"),
                    en: format!("{days} days ({working} weekdays, public holidays included)"),
                },
            };
            let mut found = Diagnostic::at(at.then("replies").then(index))
                .with("asked", &asked)
                .with("kind", kind)
                .with("ended", ended)
                .with("elapsed", elapsed)
                .with("promise", promise);
            // The default of five working days has no place in the item to refer to.
            if contact.reply_promise.is_some() {
                found = found.related(cx.here(at.then("reply_promise")), promised);
            }
            cx.report(found.hint_unless(certain));
        }
    }
}

fn before(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, contact, _) in contacts(item) {
        for (index, reply) in contact.replies.iter().enumerate() {
            let (Some(asked), Some(answered)) = (reply.asked, reply.answered) else {
                continue;
            };
            if answered < asked {
                let found = Diagnostic::at(at.then("replies").then(index).then("answered"))
                    .with("answered", &answered)
                    .with("asked", &asked);
                cx.report(found);
            }
        }
    }
}
