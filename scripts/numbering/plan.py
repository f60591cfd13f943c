"""The world's numbering plan: per calling code its lengths, prefixes and countries, and which numbers are allocated."""

import math

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

from patterns import state_of

# ITU-T E.164 §6.2.1: calling code and national number together.
LONGEST = 15
# Longer ones are a carrier's code in front of the usual prefix; China alone has thousands of them.
LONGEST_INTERNATIONAL_PREFIX = 5
NO_COUNTRY = "001"
KINDS = ("fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "personal_number", "voip", "pager", "uan",
         "voicemail")


class CallingCode:
    """One line of the table, and the state of its allocated national numbers, labelled by 1 + place in `regions`."""

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
        self.allocated = self._allocated()

    def line(self):
        """code regions trunk-prefix international-prefixes length:tenths-of-bits…"""
        regions = [] if self.regions == (NO_COUNTRY,) else [self.regions[0]]
        for region, digits in self.leading_digits.items():
            regions.append(":".join([region, *digits]))
        counts = self._automaton.counts(self.allocated)
        lengths = []
        for length in self.lengths:
            count = counts[length] if length < len(counts) else 0
            lengths.append(f"{length}:{round(10 * math.log2(count))}" if count else str(length))
        return " ".join([str(self.code), ",".join(regions) or "-", self.trunk_prefix or "-",
                         ",".join(self.international_prefixes) or "-", *lengths])

    def _allocated(self):
        automaton = self._automaton
        possible = automaton.of_lengths(set(self.lengths))
        result, left = 0, possible
        for label, region in enumerate(self.regions, start=1):
            valid = automaton.intersection(allocated(automaton, self.code, region, self.longest), left)
            pattern = metadata(self.code, region).leading_digits
            if pattern and len(self.regions) > 1:
                # The region has all numbers that begin so, also those that are none of its own.
                own = automaton.beginning_in(state_of(automaton, pattern), self.longest)
                valid = automaton.intersection(valid, own)
                left = automaton.difference(left, own)
            else:
                left = automaton.difference(left, valid)
            result = automaton.union(result, automaton.labelled(valid, label))
        return result

    def _leading_digits(self, region):
        pattern = metadata(self.code, region).leading_digits
        return strings(self._automaton, state_of(self._automaton, pattern)) if pattern else []


def calling_codes(automaton):
    return [CallingCode(automaton, code, regions) for code, regions in sorted(COUNTRY_CODE_TO_REGION_CODE.items())]


def countries(codes):
    return sorted(region for code in codes for region in code.regions if region != NO_COUNTRY)


def metadata(code, region):
    if region == NO_COUNTRY:
        return PhoneMetadata.metadata_for_nongeo_region(code)
    return PhoneMetadata.metadata_for_region(region)


def allocated(automaton, code, region, longest):
    """National numbers of a region that are of some kind, which is what is_valid_number_for_region asks."""
    numbers = metadata(code, region)
    result = 0
    for kind in KINDS:
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
