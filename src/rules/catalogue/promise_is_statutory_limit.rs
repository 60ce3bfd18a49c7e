use std::cmp::Ordering;

use crate::engine::{CatalogueContext, Diagnostic, rule};
use crate::i18n::Text;
use crate::path;
use crate::value::limit::compare;

rule! {
    "CAT060", "promise-is-statutory-limit", Hint, Catalogue(check),
    summary: ("多数事项的承诺时限就是法定时限", "most promised limits equal the statutory limit"),
    message: ("{compared}个可比的事项中，{equal}个的承诺办结时限就是法定办结时限", "{equal} of {compared} comparable items promise exactly the statutory limit"),
    help: ("逐项核对承诺时限是不是照抄的；能提前办结的，写实际做得到的天数", "check whether the promised limits were copied, and enter the time actually achieved"),
    requirements: [B5],
    own: ("多数事项一天也没有压缩，多半是照填的", "when most items shorten nothing, the limits were probably just copied"),
    certain: Arithmetic,
    page: "promise_is_statutory_limit.md",
}

fn check(cx: &mut CatalogueContext<'_>) {
    const MIN_ITEMS: usize = 20;
    const MAX_EXAMPLES: usize = 3;
    let mut compared = 0;
    let mut equal = 0;
    let mut examples = Vec::with_capacity(MAX_EXAMPLES);
    for (index, item) in cx.facts().iter().enumerate() {
        let Some((promised, statutory)) = item.promised().zip(item.statutory()) else {
            continue;
        };
        match compare(&promised, &statutory) {
            _ if promised.is_immediate() || statutory.is_immediate() => {}
            Some(Ordering::Equal) => {
                compared += 1;
                equal += 1;
                if examples.len() < MAX_EXAMPLES {
                    examples.push(index);
                }
            }
            Some(_) => compared += 1,
            None => {}
        }
    }
    // Nine of ten: no office needs exactly the statutory limit that often.
    if compared < MIN_ITEMS || equal * 10 < compared * 9 {
        return;
    }
    let mut found = Diagnostic::at(path![])
        .with("compared", compared)
        .with("equal", equal);
    for index in examples {
        let place = cx.in_item(index, path!["guide", "time_limit", "promised"]);
        found = found.related(place, Text::new("承诺办结时限", "the promised limit"));
    }
    cx.report(found);
}
