"""The pages for readers, outside the admin: they show what the archive holds, and write nothing."""
