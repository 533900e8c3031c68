"""The demo: a real Home Assistant beside a simulated Gizwits cloud.

``scripts/demo`` runs it; each module knows one part, ``showing`` puts them together.
"""
