"""manage.py apitoken: a token for a program that uses the API, or the end of one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.models import ApiToken

DAYS = 90


class Command(BaseCommand):
    help = "Make a token by which a program acts as somebody in the API, list somebody's tokens, or take one back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", help="whose token: what it may do is what their role and its scopes both allow")
        parser.add_argument("--name", default="", help="what it is used for; makes a token")
        parser.add_argument("--scope", nargs="+", default=["read"], choices=ApiToken.Scope.values, help="(read)")
        parser.add_argument("--days", type=int, default=DAYS, help=f"how long it is good for ({DAYS})")
        parser.add_argument("--revoke", default="", metavar="KEY", help="take back the token of this key")

    def handle(self, *_args: Any, **given: Any) -> None:
        from archive.api.tokens import make, revoke

        user = get_user_model()._default_manager.filter(username=given["user"]).first()
        if user is None:
            raise CommandError(f"There is no user “{given['user']}”.")
        if given["revoke"]:
            if not revoke(user, given["revoke"]):
                raise CommandError(f"{given['user']} has no token with the key “{given['revoke']}”.")
            self.stdout.write("Taken back.")
        elif given["name"]:
            try:
                _token, secret = make(user, given["name"], given["scope"], given["days"])
            except ValueError as error:
                raise CommandError(str(error)) from error
            self.stdout.write(f"{secret}\nIt is shown only now: send it as “Authorization: Bearer …”.")
        for one in ApiToken.objects.filter(user=user).order_by("created"):
            self.stdout.write(f"{one.token_key}  {one.name}  {', '.join(one.scopes)}  until {one.expiry:%Y-%m-%d}")
