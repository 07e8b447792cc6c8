"""The bench: every number of a scenario as a field, in one component that keeps its place."""

from .content import Bench, Button, Curve, Field, Grid, Inspector, Mark, Option, Row, Section
from .mount import Event, bench

__all__ = [
    "Bench",
    "Button",
    "Curve",
    "Event",
    "Field",
    "Grid",
    "Inspector",
    "Mark",
    "Option",
    "Row",
    "Section",
    "bench",
]
