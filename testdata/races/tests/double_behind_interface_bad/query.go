package query

import "example.com/tests/double_behind_interface_bad/cache"

func Remember(in cache.Cache, keys []int) {
	b := cache.NewBackground(in, 8)
	for _, key := range keys {
		b.Put(key)
	}
	b.Stop()
}
