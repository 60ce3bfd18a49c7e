use super::helpers::contacts;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::words;

rule! {
    "ORG126", "private-mail-host", Hint, Item(check),
    summary: ("用个人邮箱服务作办公邮箱", "an office address at a commercial mail provider"),
    message: ("{contact}邮箱“{mail}”是商业邮箱，不是政务邮箱", "the {contact} address “{mail}” is at a commercial provider, not a government one"),
    help: ("换成本单位的政务邮箱（gov.cn）", "give a government mail address of the office (gov.cn)"),
    requirements: [C6],
    own: ("个人邮箱随人走，单位收不到", "a personal mailbox leaves with its owner"),
    page: "private_mail_host.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, contact, name) in contacts(item) {
        let Some(mail) = contact.email.as_deref() else {
            continue;
        };
        let Some((_, host)) = mail.trim().rsplit_once('@') else {
            continue;
        };
        if cx
            .words(&words::PRIVATE_MAIL_HOST)
            .is(&host.to_ascii_lowercase())
        {
            cx.report(
                Diagnostic::at(at.then("email"))
                    .with("contact", name)
                    .with("mail", mail.trim()),
            );
        }
    }
}
