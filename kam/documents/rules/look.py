"""How a company's documents look: colours, logo, footer."""

from __future__ import annotations

from dataclasses import dataclass

from kam.documents.rules.colours import Rgb, mixed

INK: Rgb = (22, 32, 44)
MUTED: Rgb = (84, 96, 111)
RULE: Rgb = (205, 212, 221)
WASH: Rgb = (240, 243, 247)
DONE: Rgb = (11, 107, 58)


@dataclass(frozen=True, slots=True)
class Look:
    """What is a company's own on every document; `logo` is a PNG."""

    primary: Rgb = (0, 87, 184)
    accent: Rgb = (180, 83, 9)
    company: str = ""
    footer: str = ""
    logo: bytes = b""
    logo_size: tuple[int, int] = (0, 0)

    @property
    def tint(self) -> Rgb:
        """The primary colour, pale enough to write on."""
        return mixed(self.primary, 0.12)

    @property
    def shade(self) -> Rgb:
        """The primary colour, half as strong: what is to be reached."""
        return mixed(self.primary, 0.35)

    @property
    def series(self) -> tuple[Rgb, ...]:
        """Colours of the series of a chart, in order."""
        return (
            self.primary,
            self.accent,
            mixed(self.primary, 0.5),
            mixed(self.accent, 0.5),
            MUTED,
        )
