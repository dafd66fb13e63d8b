import os

from celery import Celery

from throughline.jobs.celery_setup import configure_jobs

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.project.settings")
app = Celery("notes")
configure_jobs(app)
