"""What was entered for a year: files to a Submission, and everything that can be said before anything is derived."""
