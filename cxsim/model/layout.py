"""Where each number of a scenario stands in the arrays that the kernel reads."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cxsim.distributions import Floats
from cxsim.model.equations import monthly_rate
from cxsim.remembered import while_alive
from cxsim.scenario import SEGMENTS, Scenario
from cxsim.scenario.checks import number_fields
from cxsim.scenario.numbers import mean
from cxsim.scenario.schema import Group, Horizon, Investment, Levers, Programme, RiskEvent, Segment

LANES = 64
"""Trials that are computed side by side."""
_LINE = 8
"""Numbers to a line of the processor's cache."""


def _record(*names: str) -> np.dtype[np.void]:
    return np.dtype((np.record, [(name, "f8", (LANES,)) for name in names]))


GROUP = _record(*number_fields(Group))
SEGMENT = _record("share", *number_fields(Segment))
PROGRAMME = _record(*number_fields(Programme), *number_fields(Levers))
LINE = _record(*number_fields(Investment), "from_month", "to_month")
HORIZON = _record(*number_fields(Horizon))
EVENT = _record("fired", *number_fields(RiskEvent))
PILOT = _record("cost", "ahead")
RATES = _record("effect", "growth", "margin", "spending", "acquisition", "net_promoters")
CHURN = _record("rate")
CUSTOMERS = _record("with_", "without", "limited")
BLOCK = _record(
    *("delay", "strength", "cost_factor", "churn_factor", "funded"),
    *("fades_from", "first", "monthly", "remaining", "prices", "dearer"),
)
MONTH = _record(
    *("effect", "a_year", "cost", "benefit", "revenue"),
    *("customers_with", "customers_without", "balance_with", "balance_without"),
)


class Numbers(NamedTuple):
    """The numbers of a block of trials, and room to compute with them.

    Every field of a record is ndarray (LANES,), a value for each trial of the block.

    Attributes
    ----------
    flat : ndarray (numbers, LANES)
        All numbers of the scenario; the next seven are views of it.
    groups : recarray (groups,)
    segments : recarray (groups, segments)
        Churn a month, which the scenario has a year.
    programme : recarray (1,)
    lines : recarray (investments,)
    events : recarray (events,)
    horizon : recarray (1,)
    pilot : recarray (1,)
        What a pilot costs at the start, and whether the programme goes ahead after it, 0 or 1.
    rates : recarray (groups, 4)
        A customer's month: without the programme; what the effect adds in proportion to itself,
        and to its square; and room for the month at one effect.
    courses : ndarray (groups, 4, fields of a record, LANES)
        A view of `rates`.
    churn : recarray (groups, segments)
        A month, with the events that strike.
    customers : recarray (groups,)
        At the start of the month, with the programme and without; and whether a limit binds.
    block, month : recarray (1,)
        What a trial carries through all months, and the company's present month.
    """

    flat: Floats
    groups: NDArray[np.void]
    segments: NDArray[np.void]
    programme: NDArray[np.void]
    lines: NDArray[np.void]
    events: NDArray[np.void]
    horizon: NDArray[np.void]
    pilot: NDArray[np.void]
    rates: NDArray[np.void]
    courses: Floats
    churn: NDArray[np.void]
    customers: NDArray[np.void]
    block: NDArray[np.void]
    month: NDArray[np.void]


@dataclass(frozen=True, eq=False)
class Layout:
    """The arrays' shape and the place of each number, for one scenario.

    Groups, investments and events stand in the order of the names they are drawn under, so that
    moving a table in the file changes no digit, and telling it in other words none either.

    Attributes
    ----------
    groups, lines, events : tuple of str
        Names, sorted.
    slots : dict of str to int
        Place of each number in the flat vector by its path; also of `groups.NAME.mix.SEGMENT`,
        `risk_events.NAME.fired`, `pilot.cost` and `pilot.ahead`.
    point : ndarray (numbers,)
        The point plan: every uncertain number at its mean, no event fired, no pilot made.
    """

    groups: tuple[str, ...]
    lines: tuple[str, ...]
    events: tuple[str, ...]
    slots: Mapping[str, int]
    point: Floats

    def drawn(self, draws: Mapping[str, Floats]) -> tuple[NDArray[np.intp], list[Floats]]:
        """Return the slots of what is drawn, and its values as the kernel reads them."""
        paths = [path for path in draws if path in self.slots]
        slots = np.array([self.slots[path] for path in paths], dtype=np.intp)
        return slots, [_as_read(path, draws[path]) for path in paths]

    def numbers(self) -> Numbers:
        """Return a fresh copy of the point plan in every lane, as the kernel reads it."""
        flat = aligned(len(self.point), LANES)
        flat[:] = self.point[:, None]
        start = 0

        def table(record: np.dtype[np.void], *shape: int) -> NDArray[np.void]:
            nonlocal start
            rows = np.recarray(shape, record, buf=flat.data, offset=start)
            start += rows.nbytes
            return rows

        n_groups = len(self.groups)
        groups, segments = table(GROUP, n_groups), table(SEGMENT, n_groups, len(SEGMENTS))
        segments["churn"] = monthly_rate(segments["churn"])
        rates = _room(RATES, n_groups, 4)
        return Numbers(
            flat,
            groups,
            segments,
            table(PROGRAMME, 1),
            table(LINE, len(self.lines)),
            table(EVENT, len(self.events)),
            table(HORIZON, 1),
            table(PILOT, 1),
            rates=rates,
            courses=rates.view(np.float64).reshape(n_groups, 4, -1, LANES),
            churn=_room(CHURN, n_groups, len(SEGMENTS)),
            customers=_room(CUSTOMERS, n_groups),
            block=_room(BLOCK, 1),
            month=_room(MONTH, 1),
        )


