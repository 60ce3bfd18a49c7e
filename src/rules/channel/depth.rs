//! The claims of an item to be handled wholly online.

use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::path::Path;
use crate::vocabulary::{HandlingForm, OnlineDepth, OnlineGrade};

/// The claim that everything is done online.
pub(super) struct Claim {
    pub(super) path: Path,
    pub(super) text: Text,
    /// Whether the claim is explicit, as in the grade; other elements only suggest it.
    pub(super) certain: bool,
}

pub(super) fn claim(item: &ServiceItem) -> Option<Claim> {
    if item.online_grade == Some(OnlineGrade::Four) {
        return Some(Claim {
            path: path!["online_grade"],
            text: Text::new(
                "网办等级是Ⅳ级（全程网办）",
                "the online grade is Ⅳ (fully online)",
            ),
            certain: true,
        });
    }
    let at = item
        .online_depth
        .iter()
        .position(|depth| *depth == OnlineDepth::Handling)?;
    Some(Claim {
        path: path!["online_depth", at],
        text: Text::new(
            "网上办理深度有互联网办理",
            "the depth of online handling includes handling on the internet",
        ),
        certain: false,
    })
}

/// The claim made by the handling forms if online is the only one; it may be no more than a ticked box.
pub(super) fn only_form(item: &ServiceItem) -> Option<Claim> {
    let mut forms = item.handling_forms.iter();
    let online = forms.len() > 0 && forms.all(|form| *form == HandlingForm::Online);
    online.then(|| Claim {
        path: path!["handling_forms"],
        text: Text::new("办理形式只有网上办理", "it is handled online only"),
        certain: false,
    })
}
