"""How sure a number is, as fields that are read together."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from cxsim.distributions import DISTRIBUTIONS, Distribution, SurveyMix
from cxsim.scenario import Scenario, ScenarioError
from cxsim.scenario.numbers import Number
from cxsim.scenario.schema import FixedMix
from cxsim.text.labels import FIELDS
from cxsim.text.reading import write_number
from cxsim.text.shapes import PARAMETERS, Parameter
from pages.bench import Field
from pages.workbench.scene import Scene
from pages.workbench.taking import RefusedError, Taken, read_as, sentences, within

LISTS = ("values", "weights")
"""The parameters that hold one number for each outcome."""


@dataclass(frozen=True)
class Shape:
    """The shape of the number, or of the mix, at a path.

    Parameters
    ----------
    scene : Scene
    path : str
        Of a mix `groups.NAME.mix`.
    """

    scene: Scene
    path: str

    @property
    def value(self) -> Any:
        """What stands there: a plain number, a distribution, a mix."""
        return self.scene.scenario.value(self.path)

    @property
    def dist(self) -> str:
        """The word of its shape; of a plain number "certain", of a plain mix "fixed"."""
        if isinstance(self.value, FixedMix):
            return "fixed"
        return getattr(self.value, "dist", "certain")

    @property
    def is_mix(self) -> bool:
        """Whether it is a mix of segments."""
        return self.path.endswith(".mix")

    def fields(self) -> tuple[Field, ...]:
        """Return the fields of its parameters, with what is being typed into them."""
        return tuple(self._field(name) for name in self._texts)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its parameters; of outcomes, with their place."""
        return tuple(self._texts)

    def taken(self) -> Taken:
        """Return the change that the fields ask for together.

        Raises
        ------
        RefusedError
            Where one cannot be read, or they make no shape that fits its place.
        """
        number = self._read()
        return Taken(lambda scenario: scenario.with_value(self.path, number), self.path, "")

    def drawn(self) -> tuple[Any, str]:
        """Return what to draw, and why the fields cannot be taken; empty where they can."""
        try:
            return self._read(), ""
        except RefusedError as refused:
            return self.value, refused.sentence

    @property
    def _texts(self) -> dict[str, str]:
        """What stands in each parameter's field when nothing is typed."""
        if self.dist == "certain":
            return {"value": self._write(self._parameter("value"), self.value)}
        texts = {}
        for name in type(self.value).model_fields:
            given = getattr(self.value, name)
            if name in LISTS:
                for place, each in enumerate(given):
                    texts[f"{name}.{place}"] = self._write(self._parameter(name), each)
            elif name != "dist":
                texts[name] = self._write(self._parameter(name), given)
        return texts

    def _parameter(self, name: str) -> Parameter:
        return PARAMETERS[self.dist, name.partition(".")[0]]

    def _unit(self, parameter: Parameter) -> str:
        return FIELDS[self.path.rpartition(".")[2]].unit if parameter.own else "factor"

    def _write(self, parameter: Parameter, value: float | None) -> str:
        if value is None:
            return ""
        scene = self.scene
        unit = self._unit(parameter)
        written = round(value - parameter.less, 12) if parameter.less else value
        return write_number(written, unit, scene.scenario.currency, scene.language)

    def _own(self, value: float) -> str:
        """Return a number in the unit of the number itself."""
        unit = FIELDS[self.path.rpartition(".")[2]].unit
        return write_number(value, unit, self.scene.scenario.currency, self.scene.language)

    def _field(self, name: str) -> Field:
        parameter, language = self._parameter(name), self.scene.language
        label = language.read(parameter.name)
        outcome = name.partition(".")[2]
        if outcome:
            label = f"{label} {int(outcome) + 1}"
        place = f"{self.path}@{name}"
        text = self.scene.session.typed.get(place, self._texts[name])
        fault = reading = ""
        try:
            value = self._number(name, text)
            written = self._write(parameter, value)
            reading = "" if written == text else written
        except RefusedError as refused:
            fault = refused.sentence
        return Field(
            place,
            label,
            text,
            reading=reading,
            fault=fault,
            help=language.read(parameter.help),
            numeric=True,
        )

    def _number(self, name: str, text: str) -> float | None:
        parameter = self._parameter(name)
        if parameter.optional and not text.strip():
            return None
        scene = self.scene
        number = read_as(text, self._unit(parameter), scene.scenario.currency, scene.language)
        if parameter.less and number <= -parameter.less:
            zero = scene.language.number(0)
            raise RefusedError(scene.language.say("It must be {low} or more.", low=zero))
        return number + parameter.less

    def _read(self) -> Number | BaseModel:
        typed = self.scene.session.typed
        texts = {n: typed.get(f"{self.path}@{n}", text) for n, text in self._texts.items()}
        numbers = {name: self._number(name, text) for name, text in texts.items()}
        if self.dist == "certain":
            return within(self.scene, self.path, float(numbers["value"] or 0.0))
        fields = _gathered(numbers)
        if self.is_mix:
            return self._mix(fields)
        return within(self.scene, self.path, self._distribution(fields))

    def _mix(self, fields: Mapping[str, Any]) -> BaseModel:
        model = SurveyMix if self.dist == "survey" else FixedMix
        total = math.fsum(fields.values())
        if self.dist == "fixed" and abs(total - 1) > 1e-6:
            language = self.scene.language
            raise RefusedError(
                language.say(
                    "The three shares sum to {total}; they must sum to {whole}.",
                    total=language.percent(total, 2),
                    whole=language.percent(1),
                )
            )
        return self._made(model, fields)

    def _distribution(self, fields: Mapping[str, Any]) -> Distribution:
        number = self._made(DISTRIBUTIONS[self.dist], fields)
        if not isinstance(number, Distribution):  # pragma: no cover, DISTRIBUTIONS holds no other
            raise TypeError(self.dist)
        return number

    def _made(self, model: type[BaseModel], fields: Mapping[str, Any]) -> BaseModel:
        """Return the shape; its faults are told in the unit that the fields are typed in."""
        content = {**fields, **({} if self.dist == "fixed" else {"dist": self.dist})}
        try:
            return model.model_validate(content)
        except ValidationError as error:
            raise RefusedError(self._faults(content, error)) from None

    def _faults(self, content: Mapping[str, Any], error: ValidationError) -> str:
        try:
            self.scene.scenario.with_value(self.path, dict(content))
        except ScenarioError as faults:
            return sentences(faults, self.scene.language, self._own)
        raise error


def _gathered(numbers: Mapping[str, float | None]) -> dict[str, Any]:
    """Return the parameters by name, those of outcomes as lists; without what is not given."""
    fields: dict[str, Any] = {}
    for name, value in numbers.items():
        stem, _, place = name.partition(".")
        if place:
            fields.setdefault(stem, []).append(value)
        elif value is not None:
            fields[name] = value
    return fields


def with_outcome(scenario: Scenario, path: str, place: int | None) -> Scenario:
    """Return a copy with one outcome more, like the last, or without the one at a place."""
    number = scenario.value(path)
    values, weights = list(number.values), list(number.weights)
    if place is None:
        values, weights = [*values, values[-1]], [*weights, weights[-1]]
    else:
        del values[place], weights[place]
    return scenario.with_value(path, {"dist": "discrete", "values": values, "weights": weights})
