"""The reports of the imitation web before anything is printed: where each stands and what it says."""
