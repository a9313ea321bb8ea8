//! Text of a summary, for stage tests and for a look at what the analysis made of a function.

use super::place::{Base, Place, Sel};
use super::{Callee, FuncSummary, FuncVal, Held, Mode, Point, Run};
use crate::ir::{FileIr, FuncIr};
use crate::support::Span;
use crate::types::Universe;
use std::fmt::Write;

/// Prints places of one function.
pub struct Printer<'a> {
    /// The symbol table.
    pub universe: &'a Universe,
    /// The file's IR.
    pub ir: &'a FileIr,
    /// The function.
    pub func: &'a FuncIr,
    /// The file's text.
    pub text: &'a str,
}

impl Printer<'_> {
    /// A place as Go would write it, as far as it can: `s.hub.clients[...]`.
    pub fn place(&self, place: &Place) -> String {
        let mut text = match &place.base {
            Base::Local(local) => match self.func.locals.get(local.index()) {
                Some(info) => self.ir.names[info.name.index()].to_string(),
                None => format!("param{}", local.0 & 0xff_ffff),
            },
            Base::Global(var) => self.universe.vars[var.index()].name.to_string(),
            Base::ExternalVar(name) => format!("{}.{}", name.0, name.1),
            Base::Alloc(expr) => format!("alloc#{}", expr.0),
            Base::Result(expr) => format!("value#{}", expr.0),
        };
        for sel in &place.path {
            match sel {
                Sel::Field(field) => {
                    let _ = write!(text, ".{}", self.universe.fields[field.index()].name);
                }
                Sel::External(name) => {
                    let _ = write!(text, ".{name}");
                }
                Sel::Elem => text.push_str("[...]"),
                Sel::Key(key) => {
                    let _ = write!(text, "[{key}]");
                }
                Sel::Copy => text.push('\''),
            }
        }
        text
    }

    fn held(&self, held: &Held) -> String {
        let mode = match held.mode {
            Mode::Read => "r",
            Mode::Write => "w",
        };
        let maybe = if held.maybe { "?" } else { "" };
        format!("{}:{mode}{maybe}", self.place(&held.lock))
    }

    /// The line of a place in the text, from 1.
    fn line(&self, span: Span) -> usize {
        let before = self
            .text
            .as_bytes()
            .get(..span.start as usize)
            .unwrap_or_default();
        1 + before.iter().filter(|it| **it == b'\n').count()
    }

    fn point(&self, point: &Point) -> String {
        let held: Vec<String> = point.held.iter().map(|it| self.held(it)).collect();
        let after: Vec<String> = point.after.iter().map(|it| self.place(it)).collect();
        let mut text = format!("held=[{}] live={:?}", held.join(" "), point.live);
        if !after.is_empty() {
            let _ = write!(text, " after=[{}]", after.join(" "));
        }
        text
    }

    fn callee(&self, callee: &Callee) -> String {
        match callee {
            Callee::Value(FuncVal::Closure(closure)) => format!("literal {}", closure.0),
            Callee::Value(FuncVal::Funcs(funcs) | FuncVal::Method(funcs, _)) => {
                let names: Vec<&str> = funcs
                    .iter()
                    .map(|it| self.universe.funcs[it.index()].name.as_str())
                    .collect();
                names.join("|")
            }
            Callee::Value(FuncVal::Interface(iface, name, _)) => {
                format!("{}.{name}", self.universe.display(iface))
            }
            Callee::Value(FuncVal::Foreign(func, closure, _)) => {
                format!(
                    "literal {} of {}",
                    closure.0,
                    self.universe.funcs[func.index()].name
                )
            }
            Callee::Local(local) => {
                format!(
                    "local {}",
                    self.ir.names[self.func.locals[local.index()].name.index()]
                )
            }
            Callee::Field(field) => format!("field {}", self.universe.fields[field.index()].name),
            Callee::Global(var) => format!("var {}", self.universe.vars[var.index()].name),
            Callee::External(package, None, name) => format!("{package}.{name}"),
            Callee::External(package, Some(ty), name) => format!("{package}.{ty}.{name}"),
            Callee::Unknown => "?".to_owned(),
        }
    }
}

/// The summary of one function.
pub fn dump(printer: &Printer<'_>, name: &str, summary: &FuncSummary) -> String {
    let mut text = format!("func {name}\n");
    for (at, body) in summary.bodies.iter().enumerate() {
        if at > 0 {
            let _ = writeln!(text, "  literal {}", at - 1);
        }
        for access in &body.accesses {
            let _ = writeln!(
                text,
                "    {}: {:?} {} {}{}",
                printer.line(access.span),
                access.op,
                printer.place(&access.place),
                printer.point(&access.point),
                if access.owned == super::Own::Yes {
                    " owned"
                } else {
                    ""
                }
            );
        }
        for id in &body.calls {
            let site = &summary.calls[*id as usize];
            let run = match site.run {
                Run::Call => "call",
                Run::Defer => "defer",
                Run::Go => "go",
                Run::Many => "many",
                Run::Serial => "serial",
            };
            let args: Vec<String> = site
                .args
                .iter()
                .map(|arg| {
                    arg.place()
                        .map_or_else(|| "_".to_owned(), |place| printer.place(place))
                })
                .collect();
            let signals: Vec<String> = site.signals.iter().map(|it| printer.place(it)).collect();
            let _ = writeln!(
                text,
                "    {}: #{id} {run}{} {}({}) {}{}",
                printer.line(site.span),
                if site.many { " many" } else { "" },
                printer.callee(&site.callee),
                args.join(", "),
                printer.point(&site.point),
                if signals.is_empty() {
                    String::new()
                } else {
                    format!(" signals=[{}]", signals.join(" "))
                },
            );
        }
        let list = |items: &[Held]| {
            items
                .iter()
                .map(|it| printer.held(it))
                .collect::<Vec<_>>()
                .join(" ")
        };
        if !body.acquires.is_empty() || !body.releases.is_empty() {
            let _ = writeln!(
                text,
                "    acquires=[{}] releases=[{}]",
                list(&body.acquires),
                list(&body.releases)
            );
        }
    }
    text
}

/// The call sites of one function with what they call.
pub fn calls(printer: &Printer<'_>, name: &str, summary: &FuncSummary) -> String {
    let mut text = format!("func {name}\n");
    for (at, site) in summary.calls.iter().enumerate() {
        let many = if site.many { " many" } else { "" };
        let written = site
            .span
            .text(printer.text)
            .lines()
            .next()
            .unwrap_or_default();
        let callee = printer.callee(&site.callee);
        let _ = writeln!(
            text,
            "    {}: #{at} {:?}{many} {callee} <- {written}",
            printer.line(site.span),
            site.run
        );
    }
    text
}
