//! Walks an item along the registry of elements, and maps each element by its row.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::around::{Around, below, page};
use super::iri::{BaseIri, is_iri};
use super::loss::Tally;
use super::node::{Node, Term};
use super::said::{each, labelled, said, scalar, scalars};
use super::table::{Instead, Put, Table, Way};
use crate::model::ServiceItem;
use crate::model::elements::{Field, Group, ITEM};

/// Maps items by one table.
#[derive(Debug)]
pub(super) struct Mapper<'m> {
    table: &'static Table,
    ways: HashMap<&'static str, Way>,
    base: &'m BaseIri,
}

/// A value to be mapped after all other values of its item.
struct Late<'v> {
    put: Put,
    element: String,
    field: &'static Field,
    value: &'v Value,
}

/// The state of mapping one item.
struct Walk<'m, 'v> {
    mapper: &'m Mapper<'m>,
    item: &'v ServiceItem,
    tally: &'m mut Tally,
    /// The IRIs given so far.
    given: HashSet<String>,
    late: Vec<Late<'v>>,
}

impl<'m> Mapper<'m> {
    pub(super) fn new(table: &'static Table, base: &'m BaseIri) -> Self {
        let ways = table.rows.iter().map(|row| (row.element, row.way));
        Self {
            table,
            ways: ways.collect(),
            base,
        }
    }

    /// Maps an item to a graph; `name` is the last part of its IRI.
    pub(super) fn service(&self, item: &ServiceItem, name: &str, tally: &mut Tally) -> Node {
        // All keys of the model are texts, so serialization cannot fail.
        let value = serde_json::to_value(item).unwrap_or_default();
        let id = format!("{}service/{name}", self.base.as_str());
        let mut node = Node::named(id, item.key(), self.table.terms.class);
        tally.values += scalars(&value);
        let mut walk = Walk {
            mapper: self,
            item,
            tally,
            given: HashSet::new(),
            late: Vec::new(),
        };
        if let Value::Object(fields) = &value {
            walk.fields(ITEM, fields, "", &mut node);
        }
        for late in std::mem::take(&mut walk.late) {
            (late.put)(
                late.value,
                &mut node,
                &mut walk.context(&late.element, late.field),
            );
        }
        walk.complete(&mut node, ITEM.name.zh);
        node
    }

    /// The mapping of an element: its own row, the row `parent.*`, or else [`Way::Lost`].
    fn way(&self, element: &str) -> Way {
        if let Some(way) = self.ways.get(element) {
            return *way;
        }
        let above = element.rsplit_once('.').map_or("", |(above, _)| above);
        let wildcard = self.ways.get(format!("{above}.*").as_str());
        wildcard.copied().unwrap_or(Way::Lost)
    }
}

