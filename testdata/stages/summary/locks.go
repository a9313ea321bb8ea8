package summary

import "sync"

type table struct {
	mu    sync.Mutex
	rw    sync.RWMutex
	once  sync.Once
	m     map[string]int
	cache map[string]int
}

func (t *table) deferred() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.m["a"] = 1
}

func (t *table) early(k string) int {
	t.mu.Lock()
	if v, ok := t.m[k]; ok {
		t.mu.Unlock()
		return v
	}
	t.m[k] = 1
	t.mu.Unlock()
	return len(t.m)
}

func (t *table) branches(really bool) {
	if really {
		t.mu.Lock()
	}
	t.m["may be held"] = 1
	if really {
		t.mu.Unlock()
	} else {
		t.rw.RLock()
		_ = t.m["reader"]
		t.rw.RUnlock()
	}
	t.rw.Lock()
	if !really {
		t.rw.Unlock()
		panic("ends here")
	}
	t.m["held"] = 1
	t.rw.Unlock()
}

func (t *table) try() {
	if t.mu.TryLock() {
		t.m["yes"] = 1
		t.mu.Unlock()
	} else {
		t.m["no"] = 1
	}
	if !t.rw.TryRLock() {
		return
	}
	defer t.rw.RUnlock()
	_ = t.m["read"]
	ok := t.mu.TryLock()
	t.m["not asked"] = 1
	if ok {
		t.m["asked"] = 1
	}
}

func (t *table) lock()   { t.mu.Lock() }
func (t *table) unlock() { t.mu.Unlock() }

func (t *table) guard() func() {
	t.mu.Lock()
	return t.mu.Unlock
}

func (t *table) with(f func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f()
}

func (t *table) helpers() {
	t.lock()
	t.m["helper"] = 1
	t.unlock()
	t.m["none"] = 1
	defer t.guard()()
	t.m["guard"] = 1
}

func (t *table) callback() {
	t.with(func() { t.cache["with"] = 1 })
	t.cache["without"] = 1
}

// WRONG: the RLocker is the read lock of rw.
func (t *table) lockers() {
	r := t.rw.RLocker()
	r.Lock()
	_ = t.m["reader"]
	r.Unlock()
	var l sync.Locker = &t.mu
	l.Lock()
	t.m["locker"] = 1
	l.Unlock()
	mu := &t.mu
	mu.Lock()
	t.m["pointer"] = 1
	mu.Unlock()
}

func (t *table) onces() {
	t.once.Do(func() { t.cache = map[string]int{} })
	_ = t.cache["after"]
}

func (t *table) loop(keys []string) {
	for _, k := range keys {
		t.mu.Lock()
		if k == "" {
			t.mu.Unlock()
			continue
		}
		t.m[k]++
		t.mu.Unlock()
	}
	t.rw.RLock()
	for k := range t.m {
		delete(t.m, k)
	}
	t.rw.RUnlock()
	clear(t.m)
}
