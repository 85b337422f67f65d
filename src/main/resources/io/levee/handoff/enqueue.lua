-- ARGV: now, handling time, conversation, entry (JSON), bound
-- Answers {'at', position, wait}, {'taken', agent} or {'full'}.
local now, handling, conversation = ARGV[1], tonumber(ARGV[2]), ARGV[3]

local assigned = read('assigned', conversation)
if assigned then
  return { 'taken', assigned.agent }
end
if redis.call('HEXISTS', key('waiting'), conversation) == 0 then
  if redis.call('HLEN', key('waiting')) >= tonumber(ARGV[5]) then
    return { 'full' }
  end
  queue(conversation, cjson.decode(ARGV[4]))
end
local at = place(conversation, now, handling)
return { 'at', at[1], at[2] }