def aligned(*shape: int) -> Floats:
    """Return zeros that begin at a line of the processor's cache.

    What lies across two lines takes twice as long to read and to write, and where the last axis is
    of LANES, half of all would.
    """
    count = math.prod(shape)
    room = np.zeros(count + _LINE)
    start = -room.ctypes.data // room.itemsize % _LINE
    return room[start : start + count].reshape(shape)


def _room(record: np.dtype[np.void], *shape: int) -> NDArray[np.void]:
    return np.recarray(shape, record, buf=aligned(*shape, record.itemsize // 8).data)


def _drawn(kind: str, scenario: Scenario) -> Callable[[Any], str]:
    """Return what gives the name under which an item of a kind is drawn."""
    return lambda item: scenario.drawn_as.get(f"{kind}.{item.name}", item.name)


@while_alive
def lay_out(scenario: Scenario) -> Layout:
    """Return the layout of a scenario's numbers."""
    groups = sorted(scenario.groups, key=_drawn("groups", scenario))
    lines = sorted(scenario.investments, key=_drawn("investments", scenario))
    events = sorted(scenario.risk_events, key=_drawn("risk_events", scenario))
    values: dict[str, float] = {}

    def add(prefix: str, table: object, record: np.dtype[np.void], **known: float) -> None:
        for name in record.names or ():
            value = known[name] if name in known else mean(getattr(table, name))
            values[f"{prefix}.{name}"] = value

    for group in groups:
        add(f"groups.{group.name}", group, GROUP)
    for group in groups:
        shares = group.mix.expected_value
        for name, segment, share in zip(SEGMENTS, group.segments, shares, strict=True):
            add(f"groups.{group.name}.{name}", segment, SEGMENT, share=share)
    levers = {f"levers.{name}": name for name in number_fields(Levers)}
    add("programme", scenario.programme, _record(*number_fields(Programme)))
    for path, name in levers.items():
        values[f"programme.{path}"] = mean(getattr(scenario.programme.levers, name))
    last = scenario.horizon.months
    for line in lines:
        months = {"from_month": line.from_month, "to_month": line.last_month(last)}
        add(f"investments.{line.name}", line, LINE, **months)
    for event in events:
        add(f"risk_events.{event.name}", event, EVENT, fired=0.0)
    add("horizon", scenario.horizon, HORIZON)
    add("pilot", None, PILOT, cost=0.0, ahead=1.0)
    slots = {_mix_path(path): slot for slot, path in enumerate(values)}
    return Layout(
        tuple(group.name for group in groups),
        tuple(line.name for line in lines),
        tuple(event.name for event in events),
        slots,
        np.array(list(values.values())),
    )


def _as_read(path: str, draws: Floats) -> Floats:
    """Churn as a monthly rate, remembered where no one can write to it; all else as it is drawn."""
    if not path.endswith(".churn"):
        return draws
    return _monthly(draws) if _closed(draws) else monthly_rate(draws)


def _closed(values: Floats) -> bool:
    """Whether no one can write to an array, nor to what it is a view of."""
    whole: object = values
    while isinstance(whole, np.ndarray) and not whole.flags.writeable:
        whole = whole.base
    return whole is None


@while_alive
def _monthly(draws: Floats) -> Floats:
    """Monthly rates; a number keeps its draws, and so these, while others are moved."""
    return monthly_rate(draws)


def _mix_path(path: str) -> str:
    """`groups.NAME.SEGMENT.share` is drawn as `groups.NAME.mix.SEGMENT`."""
    kind, *steps = path.split(".")
    if kind == "groups" and steps[-1] == "share":
        return f"groups.{steps[0]}.mix.{steps[1]}"
    return path
