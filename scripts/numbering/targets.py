"""Valid numbers of all regions, one a line, each once: targets.py KIND COUNT SEED

KIND: examples (those of phonenumbers), any (random ones of any kind), mobile, premium_rate. Fewer than COUNT if there are
no more.
"""

import random
import sys

from phonenumbers import is_valid_number, parse

from samples import described, descriptions, examples, homes, metadata

LONGEST = 15


def main(kind, count, seed):
    chance = random.Random(seed)
    for target in sorted(targets(kind, count, chance), key=lambda _: chance.random()):
        print(target)


def targets(kind, count, chance):
    if kind == "examples":
        all_examples = sorted({number for home in homes() for number in examples(*home) if is_target(number)})
        return chance.sample(all_examples, min(count, len(all_examples)))
    found = set()
    while len(found) < count:
        code, region = chance.choice(homes())
        choice = descriptions(code, region) if kind == "any" else [getattr(metadata(code, region), kind)]
        description = chance.choice(choice)
        if description and description.national_number_pattern:
            number = f"{code}{described(chance, description)}"
            if is_target(number):
                found.add(number)
    return sorted(found)


def is_target(number):
    return len(number) <= LONGEST and is_valid_number(parse("+" + number))


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
