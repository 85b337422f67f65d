-- ARGV: now, here until, agent
-- Answers the agent's record (JSON); nil when Redis does not know the agent as here.
local record = redis.call('HGET', key('agents'), ARGV[3])
if record and redis.call('ZSCORE', key('presence'), ARGV[3]) then
  redis.call('ZADD', key('presence'), ARGV[2], ARGV[3])
  return record
end
return false
