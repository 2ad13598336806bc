"""Settings, environment, URLs and start-up checks."""
