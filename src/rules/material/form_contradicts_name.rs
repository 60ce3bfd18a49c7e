use super::helpers::{BOTH, ORIGINAL, PHOTOCOPY, materials, name};
use crate::analysis::{is_form, without_closing};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text, counted};
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::value::material::Form;
use crate::vocabulary::MaterialSource;
use crate::words;

rule! {
    "MAT030", "form-contradicts-name", Warning, Item(check),
    summary: ("材料名称要的是复印件（原件），份数或形式写的却相反", "the name of a material asks for originals or photocopies, its counts or form say the reverse"),
    message: ("“{name}”要的是{said}，{written}", "“{name}” asks for {said}, but {written}"),
    help: ("按实际要求统一：名称里不写原件、复印件，用原件份数（originals）、复印件份数（photocopies）来写", "make them agree; leave “original” and “photocopy” out of the name, and give the numbers of originals (originals) and photocopies (photocopies)"),
    requirements: [A3],
    cites: ["gbh-2017-115#5-format"],
    overrides: ["MAT031"],
    certain: Contradiction,
    page: "form_contradicts_name.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        let Some(key) = cx.material_key(index) else {
            continue;
        };
        let name = name(material, index);
        // The word may belong to the last of several papers: 变更证明或者更正说明原件.
        let several = name.contains(['或', '；', '、']);
        let is_one = !several && !name.contains(['及', '和', '，', '原']);
        let certain = contradiction(key.form, material);
        let is_certain = certain.is_some() && !several;
        let found = certain
            .or_else(|| both_for_copy(key.form, material).filter(|_| is_one))
            .or_else(|| form_as_copy(key.form, material));
        let Some((said, (field, written))) = found else {
            continue;
        };
        cx.report(
            Diagnostic::at(path!["guide", "materials", index, field])
                .with("name", name)
                .with("said", said)
                .with("written", written)
                .related(cx.here(path!["guide", "materials", index, "name"]), said)
                .hint_unless(is_certain),
        );
    }
}

type FormConflict = (Text, (&'static str, Argument));

/// The form that the name asks for, and the field that contradicts it with its content.
fn contradiction(form: Form, material: &Material) -> Option<FormConflict> {
    Some(match form {
        Form::Photocopy => (PHOTOCOPY, only_originals(material)?),
        Form::Original => (ORIGINAL, only_photocopies(material)?),
        Form::Both if material.photocopies == Some(0) => (BOTH, only_originals(material)?),
        Form::Both => (BOTH, only_photocopies(material)?),
        Form::Either | Form::Unsaid => return None,
    })
}

/// The counts, if they demand an original besides the photocopy that the name asks for.
fn both_for_copy(form: Form, material: &Material) -> Option<FormConflict> {
    let (originals, photocopies) = (material.originals?, material.photocopies?);
    (form == Form::Photocopy && originals > 0 && photocopies > 0).then(|| {
        let written = both(
            format!("份数写的是原件{originals}份、复印件{photocopies}份"),
            format!(
                "the counts are {} and {}",
                counted(originals, "original"),
                counted(photocopies, "photocopy")
            ),
        );
        (PHOTOCOPY, ("originals", written))
    })
}

/// A form that the applicant fills in but has to hand in as a photocopy, according to the counts.
fn form_as_copy(form: Form, material: &Material) -> Option<FormConflict> {
    let core = without_closing(material.name.as_deref()?);
    let blank = material.blank_form.is_some();
    let own = (blank || is_form(material) || core.ends_with("报建表"))
        && material.source == Some(MaterialSource::Applicant)
        && !matches!(form, Form::Photocopy)
        && !words::ISSUED_PAPER.ends(core);
    let what = if blank { FILLED_IN } else { FORM };
    Some((what, only_photocopies(material).filter(|_| own)?))
}

const FORM: Text = Text::new("申请人填好的原件", "the form, filled in");
const FILLED_IN: Text = Text::new(
    "申请人填好的原件（附有空白表）",
    "the blank form, filled in",
);

/// The field by which the material demands an original and no photocopy.
fn only_originals(material: &Material) -> Option<(&'static str, Argument)> {
    match (material.originals, material.photocopies) {
        (Some(originals), Some(0)) if originals > 0 => Some((
            "photocopies",
            both(
                format!("份数写的是原件{originals}份、复印件0份"),
                format!(
                    "the counts are {} and 0 photocopies",
                    counted(originals, "original")
                ),
            ),
        )),
        (None, None) if has_only_form(material, "原件", "复印件") => {
            Some(("form", form(material)))
        }
        _ => None,
    }
}

/// The field by which the material demands a photocopy and no original.
fn only_photocopies(material: &Material) -> Option<(&'static str, Argument)> {
    match (material.originals, material.photocopies) {
        (Some(0), Some(photocopies)) if photocopies > 0 => Some((
            "originals",
            both(
                format!("份数写的是原件0份、复印件{photocopies}份"),
                format!("the counts are 0 originals and {photocopies} photocopies"),
            ),
        )),
        (None, None) if has_only_form(material, "复印件", "原件") => {
            Some(("form", form(material)))
        }
        _ => None,
    }
}

fn has_only_form(material: &Material, this: &str, not: &str) -> bool {
    (material.form.as_deref()).is_some_and(|form| form.contains(this) && !form.contains(not))
}

fn form(material: &Material) -> Argument {
    let form = material.form.as_deref().unwrap_or_default();
    let (zh, en) = (
        format!("形式写的是“{form}”"),
        format!("the form is “{form}”"),
    );
    both(zh, en)
}

const fn both(zh: String, en: String) -> Argument {
    Argument::Both { zh, en }
}
