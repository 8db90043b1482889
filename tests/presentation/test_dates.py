"""EDTF in words, in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from archive.presentation.dates import day_in_words, in_words


@pytest.mark.parametrize(
    ("edtf", "french", "english"),
    [
        (None, "", ""),
        ("2019", "2019", "2019"),
        ("2015-11", "novembre 2015", "November 2015"),
        ("2021-05-01", "1er mai 2021", "1 May 2021"),
        ("2019-04-09/2019-04-11", "du 9 au 11 avril 2019", "from 9 to 11 April 2019"),
        ("2019-04-30/2019-05-01", "du 30 avril au 1er mai 2019", "from 30 April to 1 May 2019"),
        ("2019-12-30/2020-01-02", "du 30 décembre 2019 au 2 janvier 2020", "from 30 December 2019 to 2 January 2020"),
        ("2018/2021", "2018\u202f–\u202f2021", "2018\u202f–\u202f2021"),
        ("XXXX-03-08", "8 mars, année inconnue", "8 March, year unknown"),
        ("XXXX-11-24/XXXX-11-27", "du 24 au 27 novembre, année inconnue", "from 24 to 27 November, year unknown"),
        ("2016-11/2024-11", "novembre 2016\u202f–\u202fnovembre 2024", "November 2016\u202f–\u202fNovember 2024"),
    ],
)
def test_a_date_in_words(edtf: str | None, french: str, english: str) -> None:
    with override("fr"):
        assert in_words(edtf) == french
    with override("en"):
        assert in_words(edtf) == english


def test_a_day_in_words() -> None:
    with override("fr"):
        assert day_in_words(date(2016, 11, 21)) == "21 novembre 2016"
