-- ARGV: now
-- Whether what must always hold does hold. Answers what does not: its name and whom it is about,
-- one after the other. `idle` may be true for a moment: between coming and being given away.
local now = ARGV[1]
local answer = {}
local function wrong(what, whom)
  if #answer < 200 then
    answer[#answer + 1] = what
    answer[#answer + 1] = whom
  end
end

catch_up(now)
local places = 0
local free = {}
for _, user in ipairs(call('SMEMBERS', key('agents'))) do
  local a = call('HMGET', key('agent:' .. user), 'skills', 'capacity', 'available', 'rank', 'excused')
  if a[1] then
    if call('SCARD', key('desk:' .. user)) > math.max(tonumber(a[2]), tonumber(a[5] or 0)) then
      wrong('over-capacity', user)
    end
    local till = call('ZSCORE', key('presence'), user)
    if a[3] == '1' and till and tonumber(till) >= tonumber(now) and load(user, now) < tonumber(a[2]) then
      for _, skill in ipairs(split(a[1])) do
        free[a[4] .. ':' .. skill] = user
      end
    end
  end
end
for line, user in pairs(free) do
  local first = call('ZRANGE', key('line:' .. line), 0, 0)[1]
  if first then
    wrong('idle', first)
  end
  if call('EXISTS', key('free:' .. line)) == 0 then
    wrong('lost-agent', user)
  end
end
for _, line in ipairs(call('SMEMBERS', key('lines'))) do
  if call('EXISTS', key('free:' .. line)) == 1 and not free[line] then
    wrong('phantom-agent', line)
  end
end
local assigned = call('HGETALL', key('assigned'))
for i = 1, #assigned, 2 do
  if call('ZSCORE', key('waiting'), assigned[i]) then
    wrong('waits-and-has-an-agent', assigned[i])
  end
  if call('SISMEMBER', key('desk:' .. assigned[i + 1]), assigned[i]) == 0 then
    wrong('not-on-the-desk', assigned[i])
  end
end
for _, skill in ipairs(call('SMEMBERS', key('skills'))) do
  places = places + call('ZCARD', key('queue:' .. skill))
end
if places ~= call('ZCARD', key('waiting')) then
  wrong('lost-place', tostring(call('ZCARD', key('waiting')) - places))
end
return answer