impl<'v> Walk<'_, 'v> {
    fn context<'a>(&'a mut self, element: &'a str, field: &'static Field) -> Around<'a> {
        Around {
            terms: &self.mapper.table.terms,
            base: self.mapper.base,
            item: self.item,
            field,
            element,
            tally: self.tally,
        }
    }

    fn fields(
        &mut self,
        group: &'static Group,
        fields: &'v Map<String, Value>,
        path: &str,
        node: &mut Node,
    ) {
        for field in group.fields {
            let Some(value) = fields.get(field.key).filter(|value| scalars(value) > 0) else {
                continue;
            };
            let element = if path.is_empty() {
                field.key.to_owned()
            } else {
                format!("{path}.{}", field.key)
            };
            self.element(field, value, &element, node);
        }
    }

    fn element(&mut self, field: &'static Field, value: &'v Value, element: &str, node: &mut Node) {
        let table = self.mapper.table;
        match self.mapper.way(element) {
            Way::Lost => self.tally.lose(element, value),
            Way::Within => self.map_fields(field, value, element, node),
            Way::Thing(property, class, part) => {
                for (at, value) in each(value).iter().enumerate() {
                    let name = field.is_list.then(|| entry_name(field, value, at));
                    let mut thing = self.new_thing(node, class, part, name.as_deref());
                    self.map_fields(field, value, element, &mut thing);
                    // Entries of a list have names of their own; a single thing is named after the element.
                    if !field.is_list && !thing.has(table.terms.title) {
                        thing.text(table.terms.title, field.name.zh);
                    }
                    self.complete(&mut thing, field.name.zh);
                    node.link(property, thing);
                }
            }
            Way::Statement(property, class, part) => {
                let mut thing = self.new_thing(node, class, part, None);
                thing.text(table.terms.title, field.name.zh);
                thing.text(table.terms.description, said(field, value));
                self.complete(&mut thing, field.name.zh);
                node.link(property, thing);
            }
            Way::Told => node.tell(table.terms.description, &labelled(field, value)),
            Way::By(put, _) => put(value, node, &mut self.context(element, field)),
            Way::Last(put, _) => self.late.push(Late {
                put,
                element: element.to_owned(),
                field,
                value,
            }),
            way => {
                let mut context = self.context(element, field);
                for value in each(value) {
                    put_scalar(way, value, node, &mut context);
                }
            }
        }
    }

    /// Maps the fields of a value, as properties of this node.
    fn map_fields(
        &mut self,
        field: &'static Field,
        value: &'v Value,
        element: &str,
        node: &mut Node,
    ) {
        for value in each(value) {
            match (value, field.group) {
                (Value::Object(fields), Some(group)) => self.fields(group, fields, element, node),
                _ => self.tally.lose(element, value),
            }
        }
    }

    /// Makes a thing below another, with an IRI that no other thing of the item has.
    fn new_thing(
        &mut self,
        of: &Node,
        class: &'static str,
        part: &str,
        name: Option<&str>,
    ) -> Node {
        let mut thing = below(of, class, part, name);
        let id = thing.id.clone().unwrap_or_default();
        let mut times = 1;
        while !self.given.insert(thing.id.clone().unwrap_or_default()) {
            times += 1;
            thing.id = Some(format!("{id}~{times}"));
            thing.called = format!("{}~{times}", below(of, class, part, name).called);
        }
        thing
    }

    /// Adds the required properties that the item does not provide, or records that they are missing.
    fn complete(&mut self, node: &mut Node, name: &str) {
        let table = self.mapper.table;
        if let (Some(property), Some(_)) = (table.terms.identifier, &node.id)
            && !node.has(property)
        {
            node.plain(property, node.called.clone());
        }
        let of_class = table
            .required
            .iter()
            .filter(|one| node.classes.contains(&one.class));
        for required in of_class.collect::<Vec<_>>() {
            if node.has(required.property) {
                continue;
            }
            match required.instead {
                Instead::Name => node.text(required.property, name),
                Instead::Of(other) => {
                    let values: Vec<Term> = node.get(other).cloned().collect();
                    for value in values {
                        node.add(required.property, value);
                    }
                }
                Instead::Nothing => {}
            }
            let is_replaced = node.has(required.property);
            self.tally
                .require(required.class, required.property, is_replaced);
        }
    }
}

/// Puts a scalar into a node, by its mapping.
fn put_scalar(way: Way, value: &Value, node: &mut Node, cx: &mut Around<'_>) {
    let Some(text) = scalar(value) else {
        // A list in a list, or an object instead of a text, cannot be mapped.
        cx.lose(value);
        return;
    };
    match way {
        Way::Text(property) => node.text(property, text),
        Way::Plain(property) => node.plain(property, text),
        Way::Concept(property) => node.link(property, cx.concept(&text)),
        Way::Code(property) => node.link(property, cx.code(text)),
        Way::Wrapped(property, class, inside) => {
            let mut inner = Node::blank(class);
            inner.text(inside, text);
            node.link(property, inner);
        }
        Way::Page(property, class) if is_iri(&text) => node.link(property, page(text, class)),
        Way::Page(..) => cx.tell(value, node),
        _ => cx.lose(value),
    }
}

/// The identifying key of a list entry, or else its number.
fn entry_name(field: &Field, value: &Value, at: usize) -> String {
    let keys = field.group.map_or(&[][..], |group| group.keys);
    let known = keys.iter().find_map(|key| scalar(value.get(key)?));
    known.unwrap_or_else(|| (at + 1).to_string())
}

/// Lists the mapping of each element, in the order of the registry; `None` if no row covers the element.
pub(super) fn ways(table: &'static Table) -> Vec<(String, &'static Field, Option<Way>)> {
    fn visit(
        rows: &HashMap<&str, Way>,
        group: &'static Group,
        path: &str,
        all: &mut Vec<(String, &'static Field, Option<Way>)>,
    ) {
        for field in group.fields {
            let element = format!("{path}{}", field.key);
            let wildcard = || rows.get(format!("{path}*").as_str());
            let way = rows.get(element.as_str()).or_else(wildcard).copied();
            let inner = field.group.filter(|_| way.is_some_and(Way::is_within));
            all.push((element.clone(), field, way));
            if let Some(inner) = inner {
                visit(rows, inner, &format!("{element}."), all);
            }
        }
    }
    let rows = table
        .rows
        .iter()
        .map(|row| (row.element, row.way))
        .collect();
    let mut all = Vec::new();
    visit(&rows, ITEM, "", &mut all);
    all
}
