"""Thirty readers at once over Streamlit's own protocol, each moving a slider every two seconds."""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from tests.benchmarks.measures import Row, extremes, percentile
from tests.server import running_app

LIMIT = 1_500.0
"""Milliseconds within which nineteen of twenty changes are answered."""
SLIDER = "programme.scale"


@dataclass
class Reader:
    """One session: a board, a slider, and how long each change took.

    Parameters
    ----------
    socket : ClientConnection
    number : int
        Tells the readers apart: each moves to values of its own.
    waits : list of float, ms
        From when a change was due to its answer: a change that waits for the answer before it
        counts from when it should have been made.
    """

    socket: ClientConnection
    number: int
    page: str = ""
    fragment: str = ""
    component: str = ""
    board: dict[str, Any] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)

    async def open(self) -> None:
        """Open the simulator and wait until the whole page has come."""
        message = BackMsg()
        message.rerun_script.query_string = "lang=en"
        await self.socket.send(message.SerializeToString())
        while not (await self._hear() and self.board):
            pass

    async def work(self, changes: int, pause: float, begin: float) -> None:
        """Change the slider every `pause` seconds from `begin` on; check each answer."""
        for turn in range(changes):
            due = begin + turn * pause
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            await self._move(turn)
            self.waits.append(1000 * (time.perf_counter() - due))

    async def _move(self, turn: int) -> None:
        """Move the slider; return once the board has answered this very change."""
        value = float(50 + 5 * ((self.number + 7 * turn) % 50))
        message, sequence = BackMsg(), turn + 1
        message.rerun_script.page_script_hash = self.page
        message.rerun_script.fragment_id = self.fragment
        state = {"sliders": {"seq": sequence, "values": {SLIDER: value}, "views": {}}}
        message.rerun_script.widget_states.widgets.add(
            id=self.component, json_value=json.dumps(state)
        )
        await self.socket.send(message.SerializeToString())
        while self.board.get("echo") != sequence:
            await self._hear()
        [shown] = [each["value"] for each in self.board["sliders"] if each["id"] == SLIDER]
        assert shown == value, f"reader {self.number} moved to {value} and was shown {shown}"

    async def _hear(self) -> bool:
        """Take one message; return whether it ends a run."""
        message = ForwardMsg()
        message.ParseFromString(await asyncio.wait_for(self.socket.recv(decode=False), 120))
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.page = message.new_session.page_script_hash
        elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "bidi_component":
            element = message.delta.new_element.bidi_component
            self.component, self.fragment = element.id, message.delta.fragment_id
            self.board = json.loads(element.bytes)
        elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
            raise RuntimeError(message.delta.new_element.exception.message)
        return kind == "script_finished"


async def _crowd(address: str, readers: int, changes: int, pause: float) -> list[Reader]:
    """Let the readers come one after another, then work all at once, evenly out of step."""
    stream = f"{address.replace('http', 'ws')}/_stcore/stream"
    crowd: list[Reader] = []
    for number in range(readers):
        socket = await connect(stream, subprotocols=["streamlit"], max_size=None)  # type: ignore[list-item]
        crowd.append(Reader(socket, number))
        await crowd[-1].open()
    begin = time.perf_counter() + 1.0
    await asyncio.gather(
        *(r.work(changes, pause, begin + pause * r.number / readers) for r in crowd)
    )
    await asyncio.gather(*(reader.socket.close() for reader in crowd))
    return crowd


def rows(readers: int, seconds: float, pause: float = 2.0) -> list[Row]:
    """Return two rows: of all answers, and of the reader who waited longest."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with running_app(folder / "log.txt", cwd=folder) as address:
            crowd = asyncio.run(_crowd(address, readers, round(seconds / pause), pause))
    every = [wait for reader in crowd for wait in reader.waits]
    each = [percentile(reader.waits, 95) for reader in crowd]
    words = f"{readers} readers, a change every {pause:g} s each, for {seconds:g} s"
    return [
        Row(f"{words}: p95", "ms", percentile(every, 95), LIMIT, extremes(every), 1.0),
        Row(f"{words}: p95 of the slowest served", "ms", max(each), LIMIT, extremes(each), 1.0),
    ]
