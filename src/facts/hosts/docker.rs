//! `RUN` lines, and the shell form of `CMD` and `ENTRYPOINT`.

use super::{HostScript, ShellKind};
use crate::document::Cut;
use crate::facts::doc::Doc;
use crate::shell::ShellOptions;

/// Scripts of a Dockerfile.
pub(super) fn scripts(doc: &Doc) -> Vec<HostScript> {
    let file = doc.dockerfile();
    let mut found = Vec::new();
    for (index, stage) in file.stages.iter().enumerate() {
        let windows = file.chain(index).iter().any(|it| {
            let base = file.stages[*it].base.to_ascii_lowercase();
            ["windows", "nanoserver", "servercore"]
                .iter()
                .any(|it| base.contains(it))
        });
        let (mut shell, mut options) = match windows {
            true => (ShellKind::Cmd, ShellOptions::NONE),
            false => (ShellKind::Sh, ShellOptions::NONE),
        };
        let mut named = false;
        let label = match &stage.name {
            Some(name) => format!("stage `{name}`"),
            None => format!("stage {index}"),
        };
        for (at, instruction) in file.of_stage(index) {
            match instruction.keyword.as_str() {
                "SHELL" => {
                    let words = instruction.words();
                    let command = words.first().map_or("", |it| it.text.as_str());
                    shell = ShellKind::of(command);
                    options = ShellOptions::NONE
                        .with_flags(words.iter().skip(1).map(|it| it.text.as_str()));
                    named = true;
                }
                "RUN" | "CMD" | "ENTRYPOINT" => {
                    let made = texts(instruction).into_iter().map(|cut| HostScript {
                        shell_named: named,
                        scope: vec![index.to_string()],
                        label: label.clone(),
                        instruction: Some(at),
                        ..HostScript::new(cut, shell, options)
                    });
                    found.extend(made);
                }
                _ => {}
            }
        }
    }
    found
}

/// The command line; of the exec form its words as a command; bodies of here-documents that are scripts themselves.
fn texts(instruction: &crate::document::dockerfile::Instruction) -> Vec<Cut> {
    if let Some(words) = &instruction.json {
        let mut cut = Cut::default();
        for word in words {
            // Quoted, so that the shell reader sees the same words.
            cut.push_for(
                &format!("'{}'", word.text.replace('\'', "'\\''")),
                word.span,
            );
            cut.push_extra(" ");
        }
        return vec![cut];
    }
    let args = &instruction.args;
    let bare = args.text.trim();
    match instruction.heredocs.first() {
        // `RUN <<EOF`: the body is the script.
        Some(body)
            if bare
                .trim_start_matches("<<")
                .trim_start_matches('-')
                .trim_matches(['"', '\''])
                == body.name =>
        {
            vec![body.body.clone()]
        }
        _ => vec![args.clone()],
    }
}
