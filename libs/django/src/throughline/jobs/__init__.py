"""Background jobs whose row in the database is the truth; Celery only carries their ids."""
