module example.com/start/service_phases_ok

go 1.24

require github.com/grafana/dskit v0.0.0

replace github.com/grafana/dskit => ./dskit
