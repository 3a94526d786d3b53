"""What the command line consists of besides `cli`: the screen, the demo, the test of the door, the larger commands."""
