-- ARGV: agent
return held(ARGV[1], {})
