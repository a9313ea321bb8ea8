// race: yes

// A background loop started by the constructor, beside the methods.
package main

import "time"

type limiter struct {
	stop    chan struct{}
	stopped chan struct{}
	buckets map[string]int
}

func newLimiter(every time.Duration) *limiter {
	l := &limiter{stop: make(chan struct{}), stopped: make(chan struct{}), buckets: map[string]int{}}
	go l.refill(every)
	return l
}

func (l *limiter) refill(every time.Duration) {
	defer close(l.stopped)
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			for key := range l.buckets { // want? "GMC00[12]"
				l.buckets[key] = 10 // want? "GMC00[12]"
			}
		case <-l.stop:
			return
		}
	}
}

func (l *limiter) allow(key string) bool {
	l.buckets[key]--           // want? "GMC00[12]"
	return l.buckets[key] >= 0 // want? "GMC00[12]"
}

func main() {
	l := newLimiter(time.Millisecond)
	for range 20 {
		l.allow("client")
		time.Sleep(time.Millisecond)
	}
	close(l.stop)
	<-l.stopped
}
