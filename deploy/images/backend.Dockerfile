# The backend, its relay, its worker and its commands: one image, started with different commands.
FROM python:3.13-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /source
COPY requirements.in requirements.txt deploy/images/select_locked.py ./
# The run-time part of the lock file, hashes checked; and, in an environment of its own, what builds the wheel.
RUN --mount=type=cache,target=/root/.cache/pip \
    python -m venv /opt/environment && \
    python select_locked.py requirements.txt requirements.in > run-time.txt && \
    /opt/environment/bin/pip install --require-hashes --no-deps --requirement run-time.txt && \
    python -m venv /opt/builder && \
    python select_locked.py requirements.txt requirements.in uv-build > builder.txt && \
    /opt/builder/bin/pip install --require-hashes --no-deps --requirement builder.txt
COPY libs/django libs/django
RUN PATH="/opt/builder/bin:$PATH" pip wheel --no-deps --no-index --no-build-isolation --wheel-dir /wheels ./libs/django && \
    /opt/environment/bin/pip install --no-deps --no-index /wheels/*.whl && \
    /opt/environment/bin/pip check && \
    # Nothing installs packages in a running container.
    /opt/environment/bin/pip uninstall --yes --quiet pip
COPY apps/backend /application
WORKDIR /application
RUN find . -type d -name tests -prune -exec rm -r {} + && \
    # The settings of the tests are the ones that need no secret.
    DJANGO_SETTINGS_MODULE=config.settings.test /opt/environment/bin/python manage.py collectstatic --noinput --verbosity 0 && \
    /opt/environment/bin/python -m compileall -q .

FROM python:3.13-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin application
COPY --from=build /opt/environment /opt/environment
COPY --from=build /application /application
WORKDIR /application
ENV PATH="/opt/environment/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production
USER 10001
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "8", \
     "--no-ws", "--respawn-failed-workers", "--workers-kill-timeout", "8", \
     "--static-path-route", "/static", "--static-path-mount", "dist/static", "config.wsgi:application"]
