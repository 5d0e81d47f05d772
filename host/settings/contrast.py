"""Whether the town's colours can be read: the contrast ratio of WCAG 2, and which pair of `[look]`
falls short.
"""

from host.settings.models import Look

KIOSK_AND_DISPLAY = 7.0
ELSEWHERE = 4.5
GROUNDS = {"light": "#ffffff", "dark": "#101820"}


def ratio(one: str, other: str) -> float:
    """Contrast of two #rrggbb colours, 1 (none) to 21 (black on white)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def faults_of(look: Look) -> list[tuple[str, str]]:
    """Pairs that cannot be read well enough: the setting to blame, and a sentence that names both
    colours.
    """
    found: list[tuple[str, str]] = []
    ground = GROUNDS[look.ground]
    pairs = (
        ("accent_text", look.accent_text, f"accent {look.accent}", look.accent, KIOSK_AND_DISPLAY),
        ("accent", look.accent, f"the {look.ground} ground {ground}", ground, ELSEWHERE),
    )
    for setting, colour, against, other, least in pairs:
        reached = ratio(colour, other)
        if reached < least:
            found.append(
                (
                    setting,
                    f"{setting} {colour} on {against} has a contrast of {reached:.1f}:1; "
                    f"at least {least:g}:1 is needed",
                )
            )
    return found


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
