"""Numbers after a plus, of all countries, with what phonenumbers makes of each: samples.py COUNT

A line a number, tabs between: digits, calling code, national number, valid, possible, region. Always the same ones.
"""

import itertools
import random
import sys

from phonenumbers import (COUNTRY_CODE_TO_REGION_CODE, NumberParseException, PhoneMetadata, ValidationResult,
                          is_possible_number_with_reason, is_valid_number, national_significant_number, parse,
                          region_code_for_number)

try:
    from re import _parser as expressions
except ImportError:  # before Python 3.11
    import sre_parse as expressions

KINDS = ("fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "personal_number", "voip", "pager", "uan",
         "voicemail")


def main(count):
    chance = random.Random(20)
    homes = [(code, region) for code, regions in COUNTRY_CODE_TO_REGION_CODE.items() for region in regions]
    # A dictionary keeps the order, and each number once.
    numbers = {example: None for home in homes for example in examples(*home)}
    for code, region in itertools.cycle(homes):
        if len(numbers) >= count:
            break
        numbers[chance.choice(FORMS)(chance, code, region)] = None
    for number in numbers:
        print(*expectation(number), sep="\t")


def expectation(number):
    try:
        parsed = parse("+" + number)
    except NumberParseException:
        return number, "", "", 0, 0, ""
    possible = is_possible_number_with_reason(parsed) == ValidationResult.IS_POSSIBLE
    region = region_code_for_number(parsed) or ""
    return (number, parsed.country_code, national_significant_number(parsed), int(is_valid_number(parsed)),
            int(possible), "" if region == "001" else region)


def metadata(code, region):
    if region == "001":
        return PhoneMetadata.metadata_for_nongeo_region(code)
    return PhoneMetadata.metadata_for_region(region)


def descriptions(code, region):
    numbers = metadata(code, region)
    found = [getattr(numbers, kind) for kind in KINDS]
    return [description for description in found if description and description.national_number_pattern]


def examples(code, region):
    return [f"{code}{description.example_number}" for description in descriptions(code, region)
            if description.example_number]


def of_a_pattern(chance, code, region):
    return f"{code}{national(chance, code, region)}"


def with_trunk_prefix(chance, code, region):
    return f"{code}{metadata(code, region).national_prefix or 0}{national(chance, code, region)}"


def with_any_prefix(chance, code, region):
    """Behind what phonenumbers takes away in front of national numbers, which is more than trunk prefixes."""
    prefix = string(chance, expressions.parse(metadata(code, region).national_prefix_for_parsing or ""))
    return f"{code}{prefix}{national(chance, code, region)}"


def one_digit_other(chance, code, region):
    digits = national(chance, code, region)
    place = chance.randrange(min(5, len(digits)))
    return f"{code}{digits[:place]}{chance.randrange(10)}{digits[place + 1:]}"


def one_digit_more(chance, code, region):
    return f"{code}{national(chance, code, region)}{chance.randrange(10)}"


def one_digit_less(chance, code, region):
    return f"{code}{national(chance, code, region)[:-1]}"


def of_a_length(chance, code, region):
    length = chance.choice(metadata(code, region).general_desc.possible_length)
    return f"{code}{''.join(str(chance.randrange(10)) for _ in range(length))}"


def of_any_code(chance, code, region):
    return "".join(str(chance.randrange(10)) for _ in range(chance.randrange(4, 17)))


FORMS = (of_a_pattern, of_a_pattern, of_a_pattern, with_trunk_prefix, with_any_prefix, one_digit_other,
         one_digit_other, one_digit_more, one_digit_less, of_a_length, of_any_code)


def national(chance, code, region):
    """A random string that one of the region's patterns matches, and has a length that goes with it."""
    description = chance.choice(descriptions(code, region))
    pattern = expressions.parse(description.national_number_pattern)
    while True:
        digits = string(chance, pattern)
        if len(digits) in description.possible_length:
            return digits


def string(chance, items):
    return "".join(part(chance, str(operation), argument) for operation, argument in items)


def part(chance, operation, argument):
    if operation == "LITERAL":
        return chr(argument)
    if operation == "IN":
        kind, value = chance.choice(argument)
        if str(kind) == "RANGE":
            return chr(chance.randint(*value))
        return chr(value) if str(kind) == "LITERAL" else str(chance.randrange(10))
    if operation == "SUBPATTERN":
        return string(chance, argument[3])
    if operation == "BRANCH":
        return string(chance, chance.choice(argument[1]))
    if operation == "AT":  # the end
        return ""
    if operation == "MAX_REPEAT":
        least, most, items = argument
        return "".join(string(chance, items) for _ in range(chance.randint(least, most)))
    raise ValueError(f"no rule for {operation}")


main(int(sys.argv[1]))
