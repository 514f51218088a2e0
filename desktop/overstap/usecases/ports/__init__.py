"""What use cases need from the machinery. Fakes in the tests obey the same protocols."""
