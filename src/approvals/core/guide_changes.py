"""What changes from one version of an item, or of a department, to the next: value by value, in people's words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from approvals.core.guide import Department, Item, Limit
from approvals.core.limits import TimeLimit
from approvals.language import N_, Sentence
from approvals.record import NamedTuple


class Change(NamedTuple):
    """One value that changed: of a field, of the entry `about` where the field is a list, of its `part` where the value has several.

    `old` and `new` are values of the guide, None where there was or is nothing; an entry that came or went is a table of its parts.
    For the item itself the field is empty.
    """

    code: str
    name: str
    field: str
    about: str
    part: str
    old: object
    new: object

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the sentence, without the name of the item."""
        if not self.field:
            return (N_("no longer offered") if self.new is None else N_("new")), {}
        if self.field in _OFF and isinstance(self.new, Mapping) and self.old is None:
            return _OFF[self.field]["last" in self.new], {"first": self.new[""], **{part: value for part, value in self.new.items() if part}}
        old, new = _amounts(self.old, self.new)
        values = {"field": Sentence(FIELDS[self.field]), "about": self.about, "part": Sentence(PARTS.get(self.part, ""))}
        return self._template(), {**values, "old": _said(old), "new": _said(new)}

    def _template(self) -> str:
        if self.part or not (self.old is None or self.new is None):
            return _TWO_SIDED[bool(self.about), bool(self.part)]
        if self.about and not (self.old or self.new):
            return N_("{field} “{about}”: gone") if self.new is None else N_("{field} “{about}”: new")
        return _ONE_SIDED[bool(self.about), self.new is not None]


# An item taken off offer, by whether the last day of it is known.
_OFF = {
    "suspended": {True: N_("suspended from {first} to {last}: {reason}"), False: N_("suspended from {first}: {reason}")},
    "withdrawn": dict.fromkeys((True, False), N_("withdrawn from {first}: {reason}")),
}
_ONE_SIDED = {
    (False, True): N_("{field}: {new}, there was none"),
    (False, False): N_("{field}: none any more, it was {old}"),
    (True, True): N_("{field} “{about}”: new, {new}"),
    (True, False): N_("{field} “{about}”: gone, it was {old}"),
}
_TWO_SIDED = {
    (False, False): N_("{field} {old} → {new}"),
    (False, True): N_("{field}, {part}: {old} → {new}"),
    (True, False): N_("{field} “{about}” {old} → {new}"),
    (True, True): N_("{field} “{about}”, {part}: {old} → {new}"),
}

FIELDS: Mapping[str, str] = {
    "name": N_("name"),
    "kind": N_("kind"),
    "handling": N_("handling"),
    "promised": N_("promised limit"),
    "statutory": N_("statutory limit"),
    "original": N_("original limit"),
    "alternative": N_("statutory limit of the case"),
    "supplement": N_("supplement"),
    "extension": N_("extension"),
    "renewal": N_("renewal"),
    "reengineered": N_("re-engineered flow"),
    "deemed_filed": N_("receipt is the filing"),
    "illustrative": N_("illustrative"),
    "in_name_of": N_("in the name of"),
    "variants": N_("variants"),
    "audience": N_("audience"),
    "bases": N_("legal basis"),
    "steps": N_("step"),
    "special_procedures": N_("special procedure"),
    "materials": N_("material"),
    "fees": N_("fee"),
    "result": N_("result"),
    "conditions": N_("condition"),
    "channels": N_("channels"),
    "visits": N_("visits"),
    "place": N_("place"),
    "hours": N_("opening hours"),
    "hotline": N_("hotline"),
    "originals": N_("original flow"),
    "base_code": N_("base code"),
    "implementation_code": N_("implementation code"),
    "variant_code": N_("code of the variant"),
    "suspended": N_("suspension"),
    "withdrawn": N_("withdrawal"),
    "document_mark": N_("document mark"),
    "vertical": N_("vertical organ"),
    "complaint_line": N_("complaint line"),
}
PARTS: Mapping[str, str] = {
    "starts": N_("start"),
    "ends": N_("end"),
    "basis": N_("basis"),
    "unit_basis": N_("basis of the unit"),
    "text": N_("words of the text"),
    "checked": N_("day checked"),
    "grade": N_("grade"),
    "deemed": N_("silence is acceptance"),
    "lapse_basis": N_("basis of lapsing"),
    "approver": N_("approver"),
    "decide_within": N_("own limit of the decision"),
    "limit": N_("limit"),
    "post": N_("post"),
    "parallel": N_("side by side"),
    "cap": N_("longest time"),
    "typical": N_("usual time"),
    "originals": N_("originals"),
    "copies": N_("copies"),
    "source": N_("source"),
    "required": N_("necessity"),
    "note": N_("note"),
    "issuer": N_("issuer"),
    "standard": N_("standard"),
    "kind": N_("kind"),
    "validity": N_("validity"),
    "steps": N_("steps"),
    "materials": N_("materials"),
    "visits": N_("visits"),
    "reason": N_("reason"),
    "last": N_("last day"),
    "order": N_("order"),
}

