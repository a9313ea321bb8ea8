//! Lists of functions that this function makes and runs: `tasks := []func(){a, b}`, `append(tasks, func() {...})`, a table of `{name, fn}`. Each
//! round of a loop over such a list calls one of them, and no other round calls that one.

use super::*;
use crate::summary::place::Sel;

/// A list with more functions is as good as unknown.
const MAX_TASKS: usize = 24;

/// Number of the site of the first function of a list, among the sites of one call.
const TASK_KEY: u32 = 6000;

/// Functions in a list.
#[derive(Debug, Default)]
pub(super) struct Tasks {
    known: Vec<Task>,
    /// There may be others.
    open: bool,
}

#[derive(Debug, Clone)]
struct Task {
    func: FuncVal,
    /// The element that it came with.
    element: ExprId,
    /// Where it is in the element; nothing if it is the element.
    path: Box<[Sel]>,
    /// The list may have more of it.
    again: bool,
    /// The loop in which it is put there.
    gathered_in: Option<u32>,
}

/// What a call of a function that is kept somewhere may call.
#[derive(Clone)]
pub(super) struct Called {
    pub(super) callee: Callee,
    /// The loop of which each round calls another.
    pub(super) each: Option<u32>,
    /// The loop in which it was put into the list that it is called from.
    pub(super) gathered_in: Option<u32>,
    /// The variable that holds it, where another function has made it.
    pub(super) holder: Option<LocalId>,
}

impl Called {
    /// What is called is known by itself.
    pub(super) fn named(callee: Callee) -> Called {
        Called {
            callee,
            each: None,
            gathered_in: None,
            holder: None,
        }
    }
}

/// A function that a callee is given, by itself or in a list.
pub(super) struct Given {
    pub(super) func: FuncVal,
    /// The callee may be given more of it.
    pub(super) again: bool,
    /// The loop in which it was put into the list.
    pub(super) gathered_in: Option<u32>,
}

impl<'a> Walker<'a> {
    /// A function, or something new that holds functions, becomes an element of a list.
    pub(super) fn enlist(&mut self, list: &Place, val: &Val, element: ExprId) {
        let found: Vec<(Box<[Sel]>, FuncVal)> = match val {
            Val::Func(func) => vec![(Box::default(), func.clone())],
            Val::Place(place) if place.path.is_empty() && matches!(place.base, Base::Alloc(_)) => {
                let inside = self.state.heap.iter();
                let inside = inside.filter(|(it, _)| it.base == place.base);
                inside
                    .filter_map(|(it, val)| match val {
                        Val::Func(func) => Some((it.path.iter().cloned().collect(), func.clone())),
                        Val::Place(_) | Val::Unknown => None,
                    })
                    .collect()
            }
            Val::Place(_) | Val::Unknown => Vec::new(),
        };
        let again = self.adds_again(list);
        for (path, func) in found {
            self.add_task(
                list,
                Task {
                    func,
                    element,
                    path,
                    again,
                    gathered_in: self.loop_id.filter(|_| again),
                },
            );
        }
    }

    /// `append(list, others...)`.
    pub(super) fn enlist_all(&mut self, list: &Place, others: &Val) {
        let again = self.adds_again(list);
        let of_others = others.place().and_then(|it| self.tasks.get(&it.base));
        let known = of_others.map(|it| (it.known.clone(), it.open));
        let (known, open) = known.unwrap_or((Vec::new(), true));
        for task in known {
            let again = again || task.again;
            self.add_task(list, Task { again, ..task });
        }
        if open && self.is_own_list(list) {
            self.tasks.entry(list.base.clone()).or_default().open = true;
        }
    }

    fn add_task(&mut self, list: &Place, task: Task) {
        if !self.is_own_list(list) {
            return;
        }
        let tasks = self.tasks.entry(list.base.clone()).or_default();
        let is_same = |it: &Task| it.element == task.element && it.path == task.path;
        // What another function has made depends on what that was given.
        let is_made = matches!(task.func, FuncVal::Foreign(..));
        if is_made || tasks.known.len() == MAX_TASKS {
            tasks.open = true;
        } else if !tasks.known.iter().any(is_same) {
            tasks.known.push(task);
        }
    }

    /// The list is one of this function, not something that it was given or has found.
    fn is_own_list(&self, list: &Place) -> bool {
        let is_own = match list.base {
            Base::Alloc(_) => true,
            Base::Local(local) => param_index(self.cx.func, local).is_none(),
            Base::Global(_) | Base::ExternalVar(..) | Base::Result(_) => false,
        };
        is_own && list.path.is_empty()
    }

