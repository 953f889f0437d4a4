"""The likely cause: which one value, typed otherwise, would make the findings vanish."""
