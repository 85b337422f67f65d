-- ARGV: now, conversation, agent, then what is told of it
-- Answers 1 when the agent has it now, 0 when they cannot take it (nothing has changed then).
local now, conversation, user = ARGV[1], ARGV[2], ARGV[3]

if call('HGET', key('assigned'), conversation) == user then
  return 1
end
local agent = call('HMGET', key('agent:' .. user), 'available', 'capacity')
local till = call('ZSCORE', key('presence'), user)
if agent[1] ~= '1' or not till or tonumber(till) < tonumber(now) or load(user, now) >= tonumber(agent[2]) then
  return 0
end
unqueue(conversation, now, 0)
undesk(conversation, now)
keep(conversation, told(ARGV, 4), now)
desk(conversation, user, now)
return 1
