-- ARGV: now, handling time, most assignments at once
-- Gives the heads of the queues to free agents: of all heads that somebody can take, the lowest
-- score first; of all agents who can take it, the least loaded for their capacity, then who has
-- been idle longest. Answers conversation and JSON, one after the other.
local now, handling, most = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])

-- The agents who can take one more.
local free = {}
for _, user in ipairs(redis.call('ZRANGEBYSCORE', key('presence'), now, '+inf')) do
  local agent = read('agents', user)
  if agent and agent.available then
    local has = load(user)
    if has < agent.capacity then
      local idle = tonumber(redis.call('HGET', key('idle'), user) or now)
      free[user] = { user = user, skills = agent.skills, capacity = agent.capacity, load = has, idle = idle }
    end
  end
end

local function before(a, b)
  local mine, theirs = a.load / a.capacity, b.load / b.capacity
  if mine ~= theirs then
    return mine < theirs
  end
  if a.idle ~= b.idle then
    return a.idle < b.idle
  end
  return a.user < b.user
end

local function best(skill)
  local found
  for _, agent in pairs(free) do
    if skilled(agent, skill) and (not found or before(agent, found)) then
      found = agent
    end
  end
  return found
end

local function head(skill)
  local first = redis.call('ZRANGE', key('queue:' .. skill), 0, 0, 'WITHSCORES')
  return first[1] and { skill = skill, conversation = first[1], score = tonumber(first[2]) } or nil
end

local heads = {}
for _, skill in ipairs(redis.call('SMEMBERS', key('skills'))) do
  heads[skill] = head(skill)
end

local function next_one()
  local first, agent
  for skill, one in pairs(heads) do
    local sooner = not first or one.score < first.score
      or (one.score == first.score and one.conversation < first.conversation)
    if sooner then
      local taker = best(skill)
      if taker then
        first, agent = one, taker
      end
    end
  end
  return first, agent
end

local answer, departed = {}, {}
while #answer < 2 * most do
  local one, agent = next_one()
  if not one then
    break
  end
  -- Read before the queue may run empty and forget it.
  local pace = key('pace:' .. one.skill)
  departed[one.skill] = departed[one.skill] or { count = 0, last = redis.call('HGET', pace, 'last') }
  departed[one.skill].count = departed[one.skill].count + 1

  desk(one.conversation, unqueue(one.conversation), agent.user, now)
  answer[#answer + 1] = one.conversation
  answer[#answer + 1] = redis.call('HGET', key('assigned'), one.conversation)
  heads[one.skill] = head(one.skill)
  agent.load = agent.load + 1
  agent.idle = tonumber(now)
  if agent.load >= agent.capacity then
    free[agent.user] = nil
  end
end

-- The pace: an exponentially weighted mean of the time between departures while somebody waits.
-- Several at once share the time since the last one. A night without agents is not a pace: no sample
-- is longer than the usual handling time.
for skill, seen in pairs(departed) do
  local pace = key('pace:' .. skill)
  if seen.last then
    local since = math.max(0, tonumber(now) - tonumber(seen.last))
    local sample = math.min(handling, since / seen.count)
    local mean = redis.call('HGET', pace, 'mean')
    local old = 0.8 ^ seen.count
    redis.call('HSET', pace, 'mean', mean and tonumber(mean) * old + sample * (1 - old) or sample)
  end
  if redis.call('EXISTS', key('queue:' .. skill)) == 1 then
    redis.call('HSET', pace, 'last', now)
  end
end
return answer
