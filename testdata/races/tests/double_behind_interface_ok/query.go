package query

import "example.com/tests/double_behind_interface_ok/cache"

func Remember(in cache.Cache, keys []int) {
	for _, key := range keys {
		in.Store(key, key)
	}
}
