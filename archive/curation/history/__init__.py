"""Who changed what, when and why; and how it is taken back."""
