module example.com/locks/third_party_mutex_ok

go 1.24

require github.com/sasha-s/go-deadlock v0.0.0

replace github.com/sasha-s/go-deadlock => ./deadlock
