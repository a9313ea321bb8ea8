package hub

import "sync"

// Hub sends to channels.
type Hub struct {
	mu       sync.Mutex
	channels map[string]int
	started  bool
}

// New makes a hub.
func New() *Hub { return &Hub{channels: map[string]int{}} }

// Create adds a channel.
func (h *Hub) Create(name string) {
	h.channels[name] = 0 // want? "GMC00[1-4]"
}

// Start opens what is there in the background.
func (h *Hub) Start() *sync.WaitGroup {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.started = true
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		h.openAll()
	}()
	return &wg
}

func (h *Hub) openAll() {
	for name := range h.channels { // want? "GMC00[1-4]"
		_ = name
	}
}
