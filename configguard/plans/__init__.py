"""Reads plans that other tools have made: Terraform's, and those of helm diff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.document import Mapping, Sequence
from configguard.model.plan import NoPlan
from configguard.plans import _helm, _terraform

if TYPE_CHECKING:
    from configguard.model.document import Document
    from configguard.model.plan import Plan

__all__ = ["read"]

_TERRAFORM = frozenset({"resource_changes", "format_version"})
"""Either of these keys tells a plan of Terraform, which may lack the other."""


def read(document: Document) -> Plan:
    """What the plan in a JSON document says; raises `NoPlan` for one that is none, or cannot be relied on."""
    if type(document.root) is Mapping and not _TERRAFORM.isdisjoint(document.root.entries):
        return _terraform.read(document.root)
    if type(document.root) is Sequence:
        return _helm.read(document.root)
    raise NoPlan(
        "it is neither a plan of Terraform nor one of helm diff",
        "write it with terraform show -json PLAN or helm diff upgrade … --output structured",
    )
