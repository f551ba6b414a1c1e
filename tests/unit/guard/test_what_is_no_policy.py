"""C06, C07: what stands at the base in a policy's place and is none, or leads out of the repository, ends with 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard.errors import Misasked
from tests.unit.guard.asking import POLICY, of_commits
from tests.unit.guard.asking import repository as repository_at

if TYPE_CHECKING:
    from pathlib import Path

NONE: dict[str, str | bytes] = {
    "a pointer of Git LFS": f"version https://git-lfs.github.com/spec/v1\noid sha256:{'a' * 64}\nsize 9\n",
    "more than is read": POLICY + "#" * 6_000_000,
    "nothing": "",
    "blanks": "\n \n",
    "a list": "- version: 1\n",
    "what cannot be parsed": "version: 1\nfiles: [\n",
    "bytes of another encoding": POLICY.encode("utf-16"),
    "a key that nobody knows": f"{POLICY}advisory: true\n",
    "a key that stands twice": f'{POLICY}files: [{{ match: "config/**" }}]\n',
    "two documents": f"{POLICY}---\n{POLICY}",
    "a bomb": "a: &a [x]\n"
    + "".join(f"{c}: &{c} [*{p}, *{p}, *{p}, *{p}]\n" for p, c in zip("abcdefghijkl", "bcdefghijklm", strict=True)),
    "a version of later": POLICY.replace("version: 1", "version: 2"),
    "what extends a URL": f"{POLICY}extends: [https://evil.example/policy.yaml]\n",
    "what extends a file outside": f"{POLICY}extends: [../policy.yaml]\n",
    "what extends an absolute path": f"{POLICY}extends: [/etc/passwd]\n",
    "what extends itself": f"{POLICY}extends: [.configguard.yaml]\n",
    "what extends what is not there": f"{POLICY}extends: [nowhere.yaml]\n",
    "a schema that is a URL": POLICY.replace('json}"', 'json}"\n    schema: https://evil.example/s.json'),
}
FILE = "config/api.yaml"


@pytest.mark.parametrize("kind", NONE)
def test_c06_c07_a_base_without_a_policy_to_go_by_is_no_pass(kind: str, tmp_path: Path) -> None:
    repository = repository_at(tmp_path, {FILE: "smtp: {size: 1}\n"})
    repository.switch("main")
    repository.commit("Spoil", {".configguard.yaml": NONE[kind]})
    repository.branch("change")
    # The change brings a sound policy: that of the base binds all the same, and it cannot be read.
    repository.commit("Mend\n\nConfig-Scope: email, policy\n", {".configguard.yaml": POLICY, FILE: "smtp: {size: 2}\n"})
    with pytest.raises(Misasked) as wrong:
        of_commits(repository)
    assert wrong.value.status == 2
    assert wrong.value.cures


def test_c07_an_extended_file_is_the_base_s_own(tmp_path: Path) -> None:
    extended = 'version: 1\nscopes: {{ extra: {{ settings: ["config/{}.yaml"] }} }}\n'
    policy = f"{POLICY}extends: [more.yaml]\n"
    repository = repository_at(tmp_path, {FILE: "a: 1\n", "more.yaml": extended.format("other")}, policy=policy)
    repository.commit("Widen\n\nConfig-Scope: extra\n", {FILE: "a: 2\n", "more.yaml": extended.format("api")})
    found = {finding.rule for finding in of_commits(repository).findings if str(finding.level) == "error"}
    assert {"outside-intent", "policy-change"} <= found
