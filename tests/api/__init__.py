"""Tests of the client: no Home Assistant, real sockets against the simulated cloud."""
