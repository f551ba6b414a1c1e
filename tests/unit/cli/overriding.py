"""A change that strays and wants that overridden, made anew in other words or under another policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.unit.cli.reviewed import Reviewed

POLICY = """\
version: 1
files: [{ match: "config/**" }]
scopes:
  email: { settings: ["config/api.yaml:smtp"] }
  storage: { settings: ["config/api.yaml:database"], owners: ["@linus"] }
  identity: { settings: ["config/api.yaml:tenant"] }
frozen: [{ settings: ["config/api.yaml:tenant"], why: Chosen once }]
mandatory: [frozen-setting]
override:
  rules: [outside-intent, type-change]
  approval: ["@acme/oncall", "@grace"]
"""
API = "smtp: 1\ndatabase: a\ntenant: t\n"
STRAYED = API.replace("smtp: 1", "smtp: 2").replace("database: a", "database: b")
WHY = "INC-4711, mail is down"
LINE = f"Config-Override: outside-intent: {WHY}"
WORDS = f"Move\n\nConfig-Scope: email\n{LINE}\n"


def again(straying: Reviewed, words: str, files: Mapping[str, str] | None = None, policy: str = POLICY) -> None:
    """Make the change anew, in other words or otherwise, under another policy."""
    repository = straying.repository
    repository.git("checkout", "--quiet", "main")
    if policy != POLICY:
        repository.commit("Other policy", {".configguard.yaml": policy})
    repository.git("checkout", "--quiet", "-B", "topic")
    repository.commit(words, files or {"config/api.yaml": STRAYED})


def refusal(report: dict[str, Any]) -> str:
    """What is said of the line that does not hold."""
    (found,) = [finding for finding in report["findings"] if finding["rule"] == "refused-override"]
    return f"{found['level']}: {found['message']}\n{found['help']}"
