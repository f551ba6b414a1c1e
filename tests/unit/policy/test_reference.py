"""The reference page of the policy: its tables derive, its examples load, its patterns match."""

from __future__ import annotations

import re

import pytest

from configguard.model import pattern
from configguard.model.address import Address, Index, Key, Selector
from configguard.model.document import Entry, Mapping, Scalar
from configguard.model.trail import Item, Step, Trail
from tests.unit.policy import reference
from tests.unit.policy.conftest import load

PAGES = {page.name: page.read_text(encoding="utf-8") for page in reference.PAGES}
TEXT = PAGES[reference.PAGE.name]
OF_POLICIES = "".join(text for name, text in PAGES.items() if name != "policy-tests.md")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", OF_POLICIES, re.DOTALL)
ROWS = [
    [re.findall(r"`([^`]+)`", cell) for cell in row.split(" | ")]
    for row in TEXT.split("<!-- patterns -->\n\n")[1].split("\n\n")[0].splitlines()[2:]
]


@pytest.mark.parametrize("name", PAGES)
def test_the_tables_are_those_that_the_code_derives(name: str) -> None:
    text = PAGES[name]
    assert reference.written(text) == text, "write them anew: python -m tests.unit.policy.reference"


@pytest.mark.parametrize("table", reference.TABLES)
def test_every_key_is_on_a_page(table: str) -> None:
    assert any(reference.keys(reference.TABLES[table]) in text for text in PAGES.values())


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_loads(example: str) -> None:
    whole = example if "version: 1" in example else f"version: 1\n{example}"
    read = load(whole, schemas__service_json="{}", policies__company_yaml="version: 1\n")
    assert read.file == ".configguard.yaml"


@pytest.mark.parametrize(("text", "covered", "not_covered"), [(row[0][0], row[1], row[2]) for row in ROWS])
def test_every_pattern_of_the_page_covers_what_it_says(text: str, covered: list[str], not_covered: list[str]) -> None:
    assert covered
    assert not_covered
    read = pattern.parse(text)
    assert [address for address in covered if not read.covers(trail(address))] == []
    assert [address for address in not_covered if read.covers(trail(address))] == []


def trail(text: str) -> Trail:
    """The trail of an address, its list items as their selectors say."""
    address: Address = pattern.parse_address(text)
    assert str(address) == text
    steps: list[Step] = []
    for segment in address.path:
        if isinstance(segment, Index):
            steps.append(Item(segment, None, None, segment.number, segment.number))
        elif isinstance(segment, Selector):
            fields: dict[object, Entry] = {
                name: Entry(name, Scalar("str", value, 0, 0), 0, 0) for name, value in segment.fields
            }
            steps.append(Item(segment, Mapping({str(k): v for k, v in fields.items()}, 0, 0), None))
        else:
            assert isinstance(segment, Key) or segment.name
            steps.append(segment)
    return Trail(address.file, tuple(steps), address.document)
