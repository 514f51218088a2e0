"""Write what was answered: the one way in which an answer gets into the vault."""

from collections.abc import Mapping

from overstap.domain.answers import Answers, Field
from overstap.domain.records import Dot, Record, RecordId


class SaveAnswers:
    def __call__(
        self, record: RecordId, answers: Answers, seen: Mapping[Field, tuple[Dot, ...]]
    ) -> Record:
        """Append one revision and give the record as it is then.

        Half-finished and wrong answers are saved too: drafts may be wrong, finishing may not.
        To finish a section, or put it off with a reason, save ``progress.<section>`` =
        ``done`` or ``later:<reason>``.
        """
        raise NotImplementedError
