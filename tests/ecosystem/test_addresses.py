"""Every setting of real files has one address, which is read back and names it alone."""

from __future__ import annotations

import random
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from configguard import diffing
from configguard.guard import look
from configguard.guard.sides import read_sides
from configguard.model.pattern import Reach, parse, parse_address
from configguard.model.revision import Ask
from tests.ecosystem import histories

if TYPE_CHECKING:
    from pathlib import Path

    from configguard.model.trail import Trail

NEAR = 4
"""A setting's address is asked of so many settings behind it, and of as many anywhere in its file."""


@pytest.fixture(params=histories.SOURCES)
def files(request: pytest.FixtureRequest, tmp_path: Path) -> list[list[Trail]]:
    name: str = request.param
    if not histories.bundle(name).exists():
        pytest.skip(f"{histories.bundle(name)} is not there")
    history = histories.clone(name, tmp_path / name)
    last = history.commits[-1]
    sight = look(Ask(str(history.folder), base=last.parent, head=last.oid), history.policy)
    tree = sight.comparison.head
    stored = {file.path: file for file in tree.files() if sight.policy.claim(file.path)}
    claims = {path: claim for path in stored if (claim := sight.policy.claim(path))}
    sides = read_sides(tree, dict(stored), claims)
    return [
        [trail for trail, _ in diffing.settings(path, side.documents, diffing.Identity.of(claims[path].items))]
        for path, side in sides.items()
        if side is not None
    ]


def test_every_setting_has_one_address_that_is_read_back_and_names_it_alone(files: list[list[Trail]]) -> None:
    texts = [str(trail.address) for trail in chain(*files)]
    assert len(set(texts)) == len(texts) > 1000
    assert [parse_address(text) for text in texts] == [trail.address for trail in chain(*files)]
    chance = random.Random(0)  # noqa: S311 - to choose, not to keep a secret
    for trails in files:
        for number, trail in enumerate(trails):
            pattern = parse(str(trail.address), anchored=True)
            near = trails[number : number + NEAR]
            asked = [*near, *chance.sample(trails, min(len(trails), NEAR))]
            assert [other.address for other in asked if pattern.match(other)[0] is not Reach.NONE] == [
                other.address for other in asked if other is trail
            ]
            assert pattern.match(trail)[0] is Reach.EXACT
