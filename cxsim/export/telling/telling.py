"""A business case as it is told: every text in the reader's language, every picture's figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cxsim.export.telling.pictures import Cash, Drivers, Shape, Tests
from cxsim.export.telling.plots import Axis, Step
from cxsim.export.telling.tables import Table
from cxsim.text.language import Language


class Chapter(NamedTuple):
    """One thing that is told.

    Attributes
    ----------
    title : str
        Its message, from the numbers.
    words : str
        What its picture says, in a sentence or two: also its alternative text.
    points : tuple of str
        What is listed.
    """

    title: str
    words: str = ""
    points: tuple[str, ...] = ()


class View(NamedTuple):
    """One of the three views: its name, whether it is the headline, and its figures by name."""

    name: str
    headline: bool
    figures: tuple[tuple[str, str], ...]


class Front(NamedTuple):
    """What stands before all else; `line` has scenario, day and author."""

    kind: str
    customer: str
    scenario: str
    line: str
    author: str
    day: date
    logo: bytes | None


@dataclass(frozen=True, eq=False)
class Telling:
    """A business case as it is told.

    Attributes
    ----------
    language : Language
    currency : str
    front : Front
    stamp : str
        What every page and slide carries at its foot.
    draft : str
        The watermark's word; empty of a final one.
    answer, money, cash, drivers, downside, required, assumed, left_out, next : Chapter
    views : tuple of View
    shape, steps, step_axis, flow, bars, tests
        What the pictures of the first five chapters show.
    needed, assumptions, register, stresses, audit : Table
        The first two for executives, the others for finance.
    years : tuple of Table
    method : tuple of str
        Paragraphs.
    """

    language: Language
    currency: str
    front: Front
    stamp: str
    draft: str
    answer: Chapter
    money: Chapter
    cash: Chapter
    drivers: Chapter
    downside: Chapter
    required: Chapter
    assumed: Chapter
    left_out: Chapter
    next: Chapter
    views: tuple[View, ...]
    shape: Shape
    steps: tuple[Step, ...]
    step_axis: Axis
    flow: Cash
    bars: Drivers
    tests: Tests
    needed: Table
    assumptions: Table
    register: Table
    stresses: Table
    audit: Table
    years: tuple[Table, ...]
    method: tuple[str, ...]
