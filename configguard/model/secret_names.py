"""Which names are those of secrets, which only speak about them, and which values give one away."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+")
_SECRET = re.compile(
    r"\b(?:passwords?|passwd|passphrase|pwd|pass$|secrets?|tokens?|credentials?|dsn|connection string|webhook url"
    r"|(?:api|private|secret|access|auth|licen[sc]e|signing|encryption|account|master|shared) keys?"
    r"|\w*(?:password|passwd|passphrase|apikey|secretkey|privatekey|accesskey|clientsecret|authtoken|accesstoken))\b"
)
# Before a secret's name, these make an amount or a yes-or-no of it: `max_tokens`, `has_password`.
_BEFORE = re.compile(r"\b(?:max|min|num|total|has|is|requires?|enable|disable|automount|pull)\b")
# Behind it, these make a fact about the secret of it: `token_ttl`, `passwordPolicy`, `secretName`.
_BEHIND = re.compile(
    r"\b(?:ttl|lifetime|expiry|expires|expiration|timeout|age|length|size|count|limit|budget|bucket|per|rate|max|min"
    r"|policy|rotation|interval|version|type|format|algorithm|issuer|audience|scopes?|mode|method|authentication"
    r"|enabled|required|header|field|names?|refs?|file|path|dir|url|uri|endpoint"
    r"|manager|store|backend|provider|engine)\b"
)
# RFC 3986, 3.2.1: a user's name and password before the host.
_PASSWORD_IN_URL = re.compile(r"://[^\s/@:]*:([^\s/@]+)@")


def holds_password(text: str) -> bool:
    """Whether a value has a password in it, whatever it is called: that of a URL, `postgres://user:password@host`."""
    return "://" in text and _PASSWORD_IN_URL.search(text) is not None


def passwords(text: str) -> list[str]:
    """The passwords in the URLs of a text."""
    return _PASSWORD_IN_URL.findall(text) if "://" in text else []


def only_speaks_of_secret(name: str) -> bool:
    """Whether a name is one that tells something about a secret and holds none: `password_file`, `token_ttl`."""
    return _SECRET.search(_words(name)) is not None and not sounds_secret(name)


@lru_cache(maxsize=65536)
def sounds_secret(name: str) -> bool:
    """Whether a key (or a variable) of this name holds a secret, however its words are joined."""
    words = _words(name)
    return any(
        not _BEFORE.search(words, 0, found.start()) and not _BEHIND.search(words, found.end())
        for found in _SECRET.finditer(words)
    )


def _words(name: str) -> str:
    return " ".join(_WORD.findall(name)).lower()
