"""What thirty nights of the imitation web take on disk: unchanged payloads are kept once."""
