-- ARGV: now, conversation, from, then what is told of it
-- Back into the queue, off the desk of `from`; an empty `from` means whoever has it. Whoever was
-- told before and repeats it now finds it waiting, or with the next agent, and changes nothing.
-- The bound does not count: they had a place before.
-- Answers what place() says or {'taken', agent}.
local now, conversation, from = ARGV[1], ARGV[2], ARGV[3]
lapse(now)

local agent = call('HGET', key('assigned'), conversation)
if agent and from ~= '' and agent ~= from then
  return { 'taken', agent }
end
if agent or from == '' or not call('ZSCORE', key('waiting'), conversation) then
  undesk(conversation, now)
  unqueue(conversation, now, 0)
  queue(conversation, told(ARGV, 4), now)
end
return place(conversation, now)
