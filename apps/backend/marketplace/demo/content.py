"""What the demo data is made of."""

from dataclasses import dataclass
from typing import Final

# Known to everybody who can read this, which is why `load_demo` refuses to run where it is not allowed.
DEMO_PASSWORD: Final = "marble-otter-lantern"  # noqa: S105

COMPANY_NAME: Final = "Demo Company"
CLIENT: Final = "demo-client"
DEVELOPERS: Final = ("demo-developer", "demo-developer-2")


@dataclass(frozen=True)
class DemoProject:
    title: str
    description: str
    statuses: tuple[str, ...]
    """The transitions after its creation."""
    tasks: tuple[str, ...]


PROJECTS: Final = (
    DemoProject(
        title="Website relaunch",
        description="A new website with a shop, ready for the spring catalogue.",
        statuses=("open", "in_progress"),
        tasks=(
            "Collect the requirements",
            "Draw the page structure",
            "Choose colours and typefaces",
            "Build the home page",
            "Build the product pages",
            "Connect the payment provider",
            "Write the texts",
            "Translate the texts into German",
            "Check with a screen reader",
            "Measure the loading time",
        ),
    ),
    DemoProject(
        title="Delivery app",
        description="An app by which drivers confirm deliveries, also without a network.",
        statuses=("open",),
        tasks=(
            "Talk to three drivers",
            "Sketch the screens",
            "Decide how data is kept offline",
            "Build a first version of the list",
            "Take a photo as proof of delivery",
            "Plan the trial week",
        ),
    ),
)
