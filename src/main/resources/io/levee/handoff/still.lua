-- ARGV: now, here until, agent
-- Answers name, skills, capacity, available and rank; nil when Redis does not know the agent as here.
local user = ARGV[3]
local till = call('ZSCORE', key('presence'), user)
local a = call('HMGET', key('agent:' .. user), 'name', 'skills', 'capacity', 'available', 'rank')
if till and a[1] and tonumber(till) >= tonumber(ARGV[1]) then
  call('ZADD', key('presence'), ARGV[2], user)
  return a
end
return false
