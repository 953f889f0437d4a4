"""Everything that a build imports on its way, imported at once: the server that workers are forked from reads it."""

from jixiao.rules.registry import all_rules

all_rules()
