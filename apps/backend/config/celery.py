import os

from celery import Celery
from django.conf import settings

from config.env import stop
from throughline.jobs.celery_setup import configure_jobs

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
if not settings.THROUGHLINE_JOBS["BROKER_URL"]:
    # Other processes come here only to send, which they do not without a broker.
    stop("REDIS_URL is not set.")

app = Celery("backend")
configure_jobs(app)
