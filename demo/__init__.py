"""The imitation web: small hosts on loopback that behave like real government sites."""
