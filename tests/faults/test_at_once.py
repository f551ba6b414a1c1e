"""Several runs at once, and a repository that changes while it is read: each verdict is of one state."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.faults.running import COMMAND, FINE, STRAYED, WORKTREE

if TYPE_CHECKING:
    from tests.faults.press import Press
    from tests.faults.running import Place

_AT = 'for word in "$@"; do\n  if [ "$word" = "$COMMAND" ]; then eval "$DEED"; fi\ndone\nexec "$real" "$@"'


def test_runs_at_once_do_not_disturb_each_other(place: Place) -> None:
    report = place.beside / "report.json"
    asked = [FINE, STRAYED, WORKTREE, FINE]
    running = [
        subprocess.Popen(  # noqa: S603 - the tests' own words
            [*COMMAND, *one, "--format", f"json={report}"], cwd=place.repository.top, env=place.environ
        )
        for one in asked
    ]
    assert [process.wait() for process in running] == [0, 1, 0, 0]
    assert json.loads(report.read_text("utf-8"))["verdict"] in {"pass", "fail"}
    assert [path.name for path in place.beside.iterdir()] == ["report.json"]


@pytest.mark.parametrize("command", ["cat-file", "diff-tree"])
def test_a_branch_that_moves_meanwhile_is_judged_as_it_was(command: str, own_place: Place, press: Press) -> None:
    """What a name stands for is asked once, so that one state is judged."""
    repository = own_place.repository
    before, after = repository.oid("fine"), repository.oid("strayed")
    deed = f"{shutil.which('git')} update-ref refs/heads/fine {after}"
    ran = press.run(own_place, FINE, environ=own_place.with_git(_AT) | {"COMMAND": command, "DEED": deed})
    assert repository.oid("fine") == after
    assert ran.status == (0 if command == "diff-tree" else 1)
    report = press.run(own_place, [*FINE, "--format", "json"])
    assert (report.status, json.loads(report.out)["head"]) == (1, after)
    assert before != after


@pytest.mark.parametrize("command", ["--stage", "--others", "diff-index"])
@pytest.mark.parametrize(
    ("deed", "statuses"),
    [
        ("rm config/host.yaml", {1, 3}),
        ("rm config/host.yaml; mkdir config/host.yaml", {1, 3}),
        ("ln -sf mail.yaml config/host.yaml", {1, 3}),
        ("rm -r config; ln -s elsewhere config", {1, 3}),
        ("echo 'host: db-3' > config/host.yaml", {1}),
        ("head -c 6000000 /dev/zero > config/host.yaml", {1, 3}),
        ("printf 'host: [' > config/host.yaml", {1, 3}),
    ],
)
def test_a_file_that_changes_meanwhile_is_never_passed_over(
    command: str, deed: str, statuses: set[int], own_place: Place, press: Press
) -> None:
    """It strays before, and it strays behind; what is between the two is no pass."""
    (own_place.repository.top / "config/host.yaml").write_text("host: db-2\n", "utf-8")
    deed = f'cd "{own_place.repository.top}"; {deed}; cd "$OLDPWD"'
    environ = own_place.with_git(_AT) | {"COMMAND": command, "DEED": deed}
    ran = press.run(own_place, WORKTREE, environ=environ)
    assert ran.status in statuses
    assert "Traceback" not in ran.err
