"""The board: sliders, verdict, figures and charts in one component that updates in place."""

from .content import Board, Card, Chart, Slider, Step, Tour, View, Words
from .mount import board, board_again, told

__all__ = [
    "Board",
    "Card",
    "Chart",
    "Slider",
    "Step",
    "Tour",
    "View",
    "Words",
    "board",
    "board_again",
    "told",
]
