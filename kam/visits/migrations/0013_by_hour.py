"""Read the list of visits along its order, day and hour, instead of sorting it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("visits", "0012_where_photos_were_taken")]

    operations = [
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(
                fields=["day", "start_time", "id"], name="visits_by_hour"
            ),
        ),
    ]
