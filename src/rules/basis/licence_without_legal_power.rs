use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::ServiceItem;
use crate::path;
use crate::vocabulary::{ItemType, LegalRank, Vocabulary};

rule! {
    "BAS030", "licence-without-legal-power", Warning, Item(check),
    summary: ("行政许可的依据都不足以设定许可", "a licence whose legal bases cannot establish it"),
    message: ("行政许可的设定依据只有{ranks}，不能设定行政许可", "the only legal bases of this licence are {ranks}, which cannot establish a licence"),
    help: ("补上设定该许可的法律、行政法规、国务院决定或地方性法规；没有的，不能作为行政许可实施", "add the law, administrative regulation, State Council decision or local regulation that establishes it; without one, the item must not be run as a licence"),
    requirements: [A1],
    cites: ["licence-law#14", "licence-law#15", "licence-law#16", "licence-law#17"],
    certain: Contradiction,
    page: "licence_without_legal_power.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if item.item_type != Some(ItemType::Licence) || item.legal_basis.is_empty() {
        return;
    }
    let mut ranks: Vec<&LegalRank> = Vec::new();
    for basis in &item.legal_basis {
        match &basis.rank {
            Some(
                LegalRank::Law
                | LegalRank::AdministrativeRegulation
                | LegalRank::StateCouncilDecision
                | LegalRank::LocalRegulation,
            ) => return,
            Some(
                rank @ (LegalRank::DepartmentRule
                | LegalRank::LocalGovernmentRule
                | LegalRank::NormativeDocument),
            ) => ranks.push(rank),
            _ => {
                return cx.cannot_judge(Text::new(
                    "不是每条设定依据都写明了效力级别",
                    "not every legal basis states its rank",
                ));
            }
        }
    }
    // A provincial government may create a temporary licence, for one year.
    let temporary = ranks.contains(&&LegalRank::LocalGovernmentRule);
    ranks.sort();
    ranks.dedup();
    let listed: Vec<&str> = ranks.iter().map(|rank| rank.term()).collect();
    let found = Diagnostic::at(path!["legal_basis"]).with("ranks", Argument::list(&listed));
    cx.report(found.hint_unless(!temporary));
}
