"""What the first reader would wait for, done while the server starts.

Whoever imports this has the simulator's modules loaded and its first case simulated.
"""

from pages.shared import choices, content  # noqa: F401, the page asks for them
from pages.shared.page import case_files, load_case, simulated
from pages.workbench import case, hear, panels  # noqa: F401, likewise

simulated(load_case(case_files()[0]))
