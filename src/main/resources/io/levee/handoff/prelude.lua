-- Shared by all scripts of the human queue. KEYS[1] is the storefront's hash tag, {levee:<id>};
-- every key below begins with it, so all of them live in one slot and a script changes them at once.
--
--   :c:<id>         hash        a conversation that waits or is with an agent: entry (JSON, as the
--                               caller wrote it), skill, score, since, customer, route, level (of the
--                               grade), step (how many steps of the route are open), touched (when it
--                               last moved), said (what the formula had for it) and asked (when), kept (waits without a socket), agent, at
--   :waiting        sorted set  conversation by the moment the wait began, whatever the skill
--   :queue:<skill>  sorted set  conversation by score, of those who asked for that skill: the places
--   :skills         set         skills whose queue is not empty
--   :line:<rank>:<skill>  sorted set  conversation by score, of those whom an agent of that rank and
--                               skill may take by now; one may stand in several lines
--   :lines          set         <rank>:<skill> of lines that are not empty
--   :due            sorted set  conversation by the moment its route opens the next line; 0: it has to
--                               be looked at again, since others are on duty now
--   :seen           sorted set  waiting conversation by when its shopper's socket was last seen
--   :assigned       hash        conversation -> agent
--   :desk:<agent>   set         conversations that the agent has
--   :wrap:<agent>   sorted set  ended conversation by the moment until which it takes its capacity
--   :wraps          sorted set  <until>:<agent> of all of those
--   :busy:<skill>   sorted set  conversation by when an agent got it
--   :agents         set         agents who are here, or were until just now
--   :agent:<user>   hash        name, skills, capacity, available, rank, idle (since when their number
--                               of conversations is what it is), excused (more than their capacity,
--                               for a reason), member and counted (below); what they chose last:
--                               wants (1 or 0), reason, choice (its number, never the same twice)
--   :presence       sorted set  agent by the moment until which they count as here
--   :gone           set         agents that went and may have left conversations behind
--   :free:<rank>:<skill>  sorted set  <idle><agent> by load for capacity, of those who can take one
--   :staff, :own, :shared  hashes  by skill: agents available; seats of those with this skill only;
--                               seats of those who have other skills too
--   :stats:<skill>  hash        decaying sums of what was measured: n, sum, squares of conversations
--                               with an agent; left, exposure of waiting; foretold,
--                               waited of those who got an agent; upto
--   :last:<customer>  string    <agent> <when>: who had them last
--   :marker         string      there while Redis has not been wiped
--
-- Moments are milliseconds since 1970, told by the caller. Scores come from the caller as text and
-- are never computed here, since Lua would print them with too few digits.

local call = redis.call
local tag = KEYS[1]

-- What is measured is forgotten at this pace, for each conversation and for each wait that ended.
local KEEP_SERVICE, KEEP_WAIT, KEEP_FORETOLD = 0.99, 0.998, 0.98
-- Who waited longer for other reasons, overnight, counts for so much of what was said.
local LONGEST = 3

local function key(name)
  return tag .. ':' .. name
end

local function text(number)
  return string.format('%.17g', number)
end

