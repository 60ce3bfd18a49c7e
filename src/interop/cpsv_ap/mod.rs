//! Items as services of the Core Public Service Vocabulary Application Profile, release 3.2.0.

mod put;

use put::{CHANNEL, CODE, DESCRIPTION, IDENTIFIER, TITLE};

use super::table::Instead::{Name, Nothing, Of};
use super::table::Way::{
    By, Code as Coded, Concept, Last, Lost, Page, Plain, Statement, Text, Thing, Told, Within,
};
use super::table::{Row, Table, required, row};
use super::terms::{Code, Terms};

pub(super) static TABLE: Table = Table {
    terms: Terms {
        prefixes: &[
            ("adms", "http://www.w3.org/ns/adms#"),
            ("cpsv", "http://purl.org/vocab/cpsv#"),
            ("cv", "http://data.europa.eu/m8g/"),
            ("dcat", "http://www.w3.org/ns/dcat#"),
            ("dct", "http://purl.org/dc/terms/"),
            ("eli", "http://data.europa.eu/eli/ontology#"),
            ("foaf", "http://xmlns.com/foaf/0.1/"),
            ("locn", "http://www.w3.org/ns/locn#"),
            ("org", "http://www.w3.org/ns/org#"),
            ("skos", "http://www.w3.org/2004/02/skos/core#"),
            ("time", "http://www.w3.org/2006/time#"),
            ("xsd", "http://www.w3.org/2001/XMLSchema#"),
        ],
        class: "cpsv:PublicService",
        title: TITLE,
        description: DESCRIPTION,
        identifier: Some(IDENTIFIER),
        code: Code {
            class: "adms:Identifier",
            value: "skos:notation",
            name: TITLE,
        },
        is_nested: false,
    },
    rows: ROWS,
    required: &[
        required("cpsv:PublicService", TITLE, Name),
        required("cpsv:PublicService", DESCRIPTION, Of(TITLE)),
        required("cpsv:PublicService", "cv:hasCompetentAuthority", Nothing),
        required("cv:Evidence", TITLE, Name),
        required("cv:Output", TITLE, Name),
    ],
};

const CLASSIFIED: &str = "cv:isClassifiedBy";
const PAGE: (&str, &str) = ("foaf:page", "foaf:Document");
const REQUIREMENT: (&str, &str) = ("cv:holdsRequirement", "cv:Requirement");
const RULE: (&str, &str) = ("cpsv:follows", "cpsv:Rule");

