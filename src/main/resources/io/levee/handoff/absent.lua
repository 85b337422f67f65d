-- ARGV: agent
-- Answers what they have: conversation, entry, agent and at, one after the other.
forget(ARGV[1])
call('SADD', key('gone'), ARGV[1])
return held(ARGV[1], {})
