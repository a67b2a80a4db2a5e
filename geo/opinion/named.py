"""An installed spaCy model as a second reader of place names; it brings no figures and no kinds.

Assumes that the user installed spaCy and the model: sitmap does not bring them.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any

from geo.errors import InputError
from geo.model import Report
from geo.opinion.suggestion import Suggestion

LABELS = frozenset(("GPE", "LOC", "FAC"))


class SpacyNames:
    """Suggests every place name that a spaCy model sees; what happens there the words have to tell.

    Parameters
    ----------
    model : str
        The name or the folder of an installed model, such as en_core_web_sm.

    Raises
    ------
    InputError
        If spaCy or the model is not installed.
    """

    def __init__(self, model: str) -> None:
        self._read: Any = _loaded(model)

    def suggestions(self, report: Report) -> Iterator[Suggestion]:
        """Give the names one by one, each as its own quote."""
        for name in self._read(report.text).ents:
            if name.label_ in LABELS:
                yield Suggestion(name.text, name.text, start=name.start_char)


def _loaded(model: str) -> object:
    try:
        spacy: Any = importlib.import_module("spacy")
    except ImportError as fault:
        raise InputError(
            f"the model {model!r} needs spaCy, which is not installed; install it (pip install spacy), "
            "or leave the second opinion out"
        ) from fault
    try:
        return spacy.load(model)
    except OSError as fault:
        raise InputError(
            f"spaCy has no model {model!r}; install it (python -m spacy download {model}) or name another"
        ) from fault
