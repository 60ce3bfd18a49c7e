use super::helpers::{materials, name};
use crate::engine::{Context, Diagnostic, Fix, Severity, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::value::url::{self, LinkFault};

rule! {
    "MAT060", "faulty-form-link", Warning, Item(check),
    summary: ("表格或样表的网址用不了", "an unusable link to a form or sample"),
    message: ("“{name}”的{which}（{url}）{fault}", "the {which} of “{name}” ({url}) {fault}"),
    help: ("请改正：{mending}", "{mending}"),
    requirements: [A2],
    cites: ["gbh-2017-115#5-forms", "licence-law#29"],
    certain: Format,
    page: "faulty_form_link.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        for (field, url, which) in [
            (
                "blank_form",
                &material.blank_form,
                Text::new("空白表格", "blank form"),
            ),
            (
                "sample_form",
                &material.sample_form,
                Text::new("示例样表", "filled-in sample"),
            ),
        ] {
            // A name that is no link is a file next to the catalogue or an identifier of the source.
            let Some(url) = url.as_deref().filter(|url| url::is_link(url)) else {
                continue;
            };
            let Some(fault) = url::fault(url) else {
                continue;
            };
            let found = Diagnostic::at(path!["guide", "materials", index, field])
                .with("name", name(material, index))
                .with("which", which)
                .with("url", url.trim())
                .with("fault", fault.text())
                .with("mending", fault.help())
                .fix(url::respelled(url).map(Fix::safe));
            // The link may work for now; a bare IP address is only unwise.
            cx.report(match fault {
                LinkFault::BareIp => found.severity(Severity::Hint),
                _ => found,
            });
        }
    }
}
