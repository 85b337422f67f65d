-- ARGV: now, where to go on among the agents, and among what they have ('0' at first, '-': done)
-- Whether what must always hold does hold, for a part of all: a script keeps all of Redis waiting.
-- Answers where to go on, twice ('-': all done), then what does not hold: its name and whom it is
-- about, one after the other. `idle` may be true for a moment: between coming and being given away.
local now, agents, assigned = ARGV[1], ARGV[2], ARGV[3]
local answer = { '-', '-' }
local function wrong(what, whom)
  answer[#answer + 1] = what
  answer[#answer + 1] = whom
end

local function truly_free(user, a)
  local till = call('ZSCORE', key('presence'), user)
  return a[3] == '1' and till and tonumber(till) >= tonumber(now) and load(user, now) < tonumber(a[2])
end

local function check_agent(user)
  local a = call('HMGET', key('agent:' .. user), 'skills', 'capacity', 'available', 'rank', 'excused', 'member')
  if not a[1] then
    return
  end
  if call('SCARD', key('desk:' .. user)) > math.max(tonumber(a[2]), tonumber(a[5] or 0)) then
    wrong('over-capacity', user)
  end
  local free = truly_free(user, a)
  if (a[6] or '') ~= '' and not free then
    wrong('phantom-agent', user)
  end
  if free then
    for _, skill in ipairs(split(a[1])) do
      local line = a[4] .. ':' .. skill
      local first = call('ZRANGE', key('line:' .. line), 0, 0)[1]
      if first then
        wrong('idle', first)
      end
      if not call('ZSCORE', key('free:' .. line), a[6] or '') then
        wrong('lost-agent', user)
      end
    end
  end
end

if agents == '0' and assigned == '0' then
  catch_up(now)
  local places = 0
  for _, skill in ipairs(call('SMEMBERS', key('skills'))) do
    places = places + call('ZCARD', key('queue:' .. skill))
  end
  if places ~= call('ZCARD', key('waiting')) then
    wrong('lost-place', tostring(call('ZCARD', key('waiting')) - places))
  end
end
if agents ~= '-' then
  local part = call('SSCAN', key('agents'), agents, 'COUNT', 50)
  answer[1] = part[1] == '0' and '-' or part[1]
  for _, user in ipairs(part[2]) do
    check_agent(user)
  end
end
if assigned ~= '-' then
  local part = call('HSCAN', key('assigned'), assigned, 'COUNT', 100)
  answer[2] = part[1] == '0' and '-' or part[1]
  for i = 1, #part[2], 2 do
    local conversation, user = part[2][i], part[2][i + 1]
    if call('ZSCORE', key('waiting'), conversation) then
      wrong('waits-and-has-an-agent', conversation)
    end
    if call('SISMEMBER', key('desk:' .. user), conversation) == 0 then
      wrong('not-on-the-desk', conversation)
    end
  end
end
return answer
