"""Automata as text for a Swift literal; NumberAutomaton.swift reads it."""

# 92 printable characters: four of them hold 26 bits.
ALPHABET = [chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\']
LAST = 1 << 10
TARGET_SHIFT = 11


def word(value):
    if not 0 <= value < 1 << 26:
        raise ValueError(f"{value} is no 26 bits")
    characters = ""
    for _ in range(4):
        value, remainder = divmod(value, len(ALPHABET))
        characters += ALPHABET[remainder]
    return characters


class Packed:
    """Edges of all states that can be reached from `roots`, and the tails in which they end.

    An edge is a mask of digits, a mark on the last one of a state, and where it leads: to the first edge of a state or,
    from the number of edges on, to a tail. A tail is all strings of certain lengths: a mask of these and a label.
    """

    def __init__(self, automaton, roots):
        self._automaton = automaton
        order, tails = self._reached(roots)
        places, position = {}, 0
        for state in order:
            places[state] = position
            position += len(self._edges(state))
        for index, tail in enumerate(tails):
            places[tail] = position + index
        self.roots = [word(places[self._name(root)]) for root in roots]
        self.edges = []
        for state in order:
            edges = self._edges(state)
            for number, (target, digits) in enumerate(edges, start=1):
                last = LAST if number == len(edges) else 0
                self.edges.append(word(places[self._name(target)] << TARGET_SHIFT | last | digits))
        self.tails = [word(label << 16 | lengths) for label, lengths in tails]

    def _name(self, state):
        return self._automaton.tail(state) or state

    def _edges(self, state):
        """(target, mask of digits), the one with the most digits first."""
        masks = {}
        for digit, child in enumerate(self._automaton.states[state][1]):
            if child:
                masks[child] = masks.get(child, 0) | 1 << digit
        return sorted(masks.items(), key=lambda edge: (-bin(edge[1]).count("1"), edge[1]))

    def _reached(self, roots):
        """States that are no tails, depth first from the roots, and all tails."""
        order, tails = {}, set()
        waiting = list(reversed(roots))
        while waiting:
            state = waiting.pop()
            tail = self._automaton.tail(state)
            if tail:
                tails.add(tail)
            elif state not in order:
                if self._automaton.states[state][0]:
                    raise ValueError("a number that is the beginning of another has no place in this form")
                order[state] = True
                waiting.extend(target for target, _ in reversed(self._edges(state)))
        return list(order), sorted(tails)
