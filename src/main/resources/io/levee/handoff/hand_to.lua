-- ARGV: now, conversation, entry (JSON), agent
-- Answers 1 when the agent has it now, 0 when they cannot take it (nothing has changed then).
local now, conversation, user = ARGV[1], ARGV[2], ARGV[4]

local assigned = read('assigned', conversation)
if assigned and assigned.agent == user then
  return 1
end
local agent = here(user, now)
if not agent or not agent.available or load(user) >= agent.capacity then
  return 0
end
unqueue(conversation)
undesk(conversation, now)
desk(conversation, cjson.decode(ARGV[3]), user, now)
return 1
