module example.com/start/vendored_walker_bad

go 1.24

require example.org/walk v1.0.0
