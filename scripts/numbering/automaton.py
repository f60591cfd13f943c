"""Sets of digit strings as minimal acyclic automata that share their states.

A state is an int; 0 is the empty set. It has a label (0: nothing ends here) and ten children, one a digit. Equal states
are one state, so that two sets are equal when their ints are.
"""

DIGITS = range(10)
EMPTY = 0


class Automaton:
    def __init__(self):
        nothing = (0, (EMPTY,) * 10)
        self.states = [nothing]
        self._ids = {nothing: EMPTY}
        self._results = {}

    def state(self, label, children):
        key = (label, tuple(children))
        if key not in self._ids:
            self._ids[key] = len(self.states)
            self.states.append(key)
        return self._ids[key]

    def _combined(self, name, label, left, right):
        """The set whose strings get `label(theirs in left, theirs in right)`."""
        key = (name, left, right)
        if key not in self._results:
            (left_label, left_children), (right_label, right_children) = self.states[left], self.states[right]
            children = [self._combined(name, label, a, b) if a or b else EMPTY
                        for a, b in zip(left_children, right_children)]
            self._results[key] = self.state(label(left_label, right_label), children)
        return self._results[key]

    def union(self, left, right):
        """Strings of either, with their label in `left` if they have one there."""
        return self._combined("union", lambda a, b: a or b, left, right)

    def intersection(self, left, right):
        """Strings of both, with their label in `left`."""
        return self._combined("intersection", lambda a, b: a if b else 0, left, right)

    def difference(self, left, right):
        return self._combined("difference", lambda a, b: 0 if b else a, left, right)

    def labelled(self, state, label):
        key = ("labelled", state, label)
        if state and key not in self._results:
            old, children = self.states[state]
            self._results[key] = self.state(label if old else 0, [self.labelled(child, label) for child in children])
        return self._results[key] if state else EMPTY

    def of_lengths(self, lengths):
        """All strings of these lengths."""
        shorter = {length - 1 for length in lengths if length > 0}
        child = self.of_lengths(shorter) if shorter else EMPTY
        return self.state(1 if 0 in lengths else 0, [child] * 10)

    def beginning_in(self, state, longest):
        """All strings of at most `longest` digits that begin with a string of the set."""
        if not state or longest < 0:
            return EMPTY
        label, children = self.states[state]
        if label:
            return self.of_lengths(set(range(longest + 1)))
        return self.state(0, [self.beginning_in(child, longest - 1) for child in children])

    def tail(self, state):
        """(label, mask of lengths) if all strings of certain lengths are in the set, under one label; else None."""
        key = ("tail", state)
        if key not in self._results:
            label, children = self.states[state]
            result = None
            if len(set(children)) == 1:
                rest_label, rest = self.tail(children[0]) or (0, None) if children[0] else (label, 0)
                if rest is not None and label in (0, rest_label):
                    result = (rest_label, rest << 1 | (1 if label else 0))
            self._results[key] = result
        return self._results[key]

    def counts(self, state):
        """How many strings of each length the set has: a list by length."""
        key = ("counts", state)
        if key not in self._results:
            label, children = self.states[state]
            counts = [1 if label else 0]
            for child in children:
                for length, count in enumerate(self.counts(child) if child else [], start=1):
                    counts.extend([0] * (length + 1 - len(counts)))
                    counts[length] += count
            self._results[key] = counts
        return self._results[key]
