"""SQLite takes the youngest of two indexes that serve alike: make the narrow one so."""

from django.db import migrations, models

UPCOMING = models.Index(
    fields=["day", "id"],
    name="visits_upcoming",
    condition=models.Q(state__in=["planned", "draft"]),
)


class Migration(migrations.Migration):
    dependencies = [("visits", "0010_insight_to_action_quotes_company")]

    operations = [
        migrations.RemoveIndex(model_name="visit", name="visits_upcoming"),
        migrations.AddIndex(model_name="visit", index=UPCOMING),
    ]
