"""What the admin and the pages for readers show alike: marks over texts, words for values, counts."""
