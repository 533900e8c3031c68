"""A week of faults in minutes: real Home Assistant, real sockets, compressed time.

The clocks jump over the time in which nothing happens; everything else is as in life.
`scripts/soak` runs it for as long as wanted.
"""
