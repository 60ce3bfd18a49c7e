//! Faults of the entry addresses of channels.

use super::helpers::entry_of;
use crate::compare::clip;
use crate::engine::{Context, Diagnostic, Fix, Severity};
use crate::model::{Channel, ServiceItem};
use crate::path;
use crate::prose::is_filler;
use crate::value::url::{LinkFault, respelled};
use crate::vocabulary::{ChannelKind, Reach};

/// Reports the channels whose address has a fault for which `severity` returns a severity.
pub(super) fn report(
    item: &ServiceItem,
    cx: &mut Context<'_>,
    severity: impl Fn(LinkFault) -> Option<Severity>,
) {
    for (at, channel) in item.channels.iter().enumerate() {
        let Some(found) = cx.entry_fault(at) else {
            continue;
        };
        let Some(url) = channel.url.as_deref().filter(|url| !is_filler(url)) else {
            continue;
        };
        let Some(severity) = severity(found) else {
            continue;
        };
        if found == LinkFault::NotHttp && needs_no_web_address(channel, url) {
            continue;
        }
        cx.report(
            Diagnostic::at(path!["channels", at, "url"])
                .with("channel", entry_of(channel.called(), at))
                .with("fault", found.text())
                .with("help", found.help())
                .with("url", clip(url))
                .fix(respelled(url).map(Fix::safe))
                .severity(severity),
        );
    }
}

/// Whether the channel is a mini-programme or a hotline, which needs no web address.
fn needs_no_web_address(channel: &Channel, url: &str) -> bool {
    let reach = channel.kind.as_ref().map(ChannelKind::reach);
    reach == Some(Reach::MiniProgram) || url.trim().to_ascii_lowercase().starts_with("tel:")
}
