"""Entities of several datapoints: what they are made of, and how they are found."""
