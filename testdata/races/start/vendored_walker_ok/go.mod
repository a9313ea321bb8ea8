module example.com/start/vendored_walker_ok

go 1.24

require example.org/walk v1.0.0
