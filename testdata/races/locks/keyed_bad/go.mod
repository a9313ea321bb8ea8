module example.com/locks/keyed_bad

go 1.24

require github.com/moby/locker v0.0.0

replace github.com/moby/locker => ./locker
