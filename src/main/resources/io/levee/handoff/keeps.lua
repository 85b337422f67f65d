-- ARGV: conversation
-- The shopper reads the answer later: that their socket is gone means nothing.
if call('ZREM', key('seen'), ARGV[1]) == 1 then
  call('HSET', key('c:' .. ARGV[1]), 'kept', 1)
end
return 1
