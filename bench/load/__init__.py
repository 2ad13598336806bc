"""Many people at once on a real server: what they wait for, and whether what they wrote is there."""
