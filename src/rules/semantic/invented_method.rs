//! GMC903: methods that never existed, which takes the type of the receiver to see.
//!
//! In: a view. Out: drafts.

use super::view::View;
use crate::ir::visit;
use crate::rules::map_race::Draft;

const RULE: &str = "invented-api";

/// Package, type, method, what there is instead.
const METHODS: &[(&str, &str, &str, &str)] = &[(
    "google.golang.org/protobuf/proto",
    "MarshalOptions",
    "MarshalTo",
    "MarshalAppend",
)];

pub(super) fn find(view: &View<'_>, drafts: &mut Vec<Draft>) {
    for body in view.bodies() {
        for call in visit::expressions(view.ir, view.block(body)) {
            let (Some(name), Some(receiver)) = (view.called_name(call), view.receiver(call)) else {
                continue;
            };
            let found = METHODS.iter().find(|(package, ty, method, _)| {
                *method == name && view.is_type(view.ty(receiver), package, ty)
            });
            let Some((_, ty, method, instead)) = found else {
                continue;
            };
            drafts.extend(view.draft(
                RULE,
                view.span(call),
                format!(
                    "`{ty}` has no method `{method}`, and never had: `{instead}` is what there is"
                ),
                format!("use `{instead}`"),
            ));
        }
    }
}
