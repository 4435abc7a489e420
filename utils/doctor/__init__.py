"""Is everything here that the course needs?"""
