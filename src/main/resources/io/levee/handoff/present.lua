-- ARGV: now, here until, agent, record (JSON)
redis.call('HSET', key('agents'), ARGV[3], ARGV[4])
redis.call('ZADD', key('presence'), ARGV[2], ARGV[3])
redis.call('HSETNX', key('idle'), ARGV[3], ARGV[1])
redis.call('SREM', key('gone'), ARGV[3])
return 1
