//! Builtin functions: `append`, `delete`, `copy`, `new`, `close` and the like.

use super::*;

/// What a builtin function does to a map whose entries it takes out.
pub(super) fn drops(name: &str) -> Option<MapOp> {
    match name {
        "delete" => Some(MapOp::Delete),
        "clear" => Some(MapOp::Clear),
        _ => None,
    }
}

impl<'a> Walker<'a> {
    /// `delete(m, k)` or `clear(m)`.
    pub(in crate::summary::walk) fn drop_entries(
        &mut self,
        val: &Val,
        op: MapOp,
        call: ExprId,
        map: ExprId,
    ) {
        self.access(val, op, self.span(call), map, None);
        if let Some(table) = val.place() {
            self.take_out(table);
            if op == MapOp::Delete && self.locks_out_others() {
                self.taken_from(call, &table.clone());
            }
        }
    }

    pub(super) fn builtin(&mut self, expr: ExprId, name: &str, args: &'a [ExprId]) -> Val {
        let spread = matches!(self.expr_ir(expr), Expr::Call { spread: true, .. });
        match name {
            "delete" | "clear" => {
                let vals: Vec<Val> = args.iter().map(|it| self.eval(*it)).collect();
                if let (Some(map), Some(val), Some(op)) = (args.first(), vals.first(), drops(name))
                    && self.is_map(self.ty(*map))
                {
                    self.drop_entries(val, op, expr, *map);
                }
                Val::Unknown
            }
            "len" => {
                let vals: Vec<Val> = args.iter().map(|it| self.eval(*it)).collect();
                if let (Some(map), Some(val)) = (args.first(), vals.first())
                    && self.is_map(self.ty(*map))
                {
                    let span = self.span(expr);
                    self.access(val, MapOp::Len, span, *map, None);
                }
                Val::Unknown
            }
            "make" | "new" => {
                for arg in args {
                    if !self.cx.typing.is_type[arg.index()] {
                        self.eval(*arg);
                    }
                }
                let place = self.alloc(expr);
                self.note_made(self.ty(expr), self.span(expr));
                if name == "new" {
                    self.note_blank(expr);
                }
                if self.makes_single_slot(args) && !self.single.contains(&place.base) {
                    self.single.push(place.base.clone());
                }
                Val::Place(place)
            }
            "append" => {
                let vals: Vec<Val> = args.iter().map(|it| self.eval(*it)).collect();
                if let Some((list, rest)) = vals.split_first() {
                    let is_spread = |arg: ExprId| spread && args.last() == Some(&arg);
                    let private = list.place().is_some_and(|place| self.is_owned(place));
                    for (val, arg) in rest.iter().zip(&args[1..]) {
                        if let Some(place) = list.place() {
                            self.note_func_store(place, val);
                            self.note_param_store(place, val);
                            let element = self.arrive(val.clone(), Some(*arg));
                            self.gather(place, &element);
                            match is_spread(*arg) {
                                true => self.enlist_all(place, val),
                                false => self.enlist(place, val, *arg),
                            }
                        }
                        if !private {
                            self.publish(val);
                        }
                    }
                }
                vals.into_iter().next().unwrap_or_default()
            }
            "panic" => {
                args.iter().for_each(|it| drop(self.eval(*it)));
                self.diverge();
                Val::Unknown
            }
            "close" => {
                for arg in args {
                    if let Val::Place(place) = self.eval(*arg) {
                        self.give(&place);
                        self.signal_here(place, self.span(expr));
                    }
                }
                Val::Unknown
            }
            _ => {
                args.iter().for_each(|it| drop(self.eval(*it)));
                Val::Unknown
            }
        }
    }
}
