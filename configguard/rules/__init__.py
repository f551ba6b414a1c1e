"""The judgements: one file a rule, no rule knows another."""

from configguard.rules._bench import in_order, judge, rules

__all__ = ["in_order", "judge", "rules"]
