"""One fixed report in which most of what can be said is said, for all reporters alike."""

from __future__ import annotations

from dataclasses import replace

from configguard.model.address import Index, Key, Property, Selector
from configguard.model.change import Change, Excerpt, Value
from configguard.model.document import Place
from configguard.model.finding import Finding, Remark
from configguard.model.intent import DeclaredScope, Intent, Said, Unread
from configguard.model.level import Level
from configguard.model.report import LookedAt, Report, RuleInfo
from configguard.model.revision import Revision
from configguard.model.trail import Item, Trail
from configguard.model.waiver import Waiver
from configguard.model.words import declare_scope, declare_setting, put_back

FILE = "config/api.yaml"
MODE = Property("mode")
SAID = Said("trailer", "Config-Scope", "email", "4be2f1a", "4be2f1a")
BASE = Revision("commit", "main", "9f1c2d0a7e5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d")
HEAD = Revision("commit", "", "4be2f1a0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4")
RULES = {
    name: RuleInfo(name, level, summary, f"{summary}.\n\n## What to do\n\nPut it back, or declare it.\n")
    for name, level, summary in (
        ("outside-intent", Level.ERROR, "A setting changed that no declared scope or setting covers"),
        (
            "critical-setting",
            Level.ERROR,
            "A critical setting changed and the intent does not name it literally",
        ),
        ("schema-violation", Level.ERROR, "A value does not fit its schema"),
        ("type-change", Level.WARNING, "A setting changed its type"),
        ("missing-intent", Level.ERROR, "Settings changed, and nothing says what for"),
        ("unused-scope", Level.WARNING, "The intent names a scope or a setting in which nothing changed"),
        ("unclaimed-config", Level.NOTE, "A changed file looks like configuration but no entry claims it"),
        ("unreadable-config", Level.ERROR, "A configuration file cannot be parsed at the head"),
    )
}


def excerpt(line: int, lead: str, value: str, parent: tuple[int, str] | None = None) -> Excerpt:
    return Excerpt(Place(line, len(lead) + 1), lead + value, len(lead), max(len(value), 1), parent)


def trail(path: str, file: str = FILE) -> Trail:
    return Trail(file, tuple(Key(part) for part in path.split(".")))


def changed(  # noqa: PLR0913 - a change has many facts
    path: str,
    before: str,
    after: str,
    *,
    line: int = 1,
    file: str = FILE,
    kind: str = "str",
    scopes: tuple[str, ...] = (),
    covered_by: tuple[str, ...] = (),
    critical: str | None = None,
    owners: tuple[str, ...] = (),
) -> Change:
    """A changed setting, as it would stand in a YAML file."""
    *above, key = path.split(".")
    lead = "  " * len(above) + f"{key}: "
    parent = (line - 1, "  " * (len(above) - 1) + f"{above[-1]}:") if above else None
    return Change(
        trail(path, file),
        "changed",
        Value(kind, before),
        Value(kind, after),
        excerpt(line, lead, before, parent),
        excerpt(line, lead, after, parent),
        scopes,
        owners,
        covered_by,
        critical,
    )


def outside(change: Change) -> Finding:
    message = f"{change.address.inner} changed, and nothing you declared covers it"
    ways = [("put it back", put_back(change.address))]
    note = " (critical: must be named itself)" if change.critical is not None else ""
    ways += [(f"or declare it{note}", declare_setting(change.address))]
    ways += [("or declare its scope", declare_scope(s)) for s in change.scopes[:1] if not note]
    return Finding("outside-intent", Level.ERROR, Remark(message, change, ways_out=tuple(ways)))


SIZE = changed(
    "smtp.pool.size", "10", "20", line=12, kind="int", scopes=("email",), covered_by=("Config-Scope: email",)
)
TIMEOUT = changed(
    "smtp.pool.timeout_ms",
    "500",
    "800",
    line=13,
    kind="int",
    scopes=("email",),
    covered_by=("Config-Scope: email",),
)
HOST = changed(
    "database.host",
    "db-primary.internal",
    "db-replica.internal",
    line=4,
    scopes=("database",),
    owners=("@acme/storage",),
    critical="Every public API request depends on it.",
)
HOST_CRITICAL = Finding(
    "critical-setting",
    Level.ERROR,
    Remark(
        "every public API request depends on it",
        HOST,
        ways_out=(
            ("put it back", put_back(HOST.address)),
            ("or declare it (critical: must be named itself)", declare_setting(HOST.address)),
        ),
    ),
)


def report(**parts: object) -> Report:
    """A report, failed unless said otherwise, of a change that says it is for `email`."""
    intent = Intent(scopes=(DeclaredScope("email", SAID),), said=(SAID,))
    plain = Report("fail", BASE, HEAD, ".configguard.yaml", "base", "main", intent, rules=RULES)
    made = replace(plain, **parts)  # type: ignore[arg-type]
    looked = LookedAt(len({c.file for c in made.changes}), len(made.changes), made.looked_at.not_looked_into)
    return replace(made, looked_at=looked)


def incident() -> Report:
    """The change that strayed: the report of the documentation."""
    return report(changes=(SIZE, TIMEOUT, HOST), findings=(outside(HOST), HOST_CRITICAL))


def passed() -> Report:
    return report(verdict="pass", changes=(SIZE, TIMEOUT))


