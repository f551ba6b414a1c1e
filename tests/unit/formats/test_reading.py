"""Reading finds the format that a name tells, and imports no other."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import pytest

from configguard import formats, registry
from configguard.errors import Misasked
from configguard.model.document import Scalar
from configguard.model.plugins import Format
from tests.unit.formats.listing import ROOT, root


def test_the_table_of_suffixes_says_what_the_plugins_say() -> None:
    plugins = registry.discover(formats, "FORMAT", Format)
    assert {s: p.name for p in plugins.values() for s in p.suffixes} == formats.SUFFIXES
    assert {n: p.name for p in plugins.values() for n in p.names} == formats.NAMES
    assert tuple(plugins) == formats.names()


def test_an_unknown_suffix_is_no_format() -> None:
    assert formats.read("README.md", b"x") is None
    assert formats.read("yaml", b"a: 1") is None
    assert formats.read(".yaml", b"a: 1") is None


def test_a_suffix_counts_in_any_case() -> None:
    assert root("a: 1", "A.YML") == root("a: 1", "a.yaml")


def test_a_format_named_outright_overrides_the_suffix() -> None:
    reading = formats.read("a.txt", b'{"a": 1}', "json")
    assert isinstance(reading, tuple)


def test_a_format_that_does_not_exist_is_a_mistake_that_lists_those_that_do() -> None:
    with pytest.raises(Misasked) as caught:
        formats.read("a.yaml", b"", "yml")
    assert caught.value.cures == (f"the formats are {', '.join(formats.names())}",)


def test_an_opaque_file_is_one_value_that_does_not_show_its_content() -> None:
    secret = b"\xff\x00hunter2"
    reading = formats.read("key.p12", secret, "opaque")
    assert isinstance(reading, tuple)
    (document,) = reading
    assert document.root == Scalar("opaque", hashlib.sha256(secret).hexdigest(), 0, 0)
    assert document.source.text == ""


@pytest.mark.parametrize("name", ["a.yaml", "x/b.json", "c.toml", ".env", ".env.prod", "d.ini", "e.properties"])
def test_what_looks_like_configuration(name: str) -> None:
    assert formats.is_configuration(name)


@pytest.mark.parametrize("name", ["a.py", "README.md", "package-lock.json", "ui/pnpm-lock.yaml", "yaml", "env"])
def test_what_does_not_look_like_configuration(name: str) -> None:
    assert not formats.is_configuration(name)


@pytest.mark.parametrize(
    ("file", "absent"),
    [
        ("a.yaml", {"configguard.formats.json", "configguard.formats.toml", "tomllib"}),
        ("a.json", {"yaml", "configguard.formats.yaml", "tomllib"}),
        ("a.toml", {"yaml", "configguard.formats.json"}),
    ],
)
def test_reading_one_format_imports_no_other(file: str, absent: set[str]) -> None:
    code = f"import sys; from configguard import formats; formats.read({file!r}, b''); print(*sys.modules)"
    ran = subprocess.run(  # noqa: S603 - this very interpreter, with the code above
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not absent & set(ran.stdout.split())
