-- ARGV: now, conversation, bound, handling time, patience, longest wait, then what is told of it
-- Answers what place() says, {'taken', agent}, {'full'}, or {'graver', entry}: it
-- waits, by what that entry says, which is less grave.
local now, conversation = ARGV[1], ARGV[2]
local c = told(ARGV, 7)
lapse(now)

local agent = call('HGET', key('assigned'), conversation)
if agent then
  return { 'taken', agent }
end
if not call('ZSCORE', key('waiting'), conversation) then
  if call('ZCARD', key('waiting')) >= tonumber(ARGV[3]) then
    return { 'full' }
  end
  -- As many as can be served within the longest wait, given who leaves: see WaitEstimate.
  local m = measured(c.skill, now)
  local n, left = tonumber(m[3]), tonumber(m[6])
  if tonumber(m[1]) > 0 and tonumber(m[2]) > 0 then
    local first, second = 1 / (1 + n * n), 1 / (1 + left * left)
    local mean = (tonumber(m[4]) + first * tonumber(ARGV[4])) / (n + first)
    local theta = (left + second) / (tonumber(m[7]) + second * tonumber(ARGV[5]))
    local rate, handling = tonumber(m[2]) / mean, tonumber(ARGV[4])
    local longer = math.max(1, (tonumber(m[9]) + handling) / (tonumber(m[8]) + handling))
    local most = rate * (math.exp(theta * tonumber(ARGV[6]) / longer) - 1) / theta
    if call('ZCARD', key('queue:' .. c.skill)) + 1 > most then
      return { 'full' }
    end
    queue(conversation, c, now)
    local said = math.log(1 + position(conversation) * theta / rate) / theta
    call('HSET', key('c:' .. conversation), 'said', text(said), 'asked', now)
  else
    queue(conversation, c, now)
  end
else
  local was = call('HMGET', key('c:' .. conversation), 'level', 'entry')
  if tonumber(was[1] or 0) < tonumber(c.level) then
    return { 'graver', was[2] }
  end
end
return place(conversation, now)
