"""Somebody at a browser, as far as HTTP goes."""

from __future__ import annotations

import re
from email.message import Message
from http.client import HTTPException
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener


class Visitor:
    """Keeps cookies, follows redirects, reads English."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies = CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.cookies))

    @property
    def place(self) -> tuple[str, int]:
        host, _colon, port = self.address.removeprefix("http://").partition(":")
        return host, int(port)

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

    def headers(self, path: str, **headers: str) -> Message:
        with self.opener.open(Request(self.address + path, headers=headers), timeout=20) as response:  # noqa: S310
            return response.headers

    def try_to_log_in(self, name: str, password: str) -> str:
        """The page that comes of it."""
        login = "/admin/login/"
        [token] = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', self.page(login))
        return self.page(login, csrfmiddlewaretoken=token, username=name, password=password, next="/admin/")

    def log_in(self, name: str, password: str) -> None:
        assert "Please enter the correct" not in self.try_to_log_in(name, password)
