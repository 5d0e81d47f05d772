"""Examples of what is said of devices, each field filled."""

from wire import commands as said
from wire import devices

ID = "0f3c9a7e5b1d4c68"
DEVICE = "b1d4c680f3c9a7e5"
AT = 1_780_902_000_000

COMMANDS = (
    said.ApproveDevice(id=ID, code="7K3-9QF", name="kiosk-2"),
    said.RenameDevice(id=ID, device=DEVICE, name="kiosk-3"),
    said.RevokeDevice(id=ID, device=DEVICE),
)
QUESTIONS = (devices.AskDevices(id=ID),)
ANSWERS = (
    devices.DeviceList(
        id=ID,
        devices=(
            devices.KnownDevice(
                device=DEVICE,
                name="desk-3",
                role="desk",
                desk="3",
                state="away",
                since=AT,
                seen=AT,
                version="0.1.0",
                paired=AT,
                can=("rename_device", "revoke_device"),
            ),
        ),
        waiting=(
            devices.WaitingDevice(role="kiosk", name="kiosk-2", since=AT, until=AT + 600_000),
        ),
        may=("kiosk", "display", "printer"),
    ),
)
