"""How the data that comes with the course was cut from its originals."""
