"""Running the archive: its log, health and metrics, the headers and limits of requests, the logins of its database.

Nothing here knows what an archive holds, but for the counts that those who run it want to see.
"""
