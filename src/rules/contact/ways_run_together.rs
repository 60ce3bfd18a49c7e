use super::helpers::contacts;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Argument;
use crate::model::ServiceItem;
use crate::prose::occurrences;
use crate::words;

rule! {
    "ORG116", "ways-run-together", Hint, Item(check),
    summary: ("电话、地址、网址写成一段", "phone, address and website run together"),
    message: ("{contact}方式把{labels}写在了一段里", "the {contact} contact puts {labels} into one text"),
    help: ("电话、地址、网址、邮箱分栏填写，一栏只写一样", "put phone, address, website and e-mail into separate fields"),
    requirements: [A1, C6],
    own: (
        "连写的电话、地址、网址，程序读不出来",
        "programs cannot read phone, address and website when they run together",
    ),
    page: "ways_run_together.md",
}

/// Minimum number of labelled ways in one text that are reported.
const MIN_WAYS: usize = 3;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, contact, name) in contacts(item) {
        let Some(text) = contact.text.as_deref() else {
            continue;
        };
        let mut labels: Vec<&str> = words::ENQUIRY_LABEL
            .iter()
            .filter(|label| is_labelled(text, label))
            .collect();
        labels.sort_by_key(|label| text.find(label));
        if labels.len() >= MIN_WAYS {
            cx.report(
                Diagnostic::at(at.then("text"))
                    .with("contact", name)
                    .with("labels", Argument::list(&labels))
                    .quoting(text.trim()),
            );
        }
    }
}

/// Whether the label is followed by a colon, possibly with 号码 or 号 in between.
fn is_labelled(text: &str, label: &str) -> bool {
    occurrences(text, label).any(|found| {
        let rest = found.after.trim_start_matches(['号', '码']);
        rest.starts_with(['：', ':'])
    })
}