local function split(list)
  local parts = {}
  for part in string.gmatch(list or '', '([^\n]+)') do
    parts[#parts + 1] = part
  end
  return parts
end

-- The steps of a route: {at, skill, rank} each, in the order in which agents are looked for.
local function steps(route)
  local parts, list = split(route), {}
  for i = 1, #parts, 3 do
    list[#list + 1] = { at = tonumber(parts[i]), line = parts[i + 2] .. ':' .. parts[i + 1] }
  end
  return list
end

-- Waiting is summed up over time, so that those who still wait count too.
local function tick(skill, now)
  local stats = key('stats:' .. skill)
  local upto = call('HGET', stats, 'upto')
  if upto then
    local since = math.max(0, tonumber(now) - tonumber(upto))
    if since > 0 then
      local waited = since * call('ZCARD', key('queue:' .. skill))
      call('HSET', stats, 'exposure', text(tonumber(call('HGET', stats, 'exposure') or 0) + waited))
    end
  end
  if not upto or tonumber(now) > tonumber(upto) then
    call('HSET', stats, 'upto', now)
  end
end

-- A wait ended, with an agent or without.
local function waited(skill, abandoned)
  local stats = key('stats:' .. skill)
  local was = call('HMGET', stats, 'left', 'exposure')
  call('HSET', stats,
    'left', text(tonumber(was[1] or 0) * KEEP_WAIT + abandoned),
    'exposure', text(tonumber(was[2] or 0) * KEEP_WAIT))
end

local function served(skill, took)
  local stats = key('stats:' .. skill)
  local was = call('HMGET', stats, 'n', 'sum', 'squares')
  call('HSET', stats,
    'n', text(tonumber(was[1] or 0) * KEEP_SERVICE + 1),
    'sum', text(tonumber(was[2] or 0) * KEEP_SERVICE + took),
    'squares', text(tonumber(was[3] or 0) * KEEP_SERVICE + took * took))
end

-- Somebody gets an agent: what the formula had said is held against how long it was.
local function came_true(conversation, now)
  local c = call('HMGET', key('c:' .. conversation), 'skill', 'said', 'asked')
  if not c[2] then
    return
  end
  local stats, said = key('stats:' .. c[1]), tonumber(c[2])
  local took = math.max(0, tonumber(now) - tonumber(c[3]))
  if took > 0 then
    local was = call('HMGET', stats, 'foretold', 'waited')
    call('HSET', stats,
      'foretold', text(tonumber(was[1] or 0) * KEEP_FORETOLD + said),
      'waited', text(tonumber(was[2] or 0) * KEEP_FORETOLD + math.min(took, LONGEST * said)))
  end
end

local function load(agent, now)
  return call('SCARD', key('desk:' .. agent)) + call('ZCOUNT', key('wrap:' .. agent), '(' .. now, '+inf')
end

local function count(skills, seats, rank, sign)
  local share = #skills > 1 and 'shared' or 'own'
  local first_or_last = sign > 0 and 1 or 0
  for _, skill in ipairs(skills) do
    call('HINCRBY', key('staff'), skill, sign)
    call('HINCRBY', key(share), skill, sign * seats)
    if seats > 0 and call('HINCRBY', key('duty'), rank .. ':' .. skill, sign) == first_or_last then
      call('ZUNIONSTORE', key('due'), 1, key('due'), 'WEIGHTS', 0)
    end
  end
  call('HINCRBY', key('staff'), '', sign)
end

-- Brings what is kept for looking agents up in line with what is true of that agent.
local function refresh(user, now)
  local of = key('agent:' .. user)
  local a = call('HMGET', of, 'skills', 'capacity', 'available', 'rank', 'idle', 'member', 'counted', 'ratio')
  local till = call('ZSCORE', key('presence'), user)
  local here = a[1] and a[3] == '1' and till and tonumber(till) >= tonumber(now)
  local skills = split(a[1])

  local counts = here and (a[2] .. '\n' .. a[1]) or ''
  if counts ~= (a[7] or '') then
    if a[7] and a[7] ~= '' then
      local was = split(a[7])
      local seats = table.remove(was, 1)
      count(was, tonumber(seats), a[4], -1)
    end
    if here then
      count(skills, tonumber(a[2]), a[4], 1)
    end
    if a[1] then
      call('HSET', of, 'counted', counts)
    end
  end

  local has, capacity = load(user, now), tonumber(a[2] or 0)
  local member, ratio = '', ''
  if here and has < capacity then
    member, ratio = string.format('%013.0f', tonumber(a[5])) .. user, text(has / capacity)
  end
  if member ~= (a[6] or '') or ratio ~= (a[8] or '') then
    for _, skill in ipairs(skills) do
      local free = key('free:' .. a[4] .. ':' .. skill)
      if a[6] and a[6] ~= '' and a[6] ~= member then
        call('ZREM', free, a[6])
      end
      if member ~= '' then
        call('ZADD', free, ratio, member)
      end
    end
    if a[1] then
      call('HSET', of, 'member', member, 'ratio', ratio)
    end
  end
end

-- The agent is nowhere to be found any more; what they have stays on their desk.
local function forget(user)
  local of = key('agent:' .. user)
  call('HSET', of, 'available', '0')
  refresh(user, '0')
  call('DEL', of)
  call('SREM', key('agents'), user)
  call('ZREM', key('presence'), user)
end

-- Agents whose presence has run out count as gone from now on.
local function lapse(now)
  for _, user in ipairs(call('ZRANGEBYSCORE', key('presence'), '-inf', '(' .. now, 'LIMIT', 0, 1000)) do
    forget(user)
    call('SADD', key('gone'), user)
  end
end

local function unline(conversation, line)
  call('ZREM', key('line:' .. line), conversation)
  if call('EXISTS', key('line:' .. line)) == 0 then
    call('SREM', key('lines'), line)
  end
end

-- Whether somebody is on duty at each of these steps, as a list of booleans.
local function staffed(route)
  local lines, on = {}, {}
  for i, step in ipairs(route) do
    lines[i] = step.line
  end
  for i, agents in ipairs(call('HMGET', key('duty'), unpack(lines))) do
    on[i] = agents and tonumber(agents) > 0
  end
  return on
end

-- How many steps of the route are open: those whose time has come; when nobody is on duty who may
-- take them by these, also all up to the first one that somebody is on duty for.
local function reached(route, done, now)
  local upto = done
  while route[upto + 1] and route[upto + 1].at <= tonumber(now) do
    upto = upto + 1
  end
  if upto == #route then
    return upto
  end
  for i, on in ipairs(staffed(route)) do
    if on then
      return math.max(upto, i)
    end
  end
  return upto
end

-- Opens the lines that are due, and notes when the next one is.
local function open(conversation, now)
  local of = key('c:' .. conversation)
  local c = call('HMGET', of, 'route', 'step', 'score')
  local route, done = steps(c[1]), tonumber(c[2] or 0)
  local upto = reached(route, done, now)
  for i = done + 1, upto do
    call('ZADD', key('line:' .. route[i].line), c[3], conversation)
    call('SADD', key('lines'), route[i].line)
  end
  if route[upto + 1] then
    call('ZADD', key('due'), string.format('%.0f', route[upto + 1].at), conversation)
  else
    call('ZREM', key('due'), conversation)
  end
  call('HSET', of, 'step', upto)
end

-- Does what time alone brings: agents who went, capacity that is wrapped up, lines that open.
local function catch_up(now)
  local BATCH = 500
  lapse(now)
  for _, one in ipairs(call('ZRANGEBYSCORE', key('wraps'), '-inf', now, 'LIMIT', 0, BATCH)) do
    local user = string.match(one, '^%d+:(.*)$')
    call('ZREM', key('wraps'), one)
    call('ZREMRANGEBYSCORE', key('wrap:' .. user), '-inf', now)
    if call('EXISTS', key('agent:' .. user)) == 1 then
      refresh(user, now)
    end
  end
  for _, conversation in ipairs(call('ZRANGEBYSCORE', key('due'), '-inf', now, 'LIMIT', 0, BATCH)) do
    open(conversation, now)
  end
end

-- Out of all lines in which it stands.
local function unlined(conversation, route, done)
  call('ZREM', key('due'), conversation)
  for i, step in ipairs(steps(route)) do
    if i > tonumber(done or 0) then
      break
    end
    unline(conversation, step.line)
  end
end

-- Takes a conversation out of the queue; answers false when it is not in it.
local function unqueue(conversation, now, abandoned)
  if not call('ZSCORE', key('waiting'), conversation) then
    return false
  end
  local c = call('HMGET', key('c:' .. conversation), 'skill', 'route', 'step')
  local skill = c[1]
  tick(skill, now)
  waited(skill, abandoned)
  call('ZREM', key('waiting'), conversation)
  call('ZREM', key('seen'), conversation)
  call('ZREM', key('queue:' .. skill), conversation)
  if call('EXISTS', key('queue:' .. skill)) == 0 then
    call('SREM', key('skills'), skill)
  end
  unlined(conversation, c[2], c[3])
  return true
end

-- Takes a conversation off the desk that has it; answers false when none has.
local function undesk(conversation, now)
  local agent = call('HGET', key('assigned'), conversation)
  if not agent then
    return false
  end
  call('HDEL', key('assigned'), conversation)
  call('SREM', key('desk:' .. agent), conversation)
  call('ZREM', key('busy:' .. call('HGET', key('c:' .. conversation), 'skill')), conversation)
  local of = key('agent:' .. agent)
  if call('EXISTS', of) == 1 then
    call('HSET', of, 'idle', now)
    local excused = call('HGET', of, 'excused')
    if excused and tonumber(excused) > 0 then
      call('HSET', of, 'excused', math.min(tonumber(excused), call('SCARD', key('desk:' .. agent))))
    end
    refresh(agent, now)
  end
  return agent
end

-- What the caller told of a conversation: entry, skill, score, since, customer, route, level of the
-- grade from there on.
local function told(argv, at)
  return {
    entry = argv[at], skill = argv[at + 1], score = argv[at + 2], since = argv[at + 3],
    customer = argv[at + 4], route = argv[at + 5], level = argv[at + 6],
  }
end

local function keep(conversation, c, now)
  call('HSET', key('c:' .. conversation), 'entry', c.entry, 'skill', c.skill, 'score', c.score,
    'since', c.since, 'customer', c.customer, 'route', c.route, 'level', c.level, 'step', 0,
    'touched', now)
end

local function queue(conversation, c, now)
  tick(c.skill, now)
  keep(conversation, c, now)
  call('HDEL', key('c:' .. conversation), 'agent', 'at', 'said', 'asked')
  call('ZADD', key('waiting'), c.since, conversation)
  call('ZADD', key('queue:' .. c.skill), c.score, conversation)
  call('SADD', key('skills'), c.skill)
  open(conversation, now)
end

local function desk(conversation, agent, now)
  local of = key('c:' .. conversation)
  call('HSET', of, 'agent', agent, 'at', now, 'touched', now)
  call('HSET', key('assigned'), conversation, agent)
  call('SADD', key('desk:' .. agent), conversation)
  call('ZADD', key('busy:' .. call('HGET', of, 'skill')), now, conversation)
  if call('EXISTS', key('agent:' .. agent)) == 1 then
    call('HSET', key('agent:' .. agent), 'idle', now)
    refresh(agent, now)
  end
end

-- What those of that skill waited for and how long it took, for the caller to estimate with:
-- staff, seats, n, sum, squares, left, exposure, foretold, waited, then for how long each
-- conversation is with an agent, at most eight of them. Seats that other skills use too count by the share of those who wait.
local function measured(skill, now)
  local own = tonumber(call('HGET', key('own'), skill) or 0)
  local shared = tonumber(call('HGET', key('shared'), skill) or 0)
  if shared > 0 then
    local mine, all = call('ZCARD', key('queue:' .. skill)), 0
    for _, other in ipairs(call('SMEMBERS', key('skills'))) do
      all = all + call('ZCARD', key('queue:' .. other))
    end
    if mine > 0 and all > mine then
      shared = shared * mine / all
    end
  end
  if call('ZCARD', key('queue:' .. skill)) > 0 then
    tick(skill, now)
  end
  local s = call('HMGET', key('stats:' .. skill), 'n', 'sum', 'squares', 'left', 'exposure', 'foretold', 'waited')
  local answer = {
    call('HGET', key('staff'), skill) or '0', text(own + shared),
    s[1] or '0', s[2] or '0', s[3] or '0', s[4] or '0', s[5] or '0',
    s[6] or '0', s[7] or '0',
  }
  local busy = call('ZRANGE', key('busy:' .. skill), 0, 8, 'WITHSCORES')
  if #busy <= 16 then
    for i = 2, #busy, 2 do
      answer[#answer + 1] = text(math.max(0, tonumber(now) - tonumber(busy[i])))
    end
  end
  return answer
end

local function position(conversation)
  local skill = call('ZSCORE', key('waiting'), conversation)
    and call('HGET', key('c:' .. conversation), 'skill')
  return skill and call('ZRANK', key('queue:' .. skill), conversation) + 1, skill
end

-- 1 when an agent is free for it, else 0: as many at the head of a line as it has free agents are
-- given one in the next round.
local function free(conversation)
  local c = call('HMGET', key('c:' .. conversation), 'route', 'step')
  for i, step in ipairs(steps(c[1])) do
    if i > tonumber(c[2] or 0) then
      break
    end
    local rank = call('ZRANK', key('line:' .. step.line), conversation)
    if rank and rank < call('ZCARD', key('free:' .. step.line)) then
      return 1
    end
  end
  return 0
end

-- Where it waits, as a caller is told: {'at', position, whether an agent is free, what is measured}.
local function place(conversation, now)
  local at, skill = position(conversation)
  return { 'at', at, free(conversation), measured(skill, now) }
end

-- What a desk holds, as the caller reads it: conversation, entry, agent, at, one after the other.
local function held(agent, into)
  for _, conversation in ipairs(call('SMEMBERS', key('desk:' .. agent))) do
    local c = call('HMGET', key('c:' .. conversation), 'entry', 'at')
    into[#into + 1] = conversation
    into[#into + 1] = c[1]
    into[#into + 1] = agent
    into[#into + 1] = c[2]
  end
  return into
end
