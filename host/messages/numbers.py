"""Telephone numbers as people write them, and as providers of SMS want them."""

import phonenumbers
from phonenumbers import PhoneNumberType

from host.settings.messages import Sms

MOBILE = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)


def mobile(settings: Sms, text: str) -> str | None:
    """The number in E.164 ("+31612345678"); None: no mobile number of a country that gets texts.

    Only such countries: a public form that sends texts anywhere is a way to earn with them.
    """
    try:
        number = phonenumbers.parse(text, settings.countries[0])
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    if phonenumbers.region_code_for_number(number) not in settings.countries:
        return None
    if phonenumbers.number_type(number) not in MOBILE:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
