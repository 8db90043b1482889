"""The REST API: the archive's records for programs, under `/api/v1/`."""
