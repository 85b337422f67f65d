-- ARGV: now, then conversations whose shopper has a socket now
for i = 2, #ARGV do
  if call('ZSCORE', key('waiting'), ARGV[i]) and call('HEXISTS', key('c:' .. ARGV[i]), 'kept') == 0 then
    call('ZADD', key('seen'), ARGV[1], ARGV[i])
  end
end
return 1