    /// What is put into the list here may be put there several times: in a loop, or by a literal.
    fn adds_again(&self, list: &Place) -> bool {
        let made_in = |base: &Base| {
            let mut loops = self.out.base_loops.iter().rev();
            loops.find(|(it, _)| it == base).map(|(_, id)| *id)
        };
        let made_by = match list.base {
            Base::Alloc(expr) => self.alloc_body.get(&expr).copied(),
            Base::Local(local) => {
                let owner = self.cx.func.locals[local.index()].owner;
                Some(owner.map_or(0, |closure| 1 + closure.index()))
            }
            Base::Global(_) | Base::ExternalVar(..) | Base::Result(_) => None,
        };
        made_by != Some(self.body) || self.loop_id != made_in(&list.base)
    }

    /// The functions that are known to be elements of a list.
    pub(super) fn listed(&self, list: &Place) -> Vec<Given> {
        let tasks = match self.tasks.get(&list.base) {
            Some(tasks) if list.path.is_empty() => &tasks.known[..],
            _ => &[],
        };
        let tasks = tasks.iter().filter(|it| it.path.is_empty());
        let given = tasks.map(|task| Given {
            func: task.func.clone(),
            again: task.again,
            gathered_in: task.gathered_in,
        });
        given.collect()
    }

    /// What a call of the function that is kept at a place may call.
    pub(super) fn called_at(&self, place: &Place) -> Vec<Called> {
        let each = self.round_of(place);
        let kept = Called {
            each,
            ..Called::named(self.callee_at(place))
        };
        let (Some(tasks), Some((Sel::Elem, rest))) =
            (self.tasks.get(&place.base), place.path.split_first())
        else {
            return vec![kept];
        };
        let is_there = |task: &&Task| {
            let rest = rest.iter().filter(|it| **it != Sel::Copy);
            rest.eq(task.path.iter())
        };
        let known = tasks.known.iter().filter(is_there);
        let mut called: Vec<Called> = known
            .map(|task| Called {
                callee: Callee::Value(task.func.clone()),
                each: each.filter(|_| !task.again),
                gathered_in: task.gathered_in,
                holder: None,
            })
            .collect();
        if called.is_empty() || tasks.open {
            called.push(kept);
        }
        called
    }

    /// A call of what is kept at a place. If that may be several functions, their sites are recorded here: nobody knows what comes of the call.
    pub(super) fn call_at(&mut self, expr: ExprId, place: &Place, vals: &[Val]) -> Called {
        let mut all = self.called_at(place);
        // Tables of declared functions (the commands of a program) say nothing of when those run that they set up.
        let is_declared = |it: &Called| matches!(it.callee, Callee::Value(FuncVal::Funcs(_)));
        if self.body == 0 {
            all.retain(|it| !is_declared(it));
        }
        if all.len() > 1 {
            for (n, called) in all.drain(..).enumerate() {
                let site = self.site_of(called, vals.to_vec(), self.span(expr));
                self.record((expr, TASK_KEY + n as u32), site);
            }
        }
        all.pop().unwrap_or(Called::named(Callee::Unknown))
    }

    /// A site that calls, or starts, what was found at some place.
    pub(super) fn site_of(&self, called: Called, args: Vec<Val>, span: Span) -> CallSite {
        let Called {
            callee,
            each,
            gathered_in,
            holder,
        } = called;
        CallSite {
            each,
            gathered_in,
            holder,
            ..self.new_site(callee, args, span)
        }
    }

    /// `go tasks[i]()` starts the functions of a list, if they are known.
    pub(super) fn go_tasks(&mut self, expr: ExprId, place: &Place, vals: &[Val]) -> bool {
        let all = self.called_at(place);
        let is_known = |it: &Called| matches!(it.callee, Callee::Value(_));
        if !all.iter().all(is_known) {
            return false;
        }
        vals.iter().for_each(|val| self.hand(val));
        for (n, called) in all.into_iter().enumerate() {
            let Callee::Value(func) = &called.callee else {
                continue;
            };
            let signals = self.signals_of(func).into();
            self.hand(&Val::Func(func.clone()));
            let site = CallSite {
                run: Run::Go,
                signals,
                ..self.site_of(called, vals.to_vec(), self.span(expr))
            };
            self.spawn((expr, TASK_KEY + n as u32), site);
        }
        self.note_used(vals);
        true
    }

    /// The loop of which each round takes another element of a list, of which this place is one or a part.
    pub(super) fn round_of(&self, place: &Place) -> Option<u32> {
        let is_element = |list: &Place| {
            let below = place.below(list);
            below.is_some_and(|path| path.first() == Some(&Sel::Elem))
        };
        let mut around = self.ranges.iter().rev();
        around.find(|(_, list)| is_element(list)).map(|(id, _)| *id)
    }

    /// The literal comes to be in a loop, or in a literal that does.
    pub(super) fn note_made_again(&mut self, literal: ClosureId) {
        let around = self.body.checked_sub(1).map(|at| ClosureId(at as u32));
        let again = around.is_some_and(|it| self.out.made_again.contains(&it));
        if (again || self.loop_id.is_some()) && !self.out.made_again.contains(&literal) {
            self.out.made_again.push(literal);
        }
    }
}
