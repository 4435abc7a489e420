"""The course as a web site, in both languages, made from the stored notebooks: nothing is executed."""
