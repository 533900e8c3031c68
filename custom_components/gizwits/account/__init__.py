"""One account at work: its devices, groups and scenes, and how the cloud is asked."""
