import pickle
from collections.abc import Mapping
from typing import NamedTuple as Standard

import pytest

from approvals.record import NamedTuple


class Pause(NamedTuple):
    """A stop of the clock."""

    kind: str
    days: int = 5
    notices: tuple[str, ...] = ()

    def longer(self, days: int) -> "Pause":
        """Return it with more days."""
        return self._replace(days=self.days + days)

    @property
    def short(self) -> bool:
        """Tell whether it is short."""
        return self.days < 3


class Known(Standard):
    """A stop of the clock."""

    kind: str
    days: int = 5
    notices: tuple[str, ...] = ()


class Nothing(NamedTuple):
    """A tuple without places."""


def test_it_is_filled_as_the_standard_one_is() -> None:
    assert tuple(Pause("听证")) == tuple(Known("听证")) == ("听证", 5, ())
    assert tuple(Pause(days=2, kind="专家评审")) == tuple(Known(days=2, kind="专家评审"))
    assert Nothing() == ()


@pytest.mark.parametrize("kind", [Pause, Known])
@pytest.mark.parametrize(("values", "named"), [((), {}), (("听证", 1, (), 2), {}), (("听证",), {"kind": "检测"}), (("听证",), {"reason": "x"})])
def test_what_does_not_fit_is_refused_by_both(kind: type, values: tuple[object, ...], named: Mapping[str, object]) -> None:
    with pytest.raises(TypeError, match=rf"{kind.__name__}\.__new__\(\)|__new__"):
        kind(*values, **named)


def test_it_has_the_methods_and_marks_of_the_standard_one() -> None:
    pause, known = Pause("听证", 3), Known("听证", 3)
    assert (pause._fields, pause._field_defaults, Pause.__match_args__) == (known._fields, known._field_defaults, Known.__match_args__)
    assert pause._asdict() == known._asdict()
    assert tuple(pause._replace(days=4)) == tuple(known._replace(days=4))
    assert tuple(Pause._make(["检测", 1, ()])) == tuple(Known._make(["检测", 1, ()]))
    assert repr(pause).removeprefix("Pause") == repr(known).removeprefix("Known")
    assert Pause.__annotations__ == Known.__annotations__
    assert (pause.longer(4).days, pause.short, Pause.__doc__, Pause.__module__) == (7, False, Known.__doc__, __name__)


def test_a_place_cannot_be_written_and_an_unknown_name_is_refused() -> None:
    pause = Pause("听证")
    with pytest.raises(AttributeError):
        pause.days = 3  # type: ignore[misc]
    with pytest.raises(AttributeError):
        pause.reason = "x"  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="reason"):
        pause._replace(reason="x")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="Expected 3 arguments, got 1"):
        Pause._make(["听证"])


def test_it_survives_pickling_and_matches_by_its_places() -> None:
    assert pickle.loads(pickle.dumps(Pause("听证", 3))) == Pause("听证", 3)  # noqa: S301 - our own bytes
    match Pause("听证", 3):
        case Pause(kind, days=3):
            assert kind == "听证"
        case _:
            pytest.fail("no match")


def test_python_3_14_leaves_a_function_in_place_of_the_annotations() -> None:
    later = type(NamedTuple)("Later", (NamedTuple,), {"__annotate_func__": lambda form: {"form": form, "due": str}, "due": ""})  # type: ignore[misc]
    assert later(form=1)._asdict() == {"form": 1, "due": ""}
