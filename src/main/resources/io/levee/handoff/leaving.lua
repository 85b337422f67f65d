-- ARGV: now, here until, agent
-- The agent keeps what they have until then and is given nothing more.
local of = key('agent:' .. ARGV[3])
if call('EXISTS', of) == 1 then
  call('HSET', of, 'available', '0', 'leaving', '1')
  call('ZADD', key('presence'), ARGV[2], ARGV[3])
  refresh(ARGV[3], ARGV[1])
end
return 1
