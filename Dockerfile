# The archive in a container; docker-compose.yml puts PostgreSQL beside it.

FROM python:3.11-slim-bookworm AS packages
COPY requirements.txt .
RUN python -m venv /venv \
    && /venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes --requirement requirements.txt

FROM python:3.11-slim-bookworm
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=archive.settings \
    ARCHIVE_HOME=/srv/home \
    HOST=0.0.0.0 \
    PORT=8000
RUN useradd --system --user-group --uid 10001 --no-create-home archive
WORKDIR /srv/archive
COPY --from=packages /venv /venv
COPY manage.py ./
COPY archive archive
COPY etl etl
COPY seeds seeds
# The key serves this one command and is kept nowhere: no secret gets into a layer.
RUN python -m compileall -q archive etl \
    && ARCHIVE_SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
        python manage.py collectstatic --no-input --verbosity 0
USER archive
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=6s --start-period=30s CMD ["python", "-m", "archive.health", "live"]
CMD ["python", "-m", "gunicorn", "--config", "python:archive.serving", "archive.wsgi"]
