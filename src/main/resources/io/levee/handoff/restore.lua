-- ARGV: now, here until, whether this is the last part (1 or 0), then for each standing:
-- conversation, entry (JSON), agent (empty: waits)
-- What Redis knows already stays. An agent who has something gets the usual time to come back.
local now, till = ARGV[1], ARGV[2]
for i = 4, #ARGV, 3 do
  local conversation, entry, agent = ARGV[i], cjson.decode(ARGV[i + 1]), ARGV[i + 2]
  local known = redis.call('HEXISTS', key('waiting'), conversation) == 1
    or redis.call('HEXISTS', key('assigned'), conversation) == 1
  if not known and agent == '' then
    queue(conversation, entry)
  elseif not known then
    desk(conversation, entry, agent, now)
    redis.call('ZADD', key('presence'), 'NX', till, agent)
  end
end
if ARGV[3] == '1' then
  redis.call('SET', key('marker'), now)
end
return 1
