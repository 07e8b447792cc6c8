"""The command line, as the tests call it."""

from click.testing import CliRunner, Result

from cxsim.cli import main


def cli(*arguments: object, status: int = 0) -> Result:
    """The answer to a command, which ends as expected and never with a traceback."""
    answer = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert answer.exit_code == status, answer.output
    assert answer.exception is None or isinstance(answer.exception, SystemExit)
    if status == 2:
        assert answer.stdout == ""
        assert answer.stderr
    return answer
