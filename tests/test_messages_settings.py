"""What a town may say of its messages, and what it is told when that cannot be."""

import pytest

from host.settings import Faulty, read
from tests.messages_town import TOWN


def faults(tmp_path, old: str, new: str) -> str:
    assert old in TOWN
    file = tmp_path / "balie.toml"
    file.write_text(TOWN.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Faulty) as faulty:
        read(file)
    return str(faulty.value)


SENDER = 'sender = "afspraken@testdam.example"'


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (SENDER, "", "host needs a sender"),
        (SENDER, 'sender = "geen adres"', "messages.mail.sender"),
        (SENDER, f'{SENDER}\nuser = "balie"', "without encryption"),
        ('security = "none"', 'security = "ssl"', "messages.mail.security"),
        ('sender = "Testdam"', 'sender = "Gemeente Testdam"', "messages.sms.sender"),
        ('sender = "Testdam"', "", "spryng needs a sender"),
        ('"spryng"', '"notifynl"', "needs a template"),
        ('"spryng"', '"pigeon"', "messages.sms.provider"),
        ('"spryng"', '"spryng"\ncountries = []', "messages.sms.countries"),
        ('"spryng"', '"spryng"\ncountries = ["nl"]', "messages.sms.countries"),
        ("[messages.mail]", '[messages]\nhours = "20:00-08:00"\n[messages.mail]', "ends before"),
        ("[messages.mail]", "[messages]\nreminder_days = 20\n[messages.mail]", "reminder_days"),
        ("[messages.mail]", '[messages]\nno_reminder_for = ["fax"]\n[messages.mail]', "no_rem"),
    ],
)
def test_a_faulty_setting_is_named(tmp_path, old, new, fault):
    assert fault in faults(tmp_path, old, new)


def test_a_town_that_says_nothing_sends_nothing(tmp_path):
    file = tmp_path / "balie.toml"
    head, _, rest = TOWN.partition("[messages.mail]")
    file.write_text(head + rest[rest.index("[services.paspoort]") :], encoding="utf-8")
    told = read(file).messages
    assert (told.mail.host, told.sms.provider) == ("", "")
    assert f"{told.hours[0]:%H:%M}-{told.hours[1]:%H:%M}" == "08:00-20:00"
