"""Which names look like others, and which characters do not show at all.

Hidden is what Unicode's Default_Ignorable_Code_Point and its format characters leave unseen, and what reorders what
stands around it (UTS #39, UAX #9, UTS #55). Where a script or an emoji is written with such a character, it is not
hidden but part of what is seen.
"""

from __future__ import annotations

import json
import re
import unicodedata

# Patterns are compiled when a name is not in ASCII: all together take 3 ms of every start.
_HIDDEN = (
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_REORDERS = "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
_MARKS = "[\u061c\u200e\u200f]"
"""Of right-to-left scripts: the ordinary ones among those that reorder."""
_PICTURE = r"[^\w\x00-\x7f]"
_SEEN = (
    "(?<=[\u0600-\u109f\u1780-\u18af\u1a20-\u1aaf\u1b00-\u1cff\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00011fff])[\u200b-\u200d]"  # Arabic, the scripts of India and of South East Asia
    f"|(?<={_PICTURE})[\ufe0e\ufe0f]|(?<=\u2139)[\ufe0e\ufe0f]|[\ufe0e\ufe0f](?=\u20e3)"
    f"|(?<={_PICTURE})\u200d(?={_PICTURE})"
    "|\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"  # a flag, such as Scotland's
    "|(?<=[\u3400-\u9fff\U00020000-\U0003ffff])[\ufe00-\ufe0d\U000e0100-\U000e01ef]"  # variants in Chinese writing
    "|(?<=[\u1820-\u18aa])[\u180b-\u180f]"  # and in Mongolian
    "|(?<=[\u2801-\u28ff])\u2800+|\u2800+(?=[\u2801-\u28ff])"  # Braille
)
_ODD_BLANK = "[\u00a0\u1680\u2000-\u200a\u202f\u205f]"
_WORD = r"[^\W\d_]+"

# Those that look the same in nearly every font; a part of Unicode's confusables.txt.
_LOOK_LIKE = {
    "A": "\u0391\u0410",
    "B": "\u0392\u0412",
    "C": "\u0421",
    "E": "\u0395\u0415",
    "H": "\u0397\u041d",
    "I": "\u0399\u0406\u04c0",
    "J": "\u0408",
    "K": "\u039a\u041a",
    "L": "\u053c",
    "M": "\u039c\u041c",
    "N": "\u039d",
    "O": "\u039f\u041e\u0555",
    "P": "\u03a1\u0420",
    "Q": "\u051a",
    "S": "\u0405",
    "T": "\u03a4\u0422",
    "U": "\u054d",
    "W": "\u051c",
    "X": "\u03a7\u0425",
    "Y": "\u03a5\u0423\u04ae",
    "Z": "\u0396",
    "a": "\u0251\u0430",
    "c": "\u0441",
    "d": "\u0501",
    "e": "\u0435",
    "g": "\u0261\u0581",
    "h": "\u04bb\u0570",
    "i": "\u0131\u0456",
    "j": "\u0237\u0458",
    "l": "\u04cf",
    "n": "\u0578",
    "o": "\u03bf\u043e\u0585",
    "p": "\u0440",
    "q": "\u051b\u0566",
    "s": "\u0455",
    "u": "\u057d",
    "w": "\u051d",
    "x": "\u0445",
    "y": "\u0443",
}
_ALIKE = {ord(look): letter for letter, looks in _LOOK_LIKE.items() for look in looks}


def hidden(text: str) -> str:
    """The first character of a text that nobody sees, or an empty text."""
    if text.isascii():
        return ""
    left: str = re.sub(_SEEN, "", text) if re.search(_HIDDEN, text) else ""
    if re.search(_MARKS, left) and any(
        unicodedata.bidirectional(char) in {"R", "AL"} for char in re.sub(_MARKS, "", left)
    ):
        left = re.sub(_MARKS, "", left)
    found = re.search(_HIDDEN, left)
    return found[0] if found else ""


def reorders(char: str) -> bool:
    """Whether a hidden character makes what stands around it show in another order."""
    return re.match(_REORDERS, char) is not None


def odd_blank(name: str) -> str:
    """The first blank of a name that is none of the space bar, or an empty text."""
    found = None if name.isascii() else re.search(_ODD_BLANK, name)
    return found[0] if found else ""


def stranger(name: str) -> str:
    """A letter of another script that looks like a Latin one, in a word among Latin ones; or an empty text."""
    if name.isascii():
        return ""
    for word in re.findall(_WORD, unicodedata.normalize("NFKC", name)):
        others = [letter for letter in word if not _is_latin(letter)]
        if len(others) < len(word) and others and all(ord(letter) in _ALIKE for letter in others):
            return str(others[0])
    return ""


def odd(name: str) -> str:
    """The first character of a name that no name needs: hidden, an odd blank, or a stranger; or an empty text."""
    return "" if name.isascii() else hidden(name) or odd_blank(name) or stranger(name)


def like(char: str) -> str:
    """What an odd blank or a stranger looks like."""
    letter = _ALIKE.get(ord(char))
    return "a blank" if letter is None else f'"{letter}"'


def skeleton(name: str) -> str:
    """What all names have in common that look alike, or that some file system or program takes for one."""
    if name.isascii():
        return name.lower()
    seen = re.sub(_HIDDEN, "", unicodedata.normalize("NFKC", name))
    return unicodedata.normalize("NFKC", seen.translate(_ALIKE).casefold())


def folded(name: str) -> str:
    """The same without what only looks alike: equal where two names differ by case or Unicode form alone."""
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def spelt(name: str) -> str:
    r"""A name in quotes with all but ASCII escaped: `"h\u043est"`."""
    return json.dumps(name)


def called(char: str) -> str:
    """What Unicode calls a character: `U+202E (right-to-left override)`."""
    name = unicodedata.name(char, "").lower()
    return f"U+{ord(char):04X}" + (f" ({name})" if name else "")


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")
