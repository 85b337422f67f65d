-- ARGV: now, skill, then the lines along which one more would find an agent
-- Answers {waiting, of that skill, longest wait in ms, agents, whether somebody is free, what is
-- measured}. An empty skill means any.
local now, skill = ARGV[1], ARGV[2]
catch_up(now)
local oldest = call('ZRANGE', key('waiting'), 0, 0, 'WITHSCORES')
local free = 0
for i = 3, #ARGV do
  if call('EXISTS', key('free:' .. ARGV[i])) == 1 and call('EXISTS', key('line:' .. ARGV[i])) == 0 then
    free = 1
  end
end
return {
  call('ZCARD', key('waiting')),
  call('ZCARD', key('queue:' .. skill)),
  oldest[2] and math.max(0, tonumber(now) - tonumber(oldest[2])) or 0,
  tonumber(call('HGET', key('staff'), skill) or 0),
  free,
  measured(skill, now),
}
