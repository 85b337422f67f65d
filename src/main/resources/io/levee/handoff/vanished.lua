-- ARGV: seen before, most
-- Answers who waits and was last seen before then: conversation, entry, agent (empty) and at.
local answer = {}
for _, conversation in ipairs(call('ZRANGEBYSCORE', key('seen'), '-inf', '(' .. ARGV[1], 'LIMIT', 0, ARGV[2])) do
  local c = call('HMGET', key('c:' .. conversation), 'entry', 'since')
  if c[1] then
    answer[#answer + 1] = conversation
    answer[#answer + 1] = c[1]
    answer[#answer + 1] = ''
    answer[#answer + 1] = c[2]
  else
    call('ZREM', key('seen'), conversation)
  end
end
return answer
