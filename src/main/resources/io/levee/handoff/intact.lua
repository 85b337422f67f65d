return call('EXISTS', key('marker'))
