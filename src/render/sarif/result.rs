//! A finding as a SARIF result: message with links, related locations, one code flow with a thread flow for each goroutine.
//!
//! In: a [`Finding`]. Out: a `result` object.

use super::location::{artifact, physical, stretch};
use super::model::{
    ArtifactChange, ArtifactContent, CodeFlow, Fix, Location, Message, Replacement,
    ResultProperties, SarifResult, Suppression, ThreadFlow, ThreadFlowLocation,
};
use crate::finding::{
    self, Confidence, Edit, Evidence, Finding, Goroutine, SourceMap, line_hashes,
};
use crate::render::{capital, goroutine_letter, goroutine_name};
use crate::rules::{self, Precision};
use crate::support::{FileId, Loc};
use crate::triage::{LeftOut, Why};
use std::collections::BTreeMap;

/// Key of our fingerprint; `v1` grows when the recipe changes.
const FINGERPRINT: &str = "gomapcheck/v1";

/// Key of the fingerprint that code scanning reads.
const LINE_HASH: &str = "primaryLocationLineHash";

/// Places of one piece of evidence that become related locations: GitHub shows 100 locations a result.
const MOST_PLACES: usize = 10;

/// Related locations of one result: GitHub takes no more.
const MOST_RELATED: usize = 1_000;

/// Makes results; knows the line hashes of files that were met.
pub(super) struct Results<'a> {
    files: &'a SourceMap<'a>,
    hashes: BTreeMap<FileId, Vec<String>>,
}

impl<'a> Results<'a> {
    /// For findings in these files.
    pub(super) fn new(files: &'a SourceMap<'a>) -> Self {
        Results {
            files,
            hashes: BTreeMap::new(),
        }
    }

    /// The result of a finding.
    pub(super) fn result(&mut self, finding: &Finding) -> SarifResult {
        let files = self.files;
        let mut related = Related {
            files,
            locations: Vec::new(),
        };
        let text = message(finding, &mut related);
        let primary = physical(finding.primary, files).inside(&finding.function);
        SarifResult {
            rule_id: finding.rule.clone(),
            rule_index: rules::catalog().iter().position(|it| it.id == finding.rule),
            level: finding.severity.as_str(),
            message: Message::text(text),
            locations: vec![primary],
            related_locations: related.locations,
            code_flows: code_flow(finding, files).into_iter().collect(),
            fixes: finding.fix.iter().map(|it| fix(it, files)).collect(),
            partial_fingerprints: self.fingerprints(finding),
            suppressions: Vec::new(),
            properties: ResultProperties {
                map: finding.map.clone(),
                confidence: finding.confidence.as_str(),
                precision: precision(finding),
            },
        }
    }

    /// The result of a finding that is left out, marked.
    pub(super) fn left_out(&mut self, it: &LeftOut) -> SarifResult {
        let suppression = match &it.why {
            Why::Comment { loc, reason } => Suppression {
                kind: "inSource",
                justification: (!reason.is_empty()).then(|| reason.clone()),
                location: Some(physical(*loc, self.files)),
            },
            Why::Baseline => Suppression {
                kind: "external",
                justification: Some("known in the baseline".to_owned()),
                location: None,
            },
        };
        SarifResult {
            suppressions: vec![suppression],
            ..self.result(&it.finding)
        }
    }

    fn fingerprints(&mut self, finding: &Finding) -> BTreeMap<&'static str, String> {
        let Loc { file, .. } = finding.primary;
        let line = self.files.start(finding.primary).line;
        let text = self.files.text(file);
        let hashes = self.hashes.entry(file).or_insert_with(|| line_hashes(text));
        let hash = hashes.get(line - 1).map(|it| (LINE_HASH, it.clone()));
        let own = (FINGERPRINT, finding.fingerprint.clone());
        hash.into_iter().chain([own]).collect()
    }
}

/// How often a finding of this confidence is true, in the words of code scanning.
fn precision(finding: &Finding) -> &'static str {
    let usual = rules::find(&finding.rule).map_or(Precision::High, |it| it.precision);
    let most = match finding.confidence {
        Confidence::High => Precision::VeryHigh,
        Confidence::Medium => Precision::Medium,
        Confidence::Low => Precision::Low,
    };
    usual.min(most).as_str()
}

/// The edits of a fix, file by file.
fn fix(fix: &finding::Fix, files: &SourceMap) -> Fix {
    let mut changes: Vec<(FileId, Vec<Replacement>)> = Vec::new();
    for edit in &fix.edits {
        let file = edit.loc.file;
        match changes.iter_mut().find(|(it, _)| *it == file) {
            Some((_, list)) => list.push(replacement(edit, files)),
            None => changes.push((file, vec![replacement(edit, files)])),
        }
    }
    let change = |(file, replacements)| ArtifactChange {
        artifact_location: artifact(files.display(file)),
        replacements,
    };
    Fix {
        description: Message::text(fix.title.clone()),
        artifact_changes: changes.into_iter().map(change).collect(),
    }
}

fn replacement(edit: &Edit, files: &SourceMap) -> Replacement {
    Replacement {
        deleted_region: stretch(edit.loc, files),
        inserted_content: (!edit.text.is_empty()).then(|| ArtifactContent {
            text: edit.text.clone(),
        }),
    }
}

