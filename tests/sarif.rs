//! SARIF: valid by the official schema, and as GitHub code scanning wants it. `UPDATE=1` rewrites the golden files.

#[path = "support/fixtures.rs"]
mod fixtures;
#[path = "support/snapshot.rs"]
mod snapshot;

use fixtures::Fixture;
use gomapcheck::render::sarif::Sarif;
use serde_json::Value;

/// Name of the golden file, and what makes the finding.
type Case = (&'static str, fn() -> Fixture);

const CASES: [Case; 5] = [
    ("two-files", fixtures::two_files),
    ("self-race", fixtures::self_race),
    ("rlock", fixtures::rlock),
    ("wrong-lock", fixtures::wrong_lock),
    ("problems", fixtures::problems),
];

fn log(fixture: &Fixture) -> Value {
    serde_json::from_str(&fixture.render(&Sarif::default())).expect("JSON")
}

/// Leaves out rules without results: golden files stay as they are when rules are added.
fn only_used_rules(log: &mut Value) {
    let run = &mut log["runs"][0];
    let results = run["results"].as_array().expect("results");
    let used: Vec<Value> = results.iter().map(|it| it["ruleId"].clone()).collect();
    let rules = run["tool"]["driver"]["rules"]
        .as_array_mut()
        .expect("rules");
    rules.retain(|it| used.contains(&it["id"]));
    // The weaknesses of all rules, and where they stand among them, change with every rule.
    for rule in rules {
        for relationship in rule["relationships"].as_array_mut().into_iter().flatten() {
            relationship["target"]["index"].take();
        }
    }
    run["taxonomies"].take();
}

fn schema() -> jsonschema::Validator {
    let text = include_str!("../sarif/sarif-schema-2.1.0.json");
    // The published pattern for languages has a stray bracket, which not every regular expression engine takes.
    let text = text.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}\\\\]?$");
    let schema: Value = serde_json::from_str(&text).expect("the schema is JSON");
    jsonschema::draft7::new(&schema).expect("the schema is a schema")
}

