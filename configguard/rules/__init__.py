"""The judgements: one file a rule, no rule knows another."""

from configguard.rules._bench import judge, rules

__all__ = ["judge", "rules"]
