"""What a change does to targets that a program makes, with the real programs."""

from __future__ import annotations

import importlib.util
import json
import os
import re
from typing import TYPE_CHECKING

import pytest

from configguard import guard, reporters
from configguard.errors import Undecided
from configguard.guard import Question
from configguard.guard.looking import look
from configguard.guard.targets.reaching import reach_of
from configguard.model.intent import Intent
from configguard.model.plugins import Style
from configguard.model.revision import Ask
from configguard.rendering import _programs
from tests.unit.guard.asking import repository
from tests.unit.guard.rendered import OVERLAYS, reached, told
from tests.unit.rendering.shelves import jsonnet

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from configguard.model.effective import Reach

with_jsonnet = pytest.mark.skipif(
    importlib.util.find_spec("_gojsonnet") is None, reason="Jsonnet is not installed (pip install gojsonnet)"
)
COMMAND = """\
version: 1
files: [{ match: "**/*.yaml" }, { match: "secrets.yaml", secret: true }]
targets:
  - name: "{app}"
    command: { run: [sh, render.sh, "{app}"], for: "apps/{app}.yaml", files: ["render.sh", "apps/*", "secrets.yaml"],
               values: ["apps/*.yaml", "secrets.yaml"] }
    trust: TRUST
"""
APPS = {
    "apps/api.yaml": "level: info\n",
    "apps/web.yaml": "level: warning\n",
    "render.sh": "cat apps/$1.yaml\n",
    "secrets.yaml": "db: S3NTINEL-1\n",
}


def _of_apps(top: Path, head: Mapping[str, str | None], trust: str = "head", **base: str) -> Reach:
    return reached(top, COMMAND.replace("TRUST", trust), {**APPS, **base}, head)


def test_no_renderer_is_run_where_no_target_s_file_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = OVERLAYS.replace("kustomize:", "helm: { chart:").replace('{overlay}" }', '{overlay}" } }')
    tree = {"overlays/a/Chart.yaml": "name: a\n", "other.yaml": "a: 1\n"}
    monkeypatch.setattr(_programs, "find", lambda _name: None)
    assert reached(tmp_path, policy, tree, {"other.yaml": "a: 2\n"}).targets == ()


def test_a_renderer_that_is_not_installed_leaves_no_verdict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = OVERLAYS.replace("kustomize:", "helm: { chart:").replace('{overlay}" }', '{overlay}" } }')
    monkeypatch.setattr(_programs, "find", lambda _name: None)
    with pytest.raises(Undecided, match='"helm", which is not installed') as raised:
        reached(tmp_path, policy, {"overlays/a/Chart.yaml": "name: a\n"}, {"overlays/a/values.yaml": "a: 1\n"})
    assert raised.value.status == 3


@with_jsonnet
def test_a_file_of_jsonnet_makes_objects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    jsonnet(programs)
    monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)
    policy = (
        'version: 1\nextends: [kubernetes]\nfiles: [{ match: "**/*.json" }]\n'
        'targets: [{ name: "{app}", jsonnet: { file: "{app}.jsonnet", libraries: [lib] } }]\n'
    )
    base = {
        "api.jsonnet": "local n = import 'n.json';\n[{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: x },"
        " data: { n: n } } for x in ['a', 'b']]",
        "lib/n.json": "1",
    }
    (target,) = reached(tmp_path, policy, base, {"lib/n.json": "2"}).targets
    assert told(target) == ["changed [ConfigMap/a].data.n: 1 -> 2", "changed [ConfigMap/b].data.n: 1 -> 2"]


def test_a_command_makes_documents(tmp_path: Path) -> None:
    (target,) = _of_apps(tmp_path, {"apps/api.yaml": "level: debug\n"}).targets
    assert (target.name, told(target)) == ("api", ["changed level: info -> debug"])


def test_what_a_command_writes_must_be_readable(tmp_path: Path) -> None:
    (target,) = _of_apps(tmp_path, {"apps/api.yaml": "level: [\n"}).targets
    assert target.unseen.startswith("what command writes cannot be read: ")


