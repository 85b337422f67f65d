-- Shared by all scripts of the human queue. KEYS[1] is the storefront's hash tag, {levee:<id>};
-- every key below begins with it, so all of them live in one slot and a script changes them at once.
--
--   :queue:<skill>  sorted set  conversation by score; the lowest score is next
--   :waiting        hash        conversation -> who waits, for what, since when (JSON)
--   :oldest         sorted set  conversation by the moment the wait began, whatever the skill
--   :skills         set         skills whose queue is not empty
--   :assigned       hash        conversation -> as in :waiting, with the agent (JSON)
--   :desk:<agent>   set         conversations that the agent has
--   :agents         hash        agent -> name, skills, capacity, available (JSON)
--   :presence       sorted set  agent by the moment until which they count as here
--   :idle           hash        agent -> when their number of conversations last changed
--   :gone           set         agents that went and may have left conversations behind
--   :pace:<skill>   hash        last, mean: the measured time between two departures
--   :marker         string      there while Redis has not been wiped
--
-- Moments are milliseconds since 1970, told by the caller. Scores come from the caller as text and
-- are never computed here, since Lua would print them with too few digits.

local tag = KEYS[1]

local function key(name)
  return tag .. ':' .. name
end

local function read(name, field)
  local text = redis.call('HGET', key(name), field)
  return text and cjson.decode(text) or nil
end

local function write(name, field, value)
  redis.call('HSET', key(name), field, cjson.encode(value))
end

-- Takes a conversation out of the queue; keeps quiet when it is not in it.
local function unqueue(conversation)
  local entry = read('waiting', conversation)
  if not entry then
    return nil
  end
  redis.call('HDEL', key('waiting'), conversation)
  redis.call('ZREM', key('oldest'), conversation)
  redis.call('ZREM', key('queue:' .. entry.skill), conversation)
  if redis.call('EXISTS', key('queue:' .. entry.skill)) == 0 then
    redis.call('SREM', key('skills'), entry.skill)
    -- Nobody waits any more: the time until the next departure says nothing about the pace.
    redis.call('HDEL', key('pace:' .. entry.skill), 'last')
  end
  return entry
end

-- Takes a conversation off the desk that has it; keeps quiet when none has.
local function undesk(conversation, now)
  local entry = read('assigned', conversation)
  if not entry then
    return nil
  end
  redis.call('HDEL', key('assigned'), conversation)
  redis.call('SREM', key('desk:' .. entry.agent), conversation)
  redis.call('HSET', key('idle'), entry.agent, now)
  return entry
end

local function queue(conversation, entry)
  entry.agent = nil
  entry.at = nil
  write('waiting', conversation, entry)
  redis.call('ZADD', key('oldest'), entry.since, conversation)
  redis.call('ZADD', key('queue:' .. entry.skill), entry.score, conversation)
  redis.call('SADD', key('skills'), entry.skill)
end

local function desk(conversation, entry, agent, now)
  entry.agent = agent
  entry.at = now
  write('assigned', conversation, entry)
  redis.call('SADD', key('desk:' .. agent), conversation)
  redis.call('HSET', key('idle'), agent, now)
end

local function load(agent)
  return redis.call('SCARD', key('desk:' .. agent))
end

-- The agent if they are here; nil when they are not.
local function here(agent, now)
  local till = redis.call('ZSCORE', key('presence'), agent)
  if not till or tonumber(till) < tonumber(now) then
    return nil
  end
  return read('agents', agent)
end

local function skilled(agent, skill)
  for _, has in ipairs(agent.skills) do
    if has == skill then
      return true
    end
  end
  return false
end

-- How many conversations the agents who are here, available and skilled hold at once, and how many
-- such agents there are. An empty skill means any.
local function strength(skill, now)
  local seats, agents = 0, 0
  for _, user in ipairs(redis.call('ZRANGEBYSCORE', key('presence'), now, '+inf')) do
    local agent = read('agents', user)
    if agent and agent.available and (skill == '' or skilled(agent, skill)) then
      seats = seats + agent.capacity
      agents = agents + 1
    end
  end
  return seats, agents
end

-- The wait expected at that position, in seconds. The measured pace, slowed down when the last
-- departure is longer ago than the pace says; without a measurement, what the seats can do with the
-- usual handling time; with nobody here, what one single seat could do.
local function expected(skill, position, now, handling)
  local seats, agents = strength(skill, now)
  local each = handling / math.max(1, seats)
  local pace = redis.call('HMGET', key('pace:' .. skill), 'mean', 'last')
  if pace[1] then
    each = tonumber(pace[1])
    if pace[2] then
      each = math.max(each, math.min(handling, tonumber(now) - tonumber(pace[2])))
    end
  end
  if agents == 0 then
    each = math.max(each, handling)
  end
  return math.ceil(position * each / 1000)
end

-- Position and wait of one who waits; nil otherwise.
local function place(conversation, now, handling)
  local entry = read('waiting', conversation)
  if not entry then
    return nil
  end
  local position = redis.call('ZRANK', key('queue:' .. entry.skill), conversation) + 1
  return { position, expected(entry.skill, position, now, handling) }
end

-- What a desk holds, as the caller reads it: conversation and JSON, one after the other.
local function held(agent, into)
  for _, conversation in ipairs(redis.call('SMEMBERS', key('desk:' .. agent))) do
    into[#into + 1] = conversation
    into[#into + 1] = redis.call('HGET', key('assigned'), conversation)
  end
  return into
end
