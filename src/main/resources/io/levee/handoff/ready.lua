-- ARGV: now, agent
-- The agent is done with what ended: its capacity is free at once. Answers how much that was.
local user = ARGV[2]
for i, till in ipairs(call('ZRANGE', key('wrap:' .. user), 0, -1, 'WITHSCORES')) do
  if i % 2 == 0 then
    call('ZREM', key('wraps'), string.format('%.0f', tonumber(till)) .. ':' .. user)
  end
end
local ended = call('ZCARD', key('wrap:' .. user))
call('DEL', key('wrap:' .. user))
if ended > 0 and call('EXISTS', key('agent:' .. user)) == 1 then
  refresh(user, ARGV[1])
end
return ended
