from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_registrations_and_deletion"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="email_changes",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
    ]
