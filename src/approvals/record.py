"""`NamedTuple` as `typing` has it, for a fifth of its price at start-up: a short command makes a hundred such classes.

The standard library compiles a constructor for each class; here classes of as many fields share one, under their own names. What comes out
is the same tuple.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414, TID251 - so that type checkers know what it makes
else:
    from _collections import _tuplegetter as field
    from functools import cache
    from types import CodeType, FunctionType

    class _Maker(type):
        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            # Python 3.14 leaves a function in the body instead (PEP 649); 1 asks it for values.
            fields = tuple(body.get("__annotations__") or body.get("__annotate_func__", _none)(1))
            defaults = {name: body[name] for name in fields if name in body}
            places = {name: field(place, None) for place, name in enumerate(fields)}
            construct = FunctionType(_constructor(len(fields)).replace(co_varnames=("_cls", *fields)), _CONSTRUCTING, "__new__", tuple(defaults.values()))
            construct.__qualname__ = f"{name}.__new__"
            known = {"__slots__": (), "__match_args__": fields, "__new__": construct, "_fields": fields, "_field_defaults": defaults}
            return type(name, (tuple,), _METHODS | body | known | places)

    class NamedTuple(metaclass=_Maker):
        """A tuple whose places have names; see `typing.NamedTuple`."""

    def _none(_form: int) -> dict[str, Any]:
        return {}

    @cache
    def _constructor(count: int) -> CodeType:
        """Return the code that makes a tuple of so many values."""
        names = "".join(f"_{place}, " for place in range(count))
        return eval(f"lambda _cls, {names}: _new(_cls, ({names}))").__code__  # noqa: S307 - numbered names and nothing else

    _CONSTRUCTING = {"_new": tuple.__new__}

    def _make(cls: type, values: "Iterable[object]") -> object:
        """Return an instance made of an iterable of all values."""
        made = tuple.__new__(cls, values)
        if len(made) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")  # noqa: EM102, TRY003 - the standard library's own words
        return made

    def _replace(self: tuple[Any, ...], /, **changes: object) -> object:
        """Return a copy with other values in some places."""
        made = self._make(map(changes.pop, self._fields, self))
        if changes:
            raise ValueError(f"Got unexpected field names: {list(changes)!r}")  # noqa: EM102, TRY003 - see above
        return made

    def _asdict(self: tuple[Any, ...]) -> dict[str, object]:
        """Return the values by their names."""
        return dict(zip(self._fields, self, strict=True))

    def _shown(self: tuple[Any, ...]) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in zip(self._fields, self, strict=True))})"

    def _arguments(self: tuple[Any, ...]) -> tuple[object, ...]:
        return tuple(self)

    _METHODS = {"__repr__": _shown, "__getnewargs__": _arguments, "_make": classmethod(_make), "_replace": _replace, "_asdict": _asdict}