def unsaid() -> Report:
    """Nothing was said."""
    changes = tuple(replace(change, covered_by=()) for change in (SIZE, TIMEOUT, HOST))
    lines = ("Config-Scope: email", "Config-Setting: config/api.yaml:database.host")
    message = "3 settings changed (2 in email and 1 in database; 1 critical), and nothing says what for"
    remark = Remark(message, file=FILE, place=Place(4, 9), ways_out=(("declare it", lines[0]),))
    unread = (Unread("pull-request", "there is no event", "--event FILE"),)
    return report(
        intent=Intent(unread=unread),
        changes=changes,
        findings=(Finding("missing-intent", Level.ERROR, remark),),
        suggested=lines,
    )


def unjudged() -> Report:
    return report(
        verdict="unjudged",
        intent=Intent(),
        unjudged=(
            "the base commit is not in this clone (shallow, depth 1)",
            "fetch it:  git fetch --unshallow      in GitHub Actions: actions/checkout with fetch-depth: 0",
        ),
    )


def rich() -> Report:
    """Every kind of change and finding, a subtree that strayed, secrets, long values, notes."""
    payments = tuple(
        changed(f"services.payments.{name}", before, after, line=20 + n, scopes=("payments",), kind="int")
        for n, (name, before, after) in enumerate(
            (f"{part}.{key}", str(100 * n + 1), str(100 * n + 2))
            for n, part in enumerate(("charge", "refund", "capture", "void"))
            for key in ("timeout_ms", "retries", "backlog")
        )
    )
    long = changed("motd", "x" * 90 + "before" + "y" * 90, "x" * 90 + "after" + "y" * 90, line=60, scopes=("web",))
    findings = (
        outside(HOST),
        HOST_CRITICAL,
        *(outside(change) for change in payments),
        *(outside(change) for change in (KEY, ROUTE, GONE, long)),
        *OTHERS,
    )
    return report(
        changes=(HOST, SIZE, TIMEOUT, *payments, KEY, PORT, ROUTE, GONE, long),
        findings=tuple(sorted(findings, key=lambda finding: -finding.level)),
        waived=(WAIVED,),
        notes=("the policy is not yet on main: it is the head's own",),
        looked_at=LookedAt(not_looked_into=("charts/api.tpl (a template)",)),
        descriptions=(("config/routes.yaml:retries", "compared by position: 1 item went out from [2] on"),),
        suggested=("Config-Scope: email, payments, web", "Config-Setting: config/api.yaml:database.host"),
    )


KEY = Change(
    trail("smtp.api_key"),
    "changed",
    Value("str", "S3NTINEL-before", secret=True),
    Value("str", "S3NTINEL-after", secret=True),
    excerpt(15, "  api_key: ", "•••", (10, "smtp:")),
    excerpt(15, "  api_key: ", "•••", (10, "smtp:")),
)
PORT = Change(
    trail("smtp.port"),
    "retyped",
    Value("int", "8080"),
    Value("str", "8080"),
    excerpt(16, "  port: ", "8080", (10, "smtp:")),
    excerpt(16, "  port: ", '"8080"', (10, "smtp:")),
    ("email",),
    covered_by=("Config-Scope: email",),
)
ROUTE = Change(
    Trail(
        "config/routes.yaml",
        (
            Key("routes"),
            Item(Selector((("method", "GET"), ("path", "/v3/smtp/email"))), None, None, None, 1),
            Key("timeout_ms"),
        ),
    ),
    "added",
    None,
    Value("int", "0x1F4"),
    None,
    excerpt(7, "    timeout_ms: ", "0x1F4", (2, "routes:")),
)
GONE = Change(
    Trail("config/routes.yaml", (Key("retries"), Item(Index(2), None, None, 2, None))),
    "removed",
    Value("null", "~"),
    None,
    excerpt(30, "  - ", "~", (27, "retries:")),
)
OTHERS = (
    Finding(
        "schema-violation",
        Level.ERROR,
        Remark(
            'smtp.port is "8080", but must be an integer, by schemas/service.json#/properties/port',
            file=FILE,
            place=Place(16, 9),
            address=PORT.address,
        ),
    ),
    Finding("type-change", Level.WARNING, Remark('smtp.port was a number and is now text: 8080 → "8080"', PORT)),
    Finding(
        "unreadable-config",
        Level.ERROR,
        Remark("cannot be read: a tab indents line 3", file="config/broken.yaml", place=Place(3, 1)),
    ),
    Finding(
        "unclaimed-config",
        Level.NOTE,
        Remark("deploy/extra.yaml looks like configuration", file="deploy/extra.yaml"),
    ),
)
WAIVED = Finding(
    "schema-violation",
    Level.ERROR,
    Remark(
        "smtp.pool.size is 20, but must be at most 16",
        file=FILE,
        place=Place(12, 11),
        address=SIZE.address,
        ways_out=(("make it fit", "schemas/service.json#/properties/size"),),
    ),
    Waiver(
        "schema-violation",
        "Sized by hand until the load test is through.",
        "@acme/email",
        "2026-12-31",
        address=str(SIZE.address),
        file=".configguard.yaml",
    ),
)
UNSAID_YET = Finding("missing-intent", Level.WARNING, unsaid().findings[0].remark)
