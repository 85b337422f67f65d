-- ARGV: now
-- Answers what agents have that went: conversation and JSON, one after the other. It says so again
-- until each of them has gone elsewhere.
for _, user in ipairs(redis.call('ZRANGEBYSCORE', key('presence'), '-inf', '(' .. ARGV[1])) do
  redis.call('HDEL', key('agents'), user)
  redis.call('ZREM', key('presence'), user)
  redis.call('HDEL', key('idle'), user)
  redis.call('SADD', key('gone'), user)
end
local answer = {}
for _, user in ipairs(redis.call('SMEMBERS', key('gone'))) do
  if load(user) == 0 then
    redis.call('SREM', key('gone'), user)
  else
    held(user, answer)
  end
end
return answer
