"""`python -m tests` checks everything: browser, office, lint, format, types, architecture, tests.

Arguments go to pytest. Plain `pytest` runs the tests alone and installs nothing.
"""

import subprocess
import sys
from pathlib import Path
from time import monotonic

from tests.browser import get_browser, in_ci
from tests.office import get_office

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as main; main(['--no-logo'])"
CHECKS = {
    "lint": [PYTHON, "-m", "ruff", "check", "."],
    "format": [PYTHON, "-m", "ruff", "format", "--check", "."],
    "types": [PYTHON, "-m", "mypy"],
    "architecture": [PYTHON, "-c", LINT_IMPORTS],
}
COMPILE = [PYTHON, "-c", "from tests.paths import compile_all; compile_all()"]
TESTS = [PYTHON, "-m", "pytest", "-n", "2", "--dist", "worksteal"]


def main(arguments: list[str]) -> int:
    """Run every step, whatever the ones before it found; return 0 if all are content."""
    wanted = {"browser": get_browser(), "office": get_office()}
    failed = [name for name, there in wanted.items() if in_ci() and not there]
    with subprocess.Popen(COMPILE, cwd=ROOT):  # once, on the second core, for all who test
        failed += [name for name, command in CHECKS.items() if not passes(name, command)]
    print(f"\nBefore the tests, failed: {', '.join(failed)}" if failed else "\nAll well so far.")
    tests = passes("tests", [*TESTS, *arguments])
    if failed:
        print(f"Besides the tests, failed: {', '.join(failed)}", file=sys.stderr)
    return 0 if tests and not failed else 1


def passes(name: str, command: list[str]) -> bool:
    """Run one step in view; return whether it is content."""
    print(f"\n--- {name}", flush=True)
    start = monotonic()
    content = subprocess.run(command, cwd=ROOT, check=False).returncode == 0
    if name in CHECKS:
        print(f"{name}: {'ok' if content else 'FAILED'} ({monotonic() - start:.1f} s)", flush=True)
    return content


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
