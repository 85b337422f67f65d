-- ARGV: now, here until, agent
-- Answers name, skills, capacity, available, rank, what the agent chose: available, reason and
-- number, and whether they have left (1 or 0); nil when Redis does not know the agent as here.
local user = ARGV[3]
local till = call('ZSCORE', key('presence'), user)
local a = call('HMGET', key('agent:' .. user), 'name', 'skills', 'capacity', 'available', 'rank',
  'wants', 'reason', 'choice', 'leaving')
if till and a[1] and a[8] and tonumber(till) >= tonumber(ARGV[1]) then
  call('ZADD', key('presence'), ARGV[2], user)
  return a
end
return false
