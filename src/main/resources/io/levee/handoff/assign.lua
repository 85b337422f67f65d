-- ARGV: now, most assignments at once, how long the last agent is remembered
return give(ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]))
