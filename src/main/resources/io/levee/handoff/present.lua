-- ARGV: now, here until, agent, name, skills, capacity, available (1 or 0), rank
local now, user = ARGV[1], ARGV[3]
local of = key('agent:' .. user)
local was = call('HMGET', of, 'idle', 'available')
if was[1] then
  -- What is looked up by the old skills and rank must go before those are overwritten.
  call('HSET', of, 'available', '0')
  refresh(user, now)
end
call('HSET', of, 'name', ARGV[4], 'skills', ARGV[5], 'capacity', ARGV[6], 'available', ARGV[7],
  'rank', ARGV[8], 'idle', was[1] or now, 'excused', call('SCARD', key('desk:' .. user)))
call('SADD', key('agents'), user)
call('ZADD', key('presence'), ARGV[2], user)
call('SREM', key('gone'), user)
refresh(user, now)
return 1
