package router

import "sync"

// Router knows which topics are handled.
type Router struct {
	mu    sync.Mutex
	caps  map[string]bool
	inbox chan string
}

// New makes a router and starts it.
func New() *Router {
	return &Router{caps: map[string]bool{}, inbox: make(chan string)}
}

// Start lets messages come in.
func (r *Router) Start(inbox <-chan string) {
	go func() {
		for topic := range inbox {
			r.receive(topic)
		}
	}()
}

func (r *Router) receive(topic string) bool {
	if _, ok := r.caps[topic]; !ok { // want? "GMC00[1-4]"
		return false
	}
	return r.caps[topic] // want? "GMC00[1-4]"
}

// Register adds a topic.
func (r *Router) Register(topic string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.caps[topic] = true // want? "GMC00[1-4]"
}

// Deregister removes it.
func (r *Router) Deregister(topic string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.caps, topic) // want? "GMC00[1-4]"
}

// Send sends a message if the topic is known.
func (r *Router) Send(topic string) bool {
	if _, ok := r.caps[topic]; !ok { // want? "GMC00[1-4]"
		return false
	}
	return r.caps[topic] // want? "GMC00[1-4]"
}
