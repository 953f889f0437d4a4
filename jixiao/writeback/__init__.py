"""Values put back where they were read, every other byte kept; knows YAML and files, knows no model."""
