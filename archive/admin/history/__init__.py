"""The pages of the history: of a record, of everything lately, of a run; and taking back."""
