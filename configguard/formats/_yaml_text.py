"""What a YAML text must not hold, for a parser would read it otherwise than the next one, or for too long."""

from __future__ import annotations

import re

from configguard.formats import _limits
from configguard.model.document import Source, Unreadable

_LINE = r"(?:\A|[\r\n\x85\u2028\u2029])"
_MARK = re.compile(f"{_LINE}\ufeff")
_DIRECTIVE = re.compile(f"{_LINE}%")


def check(source: Source) -> None:
    """Raise `Unreadable` for a byte order mark that begins another line than the first, and for too many directives.

    libyaml passes over such a mark, and others take it for a part of the key behind it. The time that libyaml takes
    grows with the square of the directives.
    """
    text = source.text
    mark = _MARK.search(text) if "\ufeff" in text else None
    if mark is not None:
        problem = "a byte order mark (U+FEFF) begins this line, which nobody sees and not all parsers skip: remove it"
        raise Unreadable(problem, source.place(mark.end() - 1))
    if text.count("%") > _limits.DIRECTIVES and len(_DIRECTIVE.findall(text)) > _limits.DIRECTIVES:
        raise _limits.beyond("directives")
