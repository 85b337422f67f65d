-- ARGV: now, here until, agent, name, skills, capacity, available (1 or 0), rank, reason, choice
-- The choice is the number of the one that the caller knows; empty: the agent has chosen this now.
-- Answers the number of the choice that holds. When that is another, nothing else is done: the
-- caller has to read it first.
local now, user = ARGV[1], ARGV[3]
local of = key('agent:' .. user)
local was = call('HMGET', of, 'idle', 'choice', 'skills', 'rank')
local choice = ARGV[10]
if choice == '' then
  choice = string.format('%.0f', math.max(tonumber(was[2] or 0) + 1, tonumber(now)))
elseif was[1] and was[2] and was[2] ~= choice then
  return was[2]
end
if was[1] and (was[3] ~= ARGV[5] or was[4] ~= ARGV[8]) then
  -- What is looked up by the old skills and rank must go before those are overwritten.
  call('HSET', of, 'available', '0')
  refresh(user, now)
end
call('HSET', of, 'name', ARGV[4], 'skills', ARGV[5], 'capacity', ARGV[6], 'available', ARGV[7],
  'rank', ARGV[8], 'idle', was[1] or now, 'excused', call('SCARD', key('desk:' .. user)),
  'reason', ARGV[9], 'wants', ARGV[7], 'choice', choice)
call('HDEL', of, 'leaving')
call('SADD', key('agents'), user)
call('ZADD', key('presence'), ARGV[2], user)
call('SREM', key('gone'), user)
refresh(user, now)
return choice
