-- ARGV: now
-- Answers what agents have that went: conversation, entry, agent and at, one after the other. It
-- says so again until each of them has gone elsewhere.
lapse(ARGV[1])
local answer = {}
for _, user in ipairs(call('SMEMBERS', key('gone'))) do
  if call('SCARD', key('desk:' .. user)) == 0 then
    call('SREM', key('gone'), user)
  else
    held(user, answer)
  end
end
return answer
