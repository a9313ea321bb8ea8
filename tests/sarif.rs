//! SARIF: valid by the official schema, and as GitHub code scanning wants it. `UPDATE=1` rewrites the golden files.

#[path = "support/fixtures.rs"]
mod fixtures;
#[path = "support/snapshot.rs"]
mod snapshot;
#[path = "support/tool.rs"]
mod tool;

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

/// What code scanning takes: results in a run, bytes of the log once it is compressed, locations of a result.
const MOST_RESULTS: usize = 25_000;
const MOST_BYTES: usize = 10_000_000;
const MOST_LOCATIONS: usize = 1_000;

/// As many findings as wanted, no two alike, each with two goroutines of some length and evidence; every third one is an error.
fn many(number: usize) -> Fixture {
    const PER_FILE: usize = 20;
    let mut random = 7_u64;
    let mut word = || {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        format!("{:08x}", random >> 32)
    };
    let files: Vec<(String, String)> = (0..number.div_ceil(PER_FILE))
        .map(|at| {
            let path = format!("internal/{}/file{at:04}.go", word());
            let lines = (0..PER_FILE).map(|_| format!("\ts.table{}[key] = {}\n", word(), word()));
            (path, lines.collect())
        })
        .collect();
    let borrowed: Vec<(&str, &str)> = files.iter().map(|it| (&*it.0, &*it.1)).collect();
    let mut fixture = Fixture {
        workspace: fixtures::workspace(&borrowed),
        findings: Vec::new(),
    };
    let template = fixtures::two_files().findings.remove(0);
    for at in 0..number {
        let file = fixture.workspace.files[at / PER_FILE].display.to_string();
        let line = at % PER_FILE + 1;
        let place = fixture.at(&file, line, "s.table");
        let mut finding = template.clone();
        finding.primary = place;
        finding.map = format!("example.com/m.{}", word());
        finding.function = format!("(*Hub).{}", word());
        finding.severity = match at % 3 {
            0 => gomapcheck::finding::Severity::Error,
            1 => gomapcheck::finding::Severity::Warning,
            _ => gomapcheck::finding::Severity::Note,
        };
        for goroutine in &mut finding.goroutines {
            for step in &mut goroutine.steps {
                step.loc = place;
                step.function = format!("(*Hub).{}", word());
            }
        }
        for evidence in &mut finding.evidence {
            evidence.places = vec![place; 3];
        }
        fixture.findings.push(finding);
    }
    fixture
}

fn results(log: &Value) -> &Vec<Value> {
    log["runs"][0]["results"].as_array().expect("results")
}

#[test]
fn too_many_findings_are_cut_to_the_gravest() {
    let fixture = many(MOST_RESULTS + 500);
    let text = fixture.render(&Sarif::default());
    let log: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(results(&log).len(), MOST_RESULTS);
    let of = |level: &str| {
        results(&log)
            .iter()
            .filter(|it| it["level"] == level)
            .count()
    };
    let errors = (MOST_RESULTS + 500).div_ceil(3);
    assert_eq!((of("error"), of("warning")), (errors, errors));
    assert_eq!(of("note"), MOST_RESULTS - 2 * errors);
    let told = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"];
    assert!(
        told.to_string().contains("25500 findings were met"),
        "{told}"
    );
    // In the order of the report, whatever was cut.
    let lines: Vec<String> = results(&log)
        .iter()
        .map(|it| {
            let place = &it["locations"][0]["physicalLocation"];
            format!(
                "{}:{:04}",
                place["artifactLocation"]["uri"],
                place["region"]["startLine"].as_u64().expect("a line")
            )
        })
        .collect();
    assert!(lines.is_sorted());
    // The log is no larger than what is taken.
    let Some(gzip) = tool::find("gzip") else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    tool::write(folder.path(), &[("log.sarif", &text)]);
    let output = tool::run(&gzip, folder.path(), &["--stdout", "log.sarif"]);
    let compressed = output.stdout.len();
    assert!(
        output.status.success() && compressed < MOST_BYTES,
        "{compressed} of {} bytes",
        text.len()
    );
}

#[test]
fn a_result_has_no_more_locations_than_are_taken() {
    let mut fixture = many(1);
    let place = fixture.findings[0].primary;
    let evidence = gomapcheck::finding::Evidence {
        text: "more".to_owned(),
        places: vec![place; 500],
    };
    fixture.findings[0].evidence = vec![evidence; 300];
    let log = log(&fixture);
    let result = &results(&log)[0];
    let related = result["relatedLocations"].as_array().expect("related");
    assert_eq!(related.len(), MOST_LOCATIONS);
    let text = result["message"]["text"].as_str().expect("text");
    assert!(!text.contains(&format!("]({})", MOST_LOCATIONS + 1)));
    for flow in result["codeFlows"][0]["threadFlows"]
        .as_array()
        .expect("flows")
    {
        assert!(flow["locations"].as_array().expect("locations").len() <= 10_000);
    }
}

#[test]
fn descriptors_keep_to_the_limits() {
    let log = log(&fixtures::two_files());
    let rules = log["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .expect("rules");
    assert!(rules.len() <= 25_000);
    let length = |value: &Value| value.as_str().map_or(0, |it| it.chars().count());
    for rule in rules {
        assert!(length(&rule["name"]) <= 255, "{}", rule["id"]);
        assert!(
            length(&rule["shortDescription"]["text"]) <= 1_024,
            "{}",
            rule["id"]
        );
        assert!(
            length(&rule["fullDescription"]["text"]) <= 1_024,
            "{}",
            rule["id"]
        );
        assert!(
            rule["properties"]["tags"]
                .as_array()
                .is_some_and(|it| it.len() <= 10)
        );
    }
}