Parts = Mapping[str, object]
Entries = Mapping[tuple[str, str], Parts]
# A table whose first part is its value proper: its other parts tell about it.
_PROPER = {"supplement": "limit", "extension": "limit", "renewal": "apply_before", "result": "name", "suspended": "first", "withdrawn": "first"}
# Lists whose entries have a name, and those whose order means something to who reads them.
_NAMED = frozenset({"steps", "special_procedures", "materials", "fees"})
_ORDERED = ("steps", "materials")
_ORDER = {field: place for place, field in enumerate(FIELDS)}


def item_changes(old: Item | None, new: Item | None) -> Iterator[Change]:
    """Yield what changes from one version of an item to the next; None where there is none."""
    known = new or old
    if known and not (old and new):
        yield Change(known.code, known.name, "", "", "", old and old.name, new and new.name)
    elif old and new and old != new:
        before, after = dict(_item_entries(old)), dict(_item_entries(new))
        yield from _changes(new.code, new.name, before, after)
        for field in _ORDERED:
            names = [[about for known, about in entries if known == field and (field, about) in other] for entries, other in ((before, after), (after, before))]
            if names[0] != names[1]:
                yield Change(new.code, new.name, field, "", "order", tuple(names[0]), tuple(names[1]))


def department_changes(old: Department | None, new: Department | None) -> Iterator[Change]:
    """Yield what changes from one version of a department to the next; a new or a dissolved one is told by its items."""
    if old and new:
        before, after = ({(key, ""): {"": value} for key, value in one._asdict().items() if value} for one in (old, new))
        yield from _changes(new.code, new.name, before, after)


def _changes(code: str, name: str, old: Entries, new: Entries) -> Iterator[Change]:
    for field, about in sorted(dict.fromkeys((*old, *new)), key=lambda entry: _ORDER.get(entry[0], 0)):
        before, after = old.get((field, about)), new.get((field, about))
        if before is None or after is None:
            yield Change(code, name, field, about, "", _alone(before), _alone(after))
        else:
            parts = (part for part in dict.fromkeys((*before, *after)) if before.get(part) != after.get(part))
            yield from (Change(code, name, field, about, part, before.get(part), after.get(part)) for part in parts)


def _alone(parts: Parts | None) -> object:
    """Return an entry that came or went: its value where that is all it has."""
    return parts[""] if parts and tuple(parts) == ("",) else parts


def _item_entries(item: Item) -> Iterator[tuple[tuple[str, str], Parts]]:
    """Yield every value of an item under its field and, in a list, what the entry is called."""
    for field, value in item._asdict().items():
        if field == "code" or (not value and field != "visits"):
            continue
        if isinstance(value, Limit):
            yield from _limit_entries(field, value)
        elif field in _NAMED:
            yield from _list_entries(field, value)
        elif field == "bases":
            yield from (((field, str(basis)), {"checked": basis.checked} if basis.checked else {}) for basis in value)
        elif field == "conditions":
            yield from (((field, condition), {}) for condition in value)
        elif hasattr(value, "_asdict") and not isinstance(value, TimeLimit):
            yield (field, ""), {("" if part == _PROPER.get(field) else part): inner for part, inner in value._asdict().items() if inner not in {None, ""}}
        elif value is not None:
            yield (field, ""), {"": value}


def _limit_entries(field: str, limit: Limit) -> Iterator[tuple[tuple[str, str], Parts]]:
    yield (field, ""), {"": limit.limit, **{part: value for part, value in limit._asdict().items() if part not in {"limit", "alternatives"} and value}}
    for other in limit.alternatives:
        yield ("alternative", other.when), {"": other.limit, **({"basis": other.basis} if other.basis else {})}


def _list_entries(field: str, entries: Iterable[NamedTuple]) -> Iterator[tuple[tuple[str, str], Parts]]:
    """Yield the entries of a list by their names, several of one name counted through."""
    seen: Counter[str] = Counter()
    for entry in entries:
        name, *_rest = entry
        seen[name] += 1
        parts = {part: value for part, value in entry._asdict().items() if part != "name" and value}
        yield (field, name if seen[name] == 1 else f"{name} ({seen[name]})"), parts


def _amounts(old: object, new: object) -> tuple[object, object]:
    """Return two limits as people write their change: the unit once where both have the same."""
    if isinstance(old, TimeLimit) and isinstance(new, TimeLimit) and old.unit is new.unit and old.amount and new.amount:
        return old.amount, new
    return old, new


def _said(value: object) -> object:
    """Return a value of the guide as it is said."""
    if isinstance(value, bool):
        return Sentence(N_("yes") if value else N_("no"))
    if isinstance(value, Mapping):
        proper = [_said(value[""])] if "" in value else []
        told = [Sentence(N_("{part} {value}"), {"part": Sentence(PARTS[part]), "value": _said(inner)}) for part, inner in value.items() if part]
        return (*proper, *told)
    return Sentence(N_("none")) if value is None or value in ("", ()) else value
