//! The answer of `gomapcheck env`: text and JSON.
//!
//! In: a [`Report`]. Out: text. Must not know how it was worked out.
//!
//! JSON: `version` grows when a field changes its meaning; fields may be added. `variables` are those of this machine, `worlds` the places with an
//! environment of their own. A job or service that is not named has the values of the world of its file without names.

use super::text::Text;
use super::{printable, trace};
use crate::environment::{
    Other, Place, Problem, Report, Scope, Source, Standing, Variable, World, WorldVariable,
};
use crate::rules::Severity;
use serde_json::{Value, json};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// Columns that a value may take before what follows goes to the next line.
const WIDEST: usize = 46;

/// Draws a report. `all`: with everything that nobody set and every setting that does not count.
pub fn text(report: &Report, all: bool, look: Text) -> String {
    let mut page = Page {
        out: String::new(),
        look,
        style: trace::Style {
            width: look.width,
            color: look.color,
        },
        all,
    };
    page.toolchain(report);
    page.here(&report.variables);
    for world in &report.worlds {
        page.world(world);
    }
    page.end(report);
    page.out
}

struct Page {
    out: String,
    look: Text,
    style: trace::Style,
    all: bool,
}

impl Page {
    fn line(&mut self, text: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{}", printable(text.trim_end()));
    }

    fn styled(&mut self, text: &str) {
        let _ = writeln!(self.out, "{}", text.trim_end());
    }

    fn toolchain(&mut self, report: &Report) {
        let it = &report.toolchain;
        let version = it.version.as_deref().unwrap_or("no Go");
        match &it.root {
            Some(root) => self.line(&format!("go      {version} in {root}")),
            None => self.line("go      none"),
        }
        if let Some((text, place)) = &it.wanted {
            self.line(&format!("module  {text}, {}", at(place)));
        }
        if let Some(verdict) = &it.verdict {
            self.line(&format!("        {verdict}"));
        }
    }

    fn here(&mut self, variables: &[Variable]) {
        self.heading("here");
        let shown: Vec<&Variable> = variables
            .iter()
            .filter(|it| self.all || it.notable || !it.problems.is_empty())
            .collect();
        let names = shown.iter().map(|it| it.name.width()).max().unwrap_or(0);
        let values = shown.iter().map(|it| dashed(&it.value).width());
        let values = values.filter(|it| *it <= WIDEST).max().unwrap_or(0);
        for it in &shown {
            let value = dashed(&it.value);
            self.row(
                &it.problems,
                &it.name,
                names,
                &value,
                values,
                &source(&it.source),
            );
            for other in &it.others {
                // What says the same, or is told as a problem, is no news.
                let told = other.source.place.is_some()
                    && it
                        .problems
                        .iter()
                        .any(|problem| problem.place == other.source.place);
                if self.all
                    || (other.standing == Standing::Unknown)
                    || (other.standing == Standing::Later && !told)
                {
                    self.detail(&other_text(other));
                }
            }
            self.problems(&it.problems, it.source.place.as_ref());
        }
        let hidden = variables.len() - shown.len();
        if hidden > 0 {
            let text = format!("  {hidden} more as Go has them by default: --all");
            let text = self.style.paint(trace::DIM, &text);
            self.styled(&text);
        }
    }

    fn world(&mut self, world: &World) {
        let shown: Vec<&WorldVariable> = world
            .variables
            .iter()
            .filter(|it| self.all || !it.problems.is_empty() || (!it.brief && it.place.is_some()))
            .collect();
        if shown.is_empty() {
            return;
        }
        let names = named(&world.names, self.all);
        let title = match names.is_empty() {
            true => world.path.clone(),
            false => format!("{}, {names}", world.path),
        };
        self.heading(&title);
        let width = shown.iter().map(|it| it.name.width()).max().unwrap_or(0);
        let values = shown.iter().map(|it| dashed(&it.value).width());
        let values = values.filter(|it| *it <= WIDEST).max().unwrap_or(0);
        for it in &shown {
            let from = match &it.place {
                Some(place) if place.path == world.path => format!("line {}", place.line),
                Some(place) => at(place),
                None => "the golang image".to_owned(),
            };
            let from = match it.label.is_empty() {
                true => from,
                false => format!("{from}, {}", it.label),
            };
            self.row(
                &it.problems,
                &it.name,
                width,
                &dashed(&it.value),
                values,
                &from,
            );
            for (value, place) in &it.over {
                let place = place.as_ref().map_or("the image".to_owned(), at);
                self.detail(&format!("over {} ({place})", dashed(value)));
            }
            self.problems(&it.problems, it.place.as_ref());
        }
    }

