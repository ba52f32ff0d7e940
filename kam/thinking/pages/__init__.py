"""Pages of thinking preferences."""

from kam.thinking.pages.account import ThinkingPage, thinking_page
from kam.thinking.pages.brief import WaveBrief, wave_brief
from kam.thinking.pages.person import PersonThinking, person_thinking
from kam.thinking.pages.summary import summary
from kam.thinking.pages.words import Kite, Preference, preference_of

__all__ = [
    "Kite",
    "PersonThinking",
    "Preference",
    "ThinkingPage",
    "WaveBrief",
    "person_thinking",
    "preference_of",
    "summary",
    "thinking_page",
    "wave_brief",
]
