-- ARGV: now, conversation
unqueue(ARGV[2])
undesk(ARGV[2], ARGV[1])
return 1
