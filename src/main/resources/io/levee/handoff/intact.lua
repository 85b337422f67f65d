return redis.call('EXISTS', key('marker'))
