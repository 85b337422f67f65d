-- Gives waiting customers to free agents: of all heads of lines at which somebody is free, the
-- lowest score first; to the agent who had them last, else along the route to who is least loaded
-- for their capacity, then to who has been idle longest. What it costs grows with the number of
-- lines, not with the number of agents or customers.

local function user_of(member)
  return member and string.sub(member, 14)
end

-- Whoever had this customer last, if they are free for it.
local function known(customer, route, done, now, sticky)
  local last = sticky > 0 and call('GET', key('last:' .. customer))
  local user, at = string.match(last or '', '^(.*)\n(%d+)$')
  if not user or tonumber(now) - tonumber(at) > sticky then
    return nil
  end
  local member = call('HGET', key('agent:' .. user), 'member')
  if not member or member == '' then
    return nil
  end
  for i = 1, done do
    if call('ZSCORE', key('free:' .. route[i].line), member) then
      return user
    end
  end
end

local function taker(conversation, now, sticky)
  local got = call('HMGET', key('c:' .. conversation), 'customer', 'route', 'step')
  local route, done = steps(got[2]), tonumber(got[3])
  local user = known(got[1], route, done, now, sticky)
  if user then
    return user
  end
  for i = 1, done do
    user = user_of(call('ZRANGE', key('free:' .. route[i].line), 0, 0)[1])
    if user then
      return user
    end
  end
end

-- Gives out as many as `most`; who had a customer last is remembered for `sticky` milliseconds.
-- Answers the moment at which to come again (now: there may be more to give; empty: none is known),
-- then for each assignment conversation, entry, agent and at, one after the other.
local function give(now, most, sticky)
  catch_up(now)
  local heads = {}
  local function head(line)
    local first = call('ZRANGE', key('line:' .. line), 0, 0, 'WITHSCORES')
    heads[line] = first[1] and { conversation = first[1], score = tonumber(first[2]) } or nil
  end
  local free = {}
  for _, line in ipairs(call('SMEMBERS', key('lines'))) do
    if call('EXISTS', key('free:' .. line)) == 1 then
      free[#free + 1] = line
      head(line)
    end
  end

  local answer = { '' }
  while #answer < 4 * most do
    local first
    for _, line in ipairs(free) do
      local one = heads[line]
      if one and call('EXISTS', key('free:' .. line)) == 1
        and (not first or one.score < first.score
          or (one.score == first.score and one.conversation < first.conversation)) then
        first = one
      end
    end
    if not first then
      break
    end
    local conversation = first.conversation
    local user = taker(conversation, now, sticky)
    came_true(conversation, now)
    unqueue(conversation, now, 0)
    desk(conversation, user, now)
    answer[#answer + 1] = conversation
    answer[#answer + 1] = call('HGET', key('c:' .. conversation), 'entry')
    answer[#answer + 1] = user
    answer[#answer + 1] = now
    for _, line in ipairs(free) do
      if heads[line] and heads[line].conversation == conversation then
        head(line)
      end
    end
  end

  if #answer >= 4 * most then
    answer[1] = now
    return answer
  end
  local next_wrap = call('ZRANGE', key('wraps'), 0, 0, 'WITHSCORES')[2]
  local next_line = call('ZRANGE', key('due'), 0, 0, 'WITHSCORES')[2]
  if next_wrap and next_line then
    answer[1] = tonumber(next_wrap) < tonumber(next_line) and next_wrap or next_line
  else
    answer[1] = next_wrap or next_line or ''
  end
  return answer
end
