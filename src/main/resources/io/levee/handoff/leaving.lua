-- ARGV: here until, agent
-- The agent keeps what they have until then and is given nothing more.
local agent = read('agents', ARGV[2])
if agent then
  agent.available = false
  write('agents', ARGV[2], agent)
  redis.call('ZADD', key('presence'), ARGV[1], ARGV[2])
end
return 1
