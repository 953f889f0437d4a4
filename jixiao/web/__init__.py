"""Pages for the browser: the words of HTML and the looks all our pages share."""