/// Related locations, numbered from 1 as the links of the message want them.
struct Related<'a> {
    files: &'a SourceMap<'a>,
    locations: Vec<Location>,
}

impl Related<'_> {
    /// A link to a place, which becomes a related location; the bare text where there are too many.
    fn link(&mut self, text: &str, loc: Loc, function: &str) -> String {
        if self.locations.len() >= MOST_RELATED {
            return plain(text);
        }
        let id = self.locations.len() + 1;
        let location = physical(loc, self.files)
            .inside(function)
            .saying(plain(text))
            .numbered(id);
        self.locations.push(location);
        format!(
            "[{}]({id})",
            text.replace('\\', "\\\\")
                .replace('[', "\\[")
                .replace(']', "\\]")
        )
    }
}

/// The message, a sentence for each goroutine, the evidence and the help: related locations are shown by their links only.
fn message(finding: &Finding, related: &mut Related) -> String {
    let mut text = format!("{}.", plain(finding.message.trim_end_matches('.')));
    for (index, goroutine) in finding.goroutines.iter().enumerate() {
        let name = capital(&goroutine_name(finding, index));
        text.push_str(&format!("\n{name} ({})", plain(&goroutine.heading)));
        let access = goroutine.steps.last().map(|it| it.loc);
        let here = index == 0 && access == Some(finding.primary);
        text.push_str(&sentence(goroutine, here, related));
    }
    for evidence in &finding.evidence {
        text.push_str(&format!(
            "\nEvidence: {}.",
            evidence_text(evidence, related)
        ));
    }
    text.push_str(&format!(
        "\nHelp: {}.",
        plain(finding.help.trim_end_matches('.'))
    ));
    text
}

/// " starts here, writes `m`, holds no lock."
fn sentence(goroutine: &Goroutine, primary: bool, related: &mut Related) -> String {
    let Some((access, before)) = goroutine.steps.split_last() else {
        return format!(": {}.", plain(&goroutine.holds));
    };
    let start = match before.first() {
        Some(start) => format!(
            ": {}, ",
            related.link(&start.text, start.loc, &start.function)
        ),
        None => ": ".to_owned(),
    };
    // The first goroutine's access is the location of the result itself.
    let access = if primary {
        plain(&access.text)
    } else {
        related.link(&access.text, access.loc, &access.function)
    };
    format!("{start}{access}, {}.", plain(&goroutine.holds))
}

fn evidence_text(evidence: &Evidence, related: &mut Related) -> String {
    let places: Vec<String> = evidence
        .places
        .iter()
        .take(MOST_PLACES)
        .map(|it| {
            let at = format!(
                "{}:{}",
                related.files.display(it.file),
                related.files.start(*it).line
            );
            related.link(&at, *it, "")
        })
        .collect();
    let text = plain(evidence.text.trim_end_matches('.'));
    if places.is_empty() {
        text
    } else {
        format!("{text} ({})", places.join(", "))
    }
}

/// Keeps `name[T](x)` in a text from being read as a link.
fn plain(text: &str) -> String {
    text.replace("](", "] (")
}

/// One thread flow a goroutine. A goroutine that races with copies of itself is written twice: a race has two sides, and viewers show
/// one path a side. None where no step is known: the standard wants at least one.
fn code_flow(finding: &Finding, files: &SourceMap) -> Option<CodeFlow> {
    let goroutines = finding.goroutines.iter().filter(|it| !it.steps.is_empty());
    let longest = goroutines.clone().map(|it| it.steps.len()).max()?;
    let mut thread_flows: Vec<ThreadFlow> = goroutines
        .enumerate()
        .map(|(index, it)| {
            thread_flow(
                format!("{}: {}", goroutine_letter(index), it.heading),
                it,
                longest,
                files,
            )
        })
        .collect();
    if let ([only], [goroutine]) = (thread_flows.as_slice(), finding.goroutines.as_slice()) {
        let id = format!(
            "{}: another copy of the same: {}",
            goroutine_letter(1),
            goroutine.heading
        );
        let copy = ThreadFlow {
            message: Message::text(plain(&id)),
            id,
            ..only.clone()
        };
        thread_flows.push(copy);
    }
    let message = format!("Two goroutines use {} at the same time.", finding.subject);
    Some(CodeFlow {
        message: Message::text(plain(&message)),
        thread_flows,
    })
}

fn thread_flow(id: String, goroutine: &Goroutine, longest: usize, files: &SourceMap) -> ThreadFlow {
    let last = goroutine.steps.len().saturating_sub(1);
    let locations = goroutine.steps.iter().enumerate().map(|(index, step)| {
        let text = if index == last {
            format!("{}, {}", step.text, goroutine.holds)
        } else {
            step.text.clone()
        };
        ThreadFlowLocation {
            location: physical(step.loc, files)
                .inside(&step.function)
                .saying(plain(&text)),
            nesting_level: index,
            // Between the goroutines nothing is ordered but this: the accesses may happen at the same time.
            execution_order: (index == last).then_some(longest),
            importance: if index == 0 || index == last {
                "essential"
            } else {
                "important"
            },
        }
    });
    ThreadFlow {
        message: Message::text(plain(&id)),
        locations: locations.collect(),
        id,
    }
}
