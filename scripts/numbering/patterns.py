"""Regular expressions over digits, as phonenumbers has them, to states of an automaton."""

try:
    from re import _parser as expressions
except ImportError:  # before Python 3.11
    import sre_parse as expressions

ZERO = ord("0")


def state_of(automaton, pattern):
    """The set of strings that match the whole of `pattern`."""
    machine = _Machine()
    start = machine.new()
    end = machine.sequence(expressions.parse(pattern), start)
    known = {}

    def state(places):
        if places not in known:
            children = []
            for digit in range(10):
                reached = {target for place in places for digits, target in machine.steps[place] if digit in digits}
                children.append(state(machine.closure(reached)) if reached else 0)
            known[places] = automaton.state(1 if end in places else 0, children)
        return known[places]

    return state(machine.closure({start}))


class _Machine:
    """Thompson's construction: places with steps on digits and steps on nothing."""

    def __init__(self):
        self.steps = []
        self.free = []

    def new(self):
        self.steps.append([])
        self.free.append([])
        return len(self.steps) - 1

    def closure(self, places):
        reached, waiting = set(places), list(places)
        while waiting:
            for place in self.free[waiting.pop()]:
                if place not in reached:
                    reached.add(place)
                    waiting.append(place)
        return frozenset(reached)

    def sequence(self, items, place):
        for operation, argument in items:
            place = self._item(str(operation), argument, place)
        return place

    def _item(self, operation, argument, place):
        if operation == "LITERAL":
            return self._step({argument - ZERO}, place)
        if operation == "IN":
            return self._step(set().union(*(_digits(*part) for part in argument)), place)
        if operation == "SUBPATTERN":
            return self.sequence(argument[3], place)
        if operation == "BRANCH":
            return self._join([self.sequence(alternative, place) for alternative in argument[1]])
        if operation == "MAX_REPEAT":
            least, most, items = argument
            for _ in range(least):
                place = self.sequence(items, place)
            ends = [place]
            for _ in range(most - least):
                ends.append(self.sequence(items, ends[-1]))
            return self._join(ends)
        raise ValueError(f"no rule for {operation}")

    def _step(self, digits, place):
        target = self.new()
        self.steps[place].append((digits, target))
        return target

    def _join(self, places):
        target = self.new()
        for place in places:
            self.free[place].append(target)
        return target


def _digits(operation, argument):
    if str(operation) == "LITERAL":
        return {argument - ZERO}
    if str(operation) == "RANGE":
        return set(range(argument[0] - ZERO, argument[1] - ZERO + 1))
    if str(operation) == "CATEGORY":
        return set(range(10))
    raise ValueError(f"no rule for {operation}")
