//! The part of SARIF 2.1.0 that is written, in the order it is written. Field names are those of the standard, in camel case.
//!
//! In: nothing. Out: serializable structs. Must not know findings.

use serde::Serialize;
use std::collections::BTreeMap;

macro_rules! sarif {
    ($($(#[$meta:meta])* struct $name:ident { $($(#[$attr:meta])* $field:ident: $ty:ty,)* })*) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Serialize)]
        #[serde(rename_all = "camelCase")]
        pub(super) struct $name { $($(#[$attr])* pub(super) $field: $ty,)* }
    )* };
}

sarif! {
    /// sarifLog.
    struct Log {
        #[serde(rename = "$schema")]
        schema: &'static str,
        version: &'static str,
        runs: Vec<Run>,
    }
    /// run.
    struct Run {
        tool: Tool,
        automation_details: AutomationDetails,
        column_kind: &'static str,
        original_uri_base_ids: BTreeMap<&'static str, ArtifactLocation>,
        invocations: Vec<Invocation>,
        taxonomies: Vec<Taxonomy>,
        results: Vec<SarifResult>,
    }
    /// toolComponent that holds a classification.
    struct Taxonomy {
        name: &'static str,
        organization: &'static str,
        information_uri: &'static str,
        short_description: Message,
        is_comprehensive: bool,
        taxa: Vec<Taxon>,
    }
    /// reportingDescriptor of a taxonomy.
    struct Taxon {
        id: String,
        help_uri: String,
    }
    /// reportingDescriptorRelationship.
    struct Relationship {
        target: RelationshipTarget,
        kinds: [&'static str; 1],
    }
    /// reportingDescriptorReference into a taxonomy.
    struct RelationshipTarget {
        id: String,
        index: usize,
        tool_component: ComponentReference,
    }
    /// toolComponentReference.
    struct ComponentReference {
        name: &'static str,
        index: usize,
    }
    /// suppression.
    struct Suppression {
        kind: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        justification: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        location: Option<Location>,
    }
    /// runAutomationDetails.
    struct AutomationDetails {
        id: String,
    }
    /// tool.
    struct Tool {
        driver: Driver,
    }
    /// toolComponent.
    struct Driver {
        name: &'static str,
        semantic_version: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        information_uri: Option<&'static str>,
        rules: Vec<Rule>,
        notifications: Vec<Descriptor>,
        supported_taxonomies: [ComponentReference; 1],
    }
    /// reportingDescriptor of a rule.
    struct Rule {
        id: &'static str,
        name: &'static str,
        short_description: Message,
        full_description: Message,
        help: Message,
        default_configuration: Configuration,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        relationships: Vec<Relationship>,
        properties: RuleProperties,
    }
    /// reportingDescriptor of a notification.
    struct Descriptor {
        id: &'static str,
        short_description: Message,
    }
    /// reportingConfiguration.
    struct Configuration {
        level: &'static str,
    }
    /// Property bag of a rule, with the keys that GitHub code scanning reads.
    struct RuleProperties {
        precision: &'static str,
        #[serde(rename = "problem.severity")]
        problem_severity: &'static str,
        #[serde(rename = "security-severity", skip_serializing_if = "Option::is_none")]
        security_severity: Option<String>,
        tags: Vec<String>,
    }
    /// message, also multiformatMessageString.
    struct Message {
        text: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        markdown: Option<String>,
    }
    /// invocation.
    struct Invocation {
        execution_successful: bool,
        tool_execution_notifications: Vec<Notification>,
    }
    /// notification.
    struct Notification {
        descriptor: DescriptorReference,
        level: &'static str,
        message: Message,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        locations: Vec<Location>,
    }
    /// reportingDescriptorReference.
    struct DescriptorReference {
        id: &'static str,
        index: usize,
    }
    /// result.
    struct SarifResult {
        rule_id: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        rule_index: Option<usize>,
        level: &'static str,
        message: Message,
        locations: Vec<Location>,
        related_locations: Vec<Location>,
        code_flows: Vec<CodeFlow>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        fixes: Vec<Fix>,
        partial_fingerprints: BTreeMap<&'static str, String>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        suppressions: Vec<Suppression>,
        properties: ResultProperties,
    }
    /// Property bag of a result.
    struct ResultProperties {
        #[serde(skip_serializing_if = "String::is_empty")]
        map: String,
        confidence: &'static str,
        precision: &'static str,
    }
    /// codeFlow.
    struct CodeFlow {
        message: Message,
        thread_flows: Vec<ThreadFlow>,
    }
    /// threadFlow.
    struct ThreadFlow {
        id: String,
        message: Message,
        locations: Vec<ThreadFlowLocation>,
    }
    /// threadFlowLocation.
    struct ThreadFlowLocation {
        location: Location,
        nesting_level: usize,
        #[serde(skip_serializing_if = "Option::is_none")]
        execution_order: Option<usize>,
        importance: &'static str,
    }
    /// fix.
    struct Fix {
        description: Message,
        artifact_changes: Vec<ArtifactChange>,
    }
    /// artifactChange.
    struct ArtifactChange {
        artifact_location: ArtifactLocation,
        replacements: Vec<Replacement>,
    }
    /// replacement.
    struct Replacement {
        deleted_region: Region,
        #[serde(skip_serializing_if = "Option::is_none")]
        inserted_content: Option<ArtifactContent>,
    }
    /// artifactContent.
    struct ArtifactContent {
        text: String,
    }
    /// location.
    struct Location {
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<usize>,
        physical_location: PhysicalLocation,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        logical_locations: Vec<LogicalLocation>,
        #[serde(skip_serializing_if = "Option::is_none")]
        message: Option<Message>,
    }
    /// physicalLocation.
    struct PhysicalLocation {
        artifact_location: ArtifactLocation,
        #[serde(skip_serializing_if = "Option::is_none")]
        region: Option<Region>,
    }
    /// logicalLocation.
    struct LogicalLocation {
        fully_qualified_name: String,
        kind: &'static str,
    }
    /// artifactLocation.
    struct ArtifactLocation {
        #[serde(skip_serializing_if = "Option::is_none")]
        uri: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        uri_base_id: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        description: Option<Message>,
    }
    /// region.
    struct Region {
        start_line: usize,
        start_column: usize,
        end_line: usize,
        end_column: usize,
    }
}

impl Message {
    /// Plain text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Message {
            text: text.into(),
            markdown: None,
        }
    }
}
