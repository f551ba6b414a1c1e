"""Files that take each other's names: each has its own past."""

from __future__ import annotations

from tests.unit.cli.pasts import Past, past

__all__ = ["past"]

FIRST = "a: 1\nb: 2\nc: 3\nd: 4\n"
SECOND = "q: 9\nr: 8\ns: 7\nt: 6\n"


def _renamed(past: Past, old: str, new: str, message: str, content: str | None = None) -> None:
    past.repository.git("mv", f"config/{old}.yaml", f"config/{new}.yaml")
    past.repository.commit(message, {} if content is None else {f"config/{new}.yaml": content})


def test_what_had_a_name_before_does_not_go_on_under_the_names_that_came_after(past: Past) -> None:
    past.repository.commit("Other a", {"config/a.yaml": SECOND})
    past.repository.commit("No other a", {"config/a.yaml": None, "config/b.yaml": FIRST})
    _renamed(past, "b", "a", "Take its name")
    _renamed(past, "a", "c", "Leave it again")
    told = [(event["subject"], len(event["changes"])) for event in past.facts("config/c.yaml")["events"]]
    assert told == [("Leave it again", 0), ("Take its name", 0), ("No other a", 4)]
    told = [(event["subject"], len(event["changes"])) for event in past.facts("config/a.yaml")["events"]]
    assert ("Other a", 4) in told


def test_a_file_that_came_back_under_a_name_that_is_asked_for_is_told_once(past: Past) -> None:
    past.repository.commit("Begin b", {"config/b.yaml": FIRST})
    _renamed(past, "b", "between", "Away")
    _renamed(past, "between", "c", "Back")
    events = past.facts("config/{b,c}.yaml")["events"]
    assert [(event["subject"], event["remarks"]) for event in events] == [
        ("Back", ["config/c.yaml: renamed from config/between.yaml"]),
        ("Away", ["config/between.yaml: renamed from config/b.yaml"]),
        ("Begin b", []),
    ]


def test_a_version_that_cannot_be_read_is_not_made_up_for_by_another_file_of_the_name(past: Past) -> None:
    past.repository.commit("Other c", {"config/c.yaml": SECOND})
    past.repository.commit("Begin b", {"config/b.yaml": FIRST})
    past.repository.commit("Break b", {"config/b.yaml": f"{FIRST}e: [\n"})
    past.repository.commit("No other c", {"config/c.yaml": None})
    _renamed(past, "b", "c", "Mend it by its new name", FIRST.replace("4", "5"))
    [event] = [e for e in past.facts("config/c.yaml")["events"] if e["subject"] == "Mend it by its new name"]
    assert [(change["address"], change["before"], change["after"]) for change in event["changes"]] == [
        ("config/c.yaml:d", 4, 5)
    ]
