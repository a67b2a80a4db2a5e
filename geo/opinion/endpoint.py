"""A model behind an OpenAI-compatible endpoint as a second reader; the report's text is sent to it.

Assumes that the user named the address: nothing is sent anywhere else, redirects are not followed.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from typing import Any

from geo import vocab
from geo.errors import InputError, ServiceError
from geo.model import Report
from geo.opinion.suggestion import Suggestion
from geo.paths import data_path

_FIELDS = ("quote", "place", "region", "category", "attacker")


class Endpoint:
    """Asks a chat model for the incidents of a report.

    Parameters
    ----------
    url : str
        The base address, such as http://localhost:11434/v1.
    model : str
        The model's name, as the service has it.
    key : str, optional
        Sent as a bearer token; it appears in no message.
    timeout_s : float
        Seconds without an answer until it counts as failed.
    """

    def __init__(self, url: str, model: str, key: str | None = None, timeout_s: float = 120.0) -> None:
        if not url.startswith(("https://", "http://")):
            raise InputError(
                f"{url!r} is no address of a model; give one that begins with https:// or http://"
            )
        self.url, self.model, self.timeout_s = url.rstrip("/") + "/chat/completions", model, timeout_s
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}

    def suggestions(self, report: Report) -> Iterator[Suggestion]:
        """Ask once for the whole report; ServiceError if no usable answer comes."""
        import httpx

        try:
            with httpx.Client(trust_env=False, timeout=self.timeout_s) as client:
                answer = client.post(self.url, headers=self._headers, json=self._question(report))
            answer.raise_for_status()
            found = json.loads(answer.json()["choices"][0]["message"]["content"])["events"]
            yield from [_suggestion(row) for row in found]
        except httpx.HTTPStatusError as fault:
            raise ServiceError(
                f"{self.url} answered with {fault.response.status_code}; try again later"
            ) from None
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            raise ServiceError(
                f"{self.url} did not answer ({type(fault).__name__}); try again later"
            ) from None
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as fault:
            raise ServiceError(
                f"{self.url} gave no list of events; try again or name another model"
            ) from fault

    def _question(self, report: Report) -> dict[str, Any]:
        asked = tomllib.loads(data_path("vocab", "opinion.toml").read_text(encoding="utf-8"))["instructions"]
        asked = asked.replace("{categories}", ", ".join(vocab.categories()))
        messages = [{"role": "system", "content": asked}, {"role": "user", "content": report.text}]
        kind = {"type": "json_object"}
        return {"model": self.model, "temperature": 0, "response_format": kind, "messages": messages}


def _suggestion(row: dict[str, Any]) -> Suggestion:
    """Take a row of the answer; what is no text is left out."""
    told = {name: row[name] for name in _FIELDS if isinstance(row.get(name), str)}
    return Suggestion(**{"quote": "", "place": "", **told})
