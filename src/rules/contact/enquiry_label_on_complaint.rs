use super::helpers::guides;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::value::contact::label_of_enquiries;

rule! {
    "ORG062", "enquiry-label-on-complaint", Warning, Item(check),
    summary: ("监督投诉方式写的是咨询电话", "the way to complain is labelled as one to enquire"),
    message: ("监督投诉方式写的是“{words}”，没有写向哪里投诉", "the way to complain is “{words}”; nothing says where to complain"),
    help: ("写监督投诉的电话；号码没有错、只是名目写错的，改成“监督投诉电话”", "give the phone for complaints; if the number is right, correct the label"),
    requirements: [A9],
    cites: ["wenzhou-script#电话"],
    page: "enquiry_label_on_complaint.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, guide) in guides(item) {
        let complaint = guide.complaint.as_ref();
        let text = complaint.and_then(|complaint| complaint.text.as_deref());
        if let Some(words) = text.and_then(label_of_enquiries) {
            let found = Diagnostic::at(at.then("complaint").then("text"));
            cx.report(found.with("words", words).quoting(words));
        }
    }
}
