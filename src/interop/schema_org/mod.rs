//! Items as government services of schema.org.

mod put;

use put::{CHANNEL, CODE, DESCRIPTION, NAME};

use super::table::Instead::{Name, Nothing, Of};
use super::table::Way::{
    By, Code as Coded, Last, Lost, Page, Plain, Text, Thing, Told, Within, Wrapped,
};
use super::table::{Row, Table, required, row};
use super::terms::{Code, Terms};

pub(super) static TABLE: Table = Table {
    terms: Terms {
        prefixes: &[("", "https://schema.org/")],
        class: "GovernmentService",
        title: NAME,
        description: DESCRIPTION,
        identifier: None,
        code: Code {
            class: "PropertyValue",
            value: "value",
            name: NAME,
        },
        is_nested: true,
    },
    rows: ROWS,
    required: &[
        required("GovernmentService", NAME, Name),
        required("GovernmentService", DESCRIPTION, Of(NAME)),
        required("GovernmentService", "provider", Nothing),
    ],
};

const ROWS: &[Row] = &[
    row("name", Text(NAME)),
    row("catalogue_name", Text("alternateName")),
    row("base_code", Coded(CODE)),
    row("parent_code", Lost),
    row("local_base_code", Coded(CODE)),
    row("implementation_code", Coded(CODE)),
    row("local_implementation_code", Coded(CODE)),
    row("handling_code", Coded(CODE)),
    row("source_id", Coded(CODE)),
    row("source_url", Page("url", "")),
    row("item_type", Text("serviceType")),
    row("status", Told),
    row("version", Lost),
    row("effective_date", Told),
    row("cancelled_date", Told),
    row("levels", Lost),
    row("power_source", Lost),
    row("power_division", Lost),
    row("exercised_content", Told),
    row(
        "authority",
        By(
            put::provider,
            "`provider` → `GovernmentOrganization`：`name`、`alternateName`、`identifier`；其余写进事项的说明文字",
        ),
    ),
    row(
        "co_authorities",
        By(
            put::operators,
            "`serviceOperator` → `GovernmentOrganization`；环节等写进说明文字",
        ),
    ),
    row(
        "division",
        By(put::area, "`areaServed` → `AdministrativeArea`"),
    ),
    row("town_name", Told),
    row("town_code", Told),
    row("village_name", Told),
    row("village_code", Told),
    row("audience", Wrapped("audience", "Audience", "audienceType")),
    row("natural_themes", Text("category")),
    row("legal_themes", Text("category")),
    row("local_themes", Text("category")),
    row("case_type", Told),
    row("handling_mode", Told),
    row("review_mode", Told),
    row("handling_forms", Told),
    row("online", Told),
    row("online_depth", Told),
    row("online_grade", Told),
    row("scope", Told),
    row("in_service_hall", Told),
    row("handling_system", Lost),
    row("system_level", Lost),
    row("punishment", Told),
    row("levy_kind", Told),
    row("levy_reduction", Told),
    row("summary", Text(DESCRIPTION)),
    row("keywords", Text("keywords")),
    row("aliases", Text("alternateName")),
    row("languages", Told),
    row(
        "legal_basis",
        Thing("subjectOf", "Legislation", "legislation"),
    ),
    row("legal_basis.name", Text(NAME)),
    row(
        "legal_basis.document_number",
        Plain("legislationIdentifier"),
    ),
    row("legal_basis.promulgation", Told),
    row("legal_basis.article", Told),
    row("legal_basis.text", Text("text")),
    row("legal_basis.rank", Text("legislationType")),
    row("prerequisites", Told),
    row("guide", Within),
    row("channels", Thing(CHANNEL, "ServiceChannel", "channel")),
    row("channels.id", Coded(CODE)),
    row("channels.kind", Told),
    row("channels.name", Text(NAME)),
    row("channels.url", Page("serviceUrl", "")),
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
        By(
            put::processing_time,
            "`processingTime`（估计的日历时间）；原来的说法写进说明文字",
        ),
    ),
    row("deviations", Lost),
    row("suppressions", Lost),
    row(
        "translations",
        By(
            put::translation,
            "`name`、`description`，带译文的语言；译文里的指南无对应",
        ),
    ),
    row("not_applicable", Lost),
    row("extensions", Lost),
    row("guide.conditions", Told),
    row("guide.prohibitions", Told),
    row("guide.quantity_limit", Told),
    row("guide.time_limit", Within),
    row("guide.time_limit.statutory", Told),
    row("guide.time_limit.statutory_note", Told),
    row(
        "guide.time_limit.promised",
        Last(
            put::time_of_channels,
            "没有另写时限的 `availableChannel` 的 `processingTime`（估计的日历时间）；原来的说法写进说明文字",
        ),
    ),
    row("guide.time_limit.promised_note", Told),
    row("guide.special_procedures", Told),
    row("guide.fees", Within),
    row(
        "guide.fees.charged",
        By(
            put::charged,
            "不收费：`offers` → `Offer`，`price` 为0；收费：写进说明文字",
        ),
    ),
    row("guide.fees.basis", Told),
    row("guide.fees.online_payment", Told),
    row("guide.fees.items", Thing("offers", "Offer", "offer")),
    row("guide.fees.items.*", Told),
    row("guide.fees.items.name", Text(NAME)),
    row(
        "guide.fees.items.amount",
        By(put::amount, "`price`、`priceCurrency`"),
    ),
    row(
        "guide.materials",
        By(
            put::materials,
            "`subjectOf` → `HowTo` / `supply` → `HowToSupply`，各项写作说明",
        ),
    ),
    row("guide.process", Within),
    row(
        "guide.process.steps",
        By(
            put::steps,
            "`subjectOf` → `HowTo` / `step` → `HowToStep`，各项写作 `text`",
        ),
    ),
    row("guide.process.narrative", By(put::how_told, HOW_TOLD)),
    row(
        "guide.process.online_narrative",
        By(put::how_told, HOW_TOLD),
    ),
    row("guide.process.flowchart", Within),
    row("guide.process.flowchart.image", Page("image", "")),
    row("guide.process.flowchart.*", Lost),
    row("guide.visits", Within),
    row("guide.visits.count", Told),
    row("guide.visits.reason", Told),
    row("guide.places", Thing(CHANNEL, "ServiceChannel", "place")),
    row("guide.places.name", Text(NAME)),
    row(
        "guide.places.address",
        By(put::address, "`serviceLocation` → `Place` / `address`"),
    ),
    row("guide.places.window", Told),
    row("guide.places.hours", By(put::hours_of_place, HOURS)),
    row("guide.places.phones", By(put::phones, PHONE)),
    row("guide.places.directions", Told),
    row(
        "guide.hours",
        By(put::hours, "`hoursAvailable` → `OpeningHoursSpecification`"),
    ),
    row(
        "guide.consultation",
        Thing(CHANNEL, "ServiceChannel", "contact/consultation"),
    ),
    row("guide.consultation.*", Told),
    row("guide.consultation.phones", By(put::phones, PHONE)),
    row(
        "guide.consultation.address",
        By(put::address, "`serviceLocation` → `Place` / `address`"),
    ),
    row("guide.consultation.url", Page("serviceUrl", "")),
    row(
        "guide.consultation.email",
        By(put::email, "`servicePhone` → `ContactPoint` / `email`"),
    ),
    row("guide.consultation.replies", Lost),
    row(
        "guide.complaint",
        Thing(CHANNEL, "ServiceChannel", "contact/complaint"),
    ),
    row("guide.complaint.*", Told),
    row("guide.complaint.phones", By(put::phones, PHONE)),
    row(
        "guide.complaint.address",
        By(put::address, "`serviceLocation` → `Place` / `address`"),
    ),
    row("guide.complaint.url", Page("serviceUrl", "")),
    row(
        "guide.complaint.email",
        By(put::email, "`servicePhone` → `ContactPoint` / `email`"),
    ),
    row("guide.complaint.replies", Lost),
    row("guide.progress", Within),
    row("guide.progress.ways", Told),
    row("guide.progress.url", Told),
    row("guide.progress.note", Told),
    row("guide.result", Thing("serviceOutput", "Thing", "output")),
    row("guide.result.name", Text(NAME)),
    row("guide.result.kind", Told),
    row("guide.result.sample", Page("image", "")),
    row("guide.result.validity", Told),
    row("guide.result.delivery", Told),
    row("guide.result.publication", Told),
    row("guide.appointment", Told),
    row("guide.courier", Told),
    row("guide.kiosk", Told),
    row("guide.assistance", Told),
    row("guide.intermediary_services", Told),
    row("guide.rights_and_duties", Told),
    row("guide.reconsideration", Told),
    row("guide.litigation", Told),
    row(
        "guide.questions",
        By(
            put::questions,
            "`subjectOf` → `FAQPage` / `mainEntity` → `Question` / `acceptedAnswer` → `Answer`",
        ),
    ),
];

const HOW_TOLD: &str = "`subjectOf` → `HowTo`，写作说明";
const HOURS: &str =
    "`serviceLocation` → `Place` / `openingHoursSpecification` → `OpeningHoursSpecification`";
const PHONE: &str = "`servicePhone` → `ContactPoint` / `telephone`；用途为 `contactType`";