def test_code_of_the_head_is_not_run_where_the_policy_trusts_the_base_alone(tmp_path: Path) -> None:
    reach = _of_apps(tmp_path, {"render.sh": "echo level: S3NTINEL\n"}, "base")
    why = 'its code changes ("render.sh"), and the policy lets only that of the base run'
    assert [(t.name, t.withheld, t.unseen, t.changes) for t in reach.targets] == [
        ("api", why, "", ()),
        ("web", why, "", ()),
    ]
    assert reach.notes == (f"not looked at is what the change makes of 2 targets: {why}",)
    assert [edit.file for edit in reach.targets[0].edits] == ["render.sh"]


def test_values_of_the_head_are_rendered_by_the_code_of_the_base(tmp_path: Path) -> None:
    (target,) = _of_apps(tmp_path, {"apps/api.yaml": "level: debug\n"}, "base").targets
    assert (told(target), target.withheld) == (["changed level: info -> debug"], "")


def test_the_command_is_the_base_s_own(tmp_path: Path) -> None:
    other = COMMAND.replace("[sh, render.sh,", "[echo, 'level:',").replace("TRUST", "head")
    reach = _of_apps(tmp_path, {".configguard.yaml": other, "apps/api.yaml": "level: debug\n"})
    assert [told(target) for target in reach.targets] == [["changed level: info -> debug"]]


def test_a_policy_that_the_change_brings_runs_nothing(tmp_path: Path) -> None:
    git = repository(tmp_path, APPS, policy="version: 1\n")
    git.branch("bare", "main")
    git.commit("No policy", {".configguard.yaml": None})
    git.branch("bringing")
    git.commit("Bring one", {".configguard.yaml": COMMAND.replace("TRUST", "head"), "apps/api.yaml": "level: x\n"})
    sight = look(Ask(git.directory, base="bare", head="bringing"), None)
    reach = reach_of(sight, Intent())
    assert sight.policy.origin == "head"
    assert reach.targets == ()
    assert reach.notes == ("no renderer was run for 2 targets: the policy that names it is not on the base yet",)


def test_a_proposed_policy_does_not_run_what_it_brings(tmp_path: Path) -> None:
    git = repository(tmp_path, APPS, policy=COMMAND.replace("TRUST", "head"))
    ran = tmp_path / "ran"
    brought = COMMAND.replace("[sh, render.sh,", f"[touch, {ran},").replace("TRUST", "head")
    git.commit("Change it\n\nConfig-Scope: policy", {".configguard.yaml": brought, "apps/api.yaml": "level: x\n"})
    guard.judge(Question(Ask(git.directory, base="main", head="HEAD")))
    assert not ran.exists()


def test_a_secret_is_hidden_wherever_a_renderer_puts_it(tmp_path: Path) -> None:
    script = "echo url: https://x/$(sed 's/db: //' secrets.yaml)/y\necho plain: a\n"
    (api, _) = _of_apps(tmp_path, {"secrets.yaml": "db: S3NTINEL-2\n"}, **{"render.sh": script}).targets
    (change,) = api.changes
    assert change.change.secret
    assert not any("S3NTINEL" in told for told in told(api))


def test_a_secret_is_hidden_encoded_too(tmp_path: Path) -> None:
    script = "echo odd: $(sed 's/db: //' secrets.yaml | tr -d '\\n' | base64)\n"
    (api, _) = _of_apps(tmp_path, {"secrets.yaml": "db: S3NTINEL-2\n"}, **{"render.sh": script}).targets
    assert [one.change.secret for one in api.changes] == [True]


def test_a_secret_that_a_renderer_complains_of_is_hidden(tmp_path: Path) -> None:
    script = "echo error: cannot use $(cat secrets.yaml) >&2\nexit 3\n"
    (api, _) = _of_apps(tmp_path, {"render.sh": script}).targets
    assert api.unseen == "command ends with status 3: what it says holds a secret"


