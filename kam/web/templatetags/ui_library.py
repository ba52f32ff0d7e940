"""The one tag library that the ui_* modules fill; templates load it as `ui`."""

from django import template

register = template.Library()
