//! Names and words of reports: functions, maps, locks, operations.

use super::map_race::mode_word;
use crate::concurrency::conflict::{Conflict, meant};
use crate::concurrency::guard::{self, HeldRef, LockKey};
use crate::concurrency::witness::{Bucket, Witness};
use crate::link::{BodyId, FuncKey, Program};
use crate::summary::place::Base;
use crate::summary::{Access, CallSite, MapOp};
use crate::types::{FieldId, FuncInfo, Ty};

/// Names things of a program.
pub(super) struct Names<'a, 'p> {
    pub program: &'a Program<'p>,
}

impl Names<'_, '_> {
    fn info(&self, func: FuncKey) -> Option<&FuncInfo> {
        let decl = self.program.funcs[func.0 as usize].decl?;
        Some(&self.program.universe.funcs[decl.index()])
    }

    /// A function as Go prints it: `(*Server).Run`.
    pub fn func(&self, func: FuncKey) -> String {
        match self.info(func) {
            Some(info) => match &info.recv_name {
                Some(base) if info.recv.as_ref().is_some_and(|(_, pointer)| *pointer) => {
                    format!("(*{base}).{}", info.name)
                }
                Some(base) => format!("{base}.{}", info.name),
                None => info.name.to_string(),
            },
            None => "package initialization".to_owned(),
        }
    }

    /// A body: a function, or a literal in it.
    pub fn body(&self, body: BodyId) -> String {
        let (func, number) = self.program.bodies[body.0 as usize];
        match number {
            0 => self.func(func),
            _ => format!("func literal in {}", self.func(func)),
        }
    }

    /// The variable that holds a base of a function.
    fn base(&self, func: FuncKey, base: &Base) -> String {
        let ir = self.program.func_ir(func);
        let at = &self.program.funcs[func.0 as usize];
        let names = &self.program.irs[at.file.index()].names;
        match base {
            Base::Local(local) => names[ir.locals[local.index()].name.index()].to_string(),
            Base::Alloc(expr) | Base::Result(expr) => {
                let named = self.program.summaries[func.0 as usize]
                    .names
                    .iter()
                    .find(|(it, _)| it == base);
                match named {
                    Some((_, local)) => names[ir.locals[local.index()].name.index()].to_string(),
                    None => {
                        let file = &self.program.workspace.files[at.file.index()];
                        let text = ir.spans[expr.index()].text(&file.text);
                        if text.len() <= 32 && !text.contains('\n') {
                            text.to_owned()
                        } else {
                            "map".to_owned()
                        }
                    }
                }
            }
            Base::Global(var) => self.program.universe.vars[var.index()].name.to_string(),
            Base::ExternalVar(name) => name.1.to_string(),
        }
    }

    /// `Server.sessions`, `registry`, `results`.
    pub fn subject(&self, bucket: &Bucket) -> String {
        let (name, elems) = match bucket {
            Bucket::Field(field, elems) => {
                let info = &self.program.universe.fields[field.index()];
                (format!("{}.{}", info.owner, info.name), *elems)
            }
            Bucket::Global(var, elems) => (
                self.program.universe.vars[var.index()].name.to_string(),
                *elems,
            ),
            Bucket::Local(func, base, elems) => (self.base(*func, base), *elems),
            Bucket::Variable(func, local) => (self.base(*func, &Base::Local(*local)), 0),
            Bucket::FieldOfVariable(func, local, field) => {
                let field = &self.program.universe.fields[field.index()].name;
                (
                    format!("{}.{field}", self.base(*func, &Base::Local(*local))),
                    0,
                )
            }
            Bucket::PackageVariable(var) => {
                (self.program.universe.vars[var.index()].name.to_string(), 0)
            }
        };
        name + &"[...]".repeat(elems)
    }

    /// `import/path.Type.field`, `import/path.var`, `import/path.func.local`.
    pub fn qualified(&self, bucket: &Bucket) -> String {
        match bucket {
            Bucket::Field(field, _) => {
                let info = &self.program.universe.fields[field.index()];
                format!("{}.{}.{}", info.package, info.owner, info.name)
            }
            Bucket::Global(var, _) | Bucket::PackageVariable(var) => {
                let info = &self.program.universe.vars[var.index()];
                format!("{}.{}", info.package, info.name)
            }
            Bucket::Variable(func, local) => {
                self.qualified(&Bucket::Local(*func, Base::Local(*local), 0))
            }
            Bucket::FieldOfVariable(_, _, field) => self.qualified(&Bucket::Field(*field, 0)),
            Bucket::Local(func, base, _) => {
                let (package, name) = match self.info(*func) {
                    Some(info) => (info.package.to_string(), self.func(*func)),
                    None => (String::new(), "init".to_owned()),
                };
                format!("{package}.{name}.{}", self.base(*func, base))
            }
        }
    }

