-- Keeps the session of each key for so many seconds: ARGV[1], then the sessions; an empty one has ended.
for i, key in ipairs(KEYS) do
  local session = ARGV[i + 1]
  if session == '' then
    redis.call('DEL', key)
  else
    redis.call('SET', key, session, 'EX', ARGV[1])
  end
end
