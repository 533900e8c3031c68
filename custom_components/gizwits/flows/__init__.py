"""The forms that sign in and change an account, one file a thing to do."""
