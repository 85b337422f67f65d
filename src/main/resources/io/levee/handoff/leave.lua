-- ARGV: now, conversation, wrap-up time, how long the last agent is remembered, touched before
-- (empty: whenever), most assignments that may follow at once
-- Answers 'waiting', the agent who had it, or nothing; then as `give` does.
local now, conversation, wrapup, sticky = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local of = key('c:' .. conversation)
local c = call('HMGET', of, 'skill', 'customer', 'at', 'touched')
if ARGV[5] ~= '' and c[4] and tonumber(c[4]) >= tonumber(ARGV[5]) then
  return { '', '' }
end
local was = ''
if unqueue(conversation, now, 1) then
  was = 'waiting'
else
  local agent = call('HGET', key('assigned'), conversation)
  if agent then
    was = agent
    served(c[1], math.max(0, tonumber(now) - tonumber(c[3])) + wrapup)
    if sticky > 0 and c[2] ~= '' then
      call('SET', key('last:' .. c[2]), agent .. '\n' .. now, 'PX', sticky)
    end
    if wrapup > 0 and call('EXISTS', key('agent:' .. agent)) == 1 then
      local till = string.format('%.0f', tonumber(now) + wrapup)
      call('ZADD', key('wrap:' .. agent), till, conversation)
      call('ZADD', key('wraps'), till, till .. ':' .. agent)
    end
    undesk(conversation, now)
  end
end
call('DEL', of)
local most = tonumber(ARGV[6])
return { was, unpack(most > 0 and give(now, most, sticky) or { '' }) }
