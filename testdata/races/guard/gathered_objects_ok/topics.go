package topics

import "sync"

// Topic has its own lock.
type Topic struct {
	mu   sync.Mutex
	kept map[string]int
}

// Server has many topics.
type Server struct {
	mu     sync.RWMutex
	topics map[string]*Topic
}

// NewServer makes a server without topics.
func NewServer() *Server {
	return &Server{topics: map[string]*Topic{}}
}

// Topic finds a topic, or makes it, with what every topic keeps.
func (s *Server) Topic(name string) *Topic {
	s.mu.Lock()
	defer s.mu.Unlock()
	topic := s.topics[name]
	if topic == nil {
		fresh := []*Topic{{kept: map[string]int{}}}
		for _, it := range fresh {
			it.kept["name"] = len(name)
		}
		topic = fresh[0]
		s.topics[name] = topic
	}
	return topic
}

// Keep keeps a message.
func (t *Topic) Keep(key string, value int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.kept[key] = value
}

// Forget forgets a message.
func (t *Topic) Forget(key string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.kept, key)
}

// Reload drops what is not wanted any more.
func (s *Server) Reload(wanted func(int) bool) {
	s.mu.RLock()
	topics := make([]*Topic, 0, len(s.topics))
	for _, topic := range s.topics {
		topics = append(topics, topic)
	}
	s.mu.RUnlock()
	for _, topic := range topics {
		topic.mu.Lock()
		for key, value := range topic.kept {
			if !wanted(value) {
				delete(topic.kept, key)
			}
		}
		topic.mu.Unlock()
	}
}
