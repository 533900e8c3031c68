"""Tests of the simulated cloud itself, without Home Assistant."""
