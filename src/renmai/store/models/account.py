"""Accounts: an employee's way to sign in."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class Account(AbstractUser):
    """`username` is what is typed at sign-in; the employee decides what is seen (spec 1.4)."""

    employee = models.OneToOneField("store.Employee", on_delete=models.PROTECT, related_name="account", null=True)
