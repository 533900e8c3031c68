"""Tests of schedules: local time and the cloud's, the book, the tasks, the actions."""
