"""Tags of the archive's templates."""
