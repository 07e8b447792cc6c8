"""A visitor of the app without a browser: opens it, reads the board, moves sliders."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from streamlit.testing.v1 import AppTest

from pages.shared.session import Session
from tests.server import ROOT

PATIENCE = 180
SIMULATOR, SENSITIVITY = "pages/simulator.py", "pages/sensitivity.py"
DOWNSIDE, COMPARE, START = "pages/downside.py", "pages/compare.py", "pages/start.py"
BASELINE, METHOD, CASE = "pages/baseline.py", "pages/method.py", "pages/case.py"
LIBRARY = "pages/library.py"
PAGES = (SIMULATOR, SENSITIVITY, DOWNSIDE, COMPARE, CASE, START, BASELINE, LIBRARY, METHOD)


def open_app(asked: str | None = None, **query: str) -> Visitor:
    """Return a new visitor who has opened the app at an address with these words in it."""
    app = AppTest.from_file(ROOT / "app.py", default_timeout=PATIENCE)
    for name, value in query.items():
        app.query_params[name] = value
    if asked is not None:
        app.query_params["lang"] = asked
    return Visitor(app.run())


@dataclass
class Visitor:
    """One reader's session.

    Parameters
    ----------
    app : AppTest
        Streamlit's own simulated app.
    sent : int
        Messages of the sliders so far.
    """

    app: AppTest
    sent: int = field(default=0)

    @property
    def session(self) -> Session:
        """What the simulator remembers of this reader."""
        session: Session = self.app.session_state["visit"].session
        return session

    @property
    def language(self) -> str:
        """The language in the address."""
        asked = self.app.query_params["lang"]
        return asked if isinstance(asked, str) else asked[0]

    @property
    def board(self) -> dict[str, Any]:
        """What Python hands to the browser: the board's content, decoded."""
        return decoded(self._component().bytes)

    @property
    def pictures(self) -> dict[str, dict[str, Any]]:
        """The charts by id."""
        return {chart["id"]: chart for chart in self.board["charts"]}

    @property
    def texts(self) -> str:
        """The page outside the board, as one text."""
        written = [*self.app.markdown, *self.app.get("html")]
        return " ".join(getattr(item, "value", None) or item.proto.body for item in written)

    def visit(self, page: str) -> Visitor:
        """Go to another page."""
        self.app.switch_page(page).run()
        return self

    def choose_language(self, code: str) -> Visitor:
        """Click on a language."""
        self.app.get("button_group")[-1].set_value(code).run()
        return self

    def choose_sample(self, name: str) -> Visitor:
        """Pick another sample."""
        self.app.selectbox[0].select(name).run()
        return self

    def move(self, values: object, views: object = None) -> Visitor:
        """Send what the board's script sends: the sliders moved, and the views shown."""
        self.sent += 1
        message = {"seq": self.sent, "values": values, "views": views or {}}
        return self.send({"sliders": message})

    def send(self, state: object) -> Visitor:
        """Send any state of the component, well-formed or not."""
        states = self.app._tree.get_widget_states()
        states.widgets.add(id=self._component().id, json_value=json.dumps(state))
        self.app._run(states)
        return self

    def _component(self) -> Any:
        [component] = self.app.get("bidi_component")
        return component.proto


def decoded(payload: bytes) -> dict[str, Any]:
    """Return the board's JSON; NaN and Infinity are none."""

    def refuse(word: str) -> None:
        raise ValueError(f"{word} is not JSON")

    content: dict[str, Any] = json.loads(payload, parse_constant=refuse)
    return content


def slider(board: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return one slider of a board."""
    return next(record for record in board["sliders"] if record["id"] == name)
