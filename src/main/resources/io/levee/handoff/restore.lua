-- ARGV: now, here until, whether this is the last part (1 or 0), touched before (empty: what Redis
-- knows stays as it is), then for each standing: conversation, agent (empty: waits), and what is
-- told of it. An agent who has something gets the usual time to come back.
local now, till, before = ARGV[1], ARGV[2], tonumber(ARGV[4])

local function stays(conversation, agent)
  local waits = call('ZSCORE', key('waiting'), conversation)
  local has = call('HGET', key('assigned'), conversation)
  if not waits and not has then
    return false
  end
  local touched = tonumber(call('HGET', key('c:' .. conversation), 'touched') or 0)
  -- What an agent has in Redis and not in the journal is just being written down, or is settled by
  -- whoever looks after that agent.
  return not before or touched >= before or has or agent == ''
end

lapse(now)
for i = 5, #ARGV, 9 do
  local conversation, agent = ARGV[i], ARGV[i + 1]
  if not stays(conversation, agent) then
    unqueue(conversation, now, 0)
    if agent == '' then
      queue(conversation, told(ARGV, i + 2), now)
    else
      keep(conversation, told(ARGV, i + 2), now)
      desk(conversation, agent, now)
      call('ZADD', key('presence'), 'NX', till, agent)
      if call('EXISTS', key('agent:' .. agent)) == 1 then
        call('HSET', key('agent:' .. agent), 'excused', call('SCARD', key('desk:' .. agent)))
      end
    end
  end
end
if ARGV[3] == '1' then
  call('SET', key('marker'), now)
end
return 1