    fn heading(&mut self, text: &str) {
        let text = self.style.paint(trace::BOLD, &printable(text));
        let _ = writeln!(self.out, "\n{text}");
    }

    fn row(
        &mut self,
        problems: &[Problem],
        name: &str,
        names: usize,
        value: &str,
        values: usize,
        from: &str,
    ) {
        let worst = problems.iter().map(|it| it.severity).max();
        let (mark, color) = self.mark(worst);
        let mark = self.style.paint(color, mark);
        let name = self
            .style
            .paint(trace::BOLD, &printable(&padded(name, names)));
        let from = self.style.paint(trace::DIM, &printable(from));
        let value = printable(value).into_owned();
        if value.width() > values {
            self.styled(&format!("{mark} {name}  {value}"));
            let indent = " ".repeat(4 + names);
            self.styled(&format!("{indent}  {from}"));
        } else {
            self.styled(&format!(
                "{mark} {name}  {}  {from}",
                padded(&value, values)
            ));
        }
    }

    fn detail(&mut self, text: &str) {
        let text = self.style.paint(trace::DIM, &printable(text));
        self.styled(&format!("      {text}"));
    }

    /// `told`: the place that stands beside the value already.
    fn problems(&mut self, problems: &[Problem], told: Option<&Place>) {
        for it in problems {
            if it.severity == Severity::Note && !self.all {
                continue;
            }
            let (mark, color) = self.mark(Some(it.severity));
            let rule = it
                .rule
                .as_ref()
                .map_or(String::new(), |it| format!("{it} "));
            let place = it.place.as_ref().filter(|it| Some(*it) != told);
            let place = place.map_or(String::new(), |it| format!(", {}", at(it)));
            let lines = trace::wrap(
                &format!("{rule}{}{place}", it.message),
                self.style.width.max(60) - 8,
            );
            for (index, line) in lines.iter().enumerate() {
                let mark = if index == 0 {
                    self.style.paint(color, mark)
                } else {
                    " ".to_owned()
                };
                self.styled(&format!("    {mark} {}", printable(line)));
            }
        }
    }

    fn mark(&self, severity: Option<Severity>) -> (&'static str, &'static str) {
        match severity {
            Some(Severity::Error) if self.look.unicode => ("×", trace::RED),
            Some(Severity::Error) => ("x", trace::RED),
            Some(Severity::Warning) => ("!", trace::YELLOW),
            Some(Severity::Note) if self.all => ("-", trace::BLUE),
            _ => (" ", trace::DIM),
        }
    }

    fn end(&mut self, report: &Report) {
        let count = |severity| {
            report
                .problems()
                .filter(|it| it.severity == severity)
                .count()
        };
        let (broken, conflicts) = (count(Severity::Error), count(Severity::Warning));
        self.out.push('\n');
        for note in &report.notes {
            self.line(&format!("note: {note}"));
        }
        let words = match (broken, conflicts) {
            (0, 0) => "nothing is broken, nothing contradicts".to_owned(),
            (broken, 0) => format!("{broken} broken"),
            (0, conflicts) => format!("{conflicts} to look at"),
            (broken, conflicts) => format!("{broken} broken, {conflicts} to look at"),
        };
        let rule = report
            .problems()
            .filter(|it| it.severity >= Severity::Warning)
            .find_map(|it| it.rule.clone());
        let hint = rule.map_or(String::new(), |it| {
            format!("; gomapcheck explain {it} says more")
        });
        self.line(&format!("{words}{hint}"));
    }
}

/// Names that are told; what is beyond is counted.
const MOST_NAMES: usize = 6;

