-- ARGV: now, handling time, skill
-- Answers {waiting, wait of one more, longest wait, agents}; waits in seconds.
local now, handling, skill = ARGV[1], tonumber(ARGV[2]), ARGV[3]
local _, agents = strength(skill, now)
local position = redis.call('ZCARD', key('queue:' .. skill)) + 1
local oldest = redis.call('ZRANGE', key('oldest'), 0, 0, 'WITHSCORES')
local longest = oldest[2] and math.max(0, math.floor((tonumber(now) - tonumber(oldest[2])) / 1000)) or 0
return { redis.call('HLEN', key('waiting')), expected(skill, position, now, handling), longest, agents }