const ROWS: &[Row] = &[
    row("name", Text(TITLE)),
    row("catalogue_name", Text("dct:alternative")),
    row("base_code", Coded(CODE)),
    row("parent_code", Lost),
    row("local_base_code", Coded(CODE)),
    row("implementation_code", Coded(CODE)),
    row("local_implementation_code", Coded(CODE)),
    row("handling_code", Coded(CODE)),
    row("source_id", Coded(CODE)),
    row("source_url", Page(PAGE.0, PAGE.1)),
    row("item_type", Concept("dct:type")),
    row("status", Concept("adms:status")),
    row("version", Plain("dcat:version")),
    row("effective_date", Told),
    row("cancelled_date", Told),
    row("levels", Concept(CLASSIFIED)),
    row("power_source", Concept(CLASSIFIED)),
    row("power_division", Lost),
    row("exercised_content", Told),
    row(
        "authority",
        By(
            put::authority,
            "`cv:hasCompetentAuthority` → `cv:PublicOrganisation`：`skos:prefLabel`、`skos:altLabel`、`dct:identifier`、`adms:identifier`、`org:classification`、`dct:spatial`；其余写进事项的说明文字",
        ),
    ),
    row(
        "co_authorities",
        By(
            put::co_authority,
            "`cv:hasParticipation` → `cv:Participation` / `cv:hasParticipant` → `cv:PublicOrganisation`，各项写作说明",
        ),
    ),
    row(
        "division",
        By(put::spatial, "`dct:spatial` → `dct:Location`"),
    ),
    row("town_name", Told),
    row("town_code", Told),
    row("village_name", Told),
    row("village_code", Told),
    row("audience", Concept("dct:audience")),
    row("natural_themes", Concept("cv:thematicArea")),
    row("legal_themes", Concept("cv:thematicArea")),
    row("local_themes", Concept("cv:thematicArea")),
    row("case_type", Concept(CLASSIFIED)),
    row("handling_mode", Concept(CLASSIFIED)),
    row("review_mode", Concept(CLASSIFIED)),
    row("handling_forms", Concept(CLASSIFIED)),
    row("online", Told),
    row("online_depth", Concept(CLASSIFIED)),
    row("online_grade", Concept(CLASSIFIED)),
    row("scope", Concept(CLASSIFIED)),
    row("in_service_hall", Told),
    row("handling_system", Lost),
    row("system_level", Lost),
    row("punishment", Told),
    row("levy_kind", Told),
    row("levy_reduction", Told),
    row("summary", Text(DESCRIPTION)),
    row("keywords", Text("dcat:keyword")),
    row("aliases", Text("dct:alternative")),
    row(
        "languages",
        By(
            put::languages,
            "`dct:language` → `dct:LinguisticSystem`；认不出的写进说明文字",
        ),
    ),
    row(
        "legal_basis",
        By(
            put::legal_basis,
            "`cv:hasLegalResource` → `eli:LegalResource`：`dct:title`、`eli:number`、`dct:description`、`eli:type_document`；所属的法律 `eli:is_part_of`，其文号 `eli:id_local`；公布修订写进说明文字",
        ),
    ),
    row("prerequisites", Told),
    row("guide", Within),
    row("channels", Thing(CHANNEL, "cv:Channel", "channel")),
    row("deviations", Lost),
    row("suppressions", Lost),
    row(
        "translations",
        By(
            put::translation,
            "`dct:title`、`dct:description`，带译文的语言；译文里的指南无对应",
        ),
    ),
    row("not_applicable", Lost),
    row("extensions", Lost),
    row("channels.id", Coded(CODE)),
    row("channels.kind", Concept("dct:type")),
    row("channels.name", Text(DESCRIPTION)),
    row("channels.url", Page(PAGE.0, PAGE.1)),
    row("channels.single_sign_on", Told),
    row("channels.hands_over_to", Told),
    row("channels.registers_again", Told),
    row("channels.handles", Told),
    row("channels.platform", Told),
    row("channels.says", Within),
    row("channels.says.*", Lost),
    row("channels.says.time_limit", Within),
    row("channels.says.time_limit.*", Lost),
    row(
        "channels.says.time_limit.promised",
        By(put::processing_time, DURATION),
    ),
    row(
        "guide.conditions",
        Statement(REQUIREMENT.0, REQUIREMENT.1, "requirement/conditions"),
    ),
    row(
        "guide.prohibitions",
        Statement(REQUIREMENT.0, REQUIREMENT.1, "requirement/prohibitions"),
    ),
    row(
        "guide.quantity_limit",
        Statement(REQUIREMENT.0, REQUIREMENT.1, "requirement/quantity-limit"),
    ),
    row("guide.time_limit", Within),
    row("guide.time_limit.statutory", Told),
    row("guide.time_limit.statutory_note", Told),
    row(
        "guide.time_limit.promised",
        By(put::processing_time, DURATION),
    ),
    row("guide.time_limit.promised_note", Told),
    row(
        "guide.special_procedures",
        Statement(RULE.0, RULE.1, "rule/special-procedures"),
    ),
    row("guide.fees", Within),
    row(
        "guide.fees.charged",
        By(
            put::charged,
            "不收费：`cv:hasCost` → `cv:Cost`，`cv:hasValue` 为0；收费：写进说明文字",
        ),
    ),
    row("guide.fees.basis", Told),
    row("guide.fees.online_payment", Told),
    row("guide.fees.items", Thing("cv:hasCost", "cv:Cost", "cost")),
    row("guide.fees.items.name", Text(DESCRIPTION)),
    row("guide.fees.items.standard", Told),
    row(
        "guide.fees.items.amount",
        By(put::amount, "`cv:hasValue`、`cv:currency`"),
    ),
    row("guide.fees.items.unit", Told),
    row("guide.fees.items.basis", Told),
    row("guide.fees.items.reducible", Told),
    row("guide.fees.items.reduction_basis", Told),
    row("guide.fees.items.remark", Told),
    row(
        "guide.materials",
        Thing("cpsv:hasInput", "cv:Evidence", "evidence"),
    ),
    row("guide.materials.*", Told),
    row("guide.materials.name", Text(TITLE)),
    row("guide.materials.code", Coded(CODE)),
    row("guide.materials.kind", Concept("dct:type")),
    row("guide.materials.blank_form", Page(PAGE.0, PAGE.1)),
    row("guide.materials.sample_form", Page(PAGE.0, PAGE.1)),
    row("guide.process", Within),
    row(
        "guide.process.steps",
        Statement(RULE.0, RULE.1, "rule/steps"),
    ),
    row(
        "guide.process.narrative",
        Statement(RULE.0, RULE.1, "rule/narrative"),
    ),
    row(
        "guide.process.online_narrative",
        Statement(RULE.0, RULE.1, "rule/online-narrative"),
    ),
    row("guide.process.flowchart", Within),
    row("guide.process.flowchart.image", Page(PAGE.0, PAGE.1)),
    row("guide.process.flowchart.*", Lost),
    row("guide.visits", Within),
    row("guide.visits.count", Told),
    row("guide.visits.reason", Told),
    row("guide.places", Thing(CHANNEL, "cv:Channel", "place")),
    row(
        "guide.places.name",
        By(
            put::place_name,
            "`dct:description`；渠道的 `dct:type` 为办事大厅",
        ),
    ),
    row("guide.places.address", By(put::place_address, ADDRESS)),
    row("guide.places.window", Told),
    row("guide.places.hours", By(put::hours, TEMPORAL)),
    row("guide.places.phones", Told),
    row("guide.places.directions", Told),
    row(
        "guide.hours",
        Last(
            put::hours_of_places,
            "没有写时间的办理地点的 `cv:openingHours`；没有这样的地点，则 `cv:contactPoint` → `cv:ContactPoint` / `cv:openingHours`",
        ),
    ),
    row(
        "guide.consultation",
        Thing("cv:contactPoint", "cv:ContactPoint", "contact/consultation"),
    ),
    row("guide.consultation.*", Told),
    row("guide.consultation.phones", By(put::phones, PHONE)),
    row("guide.consultation.address", By(put::address, ADDRESS)),
    row(
        "guide.consultation.url",
        Page("cv:contactPage", "foaf:Document"),
    ),
    row("guide.consultation.email", Plain("cv:email")),
    row("guide.consultation.replies", Lost),
    row(
        "guide.complaint",
        Thing("cv:contactPoint", "cv:ContactPoint", "contact/complaint"),
    ),
    row("guide.complaint.*", Told),
    row("guide.complaint.phones", By(put::phones, PHONE)),
    row("guide.complaint.address", By(put::address, ADDRESS)),
    row(
        "guide.complaint.url",
        Page("cv:contactPage", "foaf:Document"),
    ),
    row("guide.complaint.email", Plain("cv:email")),
    row("guide.complaint.replies", Lost),
    row("guide.progress", Within),
    row("guide.progress.ways", Told),
    row("guide.progress.url", Page(PAGE.0, PAGE.1)),
    row("guide.progress.note", Told),
    row(
        "guide.result",
        Thing("cpsv:produces", "cv:Output", "output"),
    ),
    row("guide.result.name", Text(TITLE)),
    row("guide.result.kind", Concept("dct:type")),
    row("guide.result.sample", Page(PAGE.0, PAGE.1)),
    row("guide.result.validity", Told),
    row("guide.result.delivery", Told),
    row("guide.result.publication", Told),
    row("guide.appointment", Told),
    row("guide.courier", Told),
    row("guide.kiosk", Told),
    row("guide.assistance", Told),
    row(
        "guide.intermediary_services",
        Statement(RULE.0, RULE.1, "rule/intermediary-services"),
    ),
    row(
        "guide.rights_and_duties",
        Statement(RULE.0, RULE.1, "rule/rights-and-duties"),
    ),
    row(
        "guide.reconsideration",
        Statement(RULE.0, RULE.1, "rule/reconsideration"),
    ),
    row(
        "guide.litigation",
        Statement(RULE.0, RULE.1, "rule/litigation"),
    ),
    row("guide.questions", Lost),
];

const DURATION: &str = "`cv:processingTime`（估计的日历时间）；原来的说法写进说明文字";
const ADDRESS: &str = "`locn:address` → `locn:Address` / `locn:fullAddress`";
const TEMPORAL: &str = "`cv:openingHours` → `time:TemporalEntity`";
const PHONE: &str = "`cv:telephone`；有用途的另写进说明文字";
