"""What two readers may take differently is told by how it is written; the numbers are those of the catalogue."""

from __future__ import annotations

import pytest

from configguard.model.document import Place
from tests.unit.diffing.trees import changes, told
from tests.unit.formats.listing import read, refused, settings, values


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("a.yaml", "2001-12-14 21:59:43", "2001-12-14 21:59:43Z"),
        ("a.yaml", "2001-12-14T21:59:43Z", "2001-12-14 21:59:43+00:00"),
        ("a.yaml", "9007199254740992.0", "9007199254740993.0"),
        ("a.yaml", "010", "0o10"),
        ("a.yaml", "12:30:45", "45045"),
        ("a.json", "1.0", "1"),
        ("a.json", "1E400", "2E400"),
        ("a.json", "9007199254740992", "9007199254740993"),
        ("a.json", "0.0", "-0.0"),
        ("a.toml", "9223372036854775808", "9223372036854775809"),
        ("a.toml", "1979-05-27T07:32:00Z", "1979-05-27T07:32:00"),
    ],
)
def test_p12_p14_p15_p48_values_that_some_loader_takes_for_equal_are_a_change(
    file: str, before: str, after: str
) -> None:
    form = {"a.yaml": "a: {}", "a.json": '{{"a": {}}}', "a.toml": "a = {}"}[file]
    ((said),) = told(changes(form.format(before), form.format(after), file=file))
    assert said.endswith(f"a {before} → {after}")


def test_p21_a_document_before_the_others_changes_every_one_of_them() -> None:
    assert told(changes("a: 1\n---\nb: 1\n", "c: 1\n---\na: 1\n---\nb: 1\n")) == [
        "removed [#0].a 1 → -",
        "added [#0].c - → 1",
        "removed [#1].b 1 → -",
        "added [#1].a - → 1",
        "added [#2].b - → 1",
    ]


@pytest.mark.parametrize("text", ["a:\n\tb: 1\n", "a: 1\n\tb: 2\n", "- a\n\t- b\n"])
def test_p26_a_tab_for_indentation_is_refused_with_its_line(text: str) -> None:
    unreadable = refused(text)
    assert "a tab" in unreadable.problem
    assert unreadable.place is not None
    assert unreadable.place.line == 2


@pytest.mark.parametrize("escape", [r"\ud83d\ude00", r"\ud800", r"\udc00"])
def test_p32_half_a_pair_of_surrogates_is_refused_in_yaml_and_in_toml(escape: str) -> None:
    assert "names no character" in refused(f'a: "{escape}"').problem
    assert "names no character" in refused(f'a = "{escape}"', "a.toml").problem


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("? [a]\n: b\n", "a key is itself a mapping or a list, so that no address can name what it holds"),
        ("? {a: 1}\n: b\n", "a key is itself a mapping or a list, so that no address can name what it holds"),
        ("{[a]: b}\n", "a key is itself a mapping or a list, so that no address can name what it holds"),
        ("a: {{ .Values.x }}\n", "`{{ … }}` without quotes is read as a mapping: put the whole value in quotes"),
    ],
)
def test_p36_a_key_that_is_no_single_value_is_refused_and_a_template_called_by_its_name(
    text: str, problem: str
) -> None:
    assert refused(text).problem == problem


@pytest.mark.parametrize(
    "text",
    [
        "{{- if .x }}\na: 1\n{{- end }}\n",
        "a: 1\n{{ include b }}\n",
        "{% if x %}\na: 1\n{% endif %}\n",
        'a: "{{ x }}"\n{{- range }}\n',
    ],
)
def test_p38_a_template_that_is_not_yaml_is_refused_with_what_to_do(text: str) -> None:
    assert "`format: opaque` in the policy" in refused(text).problem


def test_p39_what_others_expand_is_a_text_like_others() -> None:
    text = 'a: ${VAR}\nb: ${{ x.y }}\nc: "{{ z }}"\nd: $(e)\n'
    assert {kind for kind, _ in values(text).values()} == {"str"}
    assert told(changes(text, text.replace("${VAR}", "${OTHER}"))) == ["changed a ${VAR} → ${OTHER}"]


@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_p40_a_version_of_yaml_that_is_read_changes_nothing(version: str) -> None:
    assert values(f"%YAML {version}\n---\na: no\n") == {"a": ("bool", "no")}


@pytest.mark.parametrize("version", ["1.0", "1.3", "2.0", "3.0"])
def test_p40_another_version_of_yaml_is_refused(version: str) -> None:
    assert "a version of YAML other than" in refused(f"%YAML {version}\n---\na: no\n").problem


def test_p41_another_meaning_of_a_tag_handle_is_a_change() -> None:
    text = "%TAG !e! tag:example.com,2000:\n---\na: !e!x y\n"
    assert told(changes(text, text.replace("2000", "2001"))) == ["retyped a y → y"]


def test_p51_a_key_that_stands_twice_in_toml_is_refused_with_its_line() -> None:
    for text in ("a = 1\na = 2\n", "[a]\n[a]\n", "a.b = 1\n[a]\n", "[a.b]\n[a]\nb.c = 1\n", "a = {b = 1, b = 2}\n"):
        place = refused(text, "a.toml").place
        assert place is not None
        assert place.line == len(text.splitlines())


def test_p55_every_value_of_toml_has_its_line_and_column() -> None:
    (document,) = read('a = 1\n[t]\n"b c".d = [1,\n  "x"]\n', "a.toml")
    assert document.root is not None
    found = [document.source.place(node.start) for _, node in settings(document.root)]
    assert found == [Place(1, 5), Place(3, 12), Place(4, 3)]
