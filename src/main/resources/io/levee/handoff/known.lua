-- ARGV: first and last of those who wait, by number; the first part has all that agents have too
-- Answers conversations.
local answer = call('ZRANGE', key('waiting'), ARGV[1], ARGV[2])
if ARGV[1] == '0' then
  for _, conversation in ipairs(call('HKEYS', key('assigned'))) do
    answer[#answer + 1] = conversation
  end
end
return answer
