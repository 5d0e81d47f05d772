"""A QR code as SVG that stands in the page itself: no picture is fetched, nothing is stored."""

import qrcode

from host.web.html import Html, tag

QUIET_MODULES = 4
"""White border that ISO/IEC 18004 asks around a QR code."""


def qr_svg(content: str, label: str) -> Html:
    """Black on white on every ground, as scanners want it. `label` is what a screen reader says."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET_MODULES)
    code.add_data(content)
    code.make(fit=True)
    rows = code.get_matrix()
    size = len(rows)
    dots = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    whole = tag("path", fill="#fff", d=f"M0 0h{size}v{size}H0z")
    marks = tag("path", fill="#000", d=dots)
    return tag(
        "svg",
        whole,
        marks,
        class_="qr",
        viewBox=f"0 0 {size} {size}",
        role="img",
        aria_label=label,
        shape_rendering="crispEdges",
    )