    /// A lock: `Server.mu`, `registryMu`.
    pub fn lock(&self, key: &LockKey) -> String {
        let field = |field: &FieldId| {
            let info = &self.program.universe.fields[field.index()];
            format!("{}.{}", info.owner, info.name)
        };
        match key {
            LockKey::Field(id) => field(id),
            LockKey::Entry(id, key) => format!("{}[{key}]", field(id)),
            LockKey::Global(var) => self.program.universe.vars[var.index()].name.to_string(),
            LockKey::Local(func, base) | LockKey::Private(func, base) => self.base(*func, base),
            LockKey::Thread(name) => format!("{name} thread"),
            LockKey::Unknown => "a lock".to_owned(),
        }
    }

    /// The map expression of an access as written.
    pub fn expr(&self, body: BodyId, access: &Access) -> String {
        let file = &self.program.workspace.files[self.program.file(body).index()];
        let text = access.map_span.text(&file.text);
        if text.contains('\n') || text.len() > 60 {
            "the map".to_owned()
        } else {
            text.to_owned()
        }
    }
}

/// `ranged`, `written` ...
pub(super) fn done(op: MapOp) -> &'static str {
    match op {
        MapOp::Read => "read",
        MapOp::Len => "measured",
        MapOp::Range => "ranged over",
        MapOp::Write => "written",
        MapOp::Delete => "deleted from",
        MapOp::Clear => "cleared",
        MapOp::Get => "read",
        MapOp::Set => "assigned",
        MapOp::Append => "appended to",
    }
}

/// `write it`, for "others write it".
pub(super) fn does_to_it(op: MapOp) -> &'static str {
    match op {
        MapOp::Read => "read",
        MapOp::Len => "measure",
        MapOp::Range => "range over",
        MapOp::Write => "write",
        MapOp::Delete => "delete from",
        MapOp::Clear => "clear",
        MapOp::Get => "read",
        MapOp::Set => "assign",
        MapOp::Append => "append to",
    }
}

/// Third person of a verb phrase: `writes`, `ranges over`.
pub(super) fn third(verb: &str) -> String {
    match verb.split_once(' ') {
        Some((verb, rest)) => format!("{verb}s {rest}"),
        None => format!("{verb}s"),
    }
}

/// What a step that accesses the map does: "writes `s.m`", "json.Unmarshal writes `s.m`".
pub(super) fn access_text(access: &Access, expr: &str) -> String {
    let verb = third(does_to_it(access.op));
    match &access.via {
        Some(name) => format!("{name} {verb} `{expr}`"),
        None => format!("{verb} `{expr}`"),
    }
}

/// " inside a loop".
pub(super) fn in_loop(site: &CallSite) -> &'static str {
    if site.many && site.point.loop_id.is_some() {
        ", inside a loop"
    } else {
        ""
    }
}

/// Names of the locks that a witness holds for the sake of the map.
pub(super) fn known_locks(
    names: &Names<'_, '_>,
    conflict: &Conflict,
    witness: &Witness,
) -> Vec<String> {
    let meant = meant(names.program, &conflict.bucket, &conflict.guards, witness);
    let mut locks: Vec<String> = meant.map(|it| names.lock(&it.key)).collect();
    locks.dedup();
    locks
}

/// What a reader takes for a lock: a flag that was found set is none, nor is what was done once before, and a channel with one slot is one where it
/// lies beside the map.
fn is_lock(program: &Program<'_>, held: &HeldRef, witness: &Witness) -> bool {
    if guard::is_free(program, std::slice::from_ref(held)) {
        return false;
    }
    let fields = &program.universe.fields;
    let of_map = witness.instance.place.owner();
    let is_beside = |lock: FieldId| {
        of_map.is_some_and(|(map, _)| fields[map.index()].decl == fields[lock.index()].decl)
    };
    match held.key {
        LockKey::Field(field) => match &fields[field.index()].ty {
            Ty::Chan(..) => is_beside(field),
            _ => !guard::is_flag(program, &held.key),
        },
        _ => !guard::is_flag(program, &held.key),
    }
}

/// "holds `s.mu` (exclusive)".
pub(super) fn holds(names: &Names<'_, '_>, witness: &Witness) -> String {
    let mut parts: Vec<String> = Vec::new();
    for held in witness
        .held
        .iter()
        .filter(|it| is_lock(names.program, it, witness))
    {
        let text = match &held.key {
            LockKey::Unknown => "a lock that could not be identified".to_owned(),
            LockKey::Private(..) => {
                format!("a copy of `{}` that nobody shares", names.lock(&held.key))
            }
            LockKey::Thread(_) => format!("the {}", names.lock(&held.key)),
            key => format!("`{}` ({})", names.lock(key), mode_word(held.mode)),
        };
        if !parts.contains(&text) {
            parts.push(text);
        }
    }
    if parts.is_empty() {
        "holds no lock".to_owned()
    } else {
        format!("holds {}", parts.join(" and "))
    }
}