/// "stage `a`", "jobs `a`, `b` and 3 more".
fn named(names: &[String], all: bool) -> String {
    let [first, _, ..] = names else {
        return names.concat();
    };
    let word = first.split_once(' ').map_or("", |(it, _)| it);
    let short = names
        .iter()
        .map(|it| it.strip_prefix(word).unwrap_or(it).trim_start());
    let most = if all { names.len() } else { MOST_NAMES };
    let shown: Vec<&str> = short.take(most).collect();
    let more = match names.len().saturating_sub(most) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{word}s {}{more}", shown.join(", "))
}

fn at(place: &Place) -> String {
    format!("{}:{}", place.path, place.line)
}

fn dashed(value: &str) -> String {
    match value.is_empty() {
        true => "-".to_owned(),
        false => value.to_owned(),
    }
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// "environment, as ~/.profile:3 has it".
fn source(source: &Source) -> String {
    let base = match (source.scope, &source.place) {
        (_, Some(place)) => at(place),
        (Scope::Default, None) => "default".to_owned(),
        (Scope::Process, None) => "environment".to_owned(),
        (scope, None) => scope.id().to_owned(),
    };
    match source.label.is_empty() {
        true => base,
        false => format!("{base}, {}", source.label),
    }
}

fn other_text(other: &Other) -> String {
    let from = source(&other.source);
    let value = dashed(&other.value);
    match other.standing {
        Standing::Beaten => format!("over {value} ({from})"),
        Standing::Same => format!("as {from}"),
        Standing::Later => format!("{value} in new shells ({from})"),
        Standing::Unknown => format!("{value}, which only a shell can tell ({from})"),
        Standing::Ignored => format!("{value} is not read there ({from})"),
    }
}

/// A report as JSON.
pub fn json(report: &Report) -> String {
    let toolchain = &report.toolchain;
    let wanted = toolchain
        .wanted
        .as_ref()
        .map(|(text, place)| json!({ "text": text, "place": place_json(Some(place)) }));
    let document = json!({
        "version": 1,
        "toolchain": {
            "root": toolchain.root,
            "version": toolchain.version,
            "wanted": wanted,
            "verdict": toolchain.verdict,
        },
        "variables": report.variables.iter().map(variable_json).collect::<Vec<_>>(),
        "worlds": report.worlds.iter().map(world_json).collect::<Vec<_>>(),
        "notes": report.notes,
        "broken": report.broken(),
    });
    format!("{document:#}\n")
}

fn place_json(place: Option<&Place>) -> Value {
    place.map_or(
        Value::Null,
        |it| json!({ "path": it.path, "line": it.line }),
    )
}

fn source_json(source: &Source) -> Value {
    json!({ "scope": source.scope.id(), "place": place_json(source.place.as_ref()), "label": source.label })
}

fn problems_json(problems: &[Problem]) -> Value {
    let list = problems.iter().map(|it| {
        json!({
            "severity": it.severity.as_str(),
            "rule": it.rule,
            "message": it.message,
            "place": place_json(it.place.as_ref()),
        })
    });
    list.collect()
}

fn variable_json(it: &Variable) -> Value {
    let others = it.others.iter().map(|it| {
        json!({ "value": it.value, "source": source_json(&it.source), "standing": it.standing.id() })
    });
    json!({
        "name": it.name,
        "value": it.value,
        "source": source_json(&it.source),
        "others": others.collect::<Vec<_>>(),
        "problems": problems_json(&it.problems),
    })
}

fn world_json(world: &World) -> Value {
    let variables = world.variables.iter().map(|it| {
        let over = it
            .over
            .iter()
            .map(|(value, place)| json!({ "value": value, "place": place_json(place.as_ref()) }));
        json!({
            "name": it.name,
            "value": it.value,
            "dynamic": it.dynamic,
            "place": place_json(it.place.as_ref()),
            "label": it.label,
            "oneCommand": it.brief,
            "over": over.collect::<Vec<_>>(),
            "problems": problems_json(&it.problems),
        })
    });
    json!({
        "kind": world.kind,
        "path": world.path,
        "names": world.names,
        "variables": variables.collect::<Vec<_>>(),
    })
}
