"""Emergency and service numbers, which only make sense inside a country.

Their sets hold each number with the count of its digits in front, so that none is the beginning of another.
"""

from phonenumbers import PhoneMetadata

from patterns import state_of

LONGEST = 9
# Public services have three digits at most (101, 111, 411); longer codes without a stated cost sell something.
LONGEST_OF_UNSTATED_COST = 3
# Decision 2007/116/EC: services of social value, the same all over Europe. NANP: the N11 service codes.
KNOWN_IN_MANY = "116\\d{3}|[2-9]11|101|111"
# Mobile networks everywhere know 112 and 911 (3GPP TS 22.101 §10.1); 999 is what films of the rest say.
KNOWN_EVERYWHERE = "112|911|999"


def of_country(automaton, country):
    """What costs a caller nothing or little: emergency, free and ordinary short numbers."""
    numbers = PhoneMetadata.short_metadata_for_region(country)
    if numbers is None:
        return 0
    standard = automaton.difference(_described(automaton, numbers.standard_rate),
                                    _described(automaton, numbers.sms_services))
    unstated = automaton.intersection(_described(automaton, numbers.short_code),
                                      automaton.of_lengths(set(range(LONGEST_OF_UNSTATED_COST + 1))))
    unstated = automaton.difference(unstated, _described(automaton, numbers.premium_rate))
    result = state_of(automaton, KNOWN_EVERYWHERE)
    for more in (_described(automaton, numbers.emergency), _described(automaton, numbers.toll_free), standard, unstated):
        result = automaton.union(result, more)
    return _with_counts(automaton, result)


def of_all_countries(automaton, countries):
    """The emergency numbers of all countries, and services that have one number in many."""
    result = automaton.union(state_of(automaton, KNOWN_EVERYWHERE), state_of(automaton, KNOWN_IN_MANY))
    for country in countries:
        numbers = PhoneMetadata.short_metadata_for_region(country)
        if numbers is not None:
            result = automaton.union(result, _described(automaton, numbers.emergency))
    return _with_counts(automaton, result)


def _described(automaton, description):
    if description is None or not description.national_number_pattern:
        return 0
    return automaton.intersection(state_of(automaton, description.national_number_pattern),
                                  automaton.of_lengths(set(range(1, LONGEST + 1))))


def _with_counts(automaton, numbers):
    return automaton.state(0, [automaton.intersection(numbers, automaton.of_lengths({count})) if count else 0
                               for count in range(LONGEST + 1)])
