"""Makes strangers' text harmless where it is written: one pure function for each kind of sink."""

from __future__ import annotations

import re
from typing import Final

from configguard.model.grammar import is_visible

_SHORT: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_OLD_COMMAND: Final = "##["
_COMMAND: Final = re.compile(r"(?m)(?:^|(?<=\r))(\s*):(?=:)")
_PLAIN_WORD: Final = re.compile(r"\(?(?:[^\W\d_]+(?:['\u2019-][^\W\d_]+)*[)]?[,;:.!?)]*|\d{1,9}[,;:)]*)|[→·…✓✗]")
_HASH: Final = re.compile(r"[0-9a-fA-F]{7,}")
_PLACEHOLDER: Final = re.compile(r"\{([0-9]+)\}")
_FIRST_WORDS: Final = re.compile(r"(?i)(?:https?|ftp|mailto|xmpp):?|www\.?")
_URI_SAFE: Final = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/")


def terminal(text: str) -> str:
    r"""One line in which all that a terminal would obey or hide is spelt out: `\n`, `\x1b`, `\u202e`.

    Controls, C1, format and bidirectional characters, odd blanks, unpaired surrogates, private and unassigned
    characters, and those that show nothing.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if is_visible(c) else _spelt(c) for c in text)


def no_command(text: str) -> str:
    r"""`text` without a line that a CI runner could take for a command of its own.

    GitHub's runner obeys `::name::` at the beginning of a line, behind any blanks, and `##[name]` anywhere
    (actions/runner, `ActionCommand.cs`). The first becomes `\::`, the second `##\[`. It is the last thing to
    do to a whole output.
    """
    text = _no_old_command(text)
    return _COMMAND.sub(r"\1\\:", text) if "::" in text else text


def command_data(*lines: str) -> str:
    """What stands behind the last `::` of a workflow command: these lines, and no line of a stranger's."""
    return "%0A".join(_no_old_command(terminal(line)).replace("%", "%25") for line in lines)


def command_property(text: str) -> str:
    """A property of a workflow command, such as the file; line breaks, colons and commas survive."""
    parts = (part if part in {"\r", "\n"} else terminal(part) for part in re.split(r"([\r\n])", text))
    encoded = _no_old_command("".join(parts)).replace("%", "%25")
    for char, code in (("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        encoded = encoded.replace(char, code)
    return encoded


def markdown_code(text: str) -> str:
    """A code span that shows exactly this text, also in a cell of a table; never empty.

    Nothing is markup in a code span (CommonMark 6.1), and GitHub makes no mention, reference or link of it. A
    pipe would end the cell, so it stands between two spans as an entity.
    """
    parts = [_code_span(part) if part else "" for part in _no_old_command(terminal(text)).split("|")]
    return "&#124;".join(parts) or "` `"


def markdown_prose(text: str) -> str:
    """A sentence in which words are words, and whatever could be more than a word is a code span."""
    pieces: list[str] = []
    odd: list[str] = []
    for word in [*terminal(text).split(" "), ""]:
        # In front, "1)" could begin a list; a number alone does not.
        plain = _is_plain(word) and (bool(pieces or odd) or word.isdigit() or not word[0].isdigit())
        if (plain or not word) and odd:
            pieces.append(_code_in_prose(" ".join(odd)))
            odd = []
        if plain:
            pieces.append(word)
        elif word:
            odd.append(word)
    return " ".join(pieces)


def markdown_fence(lines: tuple[str, ...] | list[str], language: str = "text") -> str:
    """A fenced code block of these lines, its fence longer than any run of backticks in them."""
    shown = [no_command(terminal(line)) for line in lines]
    fence = "`" * max(3, _longest_run("\n".join(shown)) + 1)
    return "\n".join([f"{fence}{language}", *shown, fence])


def html_text(text: str) -> str:
    """What stands between two tags of HTML: it shows this text, and a runner sees no command in it."""
    # The module html would do, but brings all names of entities, and each run imports this.
    escaped = terminal(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace(_OLD_COMMAND, "##&#91;")


def html_attribute(text: str) -> str:
    """What stands between the two quotation marks of an attribute."""
    return html_text(text).replace('"', "&quot;").replace("'", "&#x27;")


def json_text(text: str) -> str:
    r"""Text that every JSON reader takes: unpaired surrogates are spelt out, `\udc80`."""
    return text if text.isascii() else _SURROGATE.sub(lambda found: _spelt(found[0]), text)


def json_document(dumped: str) -> str:
    """JSON in ASCII in which no runner sees a command and no terminal a control; it reads the same."""
    return dumped.replace("\x7f", "\\u007f").replace(_OLD_COMMAND, "##\\u005b")


def sarif_message(text: str) -> str:
    """A plain message of SARIF 2.1.0, in which `[…](…)` would be a link (3.11.6) and `{0}` a gap (3.11.5)."""
    return _PLACEHOLDER.sub(r"{{\1}}", terminal(text).replace("](", "] ("))


def uri_path(path: str) -> str:
    """A relative path as a URI reference (RFC 3986): its bytes as git has them, percent-encoded."""
    data = _SURROGATE.sub(lambda found: _raw(found[0]), path).encode("utf-8", "surrogateescape")
    return "".join(chr(byte) if byte in _URI_SAFE else f"%{byte:02X}" for byte in data)


def _no_old_command(text: str) -> str:
    return text.replace(_OLD_COMMAND, "##\\[")


def _spelt(char: str) -> str:
    code = ord(char)
    if char in _SHORT:
        return _SHORT[char]
    if code <= 0xFF:  # noqa: PLR2004 - the widths of Python's own escapes
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - as above


def _raw(char: str) -> str:
    """A surrogate that stands for a byte as it is; any other can be no byte of a file's name."""
    return char if 0xDC80 <= ord(char) <= 0xDCFF else "\ufffd"  # noqa: PLR2004 - PEP 383's range


def _code_span(text: str) -> str:
    fence = "`" * (_longest_run(text) + 1)
    # A reader takes one blank off either end where both have one and there is more than blanks.
    padded = text[0] == "`" or text[-1] == "`" or (text[0] == text[-1] == " " and text.strip(" "))
    return f"{fence} {text} {fence}" if padded else f"{fence}{text}{fence}"


def _code_in_prose(text: str) -> str:
    """A code span, what ends a sentence or a clause behind it and not in it."""
    bare = text.rstrip(",;:.?!")
    return markdown_code(bare) + text[len(bare) :] if bare else markdown_code(text)


def _longest_run(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)


def _is_plain(word: str) -> bool:
    return bool(_PLAIN_WORD.fullmatch(word)) and not _HASH.search(word) and not _FIRST_WORDS.fullmatch(word)
