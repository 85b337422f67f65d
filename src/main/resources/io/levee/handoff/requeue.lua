-- ARGV: now, handling time, conversation, entry (JSON), from
-- Back into the queue, off the desk of `from`; an empty `from` means whoever has it. Whoever was
-- told before and repeats it now finds it waiting, or with the next agent, and changes nothing.
-- The bound does not count: they had a place before.
-- Answers {'at', position, wait} or {'taken', agent}.
local now, handling, conversation, from = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[5]

local assigned = read('assigned', conversation)
if assigned and from ~= '' and assigned.agent ~= from then
  return { 'taken', assigned.agent }
end
if assigned or from == '' or redis.call('HEXISTS', key('waiting'), conversation) == 0 then
  undesk(conversation, now)
  unqueue(conversation)
  queue(conversation, cjson.decode(ARGV[4]))
end
local at = place(conversation, now, handling)
return { 'at', at[1], at[2] }
