"""Where the host listens, what it keeps its days in, and who may frame its display."""

from typing import Annotated

from pydantic import Field, model_validator

from host.settings.parts import Part


class Server(Part):
    url: str = "http://127.0.0.1:8300"
    """How visitors' phones reach the host: what the QR code on a slip begins with."""
    listen: str = "127.0.0.1"
    """Address to listen at; 0.0.0.0 for the whole network."""
    port: Annotated[int, Field(ge=0, le=65535)] = 8300
    """One port for pages and the devices' lines."""
    database: str = "sqlite:///var/balie.db"
    """sqlite:///var/balie.db, or postgresql+psycopg://user:password@host/balie."""
    secret_file: str = ""
    """File with the server's secret; the variable BALIE_SECRET goes first. Without either the store
    keeps one.
    """
    tls_certificate: str = ""
    """File with the certificate chain, for https without a proxy before it."""
    tls_key: str = ""
    """File with its key."""
    announce: bool = True
    """Say on the local network where this host is, so that new devices find it for pairing."""
    display_frames: tuple[Annotated[str, Field(pattern=r"^https?://[^\s;,']+$")], ...] = ()
    """Origins of pages that may show the hall display in a frame; everybody else's may not."""

    @model_validator(mode="after")
    def _both(self) -> "Server":
        if bool(self.tls_certificate) != bool(self.tls_key):
            raise ValueError("tls_certificate and tls_key belong together")
        return self
