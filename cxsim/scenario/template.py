"""The commented scenario that a newcomer starts from."""

from importlib.resources import files

TEMPLATE = (files("cxsim.scenario") / "template.toml").read_text(encoding="utf-8")
