"""A mapping (mappings/*.toml): how another system's table is read."""

from datetime import date
from pathlib import Path

from approvals.core.mapping import FileMapping, mapping_from
from approvals.core.rules.mapping import check_mapping
from approvals.core.rules.problem import Severity
from approvals.files.reader import Finding, Source, read
from approvals.record import NamedTuple


class MappingFile(NamedTuple):
    """A mapping with its file, both None where it has an error, and everything that is wrong with it."""

    source: Source | None
    mapping: FileMapping | None
    findings: list[Finding]


def read_mapping(path: Path, today: date) -> MappingFile:
    """Read and check a mapping as it stands on a day; findings name the file as it was given."""
    source = read(Path(), str(path))
    if not isinstance(source, Source):
        return MappingFile(None, None, source)
    findings = source.findings(check_mapping(source.table, today))
    if any(finding.problem.severity is Severity.ERROR for finding in findings):
        return MappingFile(None, None, findings)
    return MappingFile(source, mapping_from(source.table), findings)
