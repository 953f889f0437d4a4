"""The official form itself, on screen, to fill in: a server for one year of one project and one person's browser."""
