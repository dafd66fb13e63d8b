from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A mail in one language: plain sentences, and at most one link, which comes after the first paragraph."""

    subject: str
    paragraphs: tuple[str, ...]
    link: str = ""
    link_label: str = ""
