-- ARGV: agent
-- Answers what they have: conversation and JSON, one after the other.
redis.call('HDEL', key('agents'), ARGV[1])
redis.call('ZREM', key('presence'), ARGV[1])
redis.call('HDEL', key('idle'), ARGV[1])
redis.call('SADD', key('gone'), ARGV[1])
return held(ARGV[1], {})
