-- ARGV: now, conversation, then what is told of it
-- Who waits is graver than was thought: another route, another score, the same place otherwise.
-- Answers what place() says, or {'gone'} when it waits no more.
local now, conversation = ARGV[1], ARGV[2]
local c = told(ARGV, 3)
lapse(now)

if not call('ZSCORE', key('waiting'), conversation) then
  return { 'gone' }
end
local was = call('HMGET', key('c:' .. conversation), 'level', 'route', 'step')
if tonumber(was[1] or 0) < tonumber(c.level) then
  unlined(conversation, was[2], was[3])
  keep(conversation, c, now)
  call('ZADD', key('queue:' .. c.skill), c.score, conversation)
  open(conversation, now)
end
return place(conversation, now)
