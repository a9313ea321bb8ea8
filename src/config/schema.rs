//! The JSON schema of the configuration file, for editors.
//!
//! In: the rules. Out: a schema, which `src/config/schema.json` holds for those who have no gomapcheck at hand.

use crate::rules::{catalog, family::FAMILIES};
use serde_json::{Value, json};

/// The schema.
pub fn schema() -> Value {
    let rules = json!({ "type": "array", "items": { "$ref": "#/$defs/selector" } });
    let strings = json!({ "type": "array", "items": { "type": "string" } });
    let rows = json!({ "type": "array", "items": { "type": "object" } });
    let severity = json!({
        "type": "object",
        "propertyNames": { "$ref": "#/$defs/selector" },
        "additionalProperties": { "enum": ["note", "warning", "error"] },
        "description": "Severities by rule."
    });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Configuration of gomapcheck: .gomapcheck.toml",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "select": with(&rules, "Rules that run; left out: those on by default."),
            "ignore": with(&rules, "Rules that do not run."),
            "severity": severity,
            "tags": with(&strings, "Build tags taken as set."),
            "tests": flag("Read _test.go files.", true),
            "generated": flag("Report findings in generated files.", false),
            "pedantic": flag("Report findings of low confidence.", false),
            "baseline": { "type": "string", "description": "File of known findings, relative to this file." },
            "per-path": {
                "type": "array",
                "description": "Other rules for some paths.",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["paths"],
                    "properties": {
                        "paths": with(&strings, "Globs, relative to the folder of this file."),
                        "select": with(&rules, "Rules that are reported there and no others, also such as are off elsewhere."),
                        "ignore": with(&rules, "Rules that are not reported there."),
                        "severity": severity
                    }
                }
            },
            "owners": with(&strings, "Full names of types, fields and package variables that one goroutine owns: import/path.Type, import/path.Type.field, import/path.variable."),
            "models": {
                "type": "object",
                "description": "Launchers, locks and the like, in the format of rules/models.",
                "additionalProperties": { "anyOf": [strings, rows] }
            }
        },
        "$defs": {
            "selector": {
                "description": "An id, the beginning of ids, a name, a family, or all.",
                "anyOf": [
                    { "enum": selectors() },
                    { "type": "string", "pattern": "^[Gg][Mm][Cc][0-9]{0,3}$" }
                ]
            }
        }
    })
}

fn with(schema: &Value, description: &str) -> Value {
    let mut schema = schema.clone();
    schema["description"] = description.into();
    schema
}

fn flag(description: &str, usual: bool) -> Value {
    json!({ "type": "boolean", "description": description, "default": usual })
}

fn selectors() -> Vec<&'static str> {
    let families = FAMILIES.iter().map(|it| it.name);
    let rules = catalog().iter().flat_map(|it| [&*it.id, &*it.name]);
    std::iter::once("all")
        .chain(families)
        .chain(rules)
        .collect()
}
