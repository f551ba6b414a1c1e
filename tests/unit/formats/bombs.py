"""Files made to exhaust whoever reads them, and the limit that each must hit; P… is its case in the catalogue."""

from __future__ import annotations


def laughs() -> str:
    rows = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    return "\n".join(["a0: &a0 [x]", *rows])


def a_million_leaves() -> str:
    rows = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 6)]
    return "\n".join([f"a0: &a0 [{', '.join('x' * 10)}]", *rows])


def merges_doubling() -> str:
    rows = [f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]\n  k{n}: [*a{n - 1}, *a{n - 1}]" for n in range(1, 25)]
    return "\n".join(["a0: &a0 {k: 1}", *rows])


def merges_of_a_large_base() -> str:
    base = "".join(f"  k{n}: {n}\n" for n in range(2_000))
    return f"b: &b\n{base}" + "".join(f"m{n}:\n  <<: *b\n" for n in range(2_000))


def depth_by_aliases() -> str:
    rows = [f"c{n}: &c{n} {'[' * 60}*c{n - 1}{']' * 60}" for n in range(1, 300)]
    return "\n".join([f"c0: &c0 {'[' * 60}{']' * 60}", *rows])


def tables_by_dots() -> str:
    return "a = " + f"{{{'b.' * 90}b = " * 80 + "1" + "}" * 80


BOMBS = {
    "p01-laughs.yaml": (laughs(), "expanded-size"),
    "million.yaml": (a_million_leaves(), "expanded-size"),
    "p02-merges.yaml": (merges_doubling(), "expanded-size"),
    "large-base.yaml": (merges_of_a_large_base(), "expanded-size"),
    "depth-by-aliases.yaml": (depth_by_aliases(), "depth"),
    "p04-thousand.yaml": ("[" * 1_000 + "]" * 1_000, "depth"),
    "p04-ten-thousand.yaml": ("[" * 10_000 + "]" * 10_000, "depth"),
    "p04-lists.yaml": ("[" * 100_000, "depth"),
    "p04-lines.yaml": ("[\n" * 100_000, "depth"),
    "p04-mappings.yaml": ("{a: " * 30_000, "depth"),
    "p04-blocks.yaml": ("- " * 30_000, "depth"),
    "p04-questions.yaml": ("? " * 30_000, "depth"),
    "p04-steps.yaml": ("".join(f"{' ' * n}a:\n" for n in range(1_000)), "depth"),
    "p04-tags.yaml": ("[!a " * 30_000, "depth"),
    "p05-recursive.yaml": ("a: &x {b: *x}", "recursive-alias"),
    "aliases.yaml": ("a: &a 1\nb: [" + "*a," * 20_000 + "]", "aliases"),
    "documents.yaml": ("---\n" * 2_000, "documents"),
    "directives.yaml": ("".join(f"%TAG !a{n}! b\n" for n in range(100_000)) + "--- 1\n", "directives"),
    "p60-one-line.yaml": ("a: " + "x" * 4_000_000, "scalar-size"),
    "p46-lists.json": ("[" * 100_000, "depth"),
    "p46-objects.json": ('{"a":' * 100_000, "depth"),
    "p60-number.json": ("1" * 4_000_000, "scalar-size"),
    "p60-text.json": ('"' + "x" * 4_000_000 + '"', "scalar-size"),
    "p53-lists.toml": ("a = " + "[" * 100_000, "depth"),
    "p53-tables.toml": ("a = " + "{a = " * 100_000, "depth"),
    "p53-key.toml": ("a." * 1_000_000 + "b = 1", "depth"),
    "p53-quoted-key.toml": ("'a b' . " * 2_000 + "b = 1", "depth"),
    "p53-dotted-tables.toml": (tables_by_dots(), "depth"),
    "p53-behind-a-mistake.toml": ("a = 1\na.b = " + "[" * 100_000, "depth"),
    "p60-number.toml": ("a = 0." + "7" * 4_000_000, "scalar-size"),
    "p60-text.toml": ("a = '" + "x" * 4_000_000 + "'", "scalar-size"),
}

MANY = {
    "values.yaml": ("[" + "[]," * 600_000 + "1]", "nodes"),
    "lines.yaml": ("- a: b\n" * 300_000, "nodes"),
    "values.json": ("[" + "{}," * 600_000 + "1]", "nodes"),
    "values.toml": ("a = [" + "1," * 600_000 + "1]", "nodes"),
}
"""Files of more values than are read; those within the limit are read before that is known."""

MILLION = "x" * 1_000_000
EDGES = {
    "depth.yaml": ("a: " + "[" * 99 + "]" * 99, "a: " + "[" * 100 + "]" * 100, "depth"),
    "depth.json": ("[" * 100 + "]" * 100, "[" * 101 + "]" * 101, "depth"),
    "depth.toml": ("a = " + "[" * 99 + "]" * 99, "a = " + "[" * 100 + "]" * 100, "depth"),
    "dots.toml": ("a." * 99 + "b = 1", "a." * 100 + "b = 1", "depth"),
    "header.toml": (f"[{'a.' * 98}b]", f"[{'a.' * 99}b]", "depth"),
    "tables.toml": (f"[[{'a.' * 97}b]]", f"[[{'a.' * 98}b]]", "depth"),
    "aliases.yaml": ("a: &a 1\nb: [" + "*a," * 10_000 + "]", "a: &a 1\nb: [" + "*a," * 10_001 + "]", "aliases"),
    "documents.yaml": ("--- 1\n" * 1_000, "--- 1\n" * 1_001, "documents"),
    "directives.yaml": (
        "".join(f"%TAG !a{n}! b\n" for n in range(100)) + "--- 1",
        "".join(f"%TAG !a{n}! b\n" for n in range(101)) + "--- 1",
        "directives",
    ),
    "scalar.yaml": (f"a: {MILLION}", f"a: {MILLION}x", "scalar-size"),
    "scalar.json": (f'["{MILLION[2:]}"]', f'["{MILLION}"]', "scalar-size"),
    "scalar.toml": (f"a = '{MILLION}'", f"a = '{MILLION}x'", "scalar-size"),
    "size.yaml": ("a: 1\n" + "# " * 2_499_997 + "\n", "a: 1\n" + "# " * 2_499_998, "file-size"),
    "expanded.yaml": (
        "a: &a [" + "x," * 1_000 + "]\nb: [" + "*a," * 990 + "]",
        "a: &a [" + "x," * 1_000 + "]\nb: [" + "*a," * 1_000 + "]",
        "expanded-size",
    ),
}
"""Files that are just within a limit, which are read, and those just beyond it."""
