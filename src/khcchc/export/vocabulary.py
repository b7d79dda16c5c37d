"""Grammars as text to read: the list of them, and one of them whole."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.grammar import Grammar, Grammars
from khcchc.messages import Messages


def list_grammars(grammars: Grammars, say: Messages) -> str:
    """A line each: name, what it holds, and the first sentence of what it is about."""
    rows = []
    for name in sorted(grammars):
        grammar = grammars[name]
        held = {"rules": len(grammar.patterns), "lists": len(grammar.lists), "entries": len(grammar.entries)}
        rows.append(
            (name, ", ".join(say.count(noun, n) for noun, n in held.items() if n), _first_sentence(grammar.about))
        )
    widths = [max((len(row[n]) for row in rows), default=0) for n in (0, 1)]
    return "".join(f"{name:<{widths[0]}}  {held:<{widths[1]}}  {about}\n" for name, held, about in rows)


def _first_sentence(text: str) -> str:
    return " ".join(text.split()).partition(". ")[0].rstrip(".")


def count_grammars(grammars: Grammars, say: Messages) -> dict[str, str]:
    """How many grammars, rules and examples there are, in words."""
    rules = [pattern.rule for grammar in grammars.values() for pattern in grammar.patterns.values()]
    examples = sum(len(rule.examples) + len(rule.not_examples) for rule in rules)
    counts = {"grammars": len(grammars), "rules": len(rules), "examples": examples}
    return {noun: say.count(noun, n) for noun, n in counts.items()}


def show_grammar(grammar: Grammar) -> str:
    """Rules with their examples, lists with their words, in the order of the file, close to its TOML."""
    return "\n\n".join(["\n".join(_head(grammar)), *("\n".join(block) for block in _blocks(grammar))]) + "\n"


def _head(grammar: Grammar) -> Iterator[str]:
    yield f"# {grammar.concept} ({grammar.source})"
    yield from (f"# {line}" for line in grammar.about.strip().splitlines())
    yield from (f"part {name} = {pattern}" for name, pattern in grammar.parts.items())


def _blocks(grammar: Grammar) -> Iterator[list[str]]:
    for pattern in grammar.patterns.values():
        rule = pattern.rule
        block = [f"rule {rule.id} ({pattern.source}) gives {rule.gives}, {rule.mode}, case {rule.case}"]
        block += [f"  about    {rule.about}"] if rule.about else []
        block += [f"  pattern  {rule.pattern}"]
        block += [f"  yes      {text}" for text in rule.examples] + [f"  no       {text}" for text in rule.not_examples]
        yield block
    for words in grammar.lists.values():
        yield [f"list {words.id}{f': {words.about}' if words.about else ''}", *(f"  {word}" for word in words.words)]
    if grammar.entries:
        yield ["entries", *(f"  {entry.id}: {entry.name}" for entry in grammar.entries.values())]
