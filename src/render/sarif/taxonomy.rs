//! The Common Weakness Enumeration as a SARIF taxonomy.
//!
//! In: the rules. Out: the weaknesses that they name, and the relations of each rule to them.

use super::model::{
    ComponentReference, Message, Relationship, RelationshipTarget, Taxon, Taxonomy,
};
use crate::rules::{self, RuleSpec};
use std::collections::BTreeSet;

/// Numbers of the weaknesses that rules name, in order.
fn numbers() -> Vec<u32> {
    let all: BTreeSet<u32> = rules::catalog()
        .iter()
        .flat_map(|it| it.cwe.iter().copied())
        .collect();
    all.into_iter().collect()
}

/// The part of the enumeration that rules name.
pub(super) fn taxonomy() -> Taxonomy {
    let taxon = |number: u32| Taxon {
        id: number.to_string(),
        help_uri: format!("https://cwe.mitre.org/data/definitions/{number}.html"),
    };
    Taxonomy {
        name: "CWE",
        organization: "MITRE",
        information_uri: "https://cwe.mitre.org/",
        short_description: Message::text("The MITRE Common Weakness Enumeration"),
        is_comprehensive: false,
        taxa: numbers().into_iter().map(taxon).collect(),
    }
}

/// The taxonomy, as others refer to it.
pub(super) fn reference() -> ComponentReference {
    ComponentReference {
        name: "CWE",
        index: 0,
    }
}

/// The weaknesses of which a rule finds some cases.
pub(super) fn relationships(rule: &RuleSpec) -> Vec<Relationship> {
    let numbers = numbers();
    let relationship = |number: &u32| Relationship {
        target: RelationshipTarget {
            id: number.to_string(),
            index: numbers
                .iter()
                .position(|it| it == number)
                .unwrap_or_default(),
            tool_component: reference(),
        },
        kinds: ["superset"],
    };
    rule.cwe.iter().map(relationship).collect()
}