#[test]
fn golden_files_are_valid() {
    let schema = schema();
    for (name, fixture) in CASES {
        let value = log(&fixture());
        let mut golden = value.clone();
        only_used_rules(&mut golden);
        let text = serde_json::to_string_pretty(&golden).expect("JSON") + "\n";
        snapshot::assert_file(&format!("sarif/golden/{name}.sarif"), &text);
        let errors: Vec<String> = schema
            .iter_errors(&value)
            .map(|it| format!("{}: {it}", it.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
}

#[test]
fn the_schema_is_looked_at() {
    let mut value = log(&fixtures::two_files());
    value["runs"][0]["columnKind"] = "bytes".into();
    assert!(!schema().is_valid(&value));
}

#[test]
fn what_code_scanning_requires() {
    for (name, fixture) in CASES {
        let log = log(&fixture());
        let run = &log["runs"][0];
        assert_eq!(run["columnKind"], "utf16CodeUnits", "{name}");
        assert_eq!(run["automationDetails"]["id"], "gomapcheck/");
        assert!(
            run["results"].is_array(),
            "{name}: results are there even when empty"
        );
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
        for rule in rules {
            for text in [
                "/shortDescription/text",
                "/fullDescription/text",
                "/help/text",
                "/help/markdown",
            ] {
                let text = rule.pointer(text).and_then(Value::as_str).expect(text);
                assert!(!text.is_empty());
            }
            assert!(
                rule.pointer("/shortDescription/text")
                    .and_then(Value::as_str)
                    .expect("text")
                    .len()
                    <= 1024
            );
            assert!(
                rule.pointer("/properties/tags")
                    .and_then(Value::as_array)
                    .expect("tags")
                    .len()
                    <= 10
            );
        }
        for result in run["results"].as_array().expect("results") {
            let index = result["ruleIndex"].as_u64().expect("an index") as usize;
            assert_eq!(rules[index]["id"], result["ruleId"]);
            assert_eq!(result["locations"].as_array().expect("locations").len(), 1);
            let region = &result["locations"][0]["physicalLocation"]["region"];
            assert_eq!(
                region["startLine"], region["endLine"],
                "{name}: the primary location lies on one line"
            );
            assert!(result["partialFingerprints"]["gomapcheck/v1"].is_string());
            let hash = result["partialFingerprints"]["primaryLocationLineHash"].as_str();
            assert!(hash.is_some_and(|it| it.contains(':')), "{name}");
            let precision = result["properties"]["precision"].as_str();
            assert!(
                precision.is_some_and(|it| ["low", "medium", "high", "very-high"].contains(&it))
            );
            assert_eq!(
                result["codeFlows"][0]["threadFlows"]
                    .as_array()
                    .expect("flows")
                    .len(),
                2,
                "{name}"
            );
        }
    }
}

#[test]
fn message_links_point_at_related_locations() {
    let link = regex::Regex::new(r"\]\((\d+)\)").expect("a pattern");
    for (name, fixture) in CASES {
        for result in log(&fixture())["runs"][0]["results"]
            .as_array()
            .expect("results")
        {
            let text = result["message"]["text"].as_str().expect("text");
            let linked: Vec<u64> = link
                .captures_iter(text)
                .map(|it| it[1].parse().expect("a number"))
                .collect();
            let related = result["relatedLocations"].as_array().expect("related");
            let ids: Vec<u64> = related
                .iter()
                .map(|it| it["id"].as_u64().expect("id"))
                .collect();
            assert_eq!(linked, ids, "{name}: {text}");
        }
    }
}

#[test]
fn columns_count_utf16_and_paths_are_encoded() {
    let log = log(&fixtures::wrong_lock());
    let location = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    // A tab, `/* 計数🧮 */ `: the emoji counts twice, each other character once.
    assert_eq!(
        location["region"]["startColumn"],
        2 + "/* 計数".chars().count() + 2 + " */ ".len()
    );
    assert_eq!(
        location["artifactLocation"]["uri"],
        "%E6%B7%B1%E3%81%84/sto%C3%9F%20%231.go"
    );
    assert_eq!(location["artifactLocation"]["uriBaseId"], "%SRCROOT%");
}

#[test]
fn problems_are_notifications() {
    let log = log(&fixtures::problems());
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], true);
    let told = invocation["toolExecutionNotifications"]
        .as_array()
        .expect("notifications");
    let kinds: Vec<_> = told
        .iter()
        .map(|it| it["descriptor"]["id"].as_str().expect("id"))
        .collect();
    assert_eq!(kinds, ["syntax-unread", "file-skipped", "assumption"]);
    let place = &told[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["region"]["startLine"], 3);
    assert_eq!(
        told[1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "data/blob.go"
    );
}

#[test]
fn weaknesses_are_a_taxonomy() {
    let log = log(&fixtures::two_files());
    let run = &log["runs"][0];
    let taxa = run["taxonomies"][0]["taxa"].as_array().expect("taxa");
    for rule in run["tool"]["driver"]["rules"].as_array().expect("rules") {
        for relationship in rule["relationships"].as_array().into_iter().flatten() {
            let target = &relationship["target"];
            let index = target["index"].as_u64().expect("an index") as usize;
            assert_eq!(taxa[index]["id"], target["id"]);
        }
    }
    assert_eq!(
        run["tool"]["driver"]["supportedTaxonomies"][0]["name"],
        "CWE"
    );
}

#[test]
fn the_category_stands_before_the_last_slash() {
    let sarif = Sarif {
        category: Some("linux/cgo".to_owned()),
    };
    let log: Value = serde_json::from_str(&fixtures::two_files().render(&sarif)).expect("JSON");
    assert_eq!(
        log["runs"][0]["automationDetails"]["id"],
        "gomapcheck/linux/cgo/"
    );
}
