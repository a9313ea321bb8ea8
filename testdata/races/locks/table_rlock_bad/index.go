package index

import "sync"

type series struct {
	shards map[int]bool
}

type Index struct {
	mu     sync.RWMutex
	series map[string]*series
}

func New(name string) *Index {
	return &Index{series: map[string]*series{name: {shards: map[int]bool{}}}}
}

func (x *Index) mark(name string, shard int) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	s := x.series[name]
	if !s.shards[shard] {
		s.shards[shard] = true // want "GMC003"
	}
}

// Replay goes through what was written before.
type Replay struct {
	Index *Index
	Wait  sync.WaitGroup
}

func (r *Replay) Open() {
	r.Wait.Add(1)
	go func() {
		defer r.Wait.Done()
		for shard := range 5000 {
			r.Index.mark("cpu", shard)
		}
	}()
}

// Feed takes what is written now.
type Feed struct {
	Index *Index
	Wait  sync.WaitGroup
}

func (f *Feed) Listen() {
	f.Wait.Add(1)
	go func() {
		defer f.Wait.Done()
		for shard := range 5000 {
			f.Index.mark("cpu", 5000+shard)
		}
	}()
}
