"""The world's numbering plan: per calling code its lengths, prefixes and countries, and which numbers are allocated."""

import math

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

from packed import ALPHABET
from patterns import state_of

# ITU-T E.164 §6.2.1: calling code and national number together.
LONGEST = 15
# Longer ones are a carrier's code in front of the usual prefix; China alone has thousands of them.
LONGEST_INTERNATIONAL_PREFIX = 5
NO_COUNTRY = "001"
SUBSCRIBERS = ("fixed_line", "mobile")
SERVICES = ("toll_free", "premium_rate", "shared_cost", "personal_number", "voip", "pager", "uan", "voicemail")
# How many of the numbers that anybody dials are subscribers', in a region that has both.
SHARE_OF_SUBSCRIBERS = 0.83
BITS_OF_CHARACTER = 0.5
# Where as many numbers are dialled as in so many other regions. The next largest ones gain nothing from such weights.
WEIGHTS = {"US": 8}


class CallingCode:
    """One line of the table, and the state of its allocated national numbers. A region has two blocks: the numbers of
    subscribers and those of services. Labels are 1 + the place among the blocks."""

    def __init__(self, automaton, code, regions):
        self._automaton = automaton
        self.code = code
        self.regions = regions
        # What holds for the code as a whole stands with its main region, which is the first.
        main = metadata(code, regions[0])
        self.longest = LONGEST - len(str(code))
        self.lengths = [length for length in main.general_desc.possible_length if length <= self.longest]
        self.trunk_prefix = main.national_prefix or ""
        self.international_prefixes = international_prefixes(automaton, main)
        self.leading_digits = {region: self._leading_digits(region) for region in regions[1:]}
        self.blocks = list(self._blocks())
        blocks = [block for of_region in self.blocks for block in of_region]
        self.allocated = 0
        for label, block in enumerate(blocks, start=1):
            self.allocated = automaton.union(self.allocated, automaton.labelled(block, label))

    def line(self):
        """code regions trunk-prefix international-prefixes lengths bits-of-a-block…"""
        regions = [] if self.regions == (NO_COUNTRY,) else [self.regions[0]]
        for region, digits in self.leading_digits.items():
            regions.append(":".join([region, *digits]))
        bits = [self._bits(block, share * WEIGHTS.get(region, 1))
                for region, blocks in zip(self.regions, self.blocks) for block, share in zip(blocks, shares(*blocks))]
        return " ".join([str(self.code), ",".join(regions) or "-", self.trunk_prefix or "-",
                         ",".join(self.international_prefixes) or "-", ",".join(map(str, self.lengths)), *bits])

    def _bits(self, block, share):
        """A character a length: the bits that tell a number of the block, which has a share, from all of its region."""
        counts = self._automaton.counts(block)
        counts = [counts[length] if length < len(counts) else 0 for length in self.lengths]
        lengths = sum(count > 0 for count in counts)
        return "".join(character(math.log2(lengths * count / share)) if count else ALPHABET[0] for count in counts)

    def _blocks(self):
        automaton = self._automaton
        left = automaton.of_lengths(set(self.lengths))
        for region in self.regions:
            subscribers, all_kinds = (
                automaton.intersection(allocated(automaton, self.code, region, self.longest, kinds), left)
                for kinds in (SUBSCRIBERS, SUBSCRIBERS + SERVICES))
            pattern = metadata(self.code, region).leading_digits
            if pattern and len(self.regions) > 1:
                # The region has all numbers that begin so, also those that are none of its own.
                own = automaton.beginning_in(state_of(automaton, pattern), self.longest)
                subscribers = automaton.intersection(subscribers, own)
                all_kinds = automaton.intersection(all_kinds, own)
                left = automaton.difference(left, own)
            else:
                left = automaton.difference(left, all_kinds)
            yield subscribers, automaton.difference(all_kinds, subscribers)

    def _leading_digits(self, region):
        pattern = metadata(self.code, region).leading_digits
        return strings(self._automaton, state_of(self._automaton, pattern)) if pattern else []


def shares(subscribers, services):
    return (SHARE_OF_SUBSCRIBERS, 1 - SHARE_OF_SUBSCRIBERS) if subscribers and services else (1, 1)


def character(bits):
    """Half bits, of which no more than 91 fit: blocks of so many numbers are all alike unlikely."""
    return ALPHABET[min(max(1, round(bits / BITS_OF_CHARACTER)), len(ALPHABET) - 1)]


def calling_codes(automaton):
    return [CallingCode(automaton, code, regions) for code, regions in sorted(COUNTRY_CODE_TO_REGION_CODE.items())]


def countries(codes):
    return sorted(region for code in codes for region in code.regions if region != NO_COUNTRY)


def metadata(code, region):
    if region == NO_COUNTRY:
        return PhoneMetadata.metadata_for_nongeo_region(code)
    return PhoneMetadata.metadata_for_region(region)


def allocated(automaton, code, region, longest, kinds):
    """National numbers of a region that are of one of these kinds: of any is what is_valid_number_for_region asks."""
    numbers = metadata(code, region)
    result = 0
    for kind in kinds:
        result = automaton.union(result, described(automaton, getattr(numbers, kind), longest))
    return automaton.intersection(result, described(automaton, numbers.general_desc, longest))


def described(automaton, description, longest):
    """National numbers that match a PhoneNumberDesc; no lengths there mean any."""
    if description is None or not description.national_number_pattern:
        return 0
    lengths = {length for length in description.possible_length or range(longest + 1) if 0 < length <= longest}
    return automaton.intersection(state_of(automaton, description.national_number_pattern),
                                  automaton.of_lengths(lengths))


def international_prefixes(automaton, numbers):
    """The one that a country prefers first, then by length."""
    if not numbers.international_prefix:
        return []
    prefixes = strings(automaton, state_of(automaton, numbers.international_prefix))
    preferred = (numbers.preferred_international_prefix or "").replace("~", "")
    prefixes.sort(key=lambda prefix: (prefix != preferred, len(prefix), prefix))
    return [prefix for prefix in prefixes if len(prefix) <= LONGEST_INTERNATIONAL_PREFIX]


def strings(automaton, state, head=""):
    """All strings of a set, in order."""
    label, children = automaton.states[state]
    found = [head] if label else []
    for digit, child in enumerate(children):
        if child:
            found += strings(automaton, child, head + str(digit))
    return found