def test_what_a_renderer_says_is_text_in_every_report(tmp_path: Path) -> None:
    script = "printf '::error::\\033[31mred\\342\\200\\256 <img src=x> `a` |' >&2\nexit 3\n"
    git = repository(tmp_path, APPS, policy=COMMAND.replace("TRUST", "head"))
    git.commit("Change\n\nConfig-Target: api, web", {"render.sh": script})
    report = guard.judge(Question(Ask(git.directory, base="main", head="HEAD")))
    assert report.verdict == "fail"
    for name in reporters.names():
        said = reporters.render(name, report, Style())
        assert "\x1b" not in said
        assert "\u202e" not in said
        assert "<img src" not in said or name != "html"
        assert not re.search(r"(?m)^\s*::error::", said)


def test_what_may_not_run_is_told_in_json(tmp_path: Path) -> None:
    git = repository(tmp_path, APPS, policy=COMMAND.replace("TRUST", "base"))
    git.commit("Change\n\nConfig-Target: api", {"render.sh": "echo\n"})
    report = guard.judge(Question(Ask(git.directory, base="main", head="HEAD")))
    targets = json.loads(reporters.render("json", report, Style()))["targets"]
    told = {target["name"]: target["withheld"] for target in targets}
    why = 'its code changes ("render.sh"), and the policy lets only that of the base run'
    assert told == {"api": why, "web": why}


def test_what_a_renderer_says_is_cut(tmp_path: Path) -> None:
    (api, _) = _of_apps(tmp_path, {"render.sh": "yes | head -c 9000 | tr -d '\\n' >&2\nexit 3\n"}).targets
    assert len(api.unseen) < 400
    assert api.unseen.endswith("yyy…")


def test_an_endless_renderer_is_ended(tmp_path: Path) -> None:
    policy = COMMAND.replace("TRUST", "head\n    timeout: 1")
    (api, _) = reached(tmp_path, policy, APPS, {"render.sh": "sleep 600\n"}).targets
    assert api.unseen == "command does not end within 1 second"


@pytest.mark.parametrize("name", ["-rf", "*", "a,b"])
def test_a_name_that_could_be_more_than_a_name_is_not_put_on_a_command_line(tmp_path: Path, name: str) -> None:
    (target,) = _of_apps(tmp_path, {f"apps/{name}.yaml": "level: x\n"}).targets
    assert target.unseen == f'"{name}" could be taken for more than a name, so that nothing is rendered'


def test_what_the_target_branch_has_by_now_is_not_this_change_s_doing(tmp_path: Path) -> None:
    git = repository(tmp_path, APPS, policy=COMMAND.replace("TRUST", "head"))
    git.commit("Change", {"apps/api.yaml": "level: debug\n", "apps/web.yaml": "level: debug\n"})
    git.switch("main")
    git.commit("The same", {"apps/api.yaml": "level: debug\n"})
    git.switch("work")
    reach = reach_of(look(Ask(git.directory, base="main", head="work"), None), Intent())
    assert [target.name for target in reach.targets] == ["web"]


def test_what_was_not_kept_from_a_renderer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from configguard.rendering import _running  # noqa: PLC0415 - what follows is about it

    monkeypatch.setattr(_running, "_WALLS", frozenset({"tcp"}))
    reach = _of_apps(tmp_path, {"apps/api.yaml": "level: debug\n"})
    assert reach.notes == (
        "no network could be cut off, except for TCP, from the renderers of 2 targets",
        "this machine's other files could be read by the renderers of 2 targets",
    )


def test_where_renderers_are_switched_off_it_is_told_what_nobody_looked_at(tmp_path: Path) -> None:
    git = repository(tmp_path, APPS, policy=COMMAND.replace("TRUST", "head"))
    git.commit("Change\n\nConfig-Target: api", {"apps/api.yaml": "level: debug\n"})
    report = guard.judge(Question(Ask(git.directory, base="main", head="HEAD"), no_renderers=True))
    assert report.notes == ("no renderer was run for 2 targets: they are switched off",)
    assert report.targets == ()
