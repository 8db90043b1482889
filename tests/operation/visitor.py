"""Somebody at a browser, as far as HTTP goes."""

from __future__ import annotations

import re
from http.client import HTTPException
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener


class Visitor:
    """Keeps cookies, follows redirects, reads English."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def page(self, path: str, **form: str) -> str:
        data = urlencode(form).encode() if form else None
        request = Request(self.address + path, data, headers={"Accept-Language": "en"})  # noqa: S310 - our own server
        with self.opener.open(request, timeout=20) as response:
            return response.read().decode()

    def status(self, path: str) -> int:
        """The status of the answer, 0 where there is none."""
        try:
            self.page(path)
        except HTTPError as error:
            return error.code
        except (OSError, HTTPException):
            return 0
        return 200

    def log_in(self, name: str, password: str) -> None:
        [token] = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', self.page("/admin/login/"))
        page = self.page("/admin/login/", csrfmiddlewaretoken=token, username=name, password=password, next="/admin/")
        assert "Please enter the correct" not in page
