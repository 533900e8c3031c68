"""The product in a real browser: the frontend, a real Home Assistant, the demo's cloud.

What a person does is done as a person does it, by what is written on the screen.
"""
