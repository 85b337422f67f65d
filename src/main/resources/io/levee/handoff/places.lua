-- ARGV: now, handling time, conversations …
-- Answers position and wait for each, 0 and 0 for one that does not wait.
local answer = {}
for i = 3, #ARGV do
  local at = place(ARGV[i], ARGV[1], tonumber(ARGV[2])) or { 0, 0 }
  answer[#answer + 1] = at[1]
  answer[#answer + 1] = at[2]
end
return answer
